"""A transposed convolution in three ways, which come to the same: scatter, gather, and a matrix."""

from __future__ import annotations

from typing import Any

from deconviz.analysis.three_views import ThreeWays
from deconviz.films.film import Film, films
from deconviz.films.mobjects.tile import widest
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.stages.three_views.three_views_stage import ThreeViewsStage
from deconviz.films.stages.three_views.three_views_tracks import (
    FINAL,
    GATHER,
    MATRIX,
    SECONDS,
    Tracks,
)
from deconviz.films.stages.three_views.views_layout import ViewsLayout
from deconviz.look.wording import number, number_list

TITLE = "Scatter = gather = matrix"
POSTER = 21.6  # all three views, and what they all make


class ThreeViews(Film):
    """Stamps are added up, a turned kernel slides along, and a matrix multiplies."""

    shows = Shows(layer=True, outputs=(1, 10))

    def construct(self) -> None:
        """Go through the three views, and show that they agree."""
        layer = self.layer_example.layer
        kernel, [axis] = layer.kernel[0, 0], layer.axes
        self.ways = ThreeWays(self.layer_example.given[0], kernel, axis.stride)
        chip_width = max(widest(kernel.tolist()), ViewsLayout.chip_width)
        [points] = self.layer_example.inputs
        layout = ViewsLayout(points, axis.kernel, axis.stride, chip_width)
        self.tracks = Tracks(layout, self.ways.busiest())
        self.stage = ThreeViewsStage(self.ways, layout, self.tracks, self.theme, self.job.theme)
        self.tell(self.stage.moving, self.stage.draw, self._story())

    def facts(self) -> dict[str, Any]:
        """Return the numbers of the layer, and what each view makes of them."""
        ways = self.ways
        return {
            "shown": [],
            "view": self.stage.view,
            "input": ways.input.tolist(),
            "kernel": ways.kernel.tolist(),
            "stride": ways.stride,
            "stamps": ways.stamps.tolist(),
            "scatter": ways.scatter().tolist(),
            "gather": ways.gather().tolist(),
            "matrix": ways.multiply().tolist(),
            "numbers": self.stage.numbers(),
        }

    def _story(self) -> Story:
        ways, busiest = self.ways, self.tracks.busiest
        output = [round(value, 4) for value in ways.scatter().tolist()]
        sum_of = _sum([part for part in ways.parts[:, busiest].tolist() if part])
        product_of = _sum(
            [
                (weight, value)
                for weight, value in zip(ways.matrix[busiest], ways.input, strict=True)
                if weight and value
            ]
        )
        total = number(output[busiest])
        return Story(
            title=TITLE,
            finding=(
                f"Input {number_list(ways.input.tolist())}, kernel "
                f"{number_list(ways.kernel.tolist())} and stride {ways.stride} make "
                f"{number_list(output)}, in each of three ways."
            ),
            description=(
                "First, each input scales the kernel, and the scaled kernels, each "
                f"{ways.stride} further, are added up column by column. Then, zeros are put "
                "between and around the inputs, the kernel is turned by 180° and slides along, and "
                "each position gives one output. Last, each column of a matrix holds the kernel, "
                "and the matrix times the input is the output. All three outputs are the same."
            ),
            beats=(
                Beat(0.0, "Scatter: each input scales the kernel, and all of it is added up."),
                Beat(4.6, _short(f"Output {busiest + 1}: {sum_of} = {total}.")),
                Beat(GATHER, "Gather: zeros between the inputs, and the kernel turned by 180°."),
                Beat(self.tracks.steps[0], "It slides along, and drops one sum at each step."),
                Beat(MATRIX, "Matrix: the kernel stands in each column."),
                Beat(MATRIX + 2.6, _short(f"Output {busiest + 1}: {product_of} = {total}.")),
                Beat(FINAL, "Three views of one operation: the output is the same."),
            ),
            seconds=SECONDS,
            poster=POSTER,
        )


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
