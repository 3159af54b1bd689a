"""Noise on the code: what it does to an output, and how it orders filters in training."""

from __future__ import annotations

from typing import Any

import numpy as np

from deconviz.analysis import noisy_code
from deconviz.analysis.along_training import AlongTraining
from deconviz.arrays import Floats
from deconviz.films.film import Film, films
from deconviz.films.mobjects.easing import smoothstep
from deconviz.films.mobjects.lanes import Lanes
from deconviz.films.mobjects.motion import ease
from deconviz.films.mobjects.step_marks import round_steps
from deconviz.films.mobjects.titles import Titles
from deconviz.films.mobjects.training_bar import TrainingBar
from deconviz.films.rendering.story import Story
from deconviz.films.shows import Shows
from deconviz.films.stages.code_noise.noise_gauges import NoiseGauges, as_set, on_its_way
from deconviz.films.stages.code_noise.noise_stage import NoiseStage
from deconviz.films.stages.code_noise.noise_story import (
    BACK,
    GO,
    GROW,
    NOISE,
    OUTPUT,
    TRAVEL,
    NoiseStory,
)
from deconviz.look.language import DRAWS_A_SECOND, FADE, MOVE

FOLLOW = 0.3  # seconds from the first dot that travels to the last
GROWS = 0.6  # seconds in which filters and bars do


