"""What each number of an input stamps, and how the stamps add up, column by column."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from deconviz.analysis.three_views import EXACT, ShownPart
from deconviz.arrays import Floats
from deconviz.layers.axis import Axis
from deconviz.layers.layer import Layer
from deconviz.layers.scatter import scatter

COLUMNS = {1: 12, 2: 9, 3: 8}
"""How many columns have room for numbers below 10, by their decimals."""


def fewest_decimals(part: ShownPart) -> int:
    """Return with how many decimals the largest tap of a layer that a user brings has a digit."""
    return max(part.decimals - 1, 1)


def most_columns(part: ShownPart) -> int:
    """Return how many columns have room for the numbers of a layer that a user brings."""
    return COLUMNS[fewest_decimals(part)]


@dataclass(frozen=True)
class StampSum:
    """A layer of one channel, without bias, and its input.

    Columns are the points of the whole: what is cropped included, and what is added beyond the
    last stamp.

    Attributes
    ----------
    given
        The input, shape (n,).
    kernel
        Shape (K,).
    axis
        The settings.
    decimals
        With how many numbers are written.
    """

    given: Floats
    kernel: Floats
    axis: Axis
    decimals: int = EXACT

    @classmethod
    def of(cls, part: ShownPart) -> StampSum:
        """Return that of what of a layer is shown."""
        ways = part.ways
        return cls(ways.input, ways.layer.kernel[0, 0], ways.axis, part.decimals)

    def rounded(self, values: Floats) -> list[float]:
        """Return numbers as they are written, in one row."""
        return [round(value, self.decimals) for value in values.ravel().tolist()]

    @property
    def columns(self) -> int:
        """How many columns hold all of it."""
        return self.axis.columns(len(self.given))

    @property
    def beyond(self) -> int:
        """Columns beyond the last stamp."""
        return max(-self.axis.crop[1], 0)

    @property
    def kept(self) -> range:
        """The columns of the output."""
        near, far = self.axis.crop
        return range(near, self.columns - max(far, 0))

    def column(self, point: int, tap: int) -> int:
        """Return where a tap of the stamp of a point lands."""
        return point * self.axis.stride + tap * self.axis.dilation

    def above(self, point: int) -> int:
        """Return the column of a point of the input: over the middle tap of its stamp."""
        return self.column(point, (len(self.kernel) - 1) // 2)

    @cached_property
    def stamps(self) -> Floats:
        """The kernel, scaled by each input, shape (n, K)."""
        return np.asarray(self.given[:, None] * self.kernel)

    @cached_property
    def parts(self) -> Floats:
        """What each input adds to each column, shape (n, columns)."""
        alone = np.diag(self.given)  # (n, n)
        return np.stack([self._computed(one, (0, -self.beyond)) for one in alone])

    @cached_property
    def sums(self) -> Floats:
        """What stands in each column before anything is cropped, shape (columns,)."""
        return self._computed(self.given, (0, -self.beyond))

    @cached_property
    def output(self) -> Floats:
        """What comes out, shape (N,)."""
        return self._computed(self.given, self.axis.crop)

    def _computed(self, given: Floats, crop: tuple[int, int]) -> Floats:
        layer = Layer(self.kernel[None, None], np.zeros(1), (replace(self.axis, crop=crop),))
        return np.asarray(scatter(layer, given[None])[0])
