"""Networks along training: their held-out loss and their weights."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

import numpy as np

from deconviz.arrays import Arrays, Singles, Steps


@dataclass(frozen=True)
class History:
    """The networks of S seeds at T steps of training.

    Attributes
    ----------
    steps
        Shape (T,).
    loss
        Mean squared error on held-out patches without noise, shape (S, T).
    encoder_kernels, decoder_filters
        Shape (S, T, C, K).
    encoder_bias
        Shape (S, T, C).
    decoder_bias
        Shape (S, T).
    """

    steps: Steps = field(default_factory=lambda: np.empty(0, np.int64))
    loss: Singles = field(default_factory=lambda: np.empty((0,) * 2, np.float32))
    encoder_kernels: Singles = field(default_factory=lambda: np.empty((0,) * 4, np.float32))
    encoder_bias: Singles = field(default_factory=lambda: np.empty((0,) * 3, np.float32))
    decoder_filters: Singles = field(default_factory=lambda: np.empty((0,) * 4, np.float32))
    decoder_bias: Singles = field(default_factory=lambda: np.empty((0,) * 2, np.float32))

    def arrays(self) -> Arrays:
        """Return all of it by name, as its archive holds it."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def of_seeds(self, seeds: slice) -> History:
        """Return the history of some of the seeds."""
        rest = {name: array[seeds] for name, array in self.arrays().items() if name != "steps"}
        return History(steps=self.steps, **rest)

    @classmethod
    def shapes(cls) -> dict[str, tuple[int | None, ...]]:
        """Return how many dimensions each of its arrays has, each of any size."""
        return {name: (None,) * array.ndim for name, array in cls().arrays().items()}
