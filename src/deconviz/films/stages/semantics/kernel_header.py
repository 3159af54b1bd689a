"""The kernel in small tiles beside the title; a dilation draws it apart."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from deconviz.films.mobjects.holes import Holes
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.tile import Tile, widest
from deconviz.films.stages.semantics.stamp_table import gap_place
from deconviz.look.language import NAME, RIGHT, SMALL_TILE_RADIUS, SURFACES, TITLE_BASE
from deconviz.look.theme import Theme, ThemeName

TOP, CHIP, GAP = 62.0, 66.0, 7.6  # pixels
BASE = 112.0  # of its name
ROOMY = 1.25  # over the width that the smallest figures need
TO_NAME, TO_TITLE = 24.0, 48.0


class KernelHeader(VGroup):
    """The kernel, at the right margin.

    Parameters
    ----------
    kernel
        Its numbers, shape (K,).
    dilations
        The first and the last.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    left
        Pixels: its left end where it is widest.
    """

    def __init__(
        self, kernel: Sequence[float], dilations: tuple[int, int], theme: Theme, name: ThemeName
    ) -> None:
        self._taps, self._dilations = len(kernel), dilations
        self._width = max(CHIP, ROOMY * widest(kernel))
        self._chips = [Tile([weight], [SURFACES[name].kernel], theme) for weight in kernel]
        self._holes = Holes(name, SMALL_TILE_RADIUS)
        self._word = Label(
            "kernel", 0, TITLE_BASE, size=NAME, colour=theme.foreground, weight="SemiBold",
            align="right",
        )  # fmt: skip
        columns = max(dilations) * (self._taps - 1) + 1
        chips = columns * (self._width + GAP) - GAP
        self.left = RIGHT - chips - TO_NAME - self._word.width_in_pixels
        super().__init__(self._holes, *self._chips, self._word)

    def draw(self, share: float) -> None:
        """Draw it on its way from one dilation to the other, 0 to 1."""
        first, last = self._dilations
        spacing = first + share * (last - first)
        for k, chip in enumerate(self._chips):
            chip.draw(self._place(spacing * (self._taps - 1 - k)))
        holes = []
        for k in range(self._taps - 1):
            for step in range(1, max(first, last)):
                place = gap_place(step, first, last, share)
                if place > 0:
                    holes.append(self._place(spacing * (self._taps - 1 - k) - place))
        self._holes.draw(holes)
        self._word.put(self._place(spacing * (self._taps - 1)).left - TO_NAME, BASE)

    def _place(self, back: float) -> Box:
        right = RIGHT - back * (self._width + GAP)
        return Box(right - self._width, TOP, right, TOP + CHIP)
