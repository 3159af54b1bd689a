"""The rules of layout that every film keeps at every moment.

Text lies over no other text, nothing leaves the safe area, text is high enough, text and marks
stand out from the background, panels keep their limits, and nothing moves across text. Where a
picture rests, text keeps its distance from marks, and a label is nearest to its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import chain, combinations
from typing import Any

import numpy as np
from manim import VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas, Tint
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.beam import Layer
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.draws import FaintLine
from deconviz.films.mobjects.facets import Facets
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.outline import Outline
from deconviz.films.mobjects.plate import Plate
from deconviz.films.mobjects.stage import HEIGHT, SAFE, WIDTH
from deconviz.films.mobjects.text import TextLine
from deconviz.films.mobjects.titles import Title
from deconviz.films.stages.code_noise.code_card import Scatter
from deconviz.look.language import SURFACES, TEXT_IN_BAR, TEXT_TO_MARK
from deconviz.look.theme import THEMES, contrast
from support.geometry import (
    boxes_of,
    facet_colour,
    gaps,
    grown,
    hexadecimal,
    levels,
    margins,
    name_of,
)
from support.label_rules import of_labels
from support.moving_rules import INSTANT, Look, of_motion
from support.staging import Stage, box_of, ink, overlap

MOMENTS = 60
LOWEST_TEXT = 0.026 * HEIGHT  # pixels, of a capital letter
WIDEST_SHAPE = 0.4  # of the frame's width, at least
LOWEST_SHAPE = 100.0  # pixels: what is lower is a line
NEAR = 40.0  # pixels around a mark, more than text keeps away and than lines are wide
THUMBNAIL, LOWEST_TITLE = 320, 7.0  # pixels wide; pixels of a capital letter, at least
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
    rested = False
    for time in np.linspace(0, stage.seconds, moments).tolist():
        before = Look.at(stage, max(time - INSTANT, 0.0))
        stage.draw(time)
        parts = stage.visible()
        contrasts.add(parts)
        decoration = {id(part) for part in parts if contrasts.is_decoration(part)}
        found = [of_text(parts), of_places(parts), of_limits(limits, stage.scene)]
        found.append(of_motion(before, parts, decoration))
        rests = before.is_as(parts)
        if rests and not rested:
            found.append(of_rest(stage))
        rested = rests
        for finding in chain.from_iterable(found):
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


def of_poster(stage: Stage) -> Iterator[str]:
    """Find a poster that is too small a picture, or whose title cannot be read as a thumbnail."""
    stage.draw(stage.story.poster)
    shapes = [box_of(part) for part in stage.visible() if not isinstance(part, TextLine)]
    widest = max((box.width for box in shapes if box.height >= LOWEST_SHAPE), default=0.0)
    if widest < WIDEST_SHAPE * WIDTH:
        yield f"the largest shape takes {widest / WIDTH:.0%} of the width, less than 40%"
    titles = [part for part in stage.visible() if isinstance(part, Title)]
    if not titles and not stage.scene.job.film.bare:
        yield "the poster has no title"
    for title in titles:
        height = title.cap_height * THUMBNAIL / WIDTH
        if height < LOWEST_TITLE:
            yield f"{name_of(title)} is {height:.1f} pixels high in a thumbnail"


def of_rest(stage: Stage) -> Iterator[str]:
    """Find text that is too near to a mark, or to the edge of its bar, or nearer to others."""
    contrasts = Contrasts(stage)
    parts = [part for part in stage.visible() if not contrasts.is_decoration(part)]
    marks = [(part, box_of(part)) for part in parts if not isinstance(part, TextLine)]
    for text in (part for part in parts if isinstance(part, TextLine)):
        place = box_of(text)
        for mark in (mark for mark, around in marks if overlap(place, grown(around, NEAR))):
            boxes = boxes_of(mark)
            inside_by = margins(place, boxes)  # (n, 4)
            is_inside = (inside_by > 0).all(1) & isinstance(mark, Areas)
            if (inside_by[is_inside] < TEXT_IN_BAR - 0.01).any():
                yield f"{name_of(text)} fills its {name_of(mark)}"
            away = gaps(place, boxes[~is_inside])  # (n,)
            if (away < TEXT_TO_MARK - 0.01).any():
                yield f"{name_of(text)} is {away.min():.1f} pixels from {name_of(mark)}"
    plates = [part for part in stage.visible() if isinstance(part, Plate)]
    yield from of_labels([*parts, *plates], stage.scene.job.theme)


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
    of_films = "deconviz.films.mobjects", "deconviz.films.stages"
    module = type(thing).__module__
    if module == scenes or module.startswith(of_films):
        return [(f".{name}", part) for name, part in vars(thing).items()]
    return []


class Contrasts:
    """How clearly things stand out from the background, at their clearest moment.

    Lines of the grid may be pale: those in its colour that are not part of a curve. So may what is
    no mark: cards, tints, beams, clouds of faint dots or lines, and plates in the colour of the
    background. Text on a bar or a facet is compared with it.

    Parameters
    ----------
    stage
        A film.
    """

    def __init__(self, stage: Stage) -> None:
        theme = THEMES[stage.scene.job.theme]
        self._background, self._grid = levels(theme.background), levels(theme.grid)
        curves = [thing for thing in stage.everything() if isinstance(thing, Curve)]
        self._card = levels(SURFACES[stage.scene.job.theme].card)
        self._curve_parts = {id(part) for curve in curves for part in curve.get_family()}
        self._clearest: dict[int, tuple[float, VMobject]] = {}

    def add(self, parts: list[VMobject]) -> None:
        """Add what is visible at a moment."""
        bars = [
            (ink(part)[:3], boxes_of(part))
            for part in parts
            if isinstance(part, Areas) and not isinstance(part, Tint | Outline)
        ]
        facets = [part for part in parts if isinstance(part, Facets)]
        for part in parts:
            ratio = self._contrast(ink(part), self._behind(part, bars, facets))
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
        return isinstance(part, Tint | Layer | Facets | Scatter | FaintLine) or (
            is_surface and not isinstance(part, TextLine)
        )

    def _behind(
        self, part: VMobject, bars: list[tuple[Floats, Floats]], facets: list[Facets]
    ) -> Floats:
        """Return the colour of the uppermost bar or facet behind a text, or of the background."""
        behind = self._background
        if isinstance(part, TextLine):
            box = box_of(part)
            for colour, boxes in bars:
                if (margins(box, boxes) > 0).all(1).any():
                    behind = colour
            middle = np.array([box.left + box.right, box.top + box.bottom]) / 2  # (2,)
            for part in facets:
                behind = facet_colour(part, middle, behind)
        return behind

    def _contrast(self, rgba: Floats, behind: Floats) -> float:
        mixture = rgba[3] * rgba[:3] + (1 - rgba[3]) * behind  # (3,)
        return contrast(hexadecimal(mixture), hexadecimal(behind))

    def _is_grid(self, part: VMobject) -> bool:
        is_grey = np.allclose(ink(part)[:3], self._grid, atol=1 / 255)
        return isinstance(part, Line | Outline) and id(part) not in self._curve_parts and is_grey
