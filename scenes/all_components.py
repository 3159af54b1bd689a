"""All code components change at once, and the outputs of the last seconds recede as a surface."""

from __future__ import annotations

from typing import Any

import numpy as np

from deconviz.analysis import code_paths
from deconviz.arrays import Floats
from deconviz.films.film import Film, films
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.passing_discs import PassingDiscs
from deconviz.films.mobjects.perspective import Perspective
from deconviz.films.mobjects.rimmed import RimmedCurve
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.sum_line import SumLine
from deconviz.films.mobjects.surface import Surface
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.titles import Title
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.stages.all_components.code_path import CodePath
from deconviz.look.language import BOTTOM, DISC, NAME, in_film
from deconviz.look.wording import number, number_list
from deconviz.network.arithmetic import scaled_filters

SECONDS = 16.0
RISES = 5.0  # seconds of outputs that must lie above the one on the poster
DEPTH = 10.0  # seconds that are to be seen behind the output
ROWS = 64  # of the surface, over the whole path
MOMENTS = 1920  # of the whole path, to find what it reaches and where lines cross

FRONT, HORIZON = Box(276, 649, 1644, 1003), -190.0
BARE_FRONT, BARE_HORIZON = Box(120, 570, 1800, 1003), -300.0
MIDDLE = 960.0
PATH = Box(1522, 184, 1784, 396)
CODE = (1480.0, 306.0)
DESCENT = 14.0  # pixels of a name below its base line
BEFORE = 34.0  # pixels from the name of the output to its line


class AllComponents(Film):
    """The code follows a smooth closed path through the ranges: the film loops."""

    shows = Shows(channels=(1, 4), kernel=(2, 10_000), bare=True)

    def construct(self) -> None:
        """Follow the path once."""
        subject, self.bare = self.subject, self.job.film.bare
        self.low, self.high = code_paths.lowest(subject.codes), code_paths.limits(subject.codes)
        self.path = self._codes(np.arange(MOMENTS) / MOMENTS)  # (MOMENTS, C)
        self.reach = code_paths.reach(self.path, subject.network)
        self.axes = Axes(
            BARE_FRONT if self.bare else FRONT, (0, subject.network.kernel - 1),
            (-self.reach, self.reach),
        )  # fmt: skip
        self._make_picture()
        words = [] if self.bare else self._make_words()
        self.tell([self.surface, *self.scaled, self.output, *words], self._draw, self._story())

    def facts(self) -> dict[str, Any]:
        """Return the code, and the curves read off the picture."""
        facts: dict[str, Any] = {
            "code": self.code.tolist(),
            "scaled": [curve.values().tolist() for curve in self.scaled],
            "output": self.output.values().tolist(),
        }
        return {"shown": [facts]}

    def _make_picture(self) -> None:
        theme, subject = self.theme, self.subject
        codes = self._codes(np.arange(ROWS) / ROWS)  # (ROWS, C)
        view = Perspective(self.axes, MIDDLE, BARE_HORIZON if self.bare else HORIZON)
        self.surface = Surface(
            view, SECONDS, DEPTH, scaled_filters(codes, subject.filters),
            subject.network.decode(codes), theme,
        )  # fmt: skip
        marks = [in_film(theme.component(c)) for c in range(subject.network.channels)]
        self.scaled = [RimmedCurve(self.axes, mark, theme) for mark in marks]
        self.output = SumLine(self.axes, theme)

    def _make_words(self) -> list[CodePath | PassingDiscs | Label]:
        theme = self.theme
        last = scaled_filters(self.path, self.subject.filters)[:, :, -1]  # (MOMENTS, C)
        ends = self.axes.down(np.vstack([last, last[:1]]))  # (MOMENTS + 1, C)
        self.ends = PassingDiscs(self.axes.box.right, ends, SECONDS, BOTTOM - DISC, theme)
        self.dot = CodePath(PATH, self.path[::6], DEPTH / SECONDS, theme, self.job.theme)
        self.name = self._name("output", self.axes.box.left - BEFORE, 0.0)
        self.add(Title(self._title(), theme), self.dot.still, self._name("code", *CODE))
        return [self.dot, self.ends, self.name]

    def _name(self, text: str, x: float, y: float) -> Label:
        return Label(
            text, x, y, size=NAME, colour=self.theme.foreground, weight="SemiBold", align="right"
        )

    def _title(self) -> str:
        count = self.subject.network.channels
        if count == 1:
            return "Every output is the same filter, scaled"
        return f"Every output is a sum of the same {count} filters"

    def _story(self) -> Story:
        """Return what the film says; on its poster, the surface rises behind the output."""
        subject, title = self.subject, self._title()
        outputs = subject.network.decode(self.path)  # (MOMENTS, K)
        peaks = np.abs(scaled_filters(self.path, subject.filters)).max((0, 2))  # (C,)
        low, high = number(outputs.min(), 2), number(outputs.max(), 2)
        return Story(
            title=title,
            finding=(
                f"All outputs on the path, from {low} to {high}, come from the same filters, "
                f"scaled to at most {number_list(peaks.tolist(), 2)}."
            ),
            description=(
                "A code moves along a closed path. In front, each filter is scaled by its number, "
                "and the output is their sum. Behind it, the outputs of the last "
                f"{DEPTH:g} seconds recede as a surface, in the colours of what they are made of."
            ),
            beats=(
                Beat(0.0, "The code moves, and with it the filters and their sum."),
                Beat(SECONDS / 2, f"Behind the output are those of the last {DEPTH:g} seconds."),
            ),
            seconds=SECONDS,
            poster=_highest_surface(outputs) / MOMENTS * SECONDS,
            topic="The sum",
        )

    def _codes(self, shares: Floats) -> Floats:
        """Return the codes (n, C) at shares (n,) of the path."""
        path = [code_paths.closed_path(self.low, self.high, share) for share in shares.tolist()]
        return np.stack(path)

    def _draw(self, time: float) -> None:
        share = time / SECONDS
        [self.code] = self._codes(np.array([share]))
        terms = scaled_filters(self.code[None], self.subject.filters)[0]  # (C, K)
        output = self.subject.network.decode(self.code[None])[0]  # (K,)
        self.surface.draw_at(time, output)
        for curve, values in zip(self.scaled, terms, strict=True):
            curve.draw(values)
        self.output.draw(output)
        if not self.bare:
            self.dot.set_to(self.code, share)
            self.ends.draw(self.axes.down(terms[:, -1]), share)
            place = float(self.axes.down(output[0])) + NAME / 2
            self.name.put(self.axes.box.left - BEFORE, min(place, BOTTOM - DESCENT))


def _highest_surface(outputs: Floats) -> int:
    """Return the moment of a loop at which the last outputs lie highest above the output.

    Parameters
    ----------
    outputs
        At moments spread evenly over the loop, shape (MOMENTS, K).
    """
    levels = outputs.mean(1)  # (MOMENTS,)
    last = round(RISES / SECONDS * MOMENTS)  # moments
    behind = np.mean([np.roll(levels, back) for back in range(1, last + 1)], axis=0)  # (MOMENTS,)
    return int((behind - levels).argmax())


globals().update(films(AllComponents))
