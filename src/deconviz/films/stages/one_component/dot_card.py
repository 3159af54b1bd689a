"""A card with the code as a dot: one component across, one up, and one as its size."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from deconviz.analysis.movement import Movement
from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.card import Card
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Dots, Line
from deconviz.films.mobjects.outline import Outline
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import CARD_EDGE, COMPONENT, LEADER, SURFACES, in_film
from deconviz.look.theme import Theme, ThemeName

SMALLEST, LARGEST = 12.0, 33.0  # radii of the dot, in pixels
ONE_SIZE = 26.0  # where no component is its size
REAL = 3.2
CLEAR = 5.0  # pixels around the dot
CLOUD = 400  # about how many real codes it has


class DotCard(VGroup):
    """A card: what moves on it; `still` is what does not.

    The last component goes up, the one before it across, and the third from the end is the dot's
    size. A component alone goes across.

    Parameters
    ----------
    box
        Where on the stage.
    codes
        Real codes, shape (N, C).
    rest
        The code from which each component moves, shape (C,).
    movement
        The ranges of the components.
    theme, theme_name
        Colours, and the theme's name.

    Attributes
    ----------
    still
        The card and the real codes.
    """

    def __init__(
        self,
        box: Box,
        codes: Floats,
        rest: Floats,
        movement: Movement,
        theme: Theme,
        theme_name: ThemeName,
    ) -> None:
        count, surface = len(rest), SURFACES[theme_name]
        self._size, self._across, self._up = _roles(count)
        self._ends = np.stack([movement.low, movement.high])  # (2, C)
        reach = np.abs([*self._ends, rest]).max(0)  # (C,)
        self._plane = _plane(box, reach[self._across], 1.0 if self._up is None else reach[self._up])
        cloud = Dots(surface.real_codes, REAL)
        cloud.draw(*_inside(self._places(codes[:: max(1, len(codes) // CLOUD)]), box))
        self.still = VGroup(Card(box, theme.muted, theme, theme_name), cloud)
        self._tracks = [self._track(component, rest, theme) for component in range(count)]
        self._rim = Dots(surface.card, ONE_SIZE + CLEAR)
        self._dot = Dots(theme.foreground, ONE_SIZE)
        super().__init__(*self._tracks, self._rim, self._dot)

    def set_to(self, code: Floats) -> None:
        """Show a code of shape (C,)."""
        place, radius = self._places(code[None]), self._radius(code)
        self._rim.draw(*place, radius + CLEAR)
        self._dot.draw(*place, radius)

    def work(self, component: int, share: float) -> None:
        """Set how much of a component's track is there, 0 to 1."""
        fade(self._tracks[component], share)

    def _places(self, codes: Floats) -> tuple[Floats, Floats]:
        """Return where codes (N, C) are, in pixels, each of shape (N,)."""
        up = np.zeros(len(codes)) if self._up is None else codes[:, self._up]  # (N,)
        return self._plane.across(codes[:, self._across]), self._plane.down(up)

    def _radius(self, code: Floats) -> float:
        if self._size is None:
            return ONE_SIZE
        low, high = (float(end) for end in self._ends[:, self._size])
        share = min(max((float(code[self._size]) - low) / (high - low), 0.0), 1.0)
        return SMALLEST + share * (LARGEST - SMALLEST)

    def _track(self, component: int, rest: Floats, theme: Theme) -> VMobject:
        """Return the way of the dot: straight, or the largest that it becomes."""
        mark = in_film(theme.component(component))
        ends = np.stack([rest, rest])  # (2, C)
        ends[:, component] = self._ends[:, component]
        x, y = self._places(ends)
        if component == self._size:
            radius = LARGEST + CLEAR
            circle = Box(x[0] - radius, y[0] - radius, x[0] + radius, y[0] + radius)
            return Outline(circle, mark, LEADER, radius)
        track = Line(mark, COMPONENT)
        if component in (self._across, self._up):
            track.draw(x, y)
        return track


def _roles(count: int) -> tuple[int | None, int, int | None]:
    """Return which component is the dot's size, and which go across and up, if any."""
    if count == 1:
        return None, 0, None
    return (count - 3 if count > 2 else None), count - 2, count - 1


def _plane(box: Box, across: float, up: float) -> Axes:
    """Return axes on which the dot stays on the card wherever it goes."""
    inset = LARGEST + CLEAR + CARD_EDGE
    inner = Box(box.left + inset, box.top + inset, box.right - inset, box.bottom - inset)
    return Axes(inner, (-across, across), (-up, up))


def _inside(places: tuple[Floats, Floats], box: Box) -> tuple[Floats, Floats]:
    """Return the places that lie on the card."""
    x, y = places
    inset = 2 * CARD_EDGE + REAL
    is_in = (np.abs(x - (box.left + box.right) / 2) < box.width / 2 - inset) & (
        np.abs(y - (box.top + box.bottom) / 2) < box.height / 2 - inset
    )
    return x[is_in], y[is_in]
