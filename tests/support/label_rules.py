"""That a label in the colour of a mark is nearer to it than to any other."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import VMobject

from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.plate import Plate
from deconviz.films.mobjects.text import TextLine
from deconviz.look.language import SURFACES
from deconviz.look.theme import THEMES, ThemeName
from support.geometry import boxes_of, gaps, levels, margins, name_of
from support.staging import box_of, ink

ALIKE = 4.0  # pixels that nobody sees
REACH = 100.0  # pixels: text farther away from a mark is not taken for its label


def of_labels(parts: list[VMobject], theme: ThemeName) -> Iterator[str]:
    """Find labels that are nearer to a mark of another meaning than to one of their own.

    Colours with a meaning are those of components and of what is wanted; a leader in the label's
    colour is a mark of its own.

    Parameters
    ----------
    parts
        What is visible, decoration left out.
    theme
        Whose colours they have.
    """
    meanings = [*(mark.colour for mark in THEMES[theme].components), SURFACES[theme].wanted]
    marks = [
        (meaning, part, boxes_of(part))
        for part in parts
        if not isinstance(part, TextLine) and (meaning := meaning_of(part, meanings))
    ]
    plates = [boxes_of(part) for part in parts if isinstance(part, Plate)]
    for text in (part for part in parts if isinstance(part, TextLine)):
        meaning = meaning_of(text, meanings)
        box = box_of(text)
        lies_on_plate = any((margins(box, boxes) > 0).all() for boxes in plates)
        if meaning is None or lies_on_plate:
            continue
        is_inside = any(
            isinstance(mark, Areas) and (margins(box, boxes) > 0).all(1).any()
            for _, mark, boxes in marks
        )
        if is_inside:
            continue
        nearest = {
            name: min((gaps(box, boxes).min() for of, _, boxes in marks if of == name), default=1e9)
            for name in meanings
        }
        own = nearest.pop(meaning)
        other = min(nearest, key=lambda name: nearest[name])
        if nearest[other] < min(own - ALIKE, REACH):
            yield (
                f"{name_of(text)} is {nearest[other]:.0f} pixels from a mark of {other} and "
                f"{own:.0f} from its own"
            )


def meaning_of(part: VMobject, meanings: list[str]) -> str | None:
    """Return which colour of a meaning a part has, if any."""
    colour = ink(part)[:3]
    return next((name for name in meanings if np.allclose(colour, levels(name), atol=0.01)), None)
