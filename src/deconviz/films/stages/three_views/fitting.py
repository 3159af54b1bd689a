"""As much of a layer that a user brings as its numbers have room for."""

from __future__ import annotations

from deconviz.analysis.three_views import ShownPart
from deconviz.films.mobjects.tile import widest
from deconviz.films.stages.three_views.views_layout import ViewsLayout

FEWEST_DECIMALS = 1


def fitted(part: ShownPart) -> tuple[ShownPart, ViewsLayout]:
    """Return what is shown of a part, and where it is.

    Of a layer that a user brings it is as many points as have room for all numbers, with fewer
    decimals if one point has none; a layer that is given by its numbers stays as it is.
    """
    if part.example.name:
        ways = part.ways
        counts = [n for n in range(len(ways.input), 0, -1) if ways.axis.outputs(n) > 0]
        for fewer in part.smaller(counts, FEWEST_DECIMALS):
            layout = layout_of(fewer)
            if layout.tile[0] >= widest(_numbers(fewer)):
                return fewer, layout
    return part, layout_of(part)


def layout_of(part: ShownPart) -> ViewsLayout:
    """Return the places of a part."""
    ways = part.ways
    chip_width = max(widest(part.rounded(ways.kernel)), ViewsLayout.chip_width)
    points, kernel = len(ways.input), len(ways.kernel)
    return ViewsLayout(points, kernel, ways.axis.stride, chip_width, ways.added)


def _numbers(part: ShownPart) -> list[float]:
    ways = part.ways
    every = (ways.input, ways.kernel, ways.stamps, ways.scatter())
    return [number for values in every for number in part.rounded(values)]
