"""How well networks agree: a number, and a bar with a mark for what chance would give."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.outline import Outline
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label, Number
from deconviz.look.language import (
    BAR_RADIUS,
    EMPTY_EDGE,
    LOWEST_BAR,
    REMARK,
    RIM,
    SURFACES,
    TEXT_TO_MARK,
)
from deconviz.look.theme import Mark, Theme, ThemeName

NUMBER = 76.0  # height of the figures
ROOM = 314.0  # pixels for the number
NAME_ABOVE = 34.0  # pixels from the bar to the base line of the name
MARK, BEYOND = 6.0, 16.0  # width of the mark, and how far it reaches beyond the bar


class AgreementBar(VGroup):
    """An agreement from 0 to 1; one below 0 has a number and no bar.

    Parameters
    ----------
    box
        Where on the stage: the height is that of the number and the bar.
    chance
        What chance gives.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    still
        What stands still: to be drawn below.
    number
        The number.
    """

    def __init__(self, box: Box, chance: float, theme: Theme, name: ThemeName) -> None:
        self._track = Box(box.left + ROOM, box.top, box.right, box.bottom)
        wanted = SURFACES[name].wanted
        remark = Label("agreement", box.left, box.top - NAME_ABOVE, size=REMARK, colour=theme.muted)
        edge = Outline(self._track, Mark(theme.grid), EMPTY_EDGE, BAR_RADIUS)
        self.number = Number(
            box.left, box.bottom, decimals=2, size=NUMBER, colour=theme.foreground,
            weight="SemiBold", plus=False,
        )  # fmt: skip
        self._bar = Areas(theme.foreground, BAR_RADIUS)
        self._chance = self._track.left + self._track.width * chance
        mark, rim = Line(Mark(wanted), MARK), Line(Mark(theme.background), MARK + 2 * RIM)
        for line in (mark, rim):
            ends = np.array([box.top - BEYOND, box.bottom + BEYOND])
            line.draw(np.full(2, self._chance), ends)
        self.still = VGroup(remark, edge, self._name(wanted, box))
        super().__init__(self._bar, rim, mark, self.number)

    def set_to(self, agreement: float) -> None:
        """Set the number, and with it the bar."""
        self.number.set_to(agreement)
        track = self._track
        length = min(agreement, 1.0) * track.width
        bar = Box(track.left, track.top, track.left + max(length, LOWEST_BAR), track.bottom)
        self._bar.draw([bar] if agreement > 0 else [])

    def value(self) -> float | None:
        """Read the agreement off the bar; None if there is no bar."""
        if not len(self._bar.points):
            return None
        width = float(np.ptp(self._bar.points[:, 0]))
        return width / float(np.ptp(_ends(self._track).points[:, 0]))

    def chance(self) -> float:
        """Read off the picture what chance gives."""
        return (self._chance - self._track.left) / self._track.width

    def _name(self, colour: str, box: Box) -> VMobject:
        label = Label("chance", 0, 0, size=REMARK, colour=colour, align="centre")
        furthest = box.right - label.width_in_pixels / 2
        label.put(min(self._chance, furthest), box.top - BEYOND - TEXT_TO_MARK - 4)
        return label


def _ends(box: Box) -> Areas:
    areas = Areas("#000000")
    areas.draw([box])
    return areas
