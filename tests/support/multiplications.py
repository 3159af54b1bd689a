"""Where the filter of a multiplication stands, read off the picture."""

from __future__ import annotations

from deconviz.arrays import Floats
from deconviz.films.mobjects.stage import to_pixels
from deconviz.films.stages.encoder.multiplication import Multiplication


def above_upper(picture: Multiplication) -> Floats:
    """Return how many pixels a filter's points are above the axis of its window, shape (K,)."""
    return _above(picture, 0)


def above_lower(picture: Multiplication) -> Floats:
    """Return how many pixels a filter's points are above the lower axis, shape (K,)."""
    return _above(picture, -1)


def _above(picture: Multiplication, axis: int) -> Floats:
    height = float(to_pixels(picture._axes.points)[axis, 1])
    return height - picture.filter.places()[:, 1]
