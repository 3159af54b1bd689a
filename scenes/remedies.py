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
from deconviz.films.mobjects.titles import Title
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.stages.remedies.remedy_picture import RemedyPicture
from deconviz.films.stages.remedies.remedy_view import RemedyView
from deconviz.look.language import CAMERA, FADE, HOP, MOVE
from deconviz.look.wording import number

TITLE = "Overlapping weights must add up to 1"

BEGINS = (0.3, 4.2, 8.4, 11.8, 15.0)  # seconds: of each remedy
SETTLED = (2.8, 6.6, 9.4, 12.8, 18.6)  # its weights and its view rest
FOLLOW = 0.4  # from the first window to the next
NEARER, WIDER = 5.3, 15.8  # the view closes in, and opens
LONGER, FILL = 16.5, 17.6  # the curve goes on, and more windows come
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
        self.add(Title(TITLE, self.theme), *self.picture.still, *remark)
        self.tell(self.picture.moving, self._draw, self._story())

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
        error = {remedy: number(self.windows.error(remedy), 3) for remedy in REMEDIES}
        return Story(
            title=TITLE,
            finding=(
                f"The error is {error['sum']} if overlapping windows are only summed, and "
                f"{error['divide']} if the weights of each point add up to 1."
            ),
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
            poster=SETTLED[1] + 1.0,
            topic="Overlaps",
            claims=("C11",),
        )

    def _beats(self) -> Iterator[Beat]:
        yield Beat(0.0, "Sum: each window counts fully, so overlaps count too often.")
        yield Beat(BEGINS[1], "Halve all of a window but its middle: the ends of the curve sink.")
        yield Beat(BEGINS[2], "Taper: windows fade out towards their edges.")
        yield Beat(BEGINS[3], "Divide each brick by how many there are: exactly 1.")
        yield Beat(BEGINS[4], "Or halve again, and continue the curve,")
        yield Beat(FILL, "so that more windows fill the ends.")

    def _draw(self, time: float) -> None:
        self.view = self._view(time)
        self.weights = self._weights(time)
        wrong = ease((time - SETTLED[0] + HOP) / HOP)
        longer = ease((time - LONGER) / MOVE)
        self.picture.draw_wall(self.weights, self.view, wrong)
        self.picture.draw_curve(self.windows.output(self.weights), self.view, wrong, longer)
        ends = (*BEGINS[1:], np.inf)
        of_each = zip(REMEDIES, SETTLED, ends, strict=True)
        self.picture.show_numbers(
            {remedy: during(time, settled, end - FADE) for remedy, settled, end in of_each}
        )
        place = sum(ease((time - begin) / MOVE) for begin in BEGINS[1:])
        comes = (-np.inf, *(begin + MOVE - FADE for begin in BEGINS[1:]))
        works = [during(time, begin, end) for begin, end in zip(comes, ends, strict=True)]
        known = [ease((time - settled) / FADE) for settled in SETTLED]
        self.picture.names.draw(place, works, known)

    def _view(self, time: float) -> RemedyView:
        views = self.picture.views
        view = views.far.toward(views.near, ease((time - NEARER) / CAMERA))
        return view.toward(views.wide, ease((time - WIDER) / CAMERA))

    def _weights(self, time: float) -> Floats:
        """Return the weights of all windows at a moment, shape (V, K)."""
        windows = self.windows
        turns = np.cumsum(windows.is_own[:, 0]) - 1  # (V,)
        grown = [ease((time - BEGINS[0] - FOLLOW * turn) / MOVE) for turn in turns.tolist()]
        weights = windows.weights("sum") * np.array(grown)[:, None]  # (V, K)
        changes = [*zip(BEGINS[1:], (*REMEDIES[1:4], "halve"), strict=True), (FILL, "pad")]
        for begin, remedy in changes:
            share = ease((time - begin) / MOVE)
            weights = weights + share * (windows.weights(remedy) - weights)
        return np.asarray(weights)


globals().update(films(Remedies))
