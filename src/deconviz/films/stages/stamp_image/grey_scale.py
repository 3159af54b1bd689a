"""What greys mean: a bar with its ends and its middle, where 0 is."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.outline import Outline
from deconviz.films.mobjects.picture import Picture
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.look.language import REMARK
from deconviz.look.theme import Mark, Theme
from deconviz.look.wording import number, signed

BAR = Box(1624, 432, 1664, 846)
STEPS = 65
EDGE = 2.0  # width of the line around the bar, in pixels
BESIDE = 22.0  # pixels from the bar to a number


class GreyScale(VGroup):
    """The scale of the canvas: of what one channel adds, then of the output.

    Parameters
    ----------
    of_channel, of_output
        The numbers at its upper end.
    theme
        Colours.
    """

    def __init__(self, of_channel: float, of_output: float, theme: Theme) -> None:
        bar = Picture()
        bar.draw(BAR, np.linspace(1, -1, STEPS)[:, None], 1.0)
        middle = (BAR.top + BAR.bottom) / 2
        zero, *ends = (
            Label(
                text, BAR.right + BESIDE, y + REMARK / 2, size=REMARK, colour=theme.muted,
                tabular=True,
            )
            for y, text in [
                (middle, "0"),
                *((BAR.top, two_figures(largest)) for largest in (of_channel, of_output)),
                *((BAR.bottom, two_figures(-largest)) for largest in (of_channel, of_output)),
            ]
        )  # fmt: skip
        self._of_channel, self._of_output = ends[::2], ends[1::2]
        edge = Outline(BAR, Mark(theme.muted), EDGE, 0.0)
        super().__init__(bar, edge, zero, *ends)

    def turn(self, share: float) -> None:
        """Show the numbers of the channel at 0, those of the output at 1, and between none."""
        for label in self._of_channel:
            fade(label, max(1 - 2 * share, 0.0))
        for label in self._of_output:
            fade(label, max(2 * share - 1, 0.0))


def two_figures(value: float) -> str:
    """Write a number with its sign, rounded to two figures."""
    return signed(float(f"{value:.2g}")) if value else number(0)
