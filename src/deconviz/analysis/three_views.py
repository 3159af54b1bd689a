"""A transposed convolution in one dimension, computed in three ways."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats


@dataclass(frozen=True)
class ThreeWays:
    """A layer of one channel, and its input.

    Attributes
    ----------
    input
        Shape (n,).
    kernel
        Shape (K,).
    stride
        Points from one scaled kernel to the next.
    """

    input: Floats
    kernel: Floats
    stride: int

    @property
    def outputs(self) -> int:
        """How many numbers come out, N."""
        return (len(self.input) - 1) * self.stride + len(self.kernel)

    @property
    def stamps(self) -> Floats:
        """The kernel, scaled by each input, shape (n, K)."""
        return self.input[:, None] * self.kernel

    @property
    def parts(self) -> Floats:
        """What each input adds to each output, shape (n, N)."""
        parts = np.zeros((len(self.input), self.outputs))
        for number, stamp in enumerate(self.stamps):
            begin = number * self.stride
            parts[number, begin : begin + len(stamp)] = stamp
        return parts

    @property
    def padded(self) -> Floats:
        """The input with zeros between and around, shape (N + K - 1,)."""
        around = len(self.kernel) - 1
        padded = np.zeros(self.outputs + around)
        padded[around :: self.stride][: len(self.input)] = self.input
        return padded

    @property
    def matrix(self) -> Floats:
        """The matrix that turns input into output, shape (N, n): the kernel in each column."""
        matrix = np.zeros((self.outputs, len(self.input)))
        for number in range(len(self.input)):
            begin = number * self.stride
            matrix[begin : begin + len(self.kernel), number] = self.kernel
        return matrix

    def scatter(self) -> Floats:
        """Add stamps up, shape (N,)."""
        return np.asarray(self.parts.sum(0))

    def gather(self) -> Floats:
        """Slide the turned kernel along the padded input, shape (N,)."""
        windows = np.lib.stride_tricks.sliding_window_view(self.padded, len(self.kernel))  # (N, K)
        return np.asarray(windows @ self.kernel[::-1])

    def multiply(self) -> Floats:
        """Multiply the matrix and the input, shape (N,)."""
        return np.asarray(self.matrix @ self.input)

    def busiest(self) -> int:
        """Return the first of the outputs that most inputs reach."""
        reach = np.zeros(self.outputs)
        for number in range(len(self.input)):
            begin = number * self.stride
            reach[begin : begin + len(self.kernel)] += 1
        return int(reach.argmax())
