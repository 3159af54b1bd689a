"""A card with the filters of many networks, each in the mark of the component it stands for."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from manim import VGroup, VMobject

from deconviz.analysis.falling import Falling
from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.card import Card
from deconviz.films.mobjects.end_discs import EndDiscs
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Dots, Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.stages.falling_into_line.bundle import Bundle, between
from deconviz.look.language import (
    AT_WORK,
    AXIS_IN_CARD,
    DISC,
    DOT_IN_CARD,
    IN_CARD,
    in_film,
)
from deconviz.look.theme import Mark, Theme, ThemeName

LEFT, RIGHT, ABOVE = 40.0, 136.0, 36.0  # pixels from the card's edges to lines that get discs
MIDDLE = (LEFT + RIGHT) / 2  # from both sides to lines that get none


class FamilyCard:
    """Filters at length 1 that turn where they are, and change their marks.

    Parameters
    ----------
    box
        Where on the stage.
    family
        The filters.
    reach
        The largest absolute value of the axes.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    box
        Where it is.
    axes
        The map to pixels.
    still
        What never moves.
    moving
        What `draw` moves.
    values
        The filters as they are drawn, in the order as trained, shape (S, C, K).
    """

    def __init__(
        self, box: Box, family: Falling, reach: float, theme: Theme, name: ThemeName
    ) -> None:
        self.box, self._family = box, family
        _, channels, points = family.directions.shape
        top, bottom = box.top + ABOVE, box.bottom - ABOVE
        limits = (0, points - 1), (-reach, reach)
        self.axes = Axes(Box(box.left + LEFT, top, box.right - RIGHT, bottom), *limits)
        if not self.joined:
            self.axes = Axes(Box(box.left + MIDDLE, top, box.right - MIDDLE, bottom), *limits)
        self._x = self.axes.across(np.arange(points, dtype=float))  # (K,)
        zero = Line(Mark(theme.muted), AXIS_IN_CARD)
        zero.draw(self._x[[0, -1]], np.full(2, self.axes.down(0.0)))
        self.still = VGroup(Card(box, theme.foreground, theme, name), zero)
        marks = [in_film(theme.component(component)) for component in range(channels)]
        self._rest = [Bundle(mark, IN_CARD) for mark in marks]
        self._at_work = [Bundle(mark, AT_WORK) for mark in marks]
        self._dots = {c: Dots(marks[c].colour, DOT_IN_CARD) for c in self.joined}
        self._discs = EndDiscs(self.joined, theme, self.axes.box.right, bottom, top)
        ends = self._ends[:, self.joined, -1]  # (S, joined)
        self._discs.draw(self.axes.down(ends.mean(0)))
        self._drawn: dict[tuple[int, int, bool, int], Floats] = {}
        self.moving: list[VMobject] = [
            *self._rest, *self._at_work, *self._dots.values(), self._discs,
        ]  # fmt: skip

    @cached_property
    def joined(self) -> list[int]:
        """The components whose filters become one line in the end, within a disc's width."""
        pixels = self.axes.down(self._ends)  # (S, C, K)
        apart = np.ptp(pixels, 0).max(1)  # (C,)
        return [int(component) for component in np.flatnonzero(apart <= 2 * DISC)]

    def draw(self, turned: Floats, ordered: Floats, width: float, joined: float) -> None:
        """Draw all filters.

        Parameters
        ----------
        turned, ordered
            How far each seed's signs are turned, and its components put in order, shape (S,),
            0 to 1.
        width
            Of the lines that turn or change their mark, in pixels.
        joined
            How much there is of the dots and discs of components that become one line, 0 to 1.
        """
        self.values = self._family.turned(turned)  # (S, C, K)
        rest: list[list[Floats]] = [[] for _ in self._rest]
        at_work: list[list[Floats]] = [[] for _ in self._rest]
        for bundle in self._at_work:
            bundle.widen(width)
        for (seed, own), place in np.ndenumerate(self._family.places):
            share, line = float(ordered[seed]), self.values[seed, own]
            turns = self._family.wrong[seed, own] and 0 < turned[seed] < 1
            if turns or (place != own and 0 < share < 1):
                for component, left, right in self._parts(own, int(place), share):
                    pieces = self._pieces(self._at_work[component], line)
                    at_work[component].append(between(pieces, left, right))
            else:
                component = int(place) if share == 1 else own
                state = (seed, own, bool(turned[seed] == 1), component)
                if state not in self._drawn:
                    self._drawn[state] = self._pieces(self._rest[component], line)
                rest[component].append(self._drawn[state])
        for bundles, lines in ((self._rest, rest), (self._at_work, at_work)):
            for bundle, of_bundle in zip(bundles, lines, strict=True):
                bundle.draw(of_bundle)
        self._draw_joined(joined)

    def _parts(self, own: int, place: int, share: float) -> list[tuple[int, float, float]]:
        """Return which mark a line has from where to where: it is painted from the left."""
        if own == place:
            return [(own, -np.inf, np.inf)]
        front = float(self._x[0] + share * (self._x[-1] - self._x[0]))
        return [(place, -np.inf, front), (own, front, np.inf)]

    def _pieces(self, bundle: Bundle, values: Floats) -> Floats:
        return bundle.pieces(self._x, self.axes.down(values))

    def _draw_joined(self, share: float) -> None:
        for component, dots in self._dots.items():
            y = self.axes.down(self._ends[:, component])  # (S, K)
            x = np.broadcast_to(self._x, y.shape)
            if share > 0:
                dots.draw(x.ravel(), y.ravel(), DOT_IN_CARD * share)
            else:
                dots.clear_points()
        fade(self._discs, share)

    @cached_property
    def _ends(self) -> Floats:
        """The filters in the end, turned and in order, shape (S, C, K)."""
        turned = self._family.turned(np.ones(len(self._family.places)))
        return self._family.in_order(turned)
