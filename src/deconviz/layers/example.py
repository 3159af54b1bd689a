"""A layer at work on one input, and what each number of the input adds to the output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from deconviz.arrays import Floats
from deconviz.layers.layer import Layer
from deconviz.layers.scatter import scatter
from deconviz.layers.settings import Settings


@dataclass(frozen=True)
class Example:
    """A layer and its input.

    Attributes
    ----------
    layer
        The transposed convolution.
    given
        Its input, shape (C, *n).
    name
        What it is called in the config; empty for a layer that is given by its numbers.
    """

    layer: Layer
    given: Floats
    name: str = ""

    @property
    def dimensions(self) -> int:
        """1 or 2."""
        return len(self.layer.axes)

    @property
    def inputs(self) -> tuple[int, ...]:
        """Points of the input along each dimension, n."""
        return tuple(self.given.shape[1:])

    @cached_property
    def output(self) -> Floats:
        """What comes out, shape (O, *N)."""
        return scatter(self.layer, self.given)


def small_example(
    numbers: Sequence[float] | Sequence[Sequence[float]],
    kernel: Sequence[float] | Sequence[Sequence[float]],
    *,
    stride: int = 1,
    padding: int = 0,
    output_padding: int = 0,
    dilation: int = 1,
) -> Example:
    """Return a layer of one channel without bias, and its input.

    Parameters
    ----------
    numbers, kernel
        Input and kernel, rows in two dimensions.
    stride, padding, output_padding, dilation
        As torch has them, the same in each dimension.

    Raises
    ------
    UserError
        If stride or dilation is below 1.
    """
    taps = np.array(kernel, float)  # (*K)
    settings = [
        Settings(length, stride, padding, output_padding, dilation) for length in taps.shape
    ]
    layer = Layer(taps[None, None], np.zeros(1), tuple(one.axis for one in settings))
    return Example(layer, np.array(numbers, float)[None])  # (1, *n)
