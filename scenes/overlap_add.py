"""Windows of a curve put together again: where they overlap, the sum is too large."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from deconviz.analysis.curve_example import curve_example
from deconviz.analysis.overlap_sum import POINT, OverlapSum, first_windows
from deconviz.arrays import Floats
from deconviz.films.film import Film, films
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.motion import during, ease
from deconviz.films.mobjects.part_remark import part_remark
from deconviz.films.mobjects.titles import Title
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.stages.overlap_add import overlap_words as words
from deconviz.films.stages.overlap_add.overlap_picture import OverlapPicture
from deconviz.look.language import DROP, FADE, FOLLOWER, HOP, MOVE

BEGIN = 1.0  # seconds before the first window
STEPS = (3.6, 3.2, 2.2)  # of the first windows, and of each later one
SUMMED, JOIN = 0.9, 0.3  # in a step: blocks begin to grow; filters join before blocks fall
FALL = DROP + 0.36  # the last block lands
SETTLED = 0.9  # in a step: what happens can be seen, and is said
READ, TOTAL = 0.3, 1.0  # after all windows: numbers in blocks come, and their sum
COMPARE = 2.5  # after all windows
WRONG, OUTPUT, SWEEP = 1.0, 1.4, 0.9  # from there: stripes and the output begin; a line is drawn
RESULT, LEAVE, END = 3.7, 0.8, 0.2  # from there; how long blocks leave, and all rests

MOST_WINDOWS, MOST_POINTS = 5, 63


class OverlapAdd(Film):
    """Blocks fall from codes onto their windows, and pile up where windows overlap."""

    shows = Shows(channels=(1, 4), kernel=(2, 31), overlaps=True)

    def construct(self) -> None:
        """Put one whole curve together."""
        subject = self.subject
        self.chosen = curve_example(subject.held_out)
        sizes = (subject.network.kernel, subject.stride, MOST_WINDOWS, MOST_POINTS)
        self.example = OverlapSum.of(
            subject.network, first_windows(self.chosen.values, *sizes), subject.stride
        )
        count = len(self.example.codes)
        self.lengths = np.array([STEPS[min(n, len(STEPS) - 1)] for n in range(count)])  # (W,)
        self.begins = BEGIN + np.cumsum(self.lengths) - self.lengths  # (W,)
        self.piled = BEGIN + float(self.lengths.sum())
        self.compared = self.piled + COMPARE
        self.left = self.compared + RESULT
        self.picture = OverlapPicture(self.example, self.theme, self.job.theme)
        remark = part_remark(len(self.example.curve), len(self.chosen.values), self.theme)
        self.add(Title(words.title(self.example), self.theme), *self.picture.still, *remark)
        self.tell(self.picture.moving, self._draw, self._story())

    def facts(self) -> dict[str, Any]:
        """Return the codes, the pile and the lines, as they are drawn."""
        example, picture = self.example, self.picture
        facts: dict[str, Any] = {
            "curve": self.chosen.number,
            "points": [0, len(example.curve) - 1],
            "rule": self.chosen.rule,
            "codes": [[label.text for label in card.numbers] for card in picture.cards],
            "bias": example.bias,
            "counts": picture.counts.shown,
            "pile": picture.heights(),
        }
        if self.window is not None and self.in_place:
            scaled = picture.filters.values(picture.layout.air[self.window])
            facts |= {"window": self.window, "scaled": scaled}
        if picture.point is not None:
            facts |= {"point": picture.point, "point_rule": POINT}
            facts |= {"numbers": [label.text for label in (*picture.numbers, *picture.total)]}
        if self.drawn == 1:
            facts |= {"input": picture.input.values().tolist()}
            facts |= {"whole": picture.line.values().tolist()}
        return {"shown": [facts]}

    def _story(self) -> Story:
        return Story(
            title=words.title(self.example),
            finding=words.finding(self.example, self.picture.point),
            description=words.description(self.example),
            beats=tuple(self._beats()),
            seconds=self.left + FADE + LEAVE + END,
            poster=self.left - FADE,
            topic="Overlaps",
            claims=("C11",),
        )

    def _beats(self) -> Iterator[Beat]:
        windows = words.windows(len(self.begins), overlap=int(self.example.cover.max()) > 1)
        yield Beat(0.0, "Each window of the curve has a code.")
        for begin, says in zip((self.begins + SETTLED).tolist(), windows, strict=False):
            yield Beat(begin, says)
        yield Beat(self.piled, words.at_most_overlapped(self.example, self.picture.point))
        yield Beat(self.compared, "The input, dashed, is what should come out.")
        yield Beat(self.compared + OUTPUT + SWEEP, words.verdict(self.example))

    def _draw(self, time: float) -> None:
        leaving = ease((time - self.left - FADE) / LEAVE)
        steps = time - self.begins  # (W,)
        shown = ease((time - self.piled) / FADE)
        for window, step in enumerate(steps.tolist()):
            beam = during(step, 0.0, float(self.lengths[window]) - FADE)
            lit = ease(step / FADE)
            self.picture.light(window, lit * (1 - leaving), max(beam, shown * (1 - leaving)))
        self._draw_air(steps)
        since = time - self.compared
        back = 1 - ease((time - self.left) / FADE)
        self._draw_pile(steps, since, back, leaving)
        read = time - self.piled
        fade(self.picture.numbers, during(read, READ, COMPARE - FADE))
        fade(self.picture.total, during(read, TOTAL, COMPARE - FADE))

    def _draw_pile(self, steps: Floats, since: float, back: float, leaving: float) -> None:
        wrong = ease((since - WRONG) / HOP) * back
        let_go = (steps >= self.lengths - FALL) & (leaving < 1)  # (W,)
        self.picture.pile_up(let_go, self._fallen(steps), wrong, leaving)
        self.drawn = ease((since - OUTPUT) / SWEEP) * back
        asked = ease(since / SWEEP) * back
        self.picture.compare(asked, wrong, self.drawn)
        fade(self.picture.input_name, during(since, SWEEP, RESULT - FADE))

    def _draw_air(self, steps: Floats) -> None:
        picture = self.picture
        falls = self.lengths - FALL  # (W,)
        at_work = np.flatnonzero((steps > 0) & (steps < falls)).tolist()
        self.window = at_work[0] if at_work else None
        for window, names in picture.names.items():
            step, end = float(steps[window]), float(falls[window]) - JOIN
            fade(names, during(step, SUMMED, end))
        if self.window is None:
            self.in_place = False
            picture.clear_air()
            picture.point_down(None, 0.0)
            return
        step, fall = float(steps[self.window]), float(falls[self.window])
        starts = FOLLOWER * np.arange(self.example.codes.shape[1])  # (C,)
        out = np.array([ease((step - start) / MOVE) for start in starts.tolist()])  # (C,)
        joined = ease((step - fall + JOIN) / JOIN)
        self.in_place = bool((out == 1).all()) and joined == 0
        picture.pour(self.window, out, joined)
        picture.hang(self.window, ease((step - SUMMED) / HOP), joined)
        picture.point_down(self.window, during(step, SUMMED + HOP, fall - FADE))

    def _fallen(self, steps: Floats) -> Floats:
        """Return how far each block has fallen, 0 to 1, shape (W, K): one after another, faster."""
        points = self.example.windows.kernel
        follower = min(FOLLOWER, (FALL - DROP) / (points - 1))
        begins = (self.lengths - FALL)[:, None] + follower * np.arange(points)  # (W, K)
        return np.asarray(np.clip((steps[:, None] - begins) / DROP, 0, 1) ** 2)


globals().update(films(OverlapAdd))
