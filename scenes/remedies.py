"""Remedies for counting overlaps twice: the weights of windows must add up to 1 at each point."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from deconviz.analysis.curve_example import curve_example
from deconviz.analysis.overlap_sum import first_windows
from deconviz.analysis.weighted_windows import REMEDIES, WeightedWindows
from deconviz.arrays import Floats
from deconviz.films.film import Film, films
from deconviz.films.mobjects.motion import during, ease
from deconviz.films.mobjects.part_remark import part_remark
from deconviz.films.mobjects.titles import Titles
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.stages.remedies import remedy_words as words
from deconviz.films.stages.remedies.remedy_picture import RemedyPicture
from deconviz.films.stages.remedies.remedy_view import RemedyView
from deconviz.look.language import CAMERA, FADE, HOP, MOVE

GROW, FOLLOW = 0.3, 0.4  # seconds: the first window comes; from it to the next
HALVE, TAPER, DIVIDE, AGAIN, PAD = 4.2, 8.4, 11.8, 15.0, 17.6  # weights change
BEGINS = {
    -MOVE: "sum",
    HALVE: "halve",
    TAPER: "taper",
    DIVIDE: "divide",
    AGAIN: "halve",
    PAD: "pad",
}
"""What remedies begin, in seconds; the first is there from the start."""
TURNS = [*zip(BEGINS, BEGINS.values(), [*BEGINS, np.inf][1:], strict=True)]
SETTLED = {"sum": 2.8, "halve": 6.6, "taper": 9.4, "divide": 12.8, "pad": 18.6}
NEARER, WIDER = 5.3, 15.8  # the view closes in, and opens
LONGER = 16.5  # the curve goes on
SUMMARY = 20.2
SECONDS = 22.4

MOST_WINDOWS, MOST_POINTS = 5, 31


class Remedies(Film):
    """Bricks of weights change from remedy to remedy, and the curve changes with them."""

    shows = Shows(channels=(1, 64), kernel=(2, 31), overlaps=True, loops=False)

    def construct(self) -> None:
        """Show all remedies on one curve."""
        subject = self.subject
        self.chosen = curve_example(subject.held_out)
        sizes = (subject.network.kernel, subject.stride, MOST_WINDOWS, MOST_POINTS)
        curve = first_windows(self.chosen.values, *sizes)
        self.windows = WeightedWindows.of(subject.network, curve, subject.stride)
        self.picture = RemedyPicture(self.windows, self.theme, self.job.theme)
        remark = part_remark(len(curve), len(self.chosen.values), self.theme)
        self.titles = Titles(self._titles(), self.theme)
        self.add(*self.picture.still, *remark)
        self.tell([self.titles, *self.picture.moving], self._draw, self._story())

    def facts(self) -> dict[str, Any]:
        """Return the wall and the curve as they are drawn."""
        picture = self.picture
        drawn = (self.view.zero - picture.line.places()[:, 1]) / self.view.value
        return {
            "shown": [
                {
                    "curve": self.chosen.number,
                    "rule": self.chosen.rule,
                    "totals": picture.wall.tops,
                    "whole": drawn.tolist(),
                    "errors": dict(zip(REMEDIES, picture.names.errors, strict=True)),
                }
            ]
        }

    def _story(self) -> Story:
        return Story(
            title=words.TITLE,
            finding=words.finding(self.windows),
            description=(
                "Above, bricks pile up at each point: the weights of the windows that it is in, "
                "against a dashed line at 1. Below, a white line is the output, a dashed one the "
                "input, and bars between them the error. Weights change from remedy to remedy, "
                "and the output with them: bricks of one half, bricks that get lower towards the "
                "edges of windows, bricks divided by their number, and last more windows beyond "
                "both ends of the curve. Where bricks reach the dashed line, the error is small."
            ),
            beats=tuple(self._beats()),
            seconds=SECONDS,
            poster=SUMMARY + 1.0,
            topic="Overlaps",
            claims=("C11",),
        )

    def _beats(self) -> Iterator[Beat]:
        yield Beat(0.0, words.plain_sum(self.windows))
        yield Beat(HALVE, "Halve all of a window but its middle: the ends of the curve sink.")
        yield Beat(TAPER, "Taper: windows fade out towards their edges.")
        yield Beat(DIVIDE, "Divide each brick by how many there are: exactly 1.")
        yield Beat(AGAIN, "Or halve again, and continue the curve,")
        yield Beat(PAD, "so that more windows fill the ends.")
        yield Beat(SUMMARY, f"{words.TITLE}.")

    def _titles(self) -> list[tuple[float, str]]:
        titles = {max(at, 0.0): words.title(name, self.windows) for at, name in BEGINS.items()}
        return [*(titles | {AGAIN: words.AGAIN, SUMMARY: words.TITLE}).items()]

    def _draw(self, time: float) -> None:
        self.titles.draw(time)
        self.view = self._view(time)
        self.weights = self._weights(time)
        wrong = ease((time - SETTLED["sum"] + HOP) / HOP)
        longer = ease((time - LONGER) / MOVE)
        self.picture.draw_wall(self.weights, self.view, wrong)
        self.picture.draw_curve(self.windows.output(self.weights), self.view, wrong, longer)
        self.picture.show_numbers(
            {
                remedy: during(time, SETTLED[remedy], end - FADE)
                for begin, remedy, end in TURNS
                if begin < SETTLED[remedy] < end
            }
        )
        self._draw_names(time)

    def _draw_names(self, time: float) -> None:
        place, works = 0.0, dict.fromkeys(REMEDIES, 0.0)
        for begin, remedy, end in TURNS:
            place += ease((time - begin) / MOVE) * (REMEDIES.index(remedy) - place)
            works[remedy] += during(time, begin + MOVE - FADE, end)
        known = [ease((time - settled) / FADE) for settled in SETTLED.values()]
        self.picture.names.draw(place, [*works.values()], known)

    def _view(self, time: float) -> RemedyView:
        views = self.picture.views
        view = views.far.toward(views.near, ease((time - NEARER) / CAMERA))
        return view.toward(views.wide, ease((time - WIDER) / CAMERA))

    def _weights(self, time: float) -> Floats:
        """Return the weights of all windows at a moment, shape (V, K)."""
        windows = self.windows
        turns = np.cumsum(windows.is_own[:, 0]) - 1  # (V,)
        grown = [ease((time - GROW - FOLLOW * turn) / MOVE) for turn in turns.tolist()]
        weights = windows.weights("sum") * np.array(grown)[:, None]  # (V, K)
        for begin, remedy, _ in TURNS[1:]:
            share = ease((time - begin) / MOVE)
            weights = weights + share * (windows.weights(remedy) - weights)
        return np.asarray(weights)


globals().update(films(Remedies))
