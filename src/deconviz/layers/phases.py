"""The phases of a kernel, which tell whether it checkerboards.

With stride s, output point m sees only the taps whose place has its remainder by s: its phase. A
constant input comes out constant, away from the ends, if and only if all phases have the same sum.
That each phase has as many taps is neither enough nor needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from deconviz.arrays import Floats, Integers
from deconviz.layers.axis import Axis

EVEN, FAINT = 0.01, 0.05
"""Ripples below these are none, and faint."""
Verdict = Literal["no", "faintly", "yes"]


@dataclass(frozen=True)
class Phases:
    """The phases of one kernel, from one channel to one other.

    Attributes
    ----------
    kernel
        Shape K, in one or two dimensions.
    axes
        The settings of each dimension.
    """

    kernel: Floats
    axes: tuple[Axis, ...]

    @property
    def strides(self) -> tuple[int, ...]:
        """How many phases there are along each dimension."""
        return tuple(axis.stride for axis in self.axes)

    @cached_property
    def of_taps(self) -> tuple[Integers, ...]:
        """The phase of each tap along each dimension, shape (K,) each.

        Phases are counted from the first point that comes out: tap k lands on those points m whose
        remainder by the stride is that of ``dilation k - crop``.
        """
        return tuple(
            (axis.dilation * np.arange(axis.kernel) - axis.crop[0]) % axis.stride
            for axis in self.axes
        )

    @cached_property
    def gains(self) -> Floats:
        """What a constant input of 1 comes out as in each phase, shape (stride, ...)."""
        return self._summed(self.kernel)

    @cached_property
    def cover(self) -> Floats:
        """How many taps reach a point in each phase, shape (stride, ...)."""
        return self._summed(np.ones_like(self.kernel))

    @property
    def ripple(self) -> float:
        """The largest gain minus the smallest, over the size of their mean."""
        spread, mean = float(np.ptp(self.gains)), abs(float(self.gains.mean()))
        if spread == 0:
            return 0.0
        return spread / mean if mean else float("inf")

    @property
    def verdict(self) -> Verdict:
        """Whether a constant input comes out with a pattern."""
        if self.ripple < EVEN:
            return "no"
        return "faintly" if self.ripple < FAINT else "yes"

    def words(self) -> str:
        """Say whether it checkerboards, and why, in one sentence."""
        even = "evenly" if np.ptp(self.cover) == 0 else "unevenly"
        ripple = f"its phases differ by {100 * self.ripple:.3g} % of their mean"
        match self.verdict:
            case "no":
                return f"No checkerboard: {ripple}, and the kernel covers the output {even}."
            case "faintly":
                return f"A faint checkerboard: {ripple}; the kernel covers the output {even}."
        return f"A checkerboard: {ripple}; the kernel covers the output {even}."

    @property
    def replicas(self) -> Floats:
        """The kernel's spectrum at multiples of 1 / stride, over that at 0, shape (stride, ...).

        It is the size of the discrete Fourier transform of the gains over their sum: all replicas
        but the first vanish if and only if the gains are equal.
        """
        spectrum = np.abs(np.fft.fftn(self.gains))
        return np.asarray(spectrum / spectrum.flat[0])

    def _summed(self, numbers: Floats) -> Floats:
        sums = np.zeros(self.strides)
        np.add.at(sums, np.ix_(*self.of_taps), numbers)
        return sums


def spectrum(kernel: Floats, dilation: int, frequencies: Floats) -> Floats:
    """Return the size of a kernel's Fourier transform, in one dimension.

    Parameters
    ----------
    kernel
        Shape (K,).
    dilation
        Points from one tap to the next.
    frequencies
        In cycles a point of the output, shape (F,).

    Returns
    -------
    ndarray
        Shape (F,).
    """
    places = dilation * np.arange(len(kernel))  # (K,)
    return np.asarray(np.abs(np.exp(-2j * np.pi * np.outer(frequencies, places)) @ kernel))
