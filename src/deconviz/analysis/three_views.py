"""A layer of one channel in one dimension in three ways, and what of a larger one is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from deconviz.arrays import Floats
from deconviz.errors import UserError
from deconviz.layers.axis import Axis
from deconviz.layers.contributions import contributions, kernels, strongest
from deconviz.layers.example import Example
from deconviz.layers.gather import gather
from deconviz.layers.layer import Layer
from deconviz.layers.matrix import matrix, multiply
from deconviz.layers.scatter import scatter

MOST_COLUMNS = 10  # of a layer that a user brings
MOST_REACH = 10
EXACT, FEWEST, MOST = 4, 2, 4  # decimals


@dataclass(frozen=True)
class ThreeWays:
    """A layer of one channel, and its input.

    Columns are the points of the whole, before padding cuts its ends off, and those that are added
    to it at its far end.

    Attributes
    ----------
    layer
        From one channel to one, without bias.
    input
        Shape (n,).
    """

    layer: Layer
    input: Floats

    @property
    def axis(self) -> Axis:
        """The layer's settings."""
        [axis] = self.layer.axes
        return axis

    @property
    def kernel(self) -> Floats:
        """The taps, with zeros between them if they are dilated, shape (K,)."""
        kernel = np.zeros(self.axis.reach)
        kernel[:: self.axis.dilation] = self.layer.kernel[0, 0]
        return kernel

    @property
    def columns(self) -> int:
        """How many points there are before anything is cut off, W."""
        return self.axis.columns(len(self.input))

    @property
    def added(self) -> int:
        """Points that are added at the far end."""
        return max(-self.axis.crop[1], 0)

    @property
    def kept(self) -> range:
        """The columns that come out."""
        near, far = self.axis.crop
        return range(near, self.columns - max(far, 0))

    @property
    def cut(self) -> list[int]:
        """The columns that padding cuts off."""
        return [column for column in range(self.columns) if column not in self.kept]

    @property
    def stamps(self) -> Floats:
        """The kernel, scaled by each input, shape (n, K)."""
        return self.input[:, None] * self.kernel

    @cached_property
    def parts(self) -> Floats:
        """What each input adds to each column, shape (n, W)."""
        alone = np.diag(self.input)  # (n, n)
        return np.concatenate([scatter(self._uncut(self.layer.kernel), one[None]) for one in alone])

    @cached_property
    def matrix(self) -> Floats:
        """The matrix that turns input into columns, shape (W, n): the kernel in each column."""
        uncut = self._uncut(self.layer.kernel)
        return np.asarray(matrix(uncut, self.input.shape).toarray())

    def scatter(self) -> Floats:
        """Add stamps up, shape (N,)."""
        return np.asarray(scatter(self.layer, self.input[None])[0])

    def gather(self) -> Floats:
        """Slide the turned kernel along the padded input, shape (N,)."""
        return np.asarray(gather(self.layer, self.input[None])[0])

    def multiply(self) -> Floats:
        """Multiply the matrix and the input, shape (N,)."""
        return np.asarray(multiply(self.layer, self.input[None])[0])

    def busiest(self) -> int:
        """Return the first of the columns that come out and that most inputs reach."""
        ones = self._uncut(np.ones_like(self.layer.kernel))
        [reach] = scatter(ones, np.ones((1, len(self.input))))  # (W,)
        return self.kept[int(reach[self.kept].argmax())]

    def _uncut(self, kernel: Floats) -> Layer:
        axis = replace(self.axis, crop=(0, -self.added))
        return Layer(kernel, np.zeros(1), (axis,))


