"""A transposed convolution in one dimension: numbers stamp the kernel, and channels add up."""

from __future__ import annotations

from typing import Any

from deconviz.analysis.stamped_layer import StampedLayer
from deconviz.films.film import Film, films
from deconviz.films.mobjects.titles import Titles
from deconviz.films.rendering.story import Story
from deconviz.films.shows import Shows
from deconviz.films.stages.stamp_1d.adding import Adding
from deconviz.films.stages.stamp_1d.stamp_layout import StampLayout
from deconviz.films.stages.stamp_1d.stamp_times import StampTimes
from deconviz.films.stages.stamp_1d.stamp_words import beats, description, finding, titles
from deconviz.films.stages.stamp_1d.stamping import Stamping


class Stamp1D(Film):
    """The kernel slides along, each number stamps it, and what all channels add is piled up."""

    shows = Shows(
        layer=True, imported=True, dimensions=(1, 1), crops=True, dilations=True,
        reach=(1, 512),
    )  # fmt: skip

    def construct(self) -> None:
        """Stamp with the channel that adds most, then add all channels."""
        imported = self.job.layer
        channel = imported.entry.channel if imported else None
        self.layer = layer = StampedLayer.choose(self.layer_example, channel)
        parts = len(layer.parted.parts) if layer.adds_channels else 0
        self.times = StampTimes(len(layer.numbers), layer.is_cropped, parts)
        layout = StampLayout.of(layer)
        setting = layer, layout, self.times, self.theme, self.job.theme
        self.titles = Titles(titles(layer, self.times), self.theme)
        self.stamping = Stamping(*setting)
        self.adding = Adding(*setting) if parts else None
        moving = [*(self.adding.moving if self.adding else []), *self.stamping.moving]
        self.tell([self.titles, *moving], self._draw, self._story())

    def facts(self) -> dict[str, Any]:
        """Return what is added, how much of it is there, and the sums as they are drawn."""
        layer, parted = self.layer, self.layer.parted
        facts = {
            "shown": [],
            **parted.facts(),
            "input": layer.numbers.tolist(),
            "input_numbers": [layer.first, layer.of],
            "kernel": layer.kernel.tolist(),
            "bias": parted.bias,
            "stamps": layer.stamps.tolist(),
            "kept": [layer.kept.start, layer.kept.stop],
            "stamped": self.stamping.pile.shown(),
        }
        if self.adding:
            facts |= {"parts": parted.parts.tolist(), "added": self.adding.pile.shown()}
        return facts

    def _story(self) -> Story:
        layer, times = self.layer, self.times
        return Story(
            title=titles(layer, times)[0][1],
            finding=finding(layer),
            description=description(layer),
            beats=beats(layer, times),
            seconds=times.seconds,
            poster=times.end - 0.2,
            topic="Settings",
        )

    def _draw(self, time: float) -> None:
        self.titles.draw(time)
        self.stamping.draw(time)
        if self.adding:
            self.adding.draw(time)


globals().update(films(Stamp1D))
