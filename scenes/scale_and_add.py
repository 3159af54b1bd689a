"""Step by step: each filter is scaled by its code number, and added onto the sum so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from deconviz.analysis import stacking
from deconviz.analysis.stacking import Piece
from deconviz.analysis.sum_example import SumExample, best_example, given_examples
from deconviz.analysis.sum_parts import RULE
from deconviz.arrays import Floats
from deconviz.films.film import Film, films
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.beam import Beam
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.guides import Guides
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.motion import between, during, ease
from deconviz.films.mobjects.stacked_bars import StackedBars
from deconviz.films.mobjects.sum_line import SumLine
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.titles import Title
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.stages.scale_and_add.sum_cards import SumCards
from deconviz.films.stages.scale_and_add.sum_equation import SECONDS as EQUATION
from deconviz.films.stages.scale_and_add.sum_equation import SumEquation
from deconviz.films.stages.scale_and_add.sum_labels import BESIDE, SumLabels
from deconviz.films.stages.scale_and_add.sum_layout import BEYOND, SumLayout
from deconviz.films.stages.scale_and_add.sum_terms import (
    column_pieces,
    equation_terms,
    shown_terms,
)
from deconviz.look.language import AXIS, DROP, FADE, FOLLOWER, LEFT, NAME
from deconviz.look.theme import Mark
from deconviz.look.wording import quantity, signed
from deconviz.network.arithmetic import scaled_filters

# Seconds of the first part, which clears the stage: the picture rests, the equation leaves, the
# faders go to zero, and all rests.
REST, LEAVE, CLEAR, BEGIN = 2.0, 2.6, 3.2, 3.8
# Of a step, which is about one component: the ends of its parts.
GROW, HOLD, GUIDE, FALL, STEP = 1.2, 1.8, 2.2, 3.2, 3.6

FORM = 1.4  # of the last part: the equation forms, and stands before the last frame

TITLE = "Scale each filter by its code number, then add"


@dataclass(frozen=True)
class Act:
    """One code: when it begins, and what it adds up to."""

    begin: float
    example: SumExample

    @property
    def steps(self) -> list[int]:
        """The parts that are added, one a step."""
        return self.example.needed

    @property
    def seconds(self) -> float:
        """How long it is."""
        return BEGIN + STEP * len(self.steps) + FORM


class ScaleAndAdd(Film):
    """Filters are scaled by faders, fall onto one another, and become an equation."""

    shows = Shows(codes=(0, 99), kernel=(2, 31))

    def construct(self) -> None:
        """Compose the output of one code, or of each that the config gives."""
        self.acts = self._acts()
        self._lay_out()
        self._make_what_moves()
        moving = [
            *self.beams, self.cards, self.air, *self.scaled_names, self.air_bars, self.bars,
            *self.guides, self.line, *self.labels, *self.equations,
        ]  # fmt: skip
        self.tell(moving, self._draw, self._story())

    def facts(self) -> dict[str, Any]:
        """Return the numbers, the scaled filters and the sum, as they are drawn."""
        example = self.shown.example
        facts: dict[str, Any] = {
            "code": self.code.tolist(),
            "numbers": self.cards.numbers,
            "scaled": [None if values is None else values.tolist() for values in self.scaled],
            "point": example.point,
            "terms": self.equations[self.acts.index(self.shown)].texts,
            "rule": example.rule,
        }
        if self.parts.together:
            facts |= {"alone": self.parts.alone, "together": self.parts.together}
            facts |= {"parts_rule": RULE}
        if example.patch is not None:
            curve, start = divmod(example.patch, self.subject.starts)
            facts |= {"curve": curve, "points": [start, start + self.points - 1]}
        if not ((self.landed > 0) & (self.landed < 1)).any():
            facts |= {"shares": [*self.landed[:, 0].tolist(), 1.0]}
            facts |= {"sum": self.line.values().tolist()}
        return {"shown": [facts]}

    def _story(self) -> Story:
        """Return what the film says: its poster is the finished picture at its beginning."""
        shown, written = self.acts[-1].example, self.equations[-1].texts
        *terms, total = (text.lstrip("+") for text in written)
        beats: list[Beat] = []
        for act in self.acts:
            beats += self._beats(act)
        return Story(
            title=TITLE,
            finding=(
                f"At point {shown.point + 1} of {self.points}, the scaled filters add up to the "
                f"output: {' + '.join(terms)} = {total}."
            ).replace("+ −", "− "),
            description=(
                f"Each of {quantity(len(self.parts.alone), 'card')} on top holds a filter and a "
                f"fader.{self._about_others()} One after another, a fader moves to its code "
                "number, and the filter, scaled by that number, grows as bars in the air. The bars "
                "drop onto what is there already: what adds lies on top, and what takes away "
                "leaves a hatch. A white line follows the sum, which in the end is the output, and "
                "one column is written out as an equation."
            ),
            beats=tuple(beats),
            seconds=sum(act.seconds for act in self.acts),
            poster=0.0,
            topic="The sum",
        )

    def _beats(self, act: Act) -> list[Beat]:
        beats = [Beat(act.begin, "The output is a sum of scaled filters.")]
        for step, part in enumerate(act.steps):
            says = f"{self._says(act.example.code, part)} drop onto the sum so far."
            beats.append(Beat(act.begin + BEGIN + STEP * step, says))
        landed = act.begin + BEGIN + STEP * len(act.steps) - (STEP - FALL)
        return [*beats, Beat(landed, "All together, they are the output.")]

    def _says(self, code: Floats, part: int) -> str:
        if part == len(self.parts.alone):
            return f"The {len(self.parts.together)} others, scaled and added,"
        component = self.parts.alone[part]
        return f"{signed(float(code[component]), 2)} times filter {component + 1}: its bars"

    def _about_others(self) -> str:
        count = len(self.parts.together)
        return f" Another card shows what the {count} others add." if count else ""

    def _acts(self) -> list[Act]:
        subject = self.subject
        self.points = subject.filters.shape[1]
        given = [np.array(code) for code in self.job.film.codes]
        if given:
            examples = given_examples(given, subject.filters, subject.bias)
        else:
            examples = [best_example(subject.codes, subject.filters, subject.bias)]
        self.parts = examples[0].parts
        acts: list[Act] = []
        for example in examples:
            begin = acts[-1].begin + acts[-1].seconds if acts else 0.0
            acts.append(Act(begin, example))
        return acts

    def _lay_out(self) -> None:
        theme, examples = self.theme, [act.example for act in self.acts]
        self.layout = SumLayout.of([example.terms for example in examples])
        filters = self.subject.filters
        self.cards = SumCards(self.layout.cards, examples, filters, theme, self.job.theme)
        self.add(
            Title(TITLE, theme),
            self.cards.still,
            *self._pluses(),
            self._axis(self.layout.sums),
            self._name("output", self.layout.sums, theme.foreground),
        )

    def _pluses(self) -> list[Label]:
        pairs = zip(self.layout.cards, self.layout.cards[1:], strict=False)
        colour = self.theme.foreground
        return [
            Label(
                "+", (one.right + other.left) / 2, (one.top + one.bottom) / 2 + NAME / 2,
                size=NAME, colour=colour, weight="SemiBold", align="centre",
            )
            for one, other in pairs
        ]  # fmt: skip

    def _axis(self, axes: Axes) -> Line:
        axis = Line(Mark(self.theme.muted), AXIS, round_ends=False)
        ends = np.array([axes.box.left - BEYOND, axes.box.right + BEYOND])
        axis.draw(ends, np.full(2, float(axes.down(0.0))))
        return axis

    def _name(self, text: str, axes: Axes, colour: str) -> Label:
        y = float(axes.down(0.0)) + 6
        return Label(text, LEFT, y, size=NAME, colour=colour, weight="SemiBold")

    def _make_what_moves(self) -> None:
        theme, layout = self.theme, self.layout
        marks = [theme.component(part) for part in range(len(layout.cards))]
        colours = [theme.muted, *(mark.colour for mark in marks)]  # of the bias, then parts
        self.air = self._axis(layout.air)
        self.scaled_names = [self._name("scaled", layout.air, mark.colour) for mark in marks]
        zero = float(layout.air.down(0.0))
        below = (layout.air.box.left - BEYOND, layout.air.box.right + BEYOND, zero)
        self.beams = [
            Beam(mark.colour, (box.left + 20, box.right - 20, box.bottom), below)
            for mark, box in zip(marks, layout.cards, strict=True)
        ]
        self.guides = [Guides(mark.colour) for mark in marks]
        self.air_bars = StackedBars(layout.air, colours)
        self.bars = StackedBars(layout.sums, colours)
        self.line = SumLine(layout.sums, theme)
        self.equations: list[SumEquation] = []
        self.labels: list[SumLabels] = []
        for act in self.acts:
            self._make_equation(act.example, colours)

    def _make_equation(self, example: SumExample, colours: list[str]) -> None:
        layout, point = self.layout, example.point
        names = ["bias", *(f"filter {component + 1}" for component in self.parts.alone), "others"]
        total = float(example.terms[:, point].sum())
        pieces = column_pieces(shown_terms(example))[point]
        top = max([total, *(piece.high for piece in pieces)])
        source = (float(layout.sums.across(point)), float(layout.sums.down(top)))
        terms = equation_terms(example, self.bars, colours, layout.sums)
        box = layout.sums.box
        centre, last = box.left + box.width / 2, box.right - BESIDE
        equation = SumEquation(
            terms, total, example.decimals, source, centre, last, layout.equation, self.theme
        )
        first = layout.equation if equation.right > last else 0.0
        self.equations.append(equation)
        self.labels.append(SumLabels(example, self.bars, names, colours, layout.sums, first))

    def _draw(self, time: float) -> None:
        number = max(n for n, act in enumerate(self.acts) if act.begin <= time)
        act, moment = self.acts[number], time - self.acts[number].begin
        steps = np.full(len(self.layout.cards), np.inf)  # seconds since each step began
        if moment < BEGIN:
            act = self.acts[number - 1]
            remaining = 1 - between(moment, LEAVE, CLEAR)
            formed = EQUATION * (1 - between(moment, REST, LEAVE))
            remark = 1 - between(moment, LEAVE, LEAVE + FADE)
        else:
            remaining = remark = 1.0
            steps[act.steps] = moment - BEGIN - STEP * np.arange(len(act.steps))
            formed = moment - BEGIN - STEP * len(act.steps)
        self.shown = act
        grown = np.array([ease(step / GROW) for step in steps.tolist()])  # (P,)
        self.code = remaining * self.parts.spread(grown) * act.example.code
        terms = self.parts.add(scaled_filters(self.code, self.subject.filters))  # (P, K)
        self.cards.set_to(self.code, terms, [during(step, 0.0, FALL) for step in steps.tolist()])
        self._draw_bars(act.example, terms, steps)
        self._draw_air(act, steps)
        for other, equation, labels in zip(self.acts, self.equations, self.labels, strict=True):
            equation.draw(formed if other is act else 0.0)
            fade(labels.names, ease((formed - EQUATION + FADE) / FADE) if other is act else 0.0)
            landed = self._hatch_landed(labels, steps) if other is act else 0.0
            fade(labels.remark, landed * remark)

    def _hatch_landed(self, labels: SumLabels, steps: Floats) -> float:
        """Return how much of the remark about a hatch may be there, 0 to 1: it lands first."""
        if labels.takes_away is None:
            return 0.0
        step = float(steps[labels.takes_away - 1])  # before the parts, the bias is a term
        return ease((step - GUIDE - DROP) / FADE)

    def _draw_air(self, act: Act, steps: Floats) -> None:
        of_each = zip(steps.tolist(), self.beams, self.scaled_names, self.guides, strict=True)
        for step, beam, name, guides in of_each:
            beam.light(during(step, 0.0, GUIDE))
            fade(name, during(step, 0.0, FALL))
            fade(guides, during(step, HOLD, GUIDE, FADE / 3))
        needed = steps[act.steps].tolist()
        fade(self.air, during(needed[0], 0.0, FALL + STEP * (len(needed) - 1)) if needed else 0.0)

    def _draw_bars(self, example: SumExample, terms: Floats, steps: Floats) -> None:
        ground = np.full(self.points, self.subject.bias if example.has_bias else 0.0)  # (K,)
        piles = column_pieces(ground[None])
        in_air: list[list[Piece]] = [[] for _ in piles]
        self.landed = np.zeros_like(terms)  # (P, K), 0 to 1
        self.scaled = [terms[p] if step > 0 else None for p, step in enumerate(steps.tolist())]
        top = float(self.layout.sums.values(self.layout.air.down(0.0)))
        for part, step in enumerate(steps.tolist()):
            fallen = self._fallen(step)  # (K,)
            bases = (1 - fallen) * top + fallen * ground  # (K,)
            for column, value in enumerate(terms[part].tolist()):
                if step <= 0:
                    continue
                total, base = float(ground[column]), float(bases[column])
                if fallen[column] == 0:
                    in_air[column] = stacking.add([], part + 1, value, 0.0, base=0.0)
                    continue
                piles[column] = stacking.add(piles[column], part + 1, value, total, base=base)
                left = abs(base - total) / (abs(value) or 1.0)
                self.landed[part, column] = 1 - min(left, 1.0)
            if 0 < step < FALL:
                self._draw_guides(part, terms[part], piles)
            ground = ground + terms[part]
        self.air_bars.draw(in_air)
        self.bars.draw(piles)
        self.line.draw(self.subject.bias + (self.landed * terms).sum(0))

    def _fallen(self, step: float) -> Floats:
        """Return how far each bar has fallen, 0 to 1, shape (K,): one after another, faster."""
        follower = min(FOLLOWER, (FALL - GUIDE - DROP) / (self.points - 1))
        starts = GUIDE + follower * np.arange(self.points)
        return np.asarray(np.clip((step - starts) / DROP, 0, 1) ** 2)

    def _draw_guides(self, part: int, term: Floats, piles: list[list[Piece]]) -> None:
        """Point from the lower ends of bars in the air down to what they will fall on."""
        columns = np.arange(self.points, dtype=float)
        tops = np.array([max([0.0, *(piece.high for piece in pile)]) for pile in piles])
        sums, air = self.layout.sums, self.layout.air
        start = air.down(np.minimum(term, 0)) + 14
        end = sums.down(tops) - self.line.dot - 10
        self.guides[part].draw(sums.across(columns), start, end)


globals().update(films(ScaleAndAdd))
