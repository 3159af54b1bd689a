"""What noise on the input does to a component of the code, along training."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from deconviz.arrays import Floats, Steps
from deconviz.network.arithmetic import encode
from deconviz.network.autoencoder import Autoencoder
from deconviz.network.history import History

DRAWS = 0  # seed of the noise
NEAR = 0.25  # of what trained kernels span: kernels that stay so near to it are shown
RULE = (
    "the component that noise on the input shifts least in the second network, in proportion to "
    "the first"
)


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

    def at(self, place: float) -> KernelPath:
        """Return the kernel at a step, counted from 0, between two a mixture of both."""
        before = min(int(place), max(len(self.biases) - 2, 0))
        after = min(before + 1, len(self.biases) - 1)
        part = place - before
        kernels = (1 - part) * self.kernels[before] + part * self.kernels[after]  # (K,)
        biases = (1 - part) * self.biases[before] + part * self.biases[after]
        return KernelPath(kernels[None], np.array([biases]), self.activation)

    @property
    def end(self) -> KernelPath:
        """The trained kernel."""
        return self.at(len(self.biases) - 1)

    def deviations(self, patches: Floats, noise: Floats) -> Floats:
        """Return how noise (N, K) on patches (N, K) shifts the component, shape (N, T)."""
        settings = (self.kernels, self.biases, self.activation)
        return np.asarray(encode(patches + noise, *settings) - encode(patches, *settings))

    def jitter(self, patches: Floats, noise: Floats) -> float:
        """Return the root mean square of the shifts, of a path of one step."""
        return float(np.sqrt((self.deviations(patches, noise) ** 2).mean()))


@dataclass(frozen=True)
class Shaken:
    """The kernels of one component in two networks, and noise on their inputs.

    Attributes
    ----------
    component
        Counted from 0.
    paths
        One per network, of as many steps.
    patches, noise
        Inputs, and noise on them, each (N, K).
    size
        The standard deviation of the noise.
    steps
        Of training, shape (T,).
    """

    component: int
    paths: tuple[KernelPath, ...]
    patches: Floats
    noise: Floats
    size: float
    steps: Steps

    @property
    def jitters(self) -> list[float]:
        """How far noise shifts the component of each trained network."""
        return [path.end.jitter(self.patches, self.noise) for path in self.paths]

    @cached_property
    def _pace(self) -> Floats:
        """When each step is reached so that kernels change evenly, from 0 to 1, shape (T,)."""
        changes = [np.abs(np.diff(path.kernels, axis=0)).max(1) for path in self.paths]
        along = np.concatenate([[0.0], np.max(changes, axis=0).cumsum()])  # (T,)
        return along / (along[-1] or 1.0)

    def step(self, share: float) -> float:
        """Return the step after a share of all change, counted from 0."""
        return float(np.interp(share, self._pace, np.arange(len(self._pace))))

    def number(self, place: float) -> int:
        """Return the number of a step that is counted from 0: between two on a log scale."""
        counted = np.arange(len(self.steps))
        return round(float(np.exp(np.interp(place, counted, np.log(self.steps)))))

    @cached_property
    def first(self) -> int:
        """From which step on kernels stay near to what trained ones span, counted from 0.

        Before, they may reach far beyond: on one scale with that, trained ones would look small.
        """
        kernels = np.stack([path.kernels for path in self.paths])  # (2, T, K)
        low, high = min(0.0, kernels[:, -1].min()), max(0.0, kernels[:, -1].max())
        beyond = np.maximum(low - kernels, kernels - high).max((0, 2))  # (T,)
        [far] = np.nonzero(beyond > NEAR * (high - low))
        return int(far[-1]) + 1 if len(far) else 0

    def share(self, shown: float) -> float:
        """Return the share of all change after a share of that from the first step on, 0 to 1."""
        begin = float(self._pace[self.first])
        return begin + shown * (1 - begin)


def shaken(
    networks: Sequence[Autoencoder],
    histories: Sequence[tuple[History, int]],
    patches: Floats,
    size: float,
) -> Shaken:
    """Choose a component by `RULE`, and take its kernels along training.

    Parameters
    ----------
    networks
        Two.
    histories
        Of each, and which of its seeds the network has.
    patches
        Shape (N, K).
    size
        The standard deviation of the noise.
    """
    noise = draws(size, patches.shape)  # (N, K)
    component = most_calmed(networks, patches, noise)
    paths = [
        KernelPath.of(history, number, network, component)
        for network, (history, number) in zip(networks, histories, strict=True)
    ]
    steps = histories[0][0].steps
    return Shaken(component, tuple(paths), patches, noise, size, steps)


def draws(size: float, shape: tuple[int, ...]) -> Floats:
    """Draw noise of a standard deviation."""
    return size * np.random.default_rng(DRAWS).normal(size=shape)


def most_calmed(networks: Sequence[Autoencoder], patches: Floats, noise: Floats) -> int:
    """Choose a component by `RULE`.

    Parameters
    ----------
    networks
        Two, of which the second should be calmer.
    patches, noise
        Inputs, and noise on them, each (N, K).
    """
    first, second = (
        ((network.encode(patches + noise) - network.encode(patches)) ** 2).mean(0)
        for network in networks
    )  # each (C,)
    return int((first / np.maximum(second, np.finfo(float).tiny)).argmax())
