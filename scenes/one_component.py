"""One component at a time goes through its range, and moves the output as far as it can."""

from __future__ import annotations

from typing import Any

import numpy as np

from deconviz.analysis import code_paths
from deconviz.analysis.movement import Movement
from deconviz.arrays import Floats
from deconviz.films.film import Film, films
from deconviz.films.mobjects.beam import Beam
from deconviz.films.mobjects.component_card import ComponentCard
from deconviz.films.mobjects.dot_card import DotCard
from deconviz.films.mobjects.end_names import MOMENTS_A_SECOND, EndNames
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.movement_bars import MovementBars
from deconviz.films.mobjects.movement_layout import MovementLayout
from deconviz.films.mobjects.output_range import OutputRange
from deconviz.films.mobjects.terms import Terms
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.titles import Title
from deconviz.films.motion import at, ease
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.look.language import AXIS, FADE, LEFT, MOVE, NAME, SWEEP
from deconviz.look.theme import Mark
from deconviz.look.wording import number, signed
from deconviz.network.arithmetic import scaled_filters

# Seconds: the finished picture rests, bars sink, components have their turns, and traces leave.
REST, BEGIN, END = 1.0, 1.8, 1.8
# Of a turn: its card lights up, the family unfolds, its widest column lights up, a copy of it
# becomes the bar, the code runs, the family becomes a trace.
WORK, UNFOLD, LIGHT, FLY, RUN, TURN = 0.5, 1.5, 2.0, 2.8, 2.8 + SWEEP, 3.2 + SWEEP

CURVES = 11  # of a family
BEYOND = 20.0  # pixels of the axis beyond the output
BEAM = 20.0  # pixels by which a beam is narrower than its card
CODE_NAME = 57.0  # pixels from the card down to the base line of its name

LIKELY = "the code of a held-out patch that is nearest to one standard deviation in each component"
GIVEN = "given in the config"


