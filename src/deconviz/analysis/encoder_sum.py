"""What an encoder's filter makes of a window: products, their sum, and the code number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.analysis.rounding import adds_up
from deconviz.arrays import Floats
from deconviz.network.autoencoder import Autoencoder

DECIMALS = 2
ROUNDING = 9  # decimals in which two ways to one number agree
MARGIN = 0.05  # of the height of stairs, above and below


@dataclass(frozen=True)
class EncoderSum:
    """How one component of a code comes about.

    Attributes
    ----------
    component
        Counted from 0.
    window
        The input, shape (K,).
    kernel
        The encoder's filter, shape (K,).
    bias
        What is added last.
    code
        What the activation makes of the sum.
    """

    component: int
    window: Floats
    kernel: Floats
    bias: float
    code: float

    @classmethod
    def of(cls, network: Autoencoder, window: Floats, component: int) -> EncoderSum:
        """Encode a window of shape (K,)."""
        return cls(
            component,
            window,
            network.encoder_kernels[component],
            float(network.encoder_bias[component]),
            float(network.encode(window)[component]),
        )

    def turned(self) -> EncoderSum:
        """Return the same with all signs turned, which an odd activation allows."""
        return EncoderSum(self.component, self.window, -self.kernel, -self.bias, -self.code)

    @property
    def products(self) -> Floats:
        """Input times filter at each point, shape (K,)."""
        return self.window * self.kernel

    @property
    def levels(self) -> Floats:
        """The sum before each product, after the last, and with the bias, shape (K + 2,)."""
        return np.concatenate([[0.0], np.cumsum([*self.products, self.bias])])

    @property
    def total(self) -> float:
        """What goes into the activation."""
        return float(self.levels[-1])

    @property
    def adds_up(self) -> bool:
        """Whether products and bias add up to the sum as they are written."""
        terms = np.append(self.products, self.bias)  # (K + 1,)
        return bool(adds_up(terms[:, None], DECIMALS)[0])

    @property
    def is_changed(self) -> bool:
        """Whether the code is written differently from the sum."""
        return round(self.code, DECIMALS) != round(self.total, DECIMALS)


def shown_sums(network: Autoencoder, window: Floats, most: int) -> list[EncoderSum]:
    """Return the components of a window's code, or of many those with the largest numbers.

    Parameters
    ----------
    network
        Whose encoder it is.
    window
        The input, shape (K,).
    most
        How many to return at most; they stay in their order.
    """
    sizes = np.abs(network.encode(window))  # (C,)
    largest = np.argsort(-sizes, kind="stable")[:most]
    return [EncoderSum.of(network, window, component) for component in sorted(largest.tolist())]


def leading(sums: list[EncoderSum]) -> int:
    """Return which of them is told at length: the one that the activation changes most.

    What differs by the rounding of a processor is as good as equal; then the largest sum decides.
    """
    merits = [(round(abs(one.code - one.total), ROUNDING), abs(one.total)) for one in sums]
    return merits.index(max(merits))


def limits(sums: list[EncoderSum]) -> tuple[float, float]:
    """Return the lowest and the highest place that any of their stairs reaches, and a bit more."""
    levels = np.concatenate([[0.0], *(one.levels for one in sums)])
    low, high = float(levels.min()), float(levels.max())
    margin = MARGIN * (high - low)
    return (low - margin, high + margin) if high > low else (-1.0, 1.0)
