"""A transposed convolution in three ways, which come to the same: scatter, gather, and a matrix."""

from __future__ import annotations

from typing import Any

from deconviz.analysis.three_views import shown_part
from deconviz.films.film import Film, films
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.stages.three_views.fitting import fitted
from deconviz.films.stages.three_views.three_views_stage import ThreeViewsStage
from deconviz.films.stages.three_views.three_views_tracks import (
    FINAL,
    GATHER,
    MATRIX,
    SECONDS,
    Tracks,
)
from deconviz.look.wording import number, number_list

TITLE = "Scatter = gather = matrix"
POSTER = 21.6  # all three views, and what they all make


class ThreeViews(Film):
    """Stamps are added up, a turned kernel slides along, and a matrix multiplies."""

    shows = Shows(
        layer=True, imported=True, outputs=(1, 10), crops=True, dilations=True, reach=(1, 10),
        ahead=False,
    )  # fmt: skip

    def construct(self) -> None:
        """Go through the three views, and show that they agree."""
        self.part, layout = fitted(shown_part(self.layer_example))
        self.ways = self.part.ways
        self.tracks = Tracks(layout, self.ways.busiest())
        self.stage = ThreeViewsStage(self.part, layout, self.tracks, self.theme, self.job.theme)
        self.tell(self.stage.moving, self.stage.draw, self._story())

    def facts(self) -> dict[str, Any]:
        """Return the numbers of the layer, and what each view makes of them."""
        ways = self.ways
        return {
            "shown": [],
            "view": self.stage.view,
            "input": ways.input.tolist(),
            "kernel": ways.kernel.tolist(),
            "stride": ways.axis.stride,
            "crop": list(ways.axis.crop),
            "in_part": self.part.words,
            "stamps": ways.stamps.tolist(),
            "scatter": ways.scatter().tolist(),
            "gather": ways.gather().tolist(),
            "matrix": ways.multiply().tolist(),
            "numbers": self.stage.numbers(),
        }

    def _story(self) -> Story:
        ways, busiest, rounded = self.ways, self.tracks.busiest, self.part.rounded
        place = ways.kept.index(busiest)
        numbers, kernel, output = map(rounded, (ways.input, ways.kernel, ways.scatter()))
        parts, row = rounded(ways.parts[:, busiest]), rounded(ways.matrix[busiest])
        sum_of = _sum([part for part in parts if part])
        products = zip(row, numbers, strict=True)
        product_of = _sum([(weight, value) for weight, value in products if weight and value])
        total = f"{'≈' if self.layer_example.name else '='} {number(output[place])}"
        beats = [
            Beat(0.0, "Scatter: each input scales the kernel, and all of it is added up."),
            Beat(4.6, _short(f"Output {place + 1}: {sum_of} {total}.")),
            Beat(GATHER, "Gather: zeros between the inputs, and the kernel turned by 180°."),
            Beat(self.tracks.steps[0], "It slides along, and drops one sum at each step."),
            Beat(MATRIX, "Matrix: the kernel stands in each column."),
            Beat(MATRIX + 2.6, _short(f"Output {place + 1}: {product_of} {total}.")),
            Beat(FINAL, "Three views of one operation: the output is the same."),
        ]
        return Story(
            title=TITLE,
            finding=(
                f"Input {number_list(numbers)}, kernel {number_list(kernel)}{self._dilated()} and "
                f"stride {ways.axis.stride} make {number_list(output)}, in each of three ways"
                f"{self.part.aside}."
            ),
            description=(
                "First, each input scales the kernel, and the scaled kernels, each "
                f"{ways.axis.stride} further, are added up column by column{self._cut()}. Then, "
                "zeros are put between and around the inputs, the kernel is turned by 180° and "
                "slides along, and each position gives one output. Last, each column of a matrix "
                "holds the kernel, and the matrix times the input is the output. All three "
                "outputs are the same."
            ),
            beats=tuple(beats),
            seconds=SECONDS,
            poster=POSTER,
            topic="Settings",
        )

    def _dilated(self) -> str:
        """Say why the kernel has zeros between its numbers, if it has."""
        dilation = self.ways.axis.dilation
        return f" (dilation {dilation})" if dilation > 1 else ""

    def _cut(self) -> str:
        """Say that padding leaves holes, if it does."""
        return ", and padding leaves holes at the ends" if self.ways.cut else ""


def _sum(terms: list[Any]) -> str:
    """Write terms, or products of two, as a sum."""
    texts = [
        f"{number(term[0])} × {number(term[1])}" if isinstance(term, tuple) else number(term)
        for term in terms
    ]
    return " + ".join(texts) or "0"


def _short(text: str) -> str:
    """Return a subtitle that has room, of what may be too long."""
    return text if len(text) <= 84 else "Most inputs meet in this output."


globals().update(films(ThreeViews))
