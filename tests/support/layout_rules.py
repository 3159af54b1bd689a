"""The rules of layout that every film keeps at every moment.

Text lies over no other text, nothing leaves the safe area, text is high enough, text and marks
stand out from the background, and panels keep their limits. Where a picture rests, text keeps its
distance from marks.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import chain, combinations
from math import comb
from typing import Any

import numpy as np
from manim import VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas, Tint
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.beam import Layer
from deconviz.films.mobjects.code_card import Scatter
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.draws import FaintLine
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.outline import Outline
from deconviz.films.mobjects.stage import HEIGHT, SAFE, Box, stroke, to_pixels
from deconviz.films.mobjects.text import TextLine
from deconviz.look.language import SURFACES, TEXT_IN_BAR, TEXT_TO_MARK
from deconviz.look.theme import THEMES, contrast
from support.staging import Stage, box_of, ink, overlap

MOMENTS = 60
LOWEST_TEXT = 0.026 * HEIGHT  # pixels, of a capital letter
ALONG = np.linspace(0, 1, 49)[:, None]  # of a Bezier curve
BERNSTEIN = np.hstack([comb(3, n) * ALONG**n * (1 - ALONG) ** (3 - n) for n in range(4)])
TEXT, MARK = 4.5, 3.0  # contrast: WCAG 2.2, success criteria 1.4.3 and 1.4.11


def findings(stage: Stage, moments: int = MOMENTS) -> list[str]:
    """Return each breach of a rule once, as "SideBySide, 3.20 s: 'input' overlaps 'sum'".

    Parameters
    ----------
    stage
        A film.
    moments
        How many of its moments to look at.
    """
    film, limits, contrasts = stage.scene.job.name, limits_of(stage.scene), Contrasts(stage)
    first: dict[str, float] = {}
    for time in stage.moments(moments):
        parts = stage.visible()
        contrasts.add(parts)
        for finding in chain(of_text(parts), of_places(parts), of_limits(limits, stage.scene)):
            first.setdefault(finding, time)
    return [
        *(f"{film}, {time:.2f} s: {finding}" for finding, time in first.items()),
        *(f"{film}: {finding}" for finding in dict.fromkeys(contrasts.findings())),
    ]


def of_text(parts: list[VMobject]) -> Iterator[str]:
    """Find text over text, and text that is too low."""
    texts = [(part, box_of(part)) for part in parts if isinstance(part, TextLine)]
    for (one, its_box), (other, other_box) in combinations(texts, 2):
        if overlap(its_box, other_box):
            yield f"{name_of(one)} overlaps {name_of(other)}"
    for text, _ in texts:
        if text.cap_height < LOWEST_TEXT:
            yield f"{name_of(text)} is {text.cap_height:g} pixels high, less than {LOWEST_TEXT:g}"


def of_places(parts: list[VMobject]) -> Iterator[str]:
    """Find what leaves the safe area."""
    for part in parts:
        box = box_of(part)
        beyond = {
            "left": box.left < SAFE.left,
            "top": box.top < SAFE.top,
            "right": box.right > SAFE.right,
            "bottom": box.bottom > SAFE.bottom,
        }
        for side in (side for side, is_beyond in beyond.items() if is_beyond):
            yield f"{name_of(part)} leaves the safe area at the {side}"


def of_rest(stage: Stage) -> Iterator[str]:
    """Find text that is too near to a mark, or to the edge of the bar that it stands in."""
    contrasts = Contrasts(stage)
    parts = [part for part in stage.visible() if not contrasts.is_decoration(part)]
    marks = [(part, boxes_of(part)) for part in parts if not isinstance(part, TextLine)]
    for text in (part for part in parts if isinstance(part, TextLine)):
        for mark, boxes in marks:
            margins = _margins(box_of(text), boxes)  # (n, 4)
            is_inside = (margins > 0).all(1) & isinstance(mark, Areas)
            if (margins[is_inside] < TEXT_IN_BAR - 0.01).any():
                yield f"{name_of(text)} fills its {name_of(mark)}"
            gaps = _gaps(box_of(text), boxes[~is_inside])  # (n,)
            if (gaps < TEXT_TO_MARK - 0.01).any():
                yield f"{name_of(text)} is {gaps.min():.1f} pixels from {name_of(mark)}"


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


def _margins(inner: Box, outer: Floats) -> Floats:
    """Return how far a box is inside of others (n, 4) on each side, shape (n, 4)."""
    sides = np.array([inner.left, inner.top, inner.right, inner.bottom])
    return np.asarray((sides - outer) * np.array([1, 1, -1, -1]))


def _gaps(box: Box, others: Floats) -> Floats:
    """Return how far a box is from others (n, 4), shape (n,)."""
    apart = np.maximum(
        np.array([box.left, box.top]) - others[:, 2:],
        others[:, :2] - np.array([box.right, box.bottom]),
    )
    return np.asarray(np.hypot(*np.maximum(apart, 0).T))


def of_limits(before: dict[str, Axes], scene: Any) -> Iterator[str]:
    """Find panels whose limits are not those of `before`, which `limits_of` returned."""
    now = limits_of(scene)
    for name in (name for name, axes in before.items() if now.get(name) != axes):
        yield f"the limits of {name} change"


def limits_of(scene: Any) -> dict[str, Axes]:
    """Return all axes of a scene, by the attributes that lead to them."""
    limits: dict[str, Axes] = {}
    visits: set[int] = set()
    queue = deque([("", scene)])
    while queue:
        name, thing = queue.popleft()
        if isinstance(thing, Axes):
            limits[name.removeprefix(".")] = thing
        elif id(thing) not in visits:
            visits.add(id(thing))
            queue += [(name + way, part) for way, part in _parts(thing, type(scene).__module__)]
    return limits


def _parts(thing: Any, scenes: str) -> list[tuple[str, Any]]:
    """Return the parts of a thing of ours, each with the way to it."""
    if isinstance(thing, list | tuple):
        return [(f"[{index}]", part) for index, part in enumerate(thing)]
    if type(thing).__module__ == scenes or type(thing).__module__.startswith(
        "deconviz.films.mobjects"
    ):
        return [(f".{name}", part) for name, part in vars(thing).items()]
    return []


class Contrasts:
    """How clearly things stand out from the background, at their clearest moment.

    Lines of the grid may be pale: those in its colour that are not part of a curve. So may what is
    no mark: cards, tints, beams, clouds of faint dots or lines, and rims in the colour of the
    background. Text on a bar is compared with the bar.

    Parameters
    ----------
    stage
        A film.
    """

    def __init__(self, stage: Stage) -> None:
        theme = THEMES[stage.scene.job.theme]
        self._background, self._grid = _levels(theme.background), _levels(theme.grid)
        curves = [thing for thing in stage.everything() if isinstance(thing, Curve)]
        self._card = _levels(SURFACES[stage.scene.job.theme].card)
        self._curve_parts = {id(part) for curve in curves for part in curve.get_family()}
        self._clearest: dict[int, tuple[float, VMobject]] = {}

    def add(self, parts: list[VMobject]) -> None:
        """Add what is visible at a moment."""
        bars = [
            (ink(part)[:3], boxes_of(part))
            for part in parts
            if isinstance(part, Areas) and not isinstance(part, Tint | Outline)
        ]
        for part in parts:
            ratio = self._contrast(ink(part), self._behind(part, bars))
            if ratio > self._clearest.get(id(part), (0.0, part))[0]:
                self._clearest[id(part)] = ratio, part

    def findings(self) -> Iterator[str]:
        """Find what never stands out enough."""
        for ratio, part in self._clearest.values():
            least = TEXT if isinstance(part, TextLine) else MARK
            if ratio < least and not (self._is_grid(part) or self.is_decoration(part)):
                yield f"{name_of(part)} has a contrast of {ratio:.1f}, less than {least:g}"

    def is_decoration(self, part: VMobject) -> bool:
        """Tell whether a thing is no mark, so that it need not stand out."""
        surfaces = (self._card, self._background)
        is_surface = any(np.allclose(ink(part)[:3], colour, atol=1 / 255) for colour in surfaces)
        return isinstance(part, Tint | Layer | Scatter | FaintLine) or (
            is_surface and not isinstance(part, TextLine)
        )

    def _behind(self, part: VMobject, bars: list[tuple[Floats, Floats]]) -> Floats:
        """Return the colour of the uppermost bar that a text stands in, or of the background."""
        behind = self._background
        if isinstance(part, TextLine):
            box = box_of(part)
            for colour, boxes in bars:
                if (_margins(box, boxes) > 0).all(1).any():
                    behind = colour
        return behind

    def _contrast(self, rgba: Floats, behind: Floats) -> float:
        mixture = rgba[3] * rgba[:3] + (1 - rgba[3]) * behind  # (3,)
        return contrast(_hexadecimal(mixture), _hexadecimal(behind))

    def _is_grid(self, part: VMobject) -> bool:
        is_grey = np.allclose(ink(part)[:3], self._grid, atol=1 / 255)
        return isinstance(part, Line | Outline) and id(part) not in self._curve_parts and is_grey


def name_of(part: VMobject) -> str:
    """Return what a text says, or what else a part is."""
    if isinstance(part, TextLine):
        return repr(part.text)
    return f"{type(part).__name__} of {_hexadecimal(ink(part)[:3])}"


def _levels(colour: str) -> Floats:
    """Turn a hexadecimal colour into red, green and blue from 0 to 1, shape (3,)."""
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255


def _hexadecimal(levels: Floats) -> str:
    return "#" + "".join(f"{round(255 * level):02x}" for level in levels.tolist())
