"""What came back: the output, the input that slides down onto it, and the error."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.motion import ease
from deconviz.films.mobjects.passing_line import PassingLine
from deconviz.films.mobjects.sum_line import SumLine
from deconviz.films.mobjects.underlay import Underlay
from deconviz.films.stages.round_trip.trip_layout import TripLayout
from deconviz.films.stages.round_trip.trip_names import TripNames
from deconviz.look.language import FADE, MOVE
from deconviz.look.theme import Theme, ThemeName

# Seconds since all pieces are there: what comes, and what goes.
OUTPUT, INPUT_COMES, ERROR, LEAVE, RETREAT = 0.8, 1.3, 2.1, 3.4, 3.6

BELOW = 0.09  # opacity of the areas below input and output


class TripResult:
    """The end of a round trip.

    Parameters
    ----------
    layout
        Where things are.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    output, wanted
        The output, and the input on it.
    names
        Of input, code and output, and the results in words.
    moving
        What `draw` moves.
    """

    def __init__(self, layout: TripLayout, theme: Theme, name: ThemeName) -> None:
        self._layout, trip = layout, layout.trip
        self._below = Underlay(layout.output, theme.foreground, BELOW)
        self._below.draw_values(trip.output)
        self.output = SumLine(layout.output, theme)
        self.wanted = PassingLine(layout.output, name)
        overlaps = bool(trip.windows.cover().max() > 1)
        self.names = TripNames(trip.error, overlaps, theme, name)
        self.moving: list[VMobject] = [self._below, self.output, self.wanted, self.names.results]

    def draw(self, done: float) -> None:
        """Draw a moment.

        Parameters
        ----------
        done
            Seconds since all pieces are there.
        """
        trip = self._layout.trip
        is_there = OUTPUT < done < RETREAT
        self.output.draw(trip.output if is_there else trip.output[:0])
        came = ease((done - OUTPUT) / FADE)
        fade(self.output, came)
        fade(self._below, BELOW * min(came, 1 - ease((done - RETREAT) / FADE)))
        self._draw_wanted(done)
        gone = 1 - ease((done - LEAVE) / FADE)
        self.names.draw(min(ease(done / FADE), gone), min(ease((done - ERROR) / FADE), gone))

    def _draw_wanted(self, done: float) -> None:
        layout, curve = self._layout, self._layout.trip.curve
        down = ease((done - INPUT_COMES) / MOVE) * (1 - ease((done - LEAVE) / MOVE))
        y = (1 - down) * layout.input.down(curve) + down * layout.output.down(curve)
        x = layout.input.across(np.arange(len(curve), dtype=float))
        self.wanted.draw_behind(x, y, layout.cards)
        shown = ease((done - INPUT_COMES + FADE) / FADE)
        fade(self.wanted, min(shown, 1 - ease((done - LEAVE - MOVE) / FADE)))