@dataclass(frozen=True)
class ShownPart:
    """What of a layer is shown.

    Attributes
    ----------
    ways
        One channel of it at work on one other, without the bias.
    channel, output
        Which channels, in and out, counted from 0.
    example
        The layer.
    decimals
        With how many numbers are written.
    """

    ways: ThreeWays
    channel: int
    output: int
    example: Example
    decimals: int = EXACT

    @property
    def words(self) -> list[str]:
        """Lines that say in what it is a part only; none if it is all."""
        layer, [points] = self.example.layer, self.example.inputs
        shown = len(self.ways.input)
        channels = layer.channels * layer.outputs > 1
        rest = [f"first {shown} of {points} points"] if shown < points else []
        rest += ["without bias"] if layer.bias[self.output] else []
        pair = (
            f"in part: channel {self.channel + 1} of {layer.channels} to {self.output + 1} of "
            f"{layer.outputs}"
        )
        if channels:
            return [pair, *([", ".join(rest)] if rest else [])]
        return [f"in part: {', '.join(rest)}"] if rest else []

    @property
    def remark(self) -> str:
        """In what it is a part, and that its numbers are rounded.

        A layer that is given by its numbers is a whole, and exact.
        """
        return ", ".join([*self.words, "rounded"]) if self.example.name else ""

    @property
    def aside(self) -> str:
        """The remark, as it follows numbers in a sentence."""
        return f" ({self.remark})" if self.remark else ""

    def first(self, points: int, decimals: int) -> ShownPart:
        """Return a part with so many points of the input, written with so many decimals."""
        ways = replace(self.ways, input=self.ways.input[:points])
        return replace(self, ways=ways, decimals=decimals)

    def smaller(self, points: Sequence[int], decimals: int) -> Iterator[ShownPart]:
        """Return it with so many points of the input, and then again with ever fewer decimals.

        Parameters
        ----------
        points
            How many, from the most to the fewest.
        decimals
            With how many numbers are written at least.
        """
        for fewer in range(self.decimals, decimals - 1, -1):
            for count in points:
                yield self.first(count, fewer)

    def rounded(self, values: Floats) -> list[float]:
        """Return numbers as they are written."""
        return [float(value) for value in np.round(values, self.decimals).ravel()]


def shown_part(example: Example) -> ShownPart:
    """Choose what of a layer of one dimension ThreeViews shows.

    It is the strongest pair of channels, and from the first point on as many as there are columns
    for. A layer that is given by its numbers is shown as a whole.

    Raises
    ------
    UserError
        If a layer that a user brings has a kernel that has no room.
    """
    if example.name and (problem := next(_problems(example), None)):
        raise UserError(problem)
    part = strongest_pair(example)
    return part.first(_points(part.ways), part.decimals) if example.name else part


def strongest_pair(example: Example) -> ShownPart:
    """Choose the channels of a layer of one dimension, with all points of its input.

    It is the output channel with the most energy, without its bias, and of the channels that reach
    it the one that adds the most energy. Numbers of a layer that a user brings are rounded.
    """
    layer, output = example.layer, strongest(example)
    added = contributions(example, output)  # (C, N)
    channel = int((added**2).sum(1).argmax())
    kernel = kernels(layer, output)[channel]  # (K,)
    alone = Layer(kernel[None, None], np.zeros(1), layer.axes)
    decimals = _decimals(kernel) if example.name else EXACT
    return ShownPart(ThreeWays(alone, example.given[channel]), channel, output, example, decimals)


def _decimals(kernel: Floats) -> int:
    """Return with how many decimals the largest tap has two digits."""
    largest = float(np.abs(kernel).max())
    digits = 1 - int(np.floor(np.log10(largest))) if largest else FEWEST
    return min(max(digits, FEWEST), MOST)


def _problems(example: Example) -> Iterator[str]:
    [axis] = example.layer.axes
    if axis.reach > MOST_REACH:
        yield (
            f"{example.name}: ThreeViews shows kernels that reach over {MOST_REACH} points at "
            f"most, not {axis.reach}: choose Stamp1D"
        )
    if axis.crop[0] < 0:
        yield f"{example.name}: ThreeViews shows no points before the first stamp: choose Stamp1D"


def _points(ways: ThreeWays) -> int:
    """Return for how many points of the input there are columns; at least one comes out."""
    counts = range(1, len(ways.input) + 1)
    fitting = sum(ways.axis.columns(n) <= MOST_COLUMNS for n in counts)  # the more, the wider
    fewest = next(n for n in counts if ways.axis.outputs(n) > 0)
    return max(fitting, fewest)
