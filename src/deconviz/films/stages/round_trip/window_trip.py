"""A window's way: down into a code, out as scaled filters, and together into a piece."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.motion import ease
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.sum_line import LARGEST_DOT
from deconviz.films.stages.round_trip.funnel import Funnel
from deconviz.films.stages.round_trip.strands import Strands
from deconviz.films.stages.round_trip.term_labels import TermLabels
from deconviz.films.stages.round_trip.trip_card import TripCard
from deconviz.films.stages.round_trip.trip_layout import (
    INPUT_BOTTOM,
    INPUT_TOP,
    OUTPUT_TOP,
    TripLayout,
)
from deconviz.look.language import (
    BOTTOM,
    COMPONENT,
    COMPONENT_DOT,
    FADE,
    FOCUS,
    FOLLOWER,
    INPUT,
    INPUT_DOT,
    MOVE,
    RIGHT,
    SURFACES,
    in_film,
)
from deconviz.look.theme import Mark, Theme, ThemeName

# Seconds since a window began.
RUN, FOLLOW, NUMBERS, RAN = 0.2, 0.8, 1.2, 1.9  # strands come and go, numbers come, all is in
OUT, SPREAD, NAMED, ADD, ADDED = 2.1, 2.15, 2.8, 3.9, 5.0  # filters come out, and add up
ALL_FOLLOW, ALL_NUMBERS = 0.4, 0.4  # from the first strand, and number, to the last

PASSED = 0.06  # opacity of a window that was at work
STRANDS, FOLDED = 0.5, 0.6  # widths at a card's edge, in cards
BELOW_CARD = 8.0  # pixels: where filters come out


class WindowTrip:
    """All that is drawn of one window.

    Parameters
    ----------
    layout
        Where things are.
    number
        Of the window, counted from 0.
    size
        Height of figures in cards, 0 for bars.
    named
        Whether there is time to read what the filters are.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    card
        Its code.
    filters, piece, labels
        What comes out, and what it is.
    below, above
        What moves: under the axes' curves, and on top.
    """

    def __init__(
        self,
        layout: TripLayout,
        number: int,
        size: float,
        named: bool,
        theme: Theme,
        name: ThemeName,
    ) -> None:
        self._axes, self._box = layout.output, layout.cards[number]
        trip, wide = layout.trip, layout.windows[number]
        colour = SURFACES[name].windows[number % 2]
        kernel, start = trip.windows.kernel, int(trip.windows.starts()[number])
        self._points = np.arange(start, start + kernel)  # (K,)
        self._x = layout.output.across(self._points.astype(float))  # (K,)
        code, largest = trip.codes[number], float(np.abs(trip.codes).max()) or 1.0
        self.card = TripCard(self._box, code, largest, size, colour, theme, name)
        narrow = (self._box.left + 6, self._box.right - 6)
        down = (INPUT_TOP, INPUT_BOTTOM, self._box.top)
        up = (BOTTOM - 2, OUTPUT_TOP, self._box.bottom)
        self._into = Funnel(wide, narrow, down, theme.foreground, colour)
        self._out = Funnel(wide, narrow, up, theme.foreground, colour)
        dot = min(INPUT_DOT, layout.pitch * LARGEST_DOT)
        shrunk = dot / INPUT_DOT
        begins = np.stack([self._x, layout.input.down(trip.curve[self._points])], 1)  # (K, 2)
        ends = np.stack([self._at_card(STRANDS), np.full(kernel, self._box.top)], 1)  # (K, 2)
        self._strands = Strands(colour, begins, ends, dot * 0.8)
        self.filters = [
            Curve(layout.output, mark, COMPONENT * shrunk, COMPONENT_DOT * shrunk)
            for mark in (in_film(theme.component(c)) for c in range(len(code)))
        ]
        self.piece = Curve(layout.output, Mark(colour), INPUT * shrunk, dot)
        self.labels = self._labels(layout, number, theme) if named else VGroup()
        self.below: list[VMobject] = [self._into, self._out]
        self.above: list[VMobject] = [
            self._strands, *self.filters, self.piece, *self.card.moving, self.labels,
        ]  # fmt: skip

    def added(self, moment: float) -> Floats:
        """Return how much of each filter was added, shape (C,)."""
        each = (ADDED - ADD) / len(self.filters)
        starts = self._starts_of_adding()
        return np.array([ease((moment - start) / each) for start in starts.tolist()])

    def draw_way_in(self, moment: float, there: float) -> None:
        """Draw the window, what runs down, and the code.

        Parameters
        ----------
        moment
            Seconds since it began.
        there
            How much is there of what stays, 0 to 1.
        """
        kernel = len(self._points)
        follow = min(FOLLOWER, ALL_FOLLOW / max(kernel - 1, 1)) * np.arange(kernel)
        heads, tails = (
            np.array([ease((moment - start - later) / MOVE) for later in follow.tolist()])
            for start in (RUN, FOLLOW)
        )
        self._strands.draw(tails, heads)
        count = len(self.filters)
        steps = ALL_NUMBERS / max(count - 1, 1) * np.arange(count)
        filled = [ease((moment - NUMBERS - later) / FADE) for later in steps.tolist()]
        into, out = _while(moment, 0.0, RAN), _while(moment, OUT, ADDED)
        self.card.draw(there * np.array(filled), there * ease((moment - NUMBERS) / FADE))
        for funnel, begin, work in ((self._into, 0.0, into), (self._out, OUT, out)):
            seen = there * ease((moment - begin) / FADE)
            funnel.light(seen * (PASSED + (FOCUS - PASSED) * work), work)

    def draw_way_out(self, moment: float, lines: Floats, piece: Floats, there: float) -> None:
        """Draw the scaled filters and the piece.

        Parameters
        ----------
        moment
            Seconds since the window began.
        lines, piece
            Values, of shape (C, K) and (K,).
        there
            How far the piece is out of the card, 0 to 1.
        """
        spread = ease((moment - SPREAD) / MOVE)
        added = self.added(moment)
        for curve, values, share in zip(self.filters, lines, added.tolist(), strict=True):
            if spread > 0 and share < 1:
                self._draw_between(curve, values, spread)
            else:
                curve.hide()
        if moment > ADD and there > 0:
            self._draw_between(self.piece, piece, there)
            fade(self.piece, ease((moment - ADD) / FADE))
        else:
            self.piece.hide()
        for label, start in zip(self.labels, self._starts_of_adding().tolist(), strict=False):
            fade(label, _while(moment, NAMED, start))

    def _starts_of_adding(self) -> Floats:
        return np.linspace(ADD, ADDED, len(self.filters), endpoint=False)

    def _draw_between(self, curve: Curve, values: Floats, share: float) -> None:
        """Draw a curve on its way from the card to its place."""
        x = (1 - share) * self._at_card(FOLDED) + share * self._x
        y = (1 - share) * (self._box.bottom + BELOW_CARD) + share * self._axes.down(values)
        curve.draw_at(x, y)

    def _at_card(self, share: float) -> Floats:
        """Return places of x at the card, evenly over a share of its width, shape (K,)."""
        middle = (self._box.left + self._box.right) / 2
        half = share / 2 * self._box.width * (len(self._points) > 1)
        return np.linspace(middle - half, middle + half, len(self._points))

    def _labels(self, layout: TripLayout, number: int, theme: Theme) -> VGroup:
        axes: Axes = layout.output
        room = Box(layout.windows[number][1], self._box.bottom + 20, RIGHT, BOTTOM - 2)
        ends = axes.down(layout.trip.terms[number][:, -1])  # (C,)
        axis = float(axes.down(0.0))
        return TermLabels(layout.trip.codes[number], ends, axis, room, theme)


def _while(moment: float, begin: float, end: float) -> float:
    """Come from `begin` on, and go from `end` on: 0 to 1."""
    return min(ease((moment - begin) / FADE), 1 - ease((moment - end) / FADE))
