"""What noise on the input does to a component of the code, along training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.analysis.comparison import roughness
from deconviz.arrays import Floats
from deconviz.network.arithmetic import encode
from deconviz.network.autoencoder import Autoencoder
from deconviz.network.history import History

DRAWS = 0  # seed of the noise
RULE = "the component whose encoder kernel is smoothed most, in proportion, by noise on the input"


@dataclass(frozen=True)
class KernelPath:
    """The kernel of one component at T steps of training.

    Attributes
    ----------
    kernels
        Shape (T, K).
    biases
        Shape (T,).
    activation
        "tanh", "relu" or "identity".
    """

    kernels: Floats
    biases: Floats
    activation: str

    @classmethod
    def of(cls, history: History, number: int, network: Autoencoder, component: int) -> KernelPath:
        """Take the path of a network from the history of its seed; without one, its end alone."""
        kernels = network.encoder_kernels[None, component]  # (1, K)
        biases = network.encoder_bias[None, component]  # (1,)
        if len(history.steps):
            kernels = history.encoder_kernels[number, :, component].astype(np.float64)  # (T, K)
            biases = history.encoder_bias[number, :, component].astype(np.float64)  # (T,)
        return cls(kernels, biases, network.activation)

    def at(self, share: float) -> KernelPath:
        """Return the kernel after a share of the recorded steps, between two a mixture of both."""
        place = share * (len(self.biases) - 1)
        before = min(int(place), max(len(self.biases) - 2, 0))
        after = min(before + 1, len(self.biases) - 1)
        part = place - before
        kernels = (1 - part) * self.kernels[before] + part * self.kernels[after]  # (K,)
        biases = (1 - part) * self.biases[before] + part * self.biases[after]
        return KernelPath(kernels[None], np.array([biases]), self.activation)

    def deviations(self, patches: Floats, noise: Floats) -> Floats:
        """Return how noise (N, K) on patches (N, K) shifts the component, shape (N, T)."""
        settings = (self.kernels, self.biases, self.activation)
        return np.asarray(encode(patches + noise, *settings) - encode(patches, *settings))

    def jitter(self, patches: Floats, noise: Floats) -> float:
        """Return the root mean square of the shifts, of a path of one step."""
        return float(np.sqrt((self.deviations(patches, noise) ** 2).mean()))


def draws(size: float, shape: tuple[int, ...]) -> Floats:
    """Draw noise of a standard deviation."""
    return size * np.random.default_rng(DRAWS).normal(size=shape)


def most_smoothed(rough: Floats, smooth: Floats) -> int:
    """Choose a component by `RULE`.

    Parameters
    ----------
    rough, smooth
        The encoder's kernels without and with noise on the input, each (C, K).
    """
    if rough.shape[1] < 3:
        return len(rough) - 1  # two points are never rough
    before, after = roughness(rough), roughness(smooth)  # each (C,)
    return int((before / np.maximum(after, np.finfo(float).tiny)).argmax())