class CodeNoise(Film):
    """Equal and unequal noise shake a code; then filters come into the order of their noise."""

    shows = Shows(channels=(1, 4), code_noise=True, ensemble=True)

    def construct(self) -> None:
        """Shake one code, then go through training."""
        subject, seeds = self.subject, self.subject.every_seed
        self.noise = np.array(seeds.experiment.code_noise)  # (C,)
        outputs = subject.network.decode(subject.codes)  # (N, K)
        self.patch, self.rule = noisy_code.example(subject.codes, outputs)
        self.training = AlongTraining.of(
            seeds.history, seeds.seeds.index(subject.model.seed),
            subject.network.activation, subject.patches,
        )  # fmt: skip
        self.most = np.full_like(self.noise, self.noise.max())  # (C,)
        self.noise_story = NoiseStory(
            channels=len(self.noise),
            noise=tuple(self.noise.tolist()),
            even=noisy_code.jitter(subject.filters, self.most),
            as_set=noisy_code.jitter(subject.filters, self.noise),
            errors=tuple(self.training.errors[-1].tolist()),
            sorted_from=self.training.sorted_from(self.noise),
        )
        self._make_what_moves()
        self.tell(
            [
                self.stage, self.gauges, self.bar, self.lanes, self.stage.card.dot, self.titles,
            ],
            self._draw,
            self._story(),
        )  # fmt: skip

    def facts(self) -> dict[str, Any]:
        """Return the code and its output while it jitters, and filters and errors in training."""
        curve, start = divmod(self.patch, self.subject.starts)
        facts: dict[str, Any] = {
            "code": self.stage.code.tolist(),
            "curve": curve,
            "points": [start, start + self.subject.network.kernel - 1],
            "rule": self.rule,
        }
        if self.is_whole:
            facts |= {
                "noise": self.now.tolist(),
                "numbers": [number.text for number in self.gauges.numbers],
                "output": self.stage.output.values().tolist(),
                "jitter": self.stage.varies.text,
            }
        if self.grown == 1:
            facts |= {
                "step": self.moment.step,
                "filters": [lane.filter_values().tolist() for lane in self.lanes.lanes],
                "errors": [lane.error_value() for lane in self.lanes.lanes],
            }
        return {"shown": [facts]}

    def _story(self) -> Story:
        return self.noise_story.story()

    def _make_what_moves(self) -> None:
        subject, theme = self.subject, self.theme
        channels, points = subject.filters.shape
        count = int((self.noise_story.lanes - NOISE) * DRAWS_A_SECOND)
        self.draws = noisy_code.draws(count, channels)  # (n, C)
        self.scatter = noisy_code.scatter(count)  # (n,)
        self.late = np.linspace(0, 1, count)  # (n,)
        shown = int(self.noise.argmax()), channels - 1 - int(self.noise[::-1].argmin())
        self.stage = NoiseStage(
            subject.network, subject.codes, subject.codes[self.patch], shown, self.draws, self.most,
            theme, self.job.theme,
        )  # fmt: skip
        self.gauges = NoiseGauges(float(self.noise.max()), channels, theme)
        largest = float(self.training.errors.max())
        self.lanes = Lanes(self.draws * self.noise, self.scatter, points, largest, theme)
        steps = int(self.training.steps[-1])
        marks = {step: self.training.share_at(step) for step in round_steps(steps)}
        self.bar = TrainingBar(steps, theme, marks)
        self.titles = Titles(self.noise_story.titles(), theme)
        self.from_code = self._places(self.draws * self.noise, shown[0])  # (C, n, 2)

    def _places(self, noise: Floats, needle: int) -> Floats:
        """Return where draws of noise are before they travel, shape (C, n, 2)."""
        boxes = [self.gauges.box(c, value) for c, value in enumerate(self.noise.tolist())]
        x = [np.linspace(box.left, box.right, len(noise)) for box in boxes]
        y = [(box.top + box.bottom + self.scatter * (box.bottom - box.top)) / 2 for box in boxes]
        places = np.stack([np.array(x), np.array(y)], -1)  # (C, n, 2)
        places[needle] = self.stage.card.places(self.subject.codes[self.patch] + noise)
        return places

    def _draw(self, time: float) -> None:
        after = time - self.noise_story.lanes
        self.titles.draw(time)
        self._draw_code(time, after)
        self._draw_lanes(time, after)

    def _draw_code(self, time: float, after: float) -> None:
        """Draw the code, its output and the gauges: they leave for the lanes, and come back."""
        level, uneven = self.noise_story.noisy(time) if after < TRAVEL + FADE else (0.0, 0.0)
        self.now = level * (self.most + uneven * (self.noise - self.most))  # (C,)
        draws = int((min(time, self.noise_story.lanes - 1e-6) - NOISE) * DRAWS_A_SECOND) + 1
        self.stage.draw(self.now, draws if level else 0)
        leaves, comes = 1 - ease(after / FADE), ease((after - OUTPUT) / FADE)
        card = max(leaves, ease((after - BACK) / FADE))
        self.stage.reveal(card, max(leaves, comes), max(leaves, ease((after - BACK) / MOVE)))
        rests = level in (0, 1) and uneven in (0, 1)
        write = as_set if rests else on_its_way
        self.gauges.draw(self.now, [write(value) for value in self.now.tolist()])
        self.gauges.reveal(max(leaves, comes), min(4 * level, leaves))
        self.is_whole = max(leaves, comes) == 1

    def _draw_lanes(self, time: float, after: float) -> None:
        """Draw the lanes as far as they have come, at a moment of training."""
        share = self.noise_story.training(time)
        self.moment = self.training.at(share)
        self.grown = ease((after - GROW) / GROWS) * (1 - ease((after - GO) / GROWS))
        said = ease((after - GROW) / FADE) * (1 - ease((after - GO) / FADE))
        self.lanes.draw(self.moment, self.grown, said)
        self.bar.draw(share, self.moment.step, self.grown, said)
        late = FOLLOW * self.late  # (n,)
        there = smoothstep(np.clip((after - TRAVEL - late) / MOVE, 0, 1))[:, None]  # (n, 1)
        back = smoothstep(np.clip((after - BACK - late) / MOVE, 0, 1))[:, None]  # (n, 1)
        places = self.from_code + there * (self.lanes.rest - self.from_code)  # (C, n, 2)
        code = np.array(self.stage.card.centre)
        opacity = ease(after / FADE) if after < BACK + FOLLOW + MOVE else 0.0
        self.lanes.draw_noise(places + back * (code - places), opacity)
        in_lanes = ease((after - TRAVEL) / MOVE) * (1 - ease((after - BACK) / MOVE))
        self.lanes.put_discs(self.gauges.places, in_lanes)


globals().update(films(CodeNoise))
