"""A whole curve becomes a few numbers, and comes back: window after window, then as a mean."""

from __future__ import annotations

from typing import Any

import numpy as np

from deconviz.analysis.curve_example import curve_example
from deconviz.analysis.round_trip import RoundTrip as Trip
from deconviz.films.film import Film, films
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.motion import ease
from deconviz.films.mobjects.sum_line import LARGEST_DOT
from deconviz.films.mobjects.titles import Title
from deconviz.films.mobjects.underlay import Underlay
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.stages.round_trip.trip_card import number_size
from deconviz.films.stages.round_trip.trip_layout import TripLayout
from deconviz.films.stages.round_trip.trip_result import BELOW, ERROR, LEAVE, RETREAT, TripResult
from deconviz.films.stages.round_trip.window_trip import ADDED, OUT, WindowTrip
from deconviz.look.language import AXIS, FADE, INPUT, INPUT_DOT, MOVE
from deconviz.look.theme import Mark
from deconviz.look.wording import number, quantity

BEGIN = 1.0  # seconds: the first window
APART, ALL_APART = 2.5, 5.0  # between two windows, and from the first to the last at most
EMPTY, LENGTH = 4.4, 5.0  # seconds since all pieces are there
TIME_TO_READ = 2.0  # seconds between windows, for labels at filters


class RoundTrip(Film):
    """Windows run down into codes, and out of the codes come pieces that make a curve again."""

    shows = Shows(channels=(1, 16))

    def construct(self) -> None:
        """Send one curve through the network."""
        subject = self.subject
        self.example = curve_example(subject.held_out)
        self.trip = Trip.of(subject.network, self.example.values, subject.stride)
        self.layout = TripLayout(self.trip)
        count = len(self.trip.codes)
        self.step = min(APART, ALL_APART / max(count - 1, 1))
        self.end = BEGIN + self.step * (count - 1) + ADDED
        self._make()
        moving = [
            *(thing for window in self.windows for thing in window.below),
            *(thing for window in self.windows for thing in window.above),
            *self.result.moving,
        ]  # fmt: skip
        self.tell(moving, self._draw, self._story())

    def facts(self) -> dict[str, Any]:
        """Return the numbers, the curves and the error, as they are drawn."""
        return {
            "shown": [
                {
                    "curve": self.example.number,
                    "rule": self.example.rule,
                    "input": self.input.values().tolist(),
                    "numbers": [window.card.texts for window in self.windows],
                    "codes": self.trip.codes.tolist(),
                    "added": [window.added(self.moment(n)).tolist()
                              for n, window in enumerate(self.windows)],
                    "pieces": [window.piece.values().tolist() for window in self.windows],
                    "output": self.result.output.values().tolist(),
                    "wanted": self.result.wanted.values().tolist(),
                    "error": self.trip.error,
                }
            ]
        }  # fmt: skip

    def moment(self, number: int) -> float:
        """Return how many seconds ago a window began."""
        return self.now - BEGIN - self.step * number

    def _make(self) -> None:
        theme, name, layout = self.theme, self.job.theme, self.layout
        size = number_size(self.trip.codes, layout.cards[0])
        named = self.step >= TIME_TO_READ
        self.windows = [
            WindowTrip(layout, window, size, named, theme, name)
            for window in range(len(layout.windows))
        ]
        dot = min(INPUT_DOT, layout.pitch * LARGEST_DOT)
        self.input = Curve(layout.input, Mark(theme.foreground), INPUT * dot / INPUT_DOT, dot)
        self.input.draw(self.trip.curve)
        below = Underlay(layout.input, theme.foreground, BELOW)
        below.draw_values(self.trip.curve)
        self.result = TripResult(layout, theme, name)
        self.add(Title(self._title(), theme), *self.result.names.still)
        self.add(below, self._axis(layout.input), self._axis(layout.output), self.input)
        self.add(*(window.card.still for window in self.windows))

    def _axis(self, axes: Axes) -> Line:
        axis = Line(Mark(self.theme.muted), AXIS, round_ends=False)
        axis.draw(np.array([axes.box.left, axes.box.right]), np.full(2, axes.down(0.0)))
        return axis

    def _draw(self, time: float) -> None:
        self.now, done = time, time - self.end
        out = 1 - ease((done - RETREAT) / MOVE)
        there = 1 - ease((done - EMPTY) / FADE)
        moments = [self.moment(window) for window in range(len(self.windows))]
        added = np.stack([w.added(m) for w, m in zip(self.windows, moments, strict=True)])
        lines, sums = self.trip.sums_so_far(added)
        mean = ease(done / MOVE)
        pieces = (1 - mean) * sums + mean * self.trip.windows.cut(self.trip.output)  # (W, K)
        for window, moment, line, piece in zip(self.windows, moments, lines, pieces, strict=True):
            window.draw_way_in(moment, there)
            window.draw_way_out(moment, line, piece, out)
        self.result.draw(done)

    def _title(self) -> str:
        points = quantity(len(self.trip.curve), "point")
        become = f"{points} become {quantity(self.trip.codes.size, 'number')}"
        return f"{become}, and {'come back' if self.trip.comes_back else 'a curve again'}"

    def _story(self) -> Story:
        trip = self.trip
        window = f"window of {quantity(trip.windows.kernel, 'point')}"
        code = quantity(trip.codes.shape[1], "number")
        error = number(trip.error, 3)
        return Story(
            title=self._title(),
            finding=(
                f"{quantity(len(trip.curve), 'point')} become {quantity(trip.codes.size, 'number')}"
                f" in {quantity(len(trip.codes), 'window')}, and a curve with an error of {error}."
            ),
            description=(
                "A curve is on top. One after another, windows open on it; their points run down "
                f"into a card, which fills with {code}. Out of the card come scaled filters, which "
                "spread below and add up to a piece of curve, in the same place. Where pieces "
                "overlap they move to their mean, and the input slides down onto the output."
            ),
            beats=(
                Beat(0.0, f"A {window} runs down and becomes {code}."),
                Beat(BEGIN + OUT, "Scaled filters come out, and add up to a piece of curve."),
                Beat(self.end, "The output is the mean of all pieces."),
                Beat(self.end + ERROR, f"The input lies on it, but for an error of {error}."),
            ),
            seconds=self.end + LENGTH,
            poster=self.end + (ERROR + LEAVE) / 2 + FADE,
            topic="Whole curves",
        )


globals().update(films(RoundTrip))
