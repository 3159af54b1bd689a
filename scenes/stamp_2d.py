"""A transposed convolution in two dimensions: scaled kernels fall on a board and pile up."""

from __future__ import annotations

from typing import Any

from deconviz.analysis.stamp_piles import StampPiles
from deconviz.films.film import Film, films
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.stages.stamp_2d.stamp_2d_stage import Stamp2DStage
from deconviz.films.stages.stamp_2d.stamp_clock import StampClock
from deconviz.look.wording import count_in_words, number, quantity

TITLE = "Each input number stamps the kernel, scaled"


class Stamp2D(Film):
    """Stamps fall, pile up, and are the output when seen from above."""

    shows = Shows(
        layer=True, dimensions=(2, 2), inputs=(1, 4), kernel=(1, 5), outputs=(1, 8), crops=True,
        counts=True,
    )  # fmt: skip

    def construct(self) -> None:
        """Stamp, look at a pile, stamp the rest, and look from above."""
        self.piles = StampPiles(self.layer_example)
        kept, whole = self.piles.output.size, self.piles.is_kept.size
        self.clock = StampClock(len(self.piles.stamps), self.piles.landed_before, kept < whole)
        self.stage = Stamp2DStage(
            self.piles, self.clock, self._titles(), self.theme, self.job.theme
        )
        self.tell(self.stage.moving, self._draw, self._story())

    def facts(self) -> dict[str, Any]:
        """Return the numbers of the layer, and those that stand on the stage."""
        piles = self.piles
        return {
            "shown": [],
            "input": piles.given.tolist(),
            "kernel": piles.kernel.tolist(),
            "stride": [axis.stride for axis in piles.example.layer.axes],
            "landed": self.clock.landed(self.time_shown),
            "piles": piles.heights(self.clock.landed(self.time_shown)).tolist(),
            "output": piles.output.tolist(),
            "numbers": self.stage.written(),
        }

    def _draw(self, time: float) -> None:
        self.time_shown = time
        self.stage.draw(time)

    def _titles(self) -> list[tuple[float, str]]:
        piles, clock = self.piles, self.clock
        count = len(piles.stamps)
        if piles.overlap > 1:
            second = "Where stamps overlap, they pile up"
        else:
            second = "Here, no two stamps overlap"
        third = (
            f"{count_in_words(count).capitalize()} scaled stamps add up to the output"
            if count > 1
            else "One scaled stamp is the output"
        )
        cut = [(clock.all_landed, "Padding cuts the edges off")] if clock.has_cut else []
        return [(0.0, TITLE), (clock.pile, second), *cut, (clock.tilt, third), (clock.sink, TITLE)]

    def _story(self) -> Story:
        piles, clock = self.piles, self.clock
        layers = [number(product) for _, product in piles.layers[piles.chosen]]
        total = number(sum(product for _, product in piles.layers[piles.chosen]))
        first = piles.stamps[0].factor
        rows, columns = piles.output.shape
        sums = [number(float(part.sum())) for part in (piles.given, piles.kernel, piles.output)]
        cut = piles.given.sum() * piles.kernel.sum() - piles.output.sum()
        less = f" − {number(float(cut))} cut off" if cut else ""
        check = f"All numbers summed: {sums[0]} × {sums[1]}{less} = {sums[2]}."
        beats = [Beat(0.0, f"The kernel becomes {number(first)} times as high, and falls.")]
        if piles.landed_before > 1 and clock.pile - clock.times[1].begin > 2.2:
            beats.append(Beat(clock.times[1].begin, "Each next input stamps one stride further."))
        beats.append(Beat(clock.pile, _short(f"One output: {total} = {' + '.join(layers)}.")))
        if clock.all_landed - clock.pile_end > 1.5:
            beats.append(Beat(clock.pile_end, "The rest of the stamps fall."))
        if clock.has_cut:
            beats.append(Beat(clock.all_landed, "Padding cuts the edges off."))
        beats.append(Beat(clock.tilt, f"From above, the piles are the output. {check}"))
        return Story(
            title=TITLE,
            finding=(
                f"{quantity(len(piles.stamps), 'stamp')} make an output of {rows} × {columns}: "
                f"{sums[0]} × {sums[1]}{less} = {sums[2]}."
            ),
            description=(
                "A kernel lies as a board of blocks, as high as its numbers. For each number of "
                "the input it rises, takes that number's colour, grows as many times as high, and "
                "falls on the board of the output. Where scaled kernels overlap, their blocks "
                "pile up; one pile is copied out, layer by layer. Last, the camera looks from "
                "above: each pile is one number of the output, in the colours of its stamps."
            ),
            beats=tuple(beats),
            seconds=clock.seconds,
            poster=clock.pile + 2.4,
            topic="Settings",
        )


def _short(text: str) -> str:
    """Return a subtitle that has room, of what may be too long."""
    return text if len(text) <= 78 else "Most stamps meet in this output."


globals().update(films(Stamp2D))
