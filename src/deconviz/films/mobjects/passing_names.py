"""Names at the ends of lines that cross: discs and a word, which pass each other in sight."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.analysis.passing import Passing
from deconviz.arrays import Floats
from deconviz.films.mobjects.disc import Disc
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.text import Label
from deconviz.look.language import DISC, LABELS_APART, LEADER, NAME, TEXT_TO_MARK
from deconviz.look.theme import Mark, Theme

LENGTH = 58.0  # pixels from the end of a line to its name
NEAR = 22.0  # pixels between the end of a line and its leader
RIGHT, UP = 10.0, 3.0  # pixels by which a word is off the places of discs, to be as clear
CALM = 0.8  # seconds in which two names change places
MOMENTS_A_SECOND = 60


class PassingNames(VGroup):
    """A disc for each component, and a word for the sum, to the right of where lines end.

    Where ends cross, one name rolls by the other, and both stay in sight; each has a leader.

    Parameters
    ----------
    word
        What the last line is called, in the foreground's colour.
    x
        Pixels: where lines end.
    ends
        Their heights at 60 moments a second, both ends of the film included, shape (n, C + 1).
    last
        Pixels: the lowest place of a name.
    theme
        Colours.
    """

    def __init__(self, word: str, x: float, ends: Floats, last: float, theme: Theme) -> None:
        self._x = x
        components = range(ends.shape[1] - 1)
        self.discs = [Disc(component, theme) for component in components]
        colours = [*(theme.component(c).colour for c in components), theme.foreground]
        self.word = Label(word, 0, 0, size=NAME, colour=theme.foreground, weight="SemiBold")
        self._leaders = [Line(Mark(colour), LEADER) for colour in colours]
        self._passing = Passing.of(ends, LABELS_APART, last, round(CALM * MOMENTS_A_SECOND))
        super().__init__(*self._leaders, *self.discs, self.word)

    def draw(self, ends: Floats, share: float, presence: float) -> None:
        """Put names beside line ends.

        Parameters
        ----------
        ends
            Heights of the ends in pixels, shape (C + 1,).
        share
            How much of the film is over, 0 to 1.
        presence
            How much of the names is there, 0 to 1.
        """
        heights, asides = self._passing.at(share)
        left = self._x + LENGTH
        for disc, height, aside in zip(self.discs, heights, asides, strict=False):
            disc.put(left + DISC + aside, height)
            fade(disc, presence)
        self.word.put(left + RIGHT + asides[-1], heights[-1] + NAME / 2 - UP)
        fade(self.word, presence)
        gaps = [0.0] * len(self.discs) + [TEXT_TO_MARK + LEADER / 2 - RIGHT]
        for leader, end, height, gap, aside in zip(
            self._leaders, ends, heights, gaps, asides, strict=True
        ):
            leader.draw(np.array([self._x + NEAR, left - gap]), np.array([end, height]))
            fade(leader, presence * max(1 - aside / DISC, 0.0))
