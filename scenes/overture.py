"""From a curve to a code and back, in one take: what a transposed convolution does."""

from __future__ import annotations

from typing import Any

import numpy as np

from deconviz.analysis import noisy_code, window_example
from deconviz.analysis.along_training import AlongTraining
from deconviz.analysis.curve_example import curve_example
from deconviz.analysis.overlap_sum import OverlapSum, first_windows
from deconviz.films.film import Film, films
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.motion import ease
from deconviz.films.mobjects.titles import Titles
from deconviz.films.shows import Shows
from deconviz.films.stages.code_noise.noise_story import NoiseStory
from deconviz.films.stages.overture.overture_end import SLIDE, OvertureEnd
from deconviz.films.stages.overture.overture_input import ENTER, FIGURES, OvertureInput
from deconviz.films.stages.overture.overture_lanes import BEGIN, FILTERS, OvertureLanes
from deconviz.films.stages.overture.overture_layout import OvertureLayout
from deconviz.films.stages.overture.overture_pile import BACK, OverturePile
from deconviz.films.stages.overture.overture_sum import OvertureSum
from deconviz.films.stages.overture.overture_words import OvertureWords
from deconviz.look.language import FADE

MOST_WINDOWS, MOST_POINTS = 5, 63
DRAWS = 60


class Overture(Film):
    """A curve, its windows, their codes, filters, sums, training, and the name."""

    shows = Shows(channels=(1, 4), kernel=(2, 31), code_noise=True, ensemble=True, loops=False)

    def construct(self) -> None:
        """Tell all six acts."""
        subject = self.subject
        self.chosen = curve_example(subject.held_out)
        sizes = (subject.network.kernel, subject.stride, MOST_WINDOWS, MOST_POINTS)
        curve = first_windows(self.chosen.values, *sizes)
        self.example = OverlapSum.of(subject.network, curve, subject.stride)
        self.entered = window_example.window_example(self.example.windows.cut(curve))
        self._make_curve()
        self._make_training()
        words = OvertureWords(
            self.example,
            self.entered,
            self.pile.divided,
            " ".join(self.sum.equation.texts),
            self.told,
        )
        self.titles = Titles(words.titles(), self.theme)
        self.tell(
            [self.pile, self.input, self.sum, self.lanes, self.end, self.titles],
            self._draw,
            words.story(),
        )

    def facts(self) -> dict[str, Any]:
        """Return what the act at work shows, read off the picture."""
        facts: dict[str, Any] = {
            "curve": self.chosen.number,
            "points": [0, len(self.example.curve) - 1],
            "rule": self.chosen.rule,
        }
        if self.now < BACK:
            facts |= {
                "window": self.entered,
                "window_rule": window_example.RULE,
                "code": [number.text for number in self.input.numbers],
            }
        if ENTER < self.now < BACK:
            drawn = [curve.values().tolist() for curve in self.sum.filters]
            facts |= {"scaled": drawn, "equation": self.sum.equation.texts}
            facts |= {"sum": self.sum.line.values().tolist()}
        if BACK <= self.now < BEGIN:
            facts |= {"pile": self.pile.heights.tolist()}
            facts |= {"input": self.pile.input.values().tolist()}
            facts |= {"output": self.pile.output.values().tolist()}
        if FILTERS < self.now < SLIDE:
            lanes = self.lanes.lanes.lanes
            facts |= {"step": self.lanes.moment.step}
            facts |= {"filters": [lane.filter_values().tolist() for lane in lanes]}
        if self.now >= SLIDE:
            facts |= {"filters": [curve.values().tolist() for curve in self.end.curves]}
            facts |= {"noise_over_deviation": self.deviations.tolist()}
        return {"shown": [facts]}

    def _make_curve(self) -> None:
        layout = OvertureLayout.of(self.example, self.entered)
        theme, name = self.theme, self.job.theme
        self.input = OvertureInput(self.example, self.entered, layout, theme, name)
        self.sum = OvertureSum(
            self.example, self.entered, layout, self.input.numbers, self.input.places, FIGURES,
            theme,
        )  # fmt: skip
        self.pile = OverturePile(self.example, layout, theme, name)

    def _make_training(self) -> None:
        subject, seeds = self.subject, self.subject.every_seed
        noise = np.array(seeds.experiment.code_noise)  # (C,)
        training = AlongTraining.of(
            seeds.history, seeds.seeds.index(subject.model.seed), subject.network.activation,
            subject.patches,
        )  # fmt: skip
        self.told = NoiseStory(
            channels=len(noise),
            noise=tuple(noise.tolist()),
            even=noisy_code.jitter(subject.filters, np.full_like(noise, noise.max())),
            as_set=noisy_code.jitter(subject.filters, noise),
            errors=tuple(training.errors[-1].tolist()),
            sorted_from=training.sorted_from(noise),
        )
        draws = noisy_code.draws(DRAWS, len(noise))  # (n, C)
        scatter = noisy_code.scatter(DRAWS)  # (n,)
        self.lanes = OvertureLanes(training, draws * noise, scatter, self.told, self.theme)
        spread = subject.codes.std(0)  # (C,)
        self.deviations = np.where(spread > 0, noise / np.where(spread > 0, spread, 1), 0.0)  # (C,)
        self.end = OvertureEnd(subject.filters, self.deviations, draws, self.theme)

    def _draw(self, time: float) -> None:
        self.now = time
        self.titles.draw(time)
        if time > SLIDE - FADE:
            fade(self.titles, 0.0)
            fade(self.titles[-1], 1 - ease((time - SLIDE + FADE) / FADE))
        self.input.draw(time)
        self.sum.draw(time)
        self.pile.draw(time)
        self.lanes.draw(time)
        self.end.draw(time, self.lanes.places)


globals().update(films(Overture))