class OneComponent(Film):
    """Each component in turn unfolds its family of outputs, and its widest column becomes a bar."""

    shows = Shows(channels=(1, 4), codes=(0, 1), kernel=(2, 10_000))

    def construct(self) -> None:
        """Take each component through its range, the one that moves the output most first."""
        subject = self.subject
        given = self.job.film.codes
        self.rest = np.array(given[0]) if given else code_paths.likely_code(subject.codes)
        self.movement = Movement.of(subject.codes, subject.filters)
        self.order = self.movement.order
        self.seconds = round(BEGIN + TURN * len(self.order) + END, 3)
        self._lay_out()
        self._make_what_moves()
        moving = [
            *self.beams, *self.ranges, self.axis, self.terms, self.names, self.bars,
            self.dot_card, *self.cards,
        ]  # fmt: skip
        self.tell(moving, self._draw, self._story())

    def facts(self) -> dict[str, Any]:
        """Return the code, the curves, the family and the bars, as they are drawn."""
        facts: dict[str, Any] = {
            "code": self.code.tolist(),
            "numbers": [card.number.text for card in self.cards],
            "scaled": [curve.values().tolist() for curve in self.terms.curves],
            "sum": self.terms.line.values().tolist(),
            "bars": self.bars.heights(),
            "rule": GIVEN if self.job.film.codes else LIKELY,
        }
        if self.at_work is not None:
            facts |= {"component": self.at_work + 1}
            facts |= {"family": self.ranges[self.at_work].values().tolist()}
        return {"shown": [facts]}

    def _story(self) -> Story:
        distances, finding = self.movement.distances, self.movement.finding
        moves = [f"component {c + 1} by {number(float(distances[c]), 2)}" for c in self.order]
        moves[0] = moves[0].replace(" by", " moves the output by")
        beats = [Beat(0.0, "The output adds up scaled filters.")]
        for turn, component in enumerate(self.order):
            begin = BEGIN + TURN * turn
            beats += [Beat(begin + moment, says) for moment, says in self._says(component)]
        beats.append(Beat(self.seconds - END - 0.9, f"{finding}."))
        return Story(
            title=finding,
            finding=f"From its lowest to its highest code number, {_listed(moves)}.",
            description=(
                "On top, a card with the code as a dot, and a card for each component with its "
                "number and its filter. Below, the scaled filters and their sum, the output. One "
                "component after another unfolds all outputs that it can reach. The widest column "
                "of them slides to the right and becomes a bar, and the number runs to the top of "
                "its range, to the bottom and back, while the output follows."
            ),
            beats=tuple(beats),
            seconds=self.seconds,
            poster=BEGIN + TURN * len(self.order),
        )

    def _says(self, component: int) -> list[tuple[float, str]]:
        name, moves = f"Component {component + 1}", self.movement
        distance, peak = number(moves.distances[component], 2), number(moves.peaks[component], 2)
        low, high = signed(moves.low[component], 2), signed(moves.high[component], 2)
        return [
            (0.0, f"{name} reaches these outputs, {distance} at the widest."),
            (FLY, f"It runs from {low} to {high}, and its filter peaks at {peak}."),
        ]

    def _lay_out(self) -> None:
        subject, theme, name = self.subject, self.theme, self.job.theme
        decode = subject.network.decode
        self.families = [decode(self._family(c)) for c in range(len(self.rest))]  # each (n, K)
        terms = [scaled_filters(self._family(c), subject.filters) for c in range(len(self.rest))]
        reached = np.concatenate([decode(self.rest), *map(np.ravel, [*self.families, *terms])])
        points = subject.network.kernel
        self.layout = layout = MovementLayout.of(self.movement.distances, reached, points)
        low = np.minimum(self.movement.low, self.rest)  # (C,)
        high = np.maximum(self.movement.high, self.rest)  # (C,)
        self.cards = [
            ComponentCard(box, c, subject.filters[c], (low[c], high[c]), theme, name)
            for c, box in enumerate(layout.cards)
        ]
        self.dot_card = DotCard(layout.code, subject.codes, self.rest, self.movement, theme, name)
        base = layout.code.bottom + CODE_NAME
        self.add(
            Title(self.movement.finding, theme),
            Label("code", LEFT, base, size=NAME, colour=theme.foreground, weight="SemiBold"),
            self.dot_card.still,
            *(card.still for card in self.cards),
        )

    def _make_what_moves(self) -> None:
        theme, layout, movement = self.theme, self.layout, self.movement
        axes, plot = layout.outputs, layout.outputs.box
        zero = float(axes.down(0.0))
        below = (plot.left - BEYOND, plot.right + BEYOND, zero)
        self.axis = Line(Mark(theme.muted), AXIS, round_ends=False)
        self.axis.draw(np.array(below[:2]), np.full(2, zero))
        self.beams, self.ranges = [], []
        rest = self.subject.network.decode(self.rest)  # (K,)
        for component, card in enumerate(self.cards):
            colour, box = theme.component(component).colour, card.box
            self.beams.append(Beam(colour, (box.left + BEAM, box.right - BEAM, box.bottom), below))
            column = movement.columns[component], layout.column
            outputs = self.families[component]
            self.ranges.append(
                OutputRange(axes, rest, outputs, column, component, theme, self.job.theme)
            )
        self.terms = Terms(axes, len(self.rest), theme)
        columns = [one.column for one in self.ranges]
        self.bars = MovementBars(layout, movement.distances, columns, self.order, theme)
        self.add(self.bars.still)
        moments = np.linspace(0, self.seconds, round(self.seconds * MOMENTS_A_SECOND) + 1)
        codes = np.stack([self._code(time) for time in moments.tolist()])  # (n, C)
        ends = axes.down(self._last_points(codes))  # (n, C + 1)
        self.names = EndNames("output", plot.right, ends, plot.bottom, theme)

    def _last_points(self, codes: Floats) -> Floats:
        """Return where scaled filters and outputs of codes (n, C) end, shape (n, C + 1)."""
        last = self.subject.filters[:, -1]  # (C,)
        return np.column_stack([codes * last, self.subject.bias + codes @ last])

    def _family(self, component: int) -> Floats:
        """Return codes over the whole range of a component, shape (CURVES, C)."""
        low, high = self.movement.low[component], self.movement.high[component]
        return code_paths.family(self.rest, component, np.linspace(low, high, CURVES))

    def _turn(self, time: float) -> tuple[int | None, float]:
        """Return which component has its turn, if any, and for how long it has had it."""
        turn, moment = divmod(time - BEGIN, TURN)
        return (self.order[int(turn)], moment) if 0 <= turn < len(self.order) else (None, 0.0)

    def _code(self, time: float) -> Floats:
        component, moment = self._turn(time)
        code = self.rest.copy()  # (C,)
        if component is not None:
            low, high = self.movement.low[component], self.movement.high[component]
            code[component] = at(_way(low, code[component], high), moment)
        return code

    def _draw(self, time: float) -> None:
        self.at_work, moment = self._turn(time)
        self.code = self._code(time)
        terms = scaled_filters(self.code, self.subject.filters)  # (C, K)
        self.terms.draw(terms, self.subject.network.decode(self.code))
        self.dot_card.set_to(self.code)
        for turn, component in enumerate(self.order):
            self.cards[component].set_to(float(self.code[component]))
            self._draw_turn(component, time - BEGIN - TURN * turn, time)
        flying = _while(moment, LIGHT - FADE, FLY) if self.at_work is not None else 0.0
        ends = self.layout.outputs.down(self._last_points(self.code[None])[0])  # (C + 1,)
        self.names.draw(ends, time / self.seconds, 1 - flying)

    def _draw_turn(self, component: int, moment: float, time: float) -> None:
        """Draw what belongs to a component, at so many seconds since its turn began."""
        share = _while(moment, 0.0, RUN)
        self.cards[component].work(share)
        self.dot_card.work(component, share)
        self.beams[component].light(share)
        self.terms.work(component, share)
        traced = ease((moment - RUN) / (TURN - RUN))
        folded = ease((time - self.seconds + END) / MOVE)
        unfolded = ease((moment - WORK) / (UNFOLD - WORK)) * (1 - folded)
        lit = ease((moment - UNFOLD) / (LIGHT - UNFOLD)) * (1 - traced)
        self.ranges[component].draw(unfolded, lit, traced)
        if time < BEGIN:
            self.bars.stand(component, 1 - ease((time - REST) / (BEGIN - REST)))
        elif LIGHT < moment < FLY:
            self.bars.fly(component, (moment - LIGHT) / (FLY - LIGHT))
        else:
            self.bars.stand(component, float(moment >= FLY))
            if moment >= FLY:
                self.bars.say(component, ease((moment - FLY) / FADE))


def _way(low: float, rest: float, high: float) -> list[tuple[float, float]]:
    """Return the way of a number in its turn: from rest to the top, the bottom and back."""
    stops = np.array([rest, high, low, rest])
    lengths = np.abs(np.diff(stops))
    times = FLY + SWEEP * np.cumsum([0.0, *lengths]) / lengths.sum()
    return list(zip(times.tolist(), stops.tolist(), strict=True))


def _while(time: float, begin: float, end: float) -> float:
    """Come from `begin` on, and go from `end` on: 0 to 1."""
    return min(ease((time - begin) / FADE), 1 - ease((time - end) / FADE))


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


globals().update(films(OneComponent))
