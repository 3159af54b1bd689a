"""What moves, when a picture rests, and that nothing moves across text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from manim import VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.stage import UNIT
from deconviz.films.mobjects.text import TextLine
from support.geometry import boxes_of, gaps, margins, name_of
from support.staging import Stage, box_of, ink, overlap

INSTANT = 1 / 30  # seconds between two looks
STILL = 0.05 / UNIT  # of a pixel: less is no motion


@dataclass(frozen=True)
class Look:
    """How every part of a film looks at a moment: its points and its ink."""

    parts: dict[int, tuple[Floats, Floats]]

    @classmethod
    def at(cls, stage: Stage, time: float) -> Look:
        """Draw a moment and look."""
        stage.draw(time)
        return cls({id(part): (part.points, ink(part)) for part in stage.visible()})

    def moved(self, part: VMobject) -> bool:
        """Tell whether a part was elsewhere, or not there; fading is no motion."""
        if id(part) not in self.parts:
            return True
        points, _ = self.parts[id(part)]
        return not (
            points is part.points
            or (points.shape == part.points.shape and np.abs(points - part.points).max() < STILL)
        )

    def is_as(self, parts: list[VMobject]) -> bool:
        """Tell whether nothing has moved, come, gone or faded."""
        return len(parts) == len(self.parts) and all(
            not self.moved(part) and np.allclose(self.parts[id(part)][1], ink(part), atol=1e-3)
            for part in parts
        )


def of_motion(before: Look, parts: list[VMobject], decoration: set[int]) -> Iterator[str]:
    """Find marks that move across text that stands still.

    Parameters
    ----------
    before
        The picture an instant ago.
    parts
        What is visible now.
    decoration
        What is no mark, by its id.
    """
    texts = [
        (part, box_of(part))
        for part in parts
        if isinstance(part, TextLine) and not before.moved(part)
    ]
    marks = [
        part
        for part in parts
        if not isinstance(part, TextLine) and id(part) not in decoration and before.moved(part)
    ]
    for mark in marks:
        around = box_of(mark)
        near = [(text, place) for text, place in texts if overlap(place, around)]
        boxes = boxes_of(mark) if near else np.empty((0, 4))
        for text, place in near:
            holds = (margins(place, boxes) > 0).all(1) & isinstance(mark, Areas)
            if (gaps(place, boxes[~holds]) <= 0).any():
                yield f"{name_of(mark)} moves across {name_of(text)}"
