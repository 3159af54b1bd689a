"""One window in two networks: the numbers of two components that mean the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from deconviz.analysis import twin_components
from deconviz.analysis.comparison import roughness
from deconviz.analysis.curve_example import CurveExample, curve_example
from deconviz.analysis.encoder_sum import EncoderSum
from deconviz.analysis.twin_components import Twins, twins
from deconviz.arrays import Floats
from deconviz.data.windows import Windows
from deconviz.network.autoencoder import Autoencoder

RAGGED, SMOOTH = 1.0, 0.5  # roughness above, and below
NEARLY = 0.05  # of the larger number: a difference that is at most this


@dataclass(frozen=True)
class TwinExample:
    """A window, and what becomes of it.

    Attributes
    ----------
    sums
        Of the first and of the second network; the second is turned if its twin is.
    twins
        Which components they are.
    curve
        That the window is cut from.
    window
        Which of its windows, counted from 0.
    """

    sums: tuple[EncoderSum, EncoderSum]
    twins: Twins
    curve: CurveExample
    window: int

    @property
    def rule(self) -> str:
        """How all was chosen."""
        return f"{twin_components.RULE}; {self.curve.rule}; its window with the largest code"

    @property
    def roughness(self) -> list[float]:
        """Of both filters; one that is nothing has none."""
        kernels = [example.kernel for example in self.sums]
        return [float(roughness(kernel)) if kernel.any() else 0.0 for kernel in kernels]

    @property
    def is_ragged_and_smooth(self) -> bool:
        """Whether one filter is ragged, and the other smooth."""
        return max(self.roughness) > RAGGED and min(self.roughness) < SMOOTH

    @property
    def is_nearly_same(self) -> bool:
        """Whether both numbers are nearly the same."""
        first, second = (example.code for example in self.sums)
        return abs(first - second) <= NEARLY * max(abs(first), abs(second))


def twin_example(
    networks: Sequence[Autoencoder], codes: Sequence[Floats], held_out: Floats, stride: int
) -> TwinExample:
    """Choose components, curve and window.

    Parameters
    ----------
    networks
        Two, with kernels of one length.
    codes
        What they make of the same held-out patches, each (N, C).
    held_out
        Curves, shape (M, points).
    stride
        Points from one window to the next.
    """
    first, second = networks
    is_odd = all(network.activation != "relu" for network in networks)
    found = twins(codes[0], codes[1], either_sign=is_odd)
    curve = curve_example(held_out)
    windows = Windows(len(curve.values), first.kernel, stride).cut(curve.values)  # (W, K)
    numbers = first.encode(windows)[:, found.components[0]]  # (W,)
    window = int(np.abs(numbers).argmax())
    left = EncoderSum.of(first, windows[window], found.components[0])
    right = EncoderSum.of(second, windows[window], found.components[1])
    return TwinExample((left, right.turned() if found.is_turned else right), found, curve, window)
