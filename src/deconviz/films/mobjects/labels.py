"""Labels at the ends of curves that step aside for one another."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.easing import smoothstep
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.text import MEDIUM, Label

GAP = 12.0  # pixels between two labels side by side
CLEAR = 1.5  # capital heights between the base lines of two labels that do not touch
FAR = 3.0  # capital heights beyond which a label does not step aside


class EndLabels(VGroup):
    """A label at each curve's end that moves with it.

    A label that would touch an earlier one stands beside it. It steps aside smoothly, and before
    they touch, so that nothing jumps when curves cross.

    Parameters
    ----------
    texts
        One per curve; the first never steps aside.
    colours
        One per curve.
    x
        Pixels: where labels begin.
    """

    def __init__(self, texts: list[str], colours: list[str], x: float) -> None:
        self._x = x
        self.labels = [
            Label(text, x, 0, size=MEDIUM, colour=colour, weight="SemiBold")
            for text, colour in zip(texts, colours, strict=True)
        ]
        self._widths = np.array([label.width_in_pixels for label in self.labels])
        super().__init__(*self.labels)

    def draw(self, y: Floats, presence: Floats | None = None) -> None:
        """Put labels beside curve ends.

        Parameters
        ----------
        y
            Pixels, shape (n,).
        presence
            How much of each label is there, 0 to 1, shape (n,); by default all of it. Others make
            room for a label before it appears.
        """
        presence = np.ones(len(y)) if presence is None else presence
        room, opacities = np.clip(2 * presence, 0, 1), np.clip(2 * presence - 1, 0, 1)
        asides = dodge(y / MEDIUM, (self._widths + GAP) * room, room)
        for label, aside, height, opacity in zip(self.labels, asides, y, opacities, strict=True):
            label.put(self._x + aside, height + MEDIUM / 2)
            fade(label, float(opacity))


def dodge(heights: Floats, widths: Floats, presence: Floats) -> Floats:
    """Return how far each label steps aside.

    Parameters
    ----------
    heights
        Where labels stand, in capital heights, shape (n,).
    widths
        Their widths with the gap after them, shape (n,).
    presence
        How much of each is there, 0 to 1, shape (n,): no label steps aside for one that is not.

    Returns
    -------
    array of shape (n,)
        In the unit of `widths`: continuous in `heights`, and such that labels less than `CLEAR`
        apart do not overlap.
    """
    aside = np.zeros_like(heights)
    for later in range(1, len(heights)):
        distance = np.abs(heights[:later] - heights[later])
        nearness = np.clip((FAR - distance) / (FAR - CLEAR), 0, 1)
        share = smoothstep(nearness) * presence[:later]
        aside[later] = ((aside[:later] + widths[:later]) * share).max()
    return aside
