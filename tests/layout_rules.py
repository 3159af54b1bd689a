"""What every page of a film keeps to, whatever it is about.

Text lies over no other text, nothing leaves the safe area, text is high enough, text and marks
stand out from the background, and panels keep their limits.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import chain, combinations
from typing import Any

import numpy as np
from manim import VMobject

from deconviz.mobjects.axes import Axes
from deconviz.mobjects.curves import Curve
from deconviz.mobjects.lines import Line
from deconviz.mobjects.page import HEIGHT, SAFE
from deconviz.mobjects.text import Written
from deconviz.theme import THEMES, contrast
from staging import Floats, Stage, box_of, ink, overlap

MOMENTS = 60
LOWEST_TEXT = 0.026 * HEIGHT  # pixels, of a capital letter
TEXT, MARK = 4.5, 3.0  # contrast: WCAG 2.2, success criteria 1.4.3 and 1.4.11


def findings(stage: Stage, moments: int = MOMENTS) -> list[str]:
    """Return what breaks a rule, each once: "SideBySide, 3.20 s: 'input' overlaps 'sum'".

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
        seen = stage.seen()
        contrasts.see(seen)
        for found in chain(of_text(seen), of_places(seen), of_limits(limits, stage.scene)):
            first.setdefault(found, time)
    return [
        *(f"{film}, {time:.2f} s: {found}" for found, time in first.items()),
        *(f"{film}: {found}" for found in dict.fromkeys(contrasts.findings())),
    ]


def of_text(seen: list[VMobject]) -> Iterator[str]:
    """Find text over text, and text that is too low."""
    texts = [(part, box_of(part)) for part in seen if isinstance(part, Written)]
    for (one, its_box), (other, other_box) in combinations(texts, 2):
        if overlap(its_box, other_box):
            yield f"{named(one)} overlaps {named(other)}"
    for text, _ in texts:
        if text.cap_height < LOWEST_TEXT:
            yield f"{named(text)} is {text.cap_height:g} pixels high, less than {LOWEST_TEXT:g}"


def of_places(seen: list[VMobject]) -> Iterator[str]:
    """Find what leaves the safe area."""
    for part in seen:
        box = box_of(part)
        beyond = {
            "left": box.left < SAFE.left,
            "top": box.top < SAFE.top,
            "right": box.right > SAFE.right,
            "bottom": box.bottom > SAFE.bottom,
        }
        for side in (side for side, is_beyond in beyond.items() if is_beyond):
            yield f"{named(part)} leaves the safe area at the {side}"


def of_limits(before: dict[str, Axes], scene: Any) -> Iterator[str]:
    """Find panels whose limits are no longer what they were, as `limits_of` told."""
    now = limits_of(scene)
    for name in (name for name, axes in before.items() if now.get(name) != axes):
        yield f"the limits of {name} change"


def limits_of(scene: Any) -> dict[str, Axes]:
    """Return all axes of a scene, by the name under which it or a part of it has them."""
    found: dict[str, Axes] = {}
    asked: set[int] = set()
    waiting = deque([("", scene)])
    while waiting:
        name, thing = waiting.popleft()
        if isinstance(thing, Axes):
            found[name.removeprefix(".")] = thing
        elif id(thing) not in asked:
            asked.add(id(thing))
            waiting += [(name + way, part) for way, part in _parts(thing, type(scene).__module__)]
    return found


def _parts(thing: Any, scenes: str) -> list[tuple[str, Any]]:
    """Return what a thing of ours consists of, each with the way there."""
    if isinstance(thing, list | tuple):
        return [(f"[{index}]", part) for index, part in enumerate(thing)]
    if type(thing).__module__ == scenes or type(thing).__module__.startswith("deconviz.mobjects"):
        return [(f".{name}", part) for name, part in vars(thing).items()]
    return []


class Contrasts:
    """How clearly things stand out from the background, at the moment when they do most.

    Lines of the grid are there to be quiet; they are of its colour, and no part of a curve.

    Parameters
    ----------
    stage
        A film.
    """

    def __init__(self, stage: Stage) -> None:
        theme = THEMES[stage.scene.job.theme]
        self._background, self._grid = _levels(theme.background), _levels(theme.grid)
        curves = [thing for thing in stage.everything() if isinstance(thing, Curve)]
        self._drawn = {id(part) for curve in curves for part in curve.get_family()}
        self._clearest: dict[int, tuple[float, VMobject]] = {}

    def see(self, seen: list[VMobject]) -> None:
        """Take note of a moment."""
        for part in seen:
            ratio = self._contrast(ink(part))
            if ratio > self._clearest.get(id(part), (0.0, part))[0]:
                self._clearest[id(part)] = ratio, part

    def findings(self) -> Iterator[str]:
        """Find what never stands out enough."""
        for ratio, part in self._clearest.values():
            least = TEXT if isinstance(part, Written) else MARK
            if ratio < least and not self._is_grid(part):
                yield f"{named(part)} has a contrast of {ratio:.1f}, less than {least:g}"

    def _contrast(self, rgba: Floats) -> float:
        seen = rgba[3] * rgba[:3] + (1 - rgba[3]) * self._background  # (3,)
        return contrast(_hexadecimal(seen), _hexadecimal(self._background))

    def _is_grid(self, part: VMobject) -> bool:
        is_grey = np.allclose(ink(part)[:3], self._grid, atol=1 / 255)
        return isinstance(part, Line) and id(part) not in self._drawn and is_grey


def named(part: VMobject) -> str:
    """Return what a text says, or what a mark is."""
    if isinstance(part, Written):
        return repr(part.text)
    return f"{type(part).__name__} of {_hexadecimal(ink(part)[:3])}"


def _levels(colour: str) -> Floats:
    """Turn a hexadecimal colour into red, green and blue from 0 to 1, shape (3,)."""
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255


def _hexadecimal(levels: Floats) -> str:
    return "#" + "".join(f"{round(255 * level):02x}" for level in levels.tolist())
