"""One component at a time goes through its range, and moves the output as far as it can."""

from __future__ import annotations

from typing import Any

import numpy as np

from deconviz.analysis import code_paths
from deconviz.analysis.movement import Movement
from deconviz.films.film import Film, films
from deconviz.films.mobjects.passing_discs import PassingDiscs
from deconviz.films.mobjects.titles import Title
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.stages.one_component.movement_stage import MovementStage
from deconviz.films.stages.one_component.turns import FLY, Turns
from deconviz.look.wording import number, signed

CONCLUSION = 0.9  # seconds before the last turn is over
MOMENTS_A_SECOND = 60  # to find where lines cross

LIKELY = "the code of a held-out patch that is nearest to one standard deviation in each component"
GIVEN = "given in the config"


class OneComponent(Film):
    """Each component in turn unfolds its family of outputs, and its widest column becomes a bar."""

    shows = Shows(channels=(1, 4), codes=(0, 1), kernel=(2, 10_000))

    def construct(self) -> None:
        """Take each component through its range, the one that moves the output most first."""
        subject, given = self.subject, self.job.film.codes
        rest = np.array(given[0]) if given else code_paths.likely_code(subject.codes)  # (C,)
        movement = Movement.of(subject.codes, subject.filters)
        self.turns = turns = Turns(movement, rest)
        families = [turns.family(component) for component in range(len(rest))]
        self.picture = MovementStage(
            subject.network, subject.codes, movement, rest, families, self.theme, self.job.theme
        )
        self.discs = self._discs()
        self.add(Title(movement.finding, self.theme), *self.picture.still)
        self.tell(self.picture.moving(self.discs), self._draw, self._story(movement))

    def facts(self) -> dict[str, Any]:
        """Return the code, the curves, the family and the bars, as they are drawn."""
        picture = self.picture
        facts: dict[str, Any] = {
            "code": self.code.tolist(),
            "numbers": [card.number.text for card in picture.cards],
            "scaled": [curve.values().tolist() for curve in picture.terms.curves],
            "sum": picture.terms.line.values().tolist(),
            "bars": picture.bars.heights(),
            "rule": GIVEN if self.job.film.codes else LIKELY,
        }
        if (component := self.turns.whose(self.moment)) is not None:
            facts |= {"component": component + 1}
            facts |= {"family": picture.ranges[component].values().tolist()}
        return {"shown": [facts]}

    def _story(self, movement: Movement) -> Story:
        distances = [number(distance, 2) for distance in movement.distances.tolist()]
        first, *others = movement.order
        moves = [f"component {first + 1} moves the output by {distances[first]}"]
        moves += [f"component {other + 1} by {distances[other]}" for other in others]
        beats = [Beat(0.0, "The output adds up scaled filters.")]
        for component in movement.order:
            beats += self._says(component, movement)
        beats.append(Beat(self.turns.end - CONCLUSION, f"{movement.finding}."))
        return Story(
            title=movement.finding,
            finding=f"From its lowest to its highest code number, {', '.join(moves)}.",
            description=(
                "On top, a card with the code as a dot, and a card for each component with its "
                "number and its filter. Below, the scaled filters and their sum, the output. One "
                "component after another unfolds all outputs that it can reach. The widest column "
                "of them slides to the right and becomes a bar, and the number runs to the top of "
                "its range, to the bottom and back, while the output follows."
            ),
            beats=tuple(beats),
            seconds=self.turns.seconds,
            poster=self.turns.end,
            topic="The sum",
            claims=("C4" if any(self.subject.model.experiment.code_noise) else "C6",),
        )

    def _says(self, component: int, movement: Movement) -> list[Beat]:
        begin, name = self.turns.begin(component), f"Component {component + 1}"
        distance, peak = movement.distances[component], movement.peaks[component]
        low, high = movement.low[component], movement.high[component]
        reaches = f"{name} reaches these outputs, {number(distance, 2)} at the widest."
        runs = f"It runs from {signed(low, 2)} to {signed(high, 2)}"
        peaks = f"and its filter peaks at {number(peak, 2)}."
        return [Beat(begin, reaches), Beat(begin + FLY, f"{runs}, {peaks}")]

    def _discs(self) -> PassingDiscs:
        """Find places for the discs of all lines at all moments."""
        seconds, plot = self.turns.seconds, self.picture.layout.outputs.box
        moments = np.linspace(0, seconds, round(seconds * MOMENTS_A_SECOND) + 1)
        codes = np.stack([self.turns.code(time) for time in moments.tolist()])  # (n, C)
        ends = self.picture.ends(codes)  # (n, C)
        return PassingDiscs(plot.right, ends, seconds, plot.bottom, self.theme)

    def _draw(self, time: float) -> None:
        self.moment, self.code = time, self.turns.code(time)
        self.picture.show(self.code)
        [ends] = self.picture.ends(self.code[None])  # (C,)
        self.discs.draw(ends, time / self.turns.seconds, self.turns.clear(time))
        for component in self.turns.order:
            self._draw_component(component, time)

    def _draw_component(self, component: int, time: float) -> None:
        progress, bars = self.turns.progress(component, time), self.picture.bars
        self.picture.work(component, progress.work)
        self.picture.ranges[component].draw(progress.unfolded, progress.lit, progress.traced)
        if 0 < progress.flown < 1:
            bars.fly(component, progress.flown)
        else:
            bars.stand(component, progress.stands, progress.said)


globals().update(films(OneComponent))
