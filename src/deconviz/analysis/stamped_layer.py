"""What a film shows of a layer in one dimension: numbers, channels, and what they add."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from deconviz.arrays import Floats
from deconviz.errors import UserError
from deconviz.layers.axis import Axis
from deconviz.layers.contributions import Contributions, stamps
from deconviz.layers.example import Example

MOST_INPUTS, MOST_COLUMNS, MOST_PARTS = 8, 512, 4


@dataclass(frozen=True)
class StampedLayer:
    """One output channel of a layer: the numbers of one input channel, then what all channels add.

    Points are those of the whole, before anything is cropped, and those that are added to it.

    Attributes
    ----------
    parted
        The layer at work on the numbers that are shown.
    first, of
        Which number of the input is the first that is shown, counted from 0, and how many it has.
    """

    parted: Contributions
    first: int
    of: int

    @classmethod
    def choose(cls, example: Example, channel: int | None = None) -> StampedLayer:
        """Choose what there is room for.

        Parameters
        ----------
        example
            The layer and its input.
        channel
            The output channel; by default the one with the most energy.

        Raises
        ------
        UserError
            If not even one number has room, or nothing comes out of those that have.
        """
        [inputs], [axis] = example.inputs, example.layer.axes
        count = _shown(inputs, axis)
        energies = (example.given**2).sum(0)  # (n,)
        windows = np.convolve(energies, np.ones(count), "valid")  # (n - count + 1,)
        first = int(np.argmax(windows.round(12)))
        given = example.given[:, first : first + count]
        parted = Contributions.of(replace(example, given=given), MOST_PARTS, channel)
        return cls(parted, first, inputs)

    @property
    def axis(self) -> Axis:
        """The layer's settings."""
        [axis] = self.parted.example.layer.axes
        return axis

    @property
    def channel(self) -> int:
        """The input channel whose numbers are shown: the one that adds most."""
        return self.parted.alone[0]

    @property
    def numbers(self) -> Floats:
        """Its numbers, shape (n,)."""
        return np.asarray(self.parted.example.given[self.channel])

    @cached_property
    def kernel(self) -> Floats:
        """From it to the output channel, shape (K,)."""
        return self.parted.kernel(self.channel)

    @property
    def before(self) -> int:
        """How many points are added before the whole begins."""
        return max(-self.axis.crop[0], 0)

    @cached_property
    def stamps(self) -> Floats:
        """What each of its numbers adds at each point, also those that are cropped, (n, W)."""
        near, far = self.axis.crop
        uncropped = replace(self.axis, crop=(min(near, 0), min(far, 0)))
        layer = replace(self.parted.example.layer, axes=(uncropped,))
        return stamps(layer, self.kernel, self.numbers)

    @property
    def points(self) -> int:
        """How many points there are before anything is cropped, W."""
        return int(self.stamps.shape[1])

    @property
    def kept(self) -> slice:
        """Those that come out."""
        near, far = self.axis.crop
        return slice(max(near, 0), self.points - max(far, 0))

    @property
    def is_cropped(self) -> bool:
        """Whether some do not."""
        return max(self.axis.crop) > 0

    @property
    def adds_channels(self) -> bool:
        """Whether the output is more than what the first channel adds."""
        return len(self.parted.parts) > 1 or self.parted.bias != 0

    def taps(self, number: int | float) -> Floats:
        """Return the points where the kernel lies for a number, also between two, shape (K,)."""
        dilated = self.axis.dilation * np.arange(self.axis.kernel)
        return np.asarray(self.before + number * self.axis.stride + dilated, float)


def _shown(inputs: int, axis: Axis) -> int:
    """Return how many numbers have room."""
    fit = [n for n in range(1, min(inputs, MOST_INPUTS) + 1) if _columns(n, axis) <= MOST_COLUMNS]
    if not fit:
        raise UserError(
            f"Stamp1D has room for {MOST_COLUMNS} points, but one number of this layer reaches "
            f"{_columns(1, axis)}: remove the film, or choose another layer"
        )
    if problem := next(axis.problems_with(fit[-1]), None):
        raise UserError(f"Stamp1D has room for {fit[-1]} numbers of the input, and {problem}")
    return fit[-1]


def _columns(inputs: int, axis: Axis) -> int:
    return axis.whole(inputs) - sum(min(crop, 0) for crop in axis.crop)
