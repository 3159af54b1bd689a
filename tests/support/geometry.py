"""Where the pieces of a picture are, how far apart, and in which colours."""

from __future__ import annotations

from math import comb

import numpy as np
from manim import VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.facets import Facets
from deconviz.films.mobjects.outline import Outline
from deconviz.films.mobjects.stage import Box, stroke, to_pixels
from deconviz.films.mobjects.text import TextLine
from support.staging import ink

ALONG = np.linspace(0, 1, 49)[:, None]  # of a Bezier curve
BERNSTEIN = np.hstack([comb(3, n) * ALONG**n * (1 - ALONG) ** (3 - n) for n in range(4)])


def boxes_of(part: VMobject) -> Floats:
    """Return a rectangle around each bar of areas, or around each piece of another mark.

    Returns
    -------
    array of shape (n, 4)
        Left, top, right and bottom in pixels.
    """
    half = part.stroke_width / stroke(2)
    if isinstance(part, Areas) and not isinstance(part, Outline):
        places = to_pixels(part.points).reshape(-1, 32, 2)
    else:
        curves = to_pixels(part.points).reshape(-1, 4, 2)
        along = np.einsum("pb,nbk->npk", BERNSTEIN, curves)  # (n, points, 2)
        places = np.stack([along[:, :-1], along[:, 1:]], 2).reshape(-1, 2, 2)
    return np.concatenate([places.min(1) - half, places.max(1) + half], 1)


def facet_colour(facets: Facets, place: Floats, otherwise: Floats) -> Floats:
    """Return the colour (3,) of the uppermost facet at a place in pixels (2,), if there is one."""
    corners = to_pixels(facets.points).reshape(-1, 4, 2) - place
    following = np.roll(corners, -1, 1)
    turns = corners[..., 0] * following[..., 1] - corners[..., 1] * following[..., 0]  # (n, 4)
    hits = np.flatnonzero((turns >= 0).all(1) | (turns <= 0).all(1))
    return facets.fill_rgbas[hits[-1], :3] if len(hits) else otherwise


def grown(box: Box, pixels: float) -> Box:
    """Return a box so many pixels larger on each side."""
    return Box(box.left - pixels, box.top - pixels, box.right + pixels, box.bottom + pixels)


def margins(inner: Box, outer: Floats) -> Floats:
    """Return how far a box is inside of others (n, 4) on each side, shape (n, 4)."""
    sides = np.array([inner.left, inner.top, inner.right, inner.bottom])
    return np.asarray((sides - outer) * np.array([1, 1, -1, -1]))


def gaps(box: Box, others: Floats) -> Floats:
    """Return how far a box is from others (n, 4), shape (n,)."""
    apart = np.maximum(
        np.array([box.left, box.top]) - others[:, 2:],
        others[:, :2] - np.array([box.right, box.bottom]),
    )
    return np.asarray(np.hypot(*np.maximum(apart, 0).T))


def name_of(part: VMobject) -> str:
    """Return what a text says, or what else a part is."""
    if isinstance(part, TextLine):
        return repr(part.text)
    return f"{type(part).__name__} of {hexadecimal(ink(part)[:3])}"


def levels(colour: str) -> Floats:
    """Turn a hexadecimal colour into red, green and blue from 0 to 1, shape (3,)."""
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255


def hexadecimal(levels: Floats) -> str:
    return "#" + "".join(f"{round(255 * level):02x}" for level in levels.tolist())
