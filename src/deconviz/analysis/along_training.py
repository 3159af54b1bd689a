"""One network along training: its filters, and how much each is worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.analysis.comparison import ablation
from deconviz.arrays import Floats
from deconviz.network.autoencoder import Autoencoder
from deconviz.network.history import History

SLOWED = 2 / 3  # of the time, for changes of rank; the rest is for steps, on a log scale


@dataclass(frozen=True)
class Moment:
    """A step, the filters (C, K), and the error without each component (C,)."""

    step: int
    filters: Floats
    errors: Floats


@dataclass(frozen=True)
class AlongTraining:
    """What one network was at T steps.

    Attributes
    ----------
    steps
        Shape (T,).
    filters
        Shape (T, C, K).
    errors
        Root mean square error with each component set to zero, shape (T, C).
    """

    steps: Floats
    filters: Floats
    errors: Floats

    @classmethod
    def of(cls, history: History, index: int, activation: str, patches: Floats) -> AlongTraining:
        """Measure the network of one seed on patches.

        Parameters
        ----------
        history
            Of all seeds.
        index
            Of the seed.
        activation
            On the code.
        patches
            Held-out ones, shape (N, K).
        """
        filters = history.decoder_filters[index].astype(np.float64)  # (T, C, K)
        errors = []
        for step, of_step in enumerate(filters):
            network = Autoencoder(
                history.encoder_kernels[index, step].astype(np.float64),
                history.encoder_bias[index, step].astype(np.float64),
                of_step,
                float(history.decoder_bias[index, step]),
                activation,
            )
            codes = network.encode(patches)  # (N, C)
            errors.append(np.sqrt(ablation(patches, codes, of_step, network.decoder_bias)))
        return cls(history.steps.astype(np.float64), filters, np.array(errors))

    @property
    def clock(self) -> Floats:
        """When each step is shown, 0 to 1, shape (T,): slowly where components change rank.

        A rank shows in the shares of the errors. Steps pass on a logarithmic scale, and the clock
        is slowed by as much as the shares change.
        """
        shares = self.errors / self.errors.sum(1, keepdims=True)  # (T, C)
        changes = np.abs(np.diff(shares, axis=0)).sum(1)  # (T - 1,)
        pauses = np.diff(np.log(self.steps))  # (T - 1,)
        slowed = SLOWED if changes.any() else 0.0
        lasts = (1 - slowed) * _parts(pauses) + slowed * _parts(changes)
        return np.concatenate([[0.0], lasts.cumsum()])

    def at(self, share: float) -> Moment:
        """Return a moment of the clock; between two recorded steps all is in between."""
        place = float(np.interp(share, self.clock, np.arange(len(self.steps))))
        before = int(place)
        after = min(before + 1, len(self.steps) - 1)
        rest = place - before
        step = np.exp((1 - rest) * np.log(self.steps[before]) + rest * np.log(self.steps[after]))
        return Moment(
            step=round(float(step)),
            filters=(1 - rest) * self.filters[before] + rest * self.filters[after],
            errors=(1 - rest) * self.errors[before] + rest * self.errors[after],
        )

    def share_at(self, step: float) -> float:
        """Return the moment of the clock, 0 to 1, at which a step is shown."""
        return float(np.interp(np.log(step), np.log(self.steps), self.clock))

    def sorted_from(self, noise: Floats) -> float | None:
        """Return when the last two components come into the order of their noise.

        Parameters
        ----------
        noise
            On the code, shape (C,).

        Returns
        -------
        float or None
            A moment of the clock; 0 if they always are in order, so that less noise goes with a
            larger error without it, and None if they are not in the end.
        """
        pairs = np.argwhere(noise[:, None] < noise)  # (P, 2), the quieter first
        leads = self.errors[:, pairs[:, 0]] - self.errors[:, pairs[:, 1]]  # (T, P)
        if (leads[-1] <= 0).any():
            return None
        moments = [0.0]
        for lead in leads.T:  # (T,)
            wrong = np.flatnonzero(lead <= 0)
            if len(wrong):
                last = int(wrong[-1])
                ends = lead[last : last + 2]
                moments.append(float(np.interp(0.0, ends, self.clock[last : last + 2])))
        return max(moments)


def _parts(amounts: Floats) -> Floats:
    """Divide amounts by their sum, if they have one."""
    return amounts / (amounts.sum() or 1.0)
