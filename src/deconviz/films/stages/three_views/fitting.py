"""As much of a layer that a user brings as its numbers have room for."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from deconviz.analysis.three_views import ShownPart
from deconviz.arrays import Floats
from deconviz.films.mobjects.tile import widest
from deconviz.films.stages.three_views.views_layout import ViewsLayout


def fitted(part: ShownPart) -> tuple[ShownPart, ViewsLayout]:
    """Return what is shown of a part, and where it is.

    Of a layer that a user brings it is as many points as have room for all numbers, with fewer
    decimals if one point has none; a layer that is given by its numbers stays as it is.
    """
    if part.example.name:
        for fewer in _smaller(part):
            layout = layout_of(fewer)
            if layout.tile[0] >= widest(_numbers(fewer)):
                return fewer, layout
    return part, layout_of(part)


def layout_of(part: ShownPart) -> ViewsLayout:
    """Return the places of a part."""
    ways = part.ways
    chip_width = max(widest(_rounded(ways.kernel, part)), ViewsLayout.chip_width)
    points, kernel = len(ways.input), len(ways.kernel)
    return ViewsLayout(points, kernel, ways.axis.stride, chip_width, ways.added)


def _smaller(part: ShownPart) -> Iterator[ShownPart]:
    for decimals in range(part.decimals, 0, -1):
        for points in range(len(part.ways.input), 0, -1):
            if part.ways.axis.outputs(points) > 0:
                yield part.first(points, decimals)


def _numbers(part: ShownPart) -> list[float]:
    ways = part.ways
    every = (ways.input, ways.kernel, ways.stamps, ways.scatter())
    return [number for values in every for number in _rounded(values.ravel(), part)]


def _rounded(values: Floats, part: ShownPart) -> list[float]:
    return [float(value) for value in np.round(values, part.decimals)]
