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
from deconviz.look.wording import percent

EVEN, FAINT = 0.01, 0.05
"""Less unevenness than this is none, and faint."""
ROUNDING = 1e-12
"""Of the largest number: less is 0."""
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
    def sums(self) -> Floats:
        """What a constant input of 1 comes out as in each phase, shape (stride, ...)."""
        return self._summed(self.kernel)

    @cached_property
    def cover(self) -> Floats:
        """How many taps reach a point in each phase, shape (stride, ...)."""
        return self._summed(np.ones_like(self.kernel))

    @property
    def unevenness(self) -> float:
        """The largest sum minus the smallest, over the size of their mean."""
        return float(unevenness_of(self.sums.ravel()))

    @property
    def verdict(self) -> Verdict:
        """Whether a constant input comes out with a pattern."""
        if self.unevenness < EVEN:
            return "no"
        return "faintly" if self.unevenness < FAINT else "yes"

    @property
    def covers_evenly(self) -> bool:
        """Whether each phase has as many taps."""
        return int(np.ptp(self.cover)) == 0

    def words(self, name: str = "It") -> str:
        """Say whether it checkerboards, and why: a sentence without its full stop.

        Parameters
        ----------
        name
            Its subject.

        Examples
        --------
        >>> Phases(np.array([1.0, 1.0, 1.0, 1.0]), (Axis(4, 2),)).words("Kernel 1 1 1 1")
        'Kernel 1 1 1 1 will not checkerboard: all its phases have the same sum'
        """
        claim = {
            "no": "will not checkerboard",
            "faintly": "will checkerboard faintly",
            "yes": "will checkerboard",
        }[self.verdict]
        return f"{name} {claim}: {self._reason()}{self._in_spite_of()}"

    def _reason(self) -> str:
        if self.unevenness == 0:
            return "all its phases have the same sum"
        if np.isinf(self.unevenness):
            return "the sums of its phases differ, and their mean is 0"
        only = "only " if self.verdict == "no" else ""
        return f"the sums of its phases differ by {only}{percent(self.unevenness)} of their mean"

    def _in_spite_of(self) -> str:
        if self.verdict == "no":
            return "" if self.covers_evenly else ", though not as many taps"
        return ", though each has as many taps" if self.covers_evenly else ""

    @property
    def replicas(self) -> Floats:
        """The kernel's spectrum at multiples of 1 / stride, over that at 0, shape (stride, ...).

        It is the size of the discrete Fourier transform of the sums over their total: all replicas
        but the first vanish if and only if the sums are equal. Where the spectrum is 0 at 0, they
        are infinite or 0.
        """
        heights = np.abs(np.fft.fftn(self.sums))
        if heights.flat[0] > ROUNDING * heights.max():
            return np.asarray(heights / heights.flat[0])
        return np.where(heights > ROUNDING * heights.max(), np.inf, 0.0)

    def _summed(self, numbers: Floats) -> Floats:
        sums = np.zeros(self.strides)
        np.add.at(sums, np.ix_(*self.of_taps), numbers)
        return sums


def unevenness_of(sums: Floats) -> Floats:
    """Return the largest sum minus the smallest, over the size of their mean.

    Parameters
    ----------
    sums
        Of all phases, shape (..., P).

    Returns
    -------
    ndarray
        Shape (...); infinite where the mean is 0 and the sums are not.
    """
    spread, mean = np.ptp(sums, -1), np.abs(sums.mean(-1))  # (...) each
    even = spread <= ROUNDING * np.abs(sums).max(-1)
    without_mean = mean <= ROUNDING * spread
    ratio = spread / np.where(even | without_mean, 1.0, mean)
    return np.asarray(np.select([even, without_mean], [0.0, np.inf], ratio))


def finite_or_none(unevenness: float) -> float | None:
    """Return an unevenness as JSON has it: None where it is infinite."""
    return unevenness if np.isfinite(unevenness) else None


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
