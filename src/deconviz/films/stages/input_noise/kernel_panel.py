"""An encoder's filter as it trains, and how far noise on the input shifts its component."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import VGroup

from deconviz.analysis.input_jitter import Shaken
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.input_noise.filter_bars import FilterBars
from deconviz.films.stages.input_noise.jitter_strip import JitterStrip
from deconviz.look.language import NAME
from deconviz.look.theme import Theme

NAME_BASE, TOP = 211.0, 262.0  # pixels
LOWEST, ABOVE_STRIP = 940.0, 790.0  # pixels: of the filter in training, and trained
STRIP, WORDS = 868.0, 1004.0  # pixels: the middle of the cloud, and the base line below it
DOTS, BEYOND = 150, 1.05  # of a cloud, and its strip over its reach
FIGURES = 2  # that count, of how far the component is shifted
MOST_DECIMALS = 6


class KernelPanel(VGroup):
    """One network's panel.

    Parameters
    ----------
    sides
        Pixels: its left and its right.
    words
        How it was trained.
    shaken
        The kernels of both networks, and noise.
    number
        Which network it is.
    scale
        Of all panels.
    theme
        Colours.
    """

    def __init__(
        self,
        sides: tuple[float, float],
        words: str,
        shaken: Shaken,
        number: int,
        scale: Scale,
        theme: Theme,
    ) -> None:
        left, right = sides
        self._path, self._patches, self._noise = (
            shaken.paths[number],
            shaken.patches,
            shaken.noise,
        )
        self._few = few(len(self._patches))
        box = Box(left, TOP, right, scale.bottom)
        points, component = self._patches.shape[1], shaken.component
        self.bars = FilterBars(box, points, scale.limits, component, theme)
        self.strip = JitterStrip(
            left, right, STRIP, WORDS, count=len(self._few), reach=scale.reach, noise=shaken.size,
            component=component, decimals=decimals_of(shaken.jitters), theme=theme,
        )  # fmt: skip
        self._heading = VGroup(
            Label(words, left, NAME_BASE, size=NAME, colour=theme.foreground, weight="SemiBold"),
            Label(
                f"filter {component + 1}", right, NAME_BASE, size=NAME,
                colour=theme.component(component).colour, weight="SemiBold", align="right",
            ),
        )  # fmt: skip
        super().__init__(self._heading, self.bars, self.strip)

    def draw(self, named: float, grown: float, trained: float) -> None:
        """Draw its filter.

        Parameters
        ----------
        named, grown
            How much there is of its names and its axis, and of its filter, 0 to 1.
        trained
            The step of its training, counted from 0.
        """
        self._now = self._path.at(trained)
        self.bars.draw_axis(named)
        self.bars.draw(self._now.kernels[0], grown)
        fade(self._heading, named)

    def shake(self, spread: float, shown: float) -> None:
        """Draw the cloud, spread by a share, and show so much of it all, 0 to 1."""
        self.strip.appear(shown)
        if shown > 0:
            shifts = self._now.deviations(self._patches[self._few], self._noise[self._few])
            self.strip.draw(spread * shifts[:, 0], self.jitter)

    @property
    def jitter(self) -> float:
        """How far noise shifts the component at this moment of training."""
        return self._now.jitter(self._patches, self._noise)


@dataclass(frozen=True)
class Scale:
    """What panels side by side share.

    Attributes
    ----------
    limits
        The lowest and the highest value of filters.
    bottom
        Pixels: where the lowest is.
    reach
        The shift that half a strip stands for.
    """

    limits: tuple[float, float]
    bottom: float
    reach: float

    @classmethod
    def of(cls, shaken: Shaken) -> Scale:
        """Make filters as large as can be: in training they may reach where clouds are later."""
        paths, first, few_are = shaken.paths, shaken.first, few(len(shaken.patches))
        zero = np.zeros(1)
        every = np.concatenate([*(path.kernels[first:].ravel() for path in paths), zero])
        trained = np.concatenate([*(path.kernels[-1] for path in paths), zero])
        low, high = float(every.min()), float(every.max())
        unit = min(  # pixels
            (LOWEST - TOP) / ((high - low) or 1.0),
            (ABOVE_STRIP - TOP) / ((high - float(trained.min())) or 1.0),
        )
        patches, noise = shaken.patches[few_are], shaken.noise[few_are]
        shifts = [np.abs(path.end.deviations(patches, noise)).max() for path in paths]
        reach = BEYOND * float(max(shifts)) or 1.0
        return cls((low, high), TOP + unit * (high - low), reach)


def few(count: int) -> list[int]:
    """Return which inputs have a dot in the cloud."""
    places: list[int] = np.unique(np.linspace(0, count - 1, DOTS).round().astype(int)).tolist()
    return places


def decimals_of(jitters: Sequence[float]) -> int:
    """Return with how many decimals the smallest has as many figures as count."""
    least = min(jitters)
    if least <= 0:
        return MOST_DECIMALS
    return int(np.clip(FIGURES - 1 - np.floor(np.log10(least)), 2, MOST_DECIMALS))
