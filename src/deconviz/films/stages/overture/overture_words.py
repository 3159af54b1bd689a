"""What the overture says, and when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.analysis.overlap_sum import OverlapSum
from deconviz.arrays import Floats
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.stages.code_noise.noise_story import NoiseStory
from deconviz.films.stages.overture.overture_end import NAME as NAME_COMES
from deconviz.films.stages.overture.overture_end import SLIDE, TAGLINE
from deconviz.films.stages.overture.overture_input import ENTER, LIGHT
from deconviz.films.stages.overture.overture_lanes import BEGIN, LEARN, later
from deconviz.films.stages.overture.overture_pile import BACK, DIVIDE
from deconviz.look.wording import number, quantity

SECONDS = 56.0
POSTER = 55.0
SAID = 39.0  # seconds: what training has to do is said
NEAR = 0.05  # share of the largest value by which a curve may miss another


@dataclass(frozen=True)
class OvertureWords:
    """The words for what one network makes of one curve.

    Attributes
    ----------
    example
        The curve.
    entered
        The window that is entered.
    divided
        The sum over the count of windows, shape (N,).
    equation
        As it is written at the last point of the window.
    told
        The words about training.
    """

    example: OverlapSum
    entered: int
    divided: Floats
    equation: str
    told: NoiseStory

    @property
    def comes_back(self) -> bool:
        """Whether the sum over the count is nearly the curve."""
        return _is_near(self.divided, self.example.curve)

    def titles(self) -> list[tuple[float, str]]:
        """Return when each title begins, and what it says."""
        curve, kernel = self.example.curve, self.example.windows.kernel
        code = quantity(len(self.example.codes[0]), "number")
        become = f"{quantity(kernel, 'point')} become {code}"
        return [
            (0.0, f"A curve of {quantity(len(curve), 'point')}"),
            (LIGHT, become),
            (ENTER, self._of_sum()),
            (BACK, self._of_pile()),
            (DIVIDE, self._of_division()),
            *self._of_training(),
        ]

    def story(self) -> Story:
        """Return what the film says in words."""
        kernel = self.example.windows.kernel
        channels = len(self.example.codes[0])
        scales = "scales a filter" if channels == 1 else f"scale {channels} filters"
        error = float(np.sqrt(((self.divided - self.example.curve) ** 2).mean()))
        return Story(
            title="deconviz",
            finding=(
                f"{quantity(kernel, 'point').capitalize()} become "
                f"{quantity(channels, 'number')}, which {scales}; at the last point "
                f"{self.equation}, and all windows make the curve with an error of "
                f"{number(error, 3)}."
            ),
            description=(
                "A curve draws itself, and a window on it runs up into a code. From inside the "
                "window, each number of the code scales its filter, and the scaled filters pile "
                "up to the output. Then all windows land on the curve, their bars pile up where "
                "they overlap, and dividing by the count presses them onto the input. In training "
                "noise comes onto each number, and each filter takes its shape next to it. In the "
                "end the filters lie on one axis, each shaken by its noise, above the name: "
                f"deconviz, {TAGLINE}."
            ),
            beats=tuple(self._beats()),
            seconds=SECONDS,
            poster=POSTER,
            topic="Whole curves",
            claims=("C4",),
        )

    def _beats(self) -> list[Beat]:
        return [
            Beat(0.0, f"A curve of {quantity(len(self.example.curve), 'point')}."),
            Beat(LIGHT, f"{self.titles()[1][1]}: this is the code."),
            Beat(ENTER, "Each number scales a filter, and the scaled filters add up."),
            Beat(BACK, f"{self._of_pile()}."),
            Beat(DIVIDE, f"{self._of_division()}."),
            Beat(BEGIN, f"{self._of_noise()}."),
            Beat(LEARN, self._of_learning()),
            Beat(SLIDE, "The same filters on one axis, each with its own noise."),
            Beat(NAME_COMES, f"deconviz: {TAGLINE}."),
        ]

    def _of_sum(self) -> str:
        channels = len(self.example.codes[0])
        output = self.example.bias + self.example.blocks[self.entered]  # (K,)
        patch = self.example.windows.cut(self.example.curve)[self.entered]  # (K,)
        what = "curve" if _is_near(output, patch) else "output"
        if channels == 1:
            return f"The number scales a filter: that is the {what}"
        return f"The numbers scale {channels} filters; the sum is the {what}"

    def _of_pile(self) -> str:
        if int(self.example.cover.max()) > 1:
            return "Windows overlap, and their values add"
        return "One window is all" if len(self.example.codes) == 1 else "Windows lie side by side"

    def _of_division(self) -> str:
        what = "curve" if self.comes_back else "output"
        if int(self.example.cover.max()) > 1:
            return f"Divided by their count, they are the {what}"
        return f"Together they are the {what}"

    def _of_noise(self) -> str:
        which = "the number" if self.told.channels == 1 else "each number"
        return f"In training {which} gets {'its own noise' if self.told.is_uneven else 'noise'}"

    def _of_learning(self) -> str:
        shape = "Each filter takes its shape"
        if not self.told.is_uneven or self.told.sorted_from is None:
            return f"{shape}."
        return f"{shape}; the least noise gets the most important."

    def _of_training(self) -> list[tuple[float, str]]:
        lanes, shift = self.told.lanes, later(self.told)
        (_, first), *others = [each for each in self.told.titles()[:-1] if each[0] > lanes]
        if self.told.is_uneven and self.told.sorted_from:
            first = "Training has yet to sort the filters"
        return [
            (BEGIN, self._of_noise()),
            (SAID, first),
            *((begin + shift, text) for begin, text in others),
        ]


def _is_near(values: Floats, wanted: Floats) -> bool:
    missed = float(np.sqrt(((values - wanted) ** 2).mean()))
    return missed < NEAR * float(np.abs(wanted).max())
