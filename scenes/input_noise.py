"""Noise on the input hides which curve it was, and so smooths what an encoder learns."""

from __future__ import annotations

from typing import Any

import numpy as np

from deconviz.analysis import input_jitter, one_value
from deconviz.films.film import Film, films
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lens import Circle
from deconviz.films.mobjects.motion import at, between, during, ease
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.titles import Titles
from deconviz.films.mobjects.training_bar import TrainingBar
from deconviz.films.network_names import training_names
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.stages.input_noise.fan import Fan
from deconviz.films.stages.input_noise.input_noise_words import Words
from deconviz.films.stages.input_noise.kernel_panel import KernelPanel, Scale
from deconviz.films.stages.input_noise.of_count import OfCount
from deconviz.films.stages.input_noise.one_curve import OneCurve
from deconviz.films.stages.input_noise.spark_curves import SparkCurves
from deconviz.films.stages.input_noise.value_lens import ValueLens, View
from deconviz.look.language import DRAWS_A_SECOND, EARLIER, FADE, LEFT, NAME, RIGHT, SURFACES

WIDE, ASIDE = Box(122, 262, 1798, 1000), Box(122, 262, 1082, 1000)
LENS, RING = Circle(1490.0, 540.0, 324.0), 26.0
COUNT_BASE = 978.0
PANELS = ((LEFT, 920.0), (1000.0, RIGHT))
NAME_BASE = 211.0

# Seconds at which things happen, in their order; the film ends at the last.
MAKE_ROOM, GROW, SWELL, PART, WRITE, ZOOM, OPEN, NAMED = 1.0, 1.8, 3.0, 3.9, 4.7, 6.5, 7.9, 9.5
CLOSE, SHRINK, DRAW_IN, GO, GROWN, TRAIN, TRAINED, SHAKE, LEAVE, BACK, END = (
    11.3, 12.1, 12.9, 13.4, 14.2, 14.8, 17.7, 18.5, 20.7, 21.1, 22.4,
)  # fmt: skip
FOLLOW, GROWTH = 0.1, 0.8


