"""The same training steps as torch takes them: its autograd, and its Adam."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import mse_loss

from deconviz.config.experiment import Activation, NetworkSettings
from deconviz.network.descent import Task
from deconviz.network.torch_model import Weights, decode, encode, flatten, unflatten


def loss(
    weights: Weights, activation: Activation, clean: Tensor, noisy: Tensor, noise: Tensor
) -> Tensor:
    """The mean squared error of each network, summed, so that each has its own gradient.

    `clean` and `noisy` have the shape (S, K, B), `noise` on the code (S, C, B).
    """
    output = decode(weights, encode(weights, noisy, activation) + noise)  # (S, K, B)
    return mse_loss(output, clean, reduction="sum") / clean[0].numel()


class Autograd:
    """Networks of torch's own, trained on the tasks of ours.

    `flat` has a row of parameters per network, those of the first noise first: (R * S, P).
    """

    def __init__(self, flat: Tensor, network: NetworkSettings) -> None:
        self.activation = network.activation
        parts = [part.clone().requires_grad_() for part in unflatten(flat, network).tensors()]
        self.weights = Weights(*parts)
        self.rate = torch.tensor(0.0)
        self.optimiser = torch.optim.Adam(parts, lr=self.rate, fused=True)

    @property
    def flat(self) -> Tensor:
        """A row of parameters per network, as they are now."""
        return flatten(self.weights).detach()

    def descend(self, task: Task, rates: Iterable[float]) -> None:
        """Take the steps of a task."""
        seeds, repeats = np.arange(len(task.batches)), len(task.input_deviations)
        on_input = sized(task.on_input, task.input_deviations[:, None])  # (R * S, T, K, B)
        on_code = sized(task.on_code, task.code_deviations)  # (R * S, T, C, B)
        for step, rate in enumerate(rates):
            patches = torch.from_numpy(task.batches[seeds, task.order[:, step]])  # (S, K, B)
            clean = patches.repeat(repeats, 1, 1)
            noisy = clean + on_input[:, step]
            self.rate.fill_(rate)
            self.optimiser.zero_grad(set_to_none=True)
            error = loss(self.weights, self.activation, clean, noisy, on_code[:, step])
            error.backward()  # type: ignore[no-untyped-call]
            self.optimiser.step()


def sized(unit: object, deviations: object) -> Tensor:
    """Give unit noise (S, T, rows, B) each of R sizes (R, rows): (R * S, T, rows, B)."""
    of_seeds, sizes = torch.as_tensor(unit), torch.as_tensor(deviations)
    of_seeds = torch.where(sizes.any(), of_seeds, torch.zeros(()))  # else it was never drawn
    return (of_seeds * sizes[:, None, None, :, None]).flatten(0, 1)
