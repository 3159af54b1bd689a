"""A transposed convolution in two dimensions as pictures: stamps, then channels, add up."""

from __future__ import annotations

from typing import Any

from deconviz.analysis.stamped_image import PARTS, StampedImage
from deconviz.films.film import Film, films
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.stages.stamp_image.image_clock import ImageClock
from deconviz.films.stages.stamp_image.stamp_image_stage import StampImageStage
from deconviz.layers.contributions import Contributions
from deconviz.look.wording import quantity

FIRST, SECOND = "Each input number stamps the kernel, scaled", "All channels add up to the output"

ONE = "What the channel adds is the output"


class StampImage(Film):
    """One channel stamps its kernel, then what all channels add falls onto one picture."""

    shows = Shows(layer=True, imported=True, dimensions=(2, 2), crops=True, dilations=True)

    def construct(self) -> None:
        """Stamp with the channel that adds most, then add all channels."""
        imported = self.job.layer
        channel = imported.entry.channel if imported else None
        self.image = StampedImage(Contributions.of(self.layer_example, PARTS, channel))
        self.clock = ImageClock(self.image.given.size, len(self.image.parts))
        second = SECOND if len(self.image.parts) > 1 else ONE
        titles = [(0.0, FIRST), (self.clock.turn, second), (self.clock.back, FIRST)]
        self.stage = StampImageStage(self.image, self.clock, titles, self.theme)
        self.tell(self.stage.moving, self.stage.draw, self._story())

    def facts(self) -> dict[str, Any]:
        """Return what is added, and what the canvas shows."""
        image = self.image
        return {
            "shown": [],
            **image.parted.facts(),
            "parts": [name for name, _ in image.parts],
            "bias": image.parted.bias,
            "largest": image.largest,
            "canvas": self.stage.canvas.values.tolist(),
        }

    def _story(self) -> Story:
        image, clock = self.image, self.clock
        channels = quantity(image.parted.example.layer.channels, "input channel")
        rows, columns = image.parted.output.shape
        most = quantity(image.given.size, "number")
        names = ", ".join(name for name, _ in image.parts)
        return Story(
            title=FIRST,
            finding=(
                f"{channels} of {image.given.shape[0]} × {image.given.shape[1]} add up to an "
                f"output of {rows} × {columns}: {names}."
            ),
            description=(
                "Pictures in grey; middle grey is 0. Each number of one input channel scales the "
                "kernel, and the scaled kernels land on the output, one stride apart, and add up. "
                "Then what each of the channels that contribute most adds, and the sum of all "
                "others, fall onto one another, and are the output."
            ),
            beats=(
                Beat(0.0, "A number scales the kernel, which lands and adds."),
                Beat(clock.slow[-1], f"So do all {most} of this channel, one stride apart."),
                Beat(clock.turn, "That is what one channel adds."),
                Beat(clock.falls[0], "All channels together make the output."),
            ),
            seconds=clock.seconds,
            poster=clock.back - 0.6,
            topic="Settings",
        )


globals().update(films(StampImage))