class InputNoise(Film):
    """A lens on one value, among values that noise confuses; then two filters as they train."""

    shows = Shows(networks=(2, 2), one_size=True, kernel=(2, 31), input_noise=True,
                  ensemble=True, letters=26)  # fmt: skip

    def construct(self) -> None:
        """Show what noise hides, and then what two encoders make of it."""
        self.values = one_value.one_value(self.training_curves)
        self.noises = [subject.model.experiment.input_noise for subject in self.subjects]
        self.noise = max(self.noises)
        self._make_curves()
        self._make_panels()
        self.words = Words(self.noises, self.values, self.shaken)
        one = self.words.one
        beats = [(0.0, one), (ZOOM, self.words.many), (DRAW_IN, self.words.smooth), (BACK, one)]
        self.titles = Titles(beats, self.theme)
        moving = [
            self.titles, self.name, self.fan, self.alikes, self.curve, self.lens, self.count,
            self.bar, *self.panels,
        ]  # fmt: skip
        self.tell(moving, self._draw, self._story())

    def facts(self) -> dict[str, Any]:
        """Return the count, and each network's filter and jitter as they are drawn."""
        common = {
            "point": self.values.point,
            "curve": int(self.values.order[0]),
            "value": self.values.value,
            "noise": self.noise,
            "count": self.counted,
            "curves": len(self.values.away),
            "component": self.shaken.component,
            "recorded step": self.trained,
            "step": self.shaken.number(self.trained),
            "rules": [one_value.RULE, input_jitter.RULE],
        }
        return {
            "shown": [
                common
                | {
                    "kernel": panel.bars.curve.values().tolist() if self.has_bars else None,
                    "jitter": panel.jitter,
                    "written": panel.strip.figure.text,
                }
                for panel in self.panels
            ]
        }

    def _story(self) -> Story:
        return Story(
            title=self.words.smooth,
            finding=self.words.finding,
            description=(
                "A white curve, and others that grow out of its middle point. A lens on the point "
                "shows that each has a value of its own there. The view widens to one noise either "
                "way: all curves within it spread into a fan, and are counted. Then a filter of "
                "two encoders trains, side by side, while a bar below counts the steps; then "
                "clouds show how far noise on the input shifts the code of each."
            ),
            beats=(
                Beat(0.0, "A curve, and its value at one point."),
                Beat(GROW, "Others come very near: but each has a value of its own."),
                Beat(ZOOM, self.words.counted),
                Beat(DRAW_IN, self.words.starts),
                Beat(TRAIN, self.words.trained),
                Beat(SHAKE, self.words.shifts),
                Beat(LEAVE, "Back to one curve."),
            ),
            seconds=END,
            poster=CLOSE - 2 * FADE,
            topic="Encoder",
            claims=("C8",),
        )

    def _make_curves(self) -> None:
        theme, values = self.theme, self.values
        every = self.training_curves[values.order]  # (N, P)
        fan = every[: values.within(self.noise)]
        pink, points = SURFACES[self.job.theme].wanted, every.shape[1]
        self.lens = ValueLens(values, self.noise, LENS, theme, self.job.theme)
        alikes = every[self.lens.written[1:]]
        shown = np.concatenate([fan.ravel(), alikes.ravel(), [0.0]])
        limits = (float(shown.min()), float(shown.max()))
        wide, aside = (Axes(box, (0, points - 1), limits) for box in (WIDE, ASIDE))
        self.curve = OneCurve(wide, aside, every[0], theme)
        x = aside.across(np.arange(points, dtype=float))
        self.fan = Fan(x, aside.down(fan[1:]), pink, EARLIER[self.job.theme])
        self.alikes = SparkCurves(x, aside.down(alikes), values.point, pink)
        self.count = OfCount(len(every), LENS.x, COUNT_BASE, pink, theme)
        self.name = Label(
            "input", LEFT, NAME_BASE, size=NAME, colour=theme.foreground, weight="SemiBold"
        )

    def _make_panels(self) -> None:
        ensembles = [subject.every_seed for subject in self.subjects]
        self.shaken = input_jitter.shaken(
            [subject.network for subject in self.subjects],
            [(each.history, each.seeds.index(self.job.seed)) for each in ensembles],
            self.subject.patches,
            self.noise,
        )
        names = training_names([(one.variant, one.model.experiment) for one in self.subjects])
        scale = Scale.of(self.shaken)
        self.panels = [
            KernelPanel(sides, name, self.shaken, number, scale, self.theme)
            for number, (sides, name) in enumerate(zip(PANELS, names, strict=True))
        ]
        self.bar = TrainingBar(int(self.shaken.steps[-1]), self.theme)

    def _draw(self, time: float) -> None:
        self.titles.draw(time)
        fade(self.name, max(1 - ease((time - GO) / FADE + 1), ease((time - END + 2 * FADE) / FADE)))
        self._draw_curves(time)
        self._draw_training(time)
        self._draw_panels(time)

    def _draw_curves(self, time: float) -> None:
        place = at([(MAKE_ROOM, 0.0), (GROW, 1.0), (TRAIN, 1.0), (TRAINED, 0.0)], time)
        view = View(
            swollen=between(time, SWELL, PART) * (1 - between(time, SHRINK, DRAW_IN)),
            parted=between(time, PART, WRITE),
            figures=during(time, WRITE, ZOOM - FADE),
            zoomed=between(time, ZOOM, OPEN),
            opened=_opened(time),
            named=during(time, NAMED, CLOSE - FADE),
        )
        drawn = at([(DRAW_IN, 1.0), (GO, 0.0), (BACK + FADE, 0.0), (END - 0.4, 1.0)], time)
        self.curve.draw(place, drawn)
        x, y = self.curve.at(place)
        point = self.values.point
        there = at([(DRAW_IN, 1.0), (DRAW_IN + 0.2, 0.0), (END - 0.6, 0.0), (END - 0.2, 1.0)], time)
        ring = Circle(float(x[point]), float(y[point]), there * RING)
        self.counted = self.lens.draw(ring, view)
        self._draw_fan(time)
        growths = [
            between(time, GROW + FOLLOW * number, GROW + FOLLOW * number + GROWTH)
            for number in range(len(self.lens.written) - 1)
        ]
        self.alikes.draw(growths, 1 - between(time, OPEN, NAMED))
        self.count.draw(self.counted, during(time, WRITE, SHRINK))

    def _draw_fan(self, time: float) -> None:
        """Let curves come and go in bursts, as many times a second as noise is drawn."""
        moment = np.ceil(time * DRAWS_A_SECOND) / DRAWS_A_SECOND
        opened = _opened(float(moment))
        self.fan.draw(self.values.within(opened * self.noise) - 1 if opened else 0)

    def _draw_training(self, time: float) -> None:
        share = self.shaken.share(between(time, TRAIN, TRAINED))
        self.trained = self.shaken.step(share)
        come, gone = (time - GO) / FADE, (time - SHAKE + FADE) / FADE
        grown = ease(come) * (1 - ease(gone))
        self.bar.draw(share, self.shaken.number(self.trained), grown, grown)

    def _draw_panels(self, time: float) -> None:
        grown = at([(GO + FADE, 0.0), (GROWN, 1.0), (LEAVE, 1.0), (BACK, 0.0)], time)
        self.has_bars = grown == 1
        for panel in self.panels:
            panel.draw(during(time, GO, BACK), grown, self.trained)
            panel.shake(between(time, SHAKE, SHAKE + 0.8), during(time, SHAKE, LEAVE))


def _opened(time: float) -> float:
    """Return how far the arrows have opened, 0 to 1."""
    return at([(OPEN, 0.0), (NAMED, 1.0), (CLOSE, 1.0), (SHRINK, 0.0)], time)


globals().update(films(InputNoise))
