"""The closed path of a code: a tail of the last seconds, and a dot where the code is now."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.facets import Facets, levels, mixed, strips
from deconviz.films.mobjects.lines import Dots, Line
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import AXIS_IN_CARD, EARLIER, RIM
from deconviz.look.theme import Mark, Theme, ThemeName

WIDEST = 8.0  # pixels, of the tail beside the dot
SHADES = 24  # of the tail
DOTS = (13.0, 25.0)  # radius where the first component is lowest and highest
OF_TWO = 19.0  # radius without a component that could be its size


class CodePath(VGroup):
    """The last component up, the one before it across; the first is the size of the dot.

    Parameters
    ----------
    box
        Where the path is.
    codes
        On the path, evenly spaced, shape (n, C); after the last comes the first.
    tail
        How much of the path is behind the dot, 0 to 1.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    still
        What stands still: the whole path.
    """

    def __init__(self, box: Box, codes: Floats, tail: float, theme: Theme, name: ThemeName) -> None:
        self._axes = Axes(box, _limits(codes, -2), _limits(codes, -1))
        self._sizes = (float(codes[:, 0].min()), float(codes[:, 0].max()))
        self._places = self._place(codes)  # (n, 2)
        self._length = round(tail * len(codes))
        self._background, self._foreground = levels(theme.background), levels(theme.foreground)
        self._track = mixed(self._background, levels(theme.muted), EARLIER[name])
        around = np.vstack([self._places, self._places[:1]])
        self.still = Line(Mark("#" + bytes(_bytes(self._track)).hex()), AXIS_IN_CARD)
        self.still.draw(around[:, 0], around[:, 1])
        self._tail = Facets()
        self._rim, self._dot = Dots(theme.background, OF_TWO), Dots(theme.foreground, OF_TWO)
        super().__init__(self._tail, self._rim, self._dot)

    def set_to(self, code: Floats, share: float) -> None:
        """Show a code (C,) that is so far along the path, 0 to 1."""
        [place] = self._place(code[None])
        count = len(self._places)
        newest = int(np.ceil(share * count - 1e-9)) - 1
        numbers = np.arange(newest - self._length, newest + 1)
        points = np.vstack([self._places[numbers % count], place])  # (length + 2, 2)
        age = np.clip((share * count - np.append(numbers, share * count)) / self._length, 0, 1)
        width = AXIS_IN_CARD + (WIDEST - AXIS_IN_CARD) * (1 - age)  # (length + 2,)
        shade = np.ceil(age[:-1, None] * SHADES) / SHADES  # (length + 1, 1)
        colours = mixed(self._foreground, self._track, shade)  # (length + 1, 3)
        self._tail.draw(strips(points[:-1], points[1:], width[:-1], width[1:]), colours)
        x, y = place[:1], place[1:]
        self._rim.draw(x, y, self._radius(code) + RIM)
        self._dot.draw(x, y, self._radius(code))

    def code(self) -> Floats:
        """Read the last two components off the picture, or the only one."""
        [(x, y)] = self._dot.centres()
        up = float(self._axes.values(y))
        low, high = self._axes.x
        across = low + (x - self._axes.box.left) / self._axes.box.width * (high - low)
        return np.array([across, up] if self._has_two else [up])

    def _place(self, codes: Floats) -> Floats:
        """Return where codes (n, C) are, shape (n, 2); a single component goes up and down."""
        self._has_two = codes.shape[1] > 1
        middle = np.full(len(codes), sum(self._axes.x) / 2)
        across = codes[:, -2] if self._has_two else middle
        return np.stack([self._axes.across(across), self._axes.down(codes[:, -1])], 1)

    def _radius(self, code: Floats) -> float:
        if len(code) < 3:
            return OF_TWO
        low, high = self._sizes
        return DOTS[0] + (float(code[0]) - low) / ((high - low) or 1.0) * (DOTS[1] - DOTS[0])


def _limits(codes: Floats, component: int) -> tuple[float, float]:
    values = codes[:, max(component, -codes.shape[1])]
    return float(values.min()), float(values.max())


def _bytes(colour: Floats) -> list[int]:
    return [round(255 * level) for level in colour.tolist()]
