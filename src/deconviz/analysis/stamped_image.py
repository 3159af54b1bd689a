"""A layer in two dimensions taken apart for a film: stamps of one channel, then all channels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from deconviz.arrays import Floats
from deconviz.layers.contributions import Contributions
from deconviz.layers.layer import Layer
from deconviz.layers.scatter import scatter

PARTS = 5  # pictures that the output is shown as, besides the bias
SLOW = 3  # stamps that are shown one by one


@dataclass(frozen=True)
class StampedImage:
    """One output channel of a layer, as pictures that add up to it.

    Attributes
    ----------
    parted
        The output channel, taken apart.
    """

    parted: Contributions

    @property
    def channel(self) -> int:
        """The channel that contributes most; its stamps are shown."""
        return self.parted.alone[0]

    @property
    def given(self) -> Floats:
        """What that channel is given, shape (n, n')."""
        return np.asarray(self.parted.example.given[self.channel])

    @cached_property
    def kernel(self) -> Floats:
        """From that channel to the output, with its dilation: shape (reach, reach')."""
        kernel = self.parted.kernel(self.channel)
        axes = self.parted.example.layer.axes
        spread = np.zeros([axis.reach for axis in axes])
        spread[tuple(slice(None, None, axis.dilation) for axis in axes)] = kernel
        return spread

    @cached_property
    def order(self) -> list[int]:
        """The inputs in the order of their stamps: the largest few first, the rest row by row."""
        flat = np.abs(self.given).ravel()
        first = np.argsort(-flat, kind="stable")[:SLOW].tolist()
        return [*first, *(place for place in range(flat.size) if place not in first)]

    def stamped(self, count: int) -> Floats:
        """Return what the first so many stamps add up to, shape (N, N')."""
        some = np.zeros(self.given.size)
        some[self.order[:count]] = self.given.ravel()[self.order[:count]]
        layer = self.parted.example.layer
        alone = Layer(self.parted.kernel(self.channel)[None, None], np.zeros(1), layer.axes)
        return np.asarray(scatter(alone, some.reshape(1, *self.given.shape))[0])

    def corner(self, place: int) -> tuple[int, int]:
        """Return the first row and column of an input's stamp; padding may cut it off."""
        row, column = np.unravel_index(place, self.given.shape)
        (down, across) = self.parted.example.layer.axes
        return (
            int(row) * down.stride - down.crop[0],
            int(column) * across.stride - across.crop[0],
        )

    @cached_property
    def parts(self) -> list[tuple[str, Floats]]:
        """What adds up to the output, each with its name."""
        parted = self.parted
        names = [f"channel {channel}" for channel in parted.alone]
        if parted.together:
            names.append(f"the other {len(parted.together)}")
        parts = list(zip(names, parted.parts, strict=True))
        if parted.bias:
            parts.append(("bias", np.full(parted.output.shape, parted.bias)))
        return parts

    @cached_property
    def sums(self) -> Floats:
        """What the first parts add up to: none, one, and so on, shape (parts + 1, N, N')."""
        nothing = np.zeros(self.parted.output.shape)
        return np.cumsum([nothing, *(part for _, part in self.parts)], 0)

    def added(self, count: int) -> Floats:
        """Return what the first so many parts add up to, shape (N, N'); all are the output."""
        return np.asarray(self.sums[count])

    @cached_property
    def largest(self) -> float:
        """The largest absolute value of the parts and of their sums."""
        parts = np.stack([part for _, part in self.parts])
        return max(float(np.abs(one).max()) for one in (self.sums, parts)) or 1.0

    @cached_property
    def largest_stamped(self) -> float:
        """The largest absolute value that the shown channel can add up to on the way."""
        layer = self.parted.example.layer
        kernel = np.abs(self.parted.kernel(self.channel))
        alone = Layer(kernel[None, None], np.zeros(1), layer.axes)
        most = float(scatter(alone, np.abs(self.given)[None]).max())
        shown = float(np.abs(self.stamped(self.given.size)).max())
        return min(most, max(shown, float(np.abs(self.given).max() * kernel.max()))) or 1.0
