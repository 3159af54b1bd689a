"""Fit networks of all seeds at once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from deconviz.experiment import Network, Run, Training
from deconviz.model import Weights, decode, encode, initial

NOISE_STEPS = 64  # steps whose noise is drawn in one call: one call a step costs more than it draws
WARM_UP = 0.1  # share of the steps in which the learning rate rises
HISTORY = 80  # points of the loss history, evenly spaced in log(step)

Progress = Callable[[int, float], None]


@dataclass(frozen=True)
class History:
    """Loss on held-out patches along training."""

    steps: NDArray[np.int64]  # (T,)
    loss: NDArray[np.float32]  # (S, T), mean squared error of the noise-free network


def fit(
    train: NDArray[np.float64],
    held_out: NDArray[np.float64],
    run: Run,
    seeds: tuple[int, ...],
    progress: Progress | None = None,
) -> tuple[Weights, History]:
    """Train a network a seed, all at once.

    A seed decides its network's initial weights, its batches and its noise, and nothing of
    another seed's: the same seed gives the same network in any company.

    Parameters
    ----------
    train, held_out
        Patches of shape (N, K) and (M, K), K the kernel of the network.
    run
        The settings: network, training, noise.
    seeds
        One a network.
    progress
        Called now and then with the number of steps done and the mean held-out loss.

    Returns
    -------
    weights, history
        Weights of len(seeds) networks, and their loss on `held_out` along training.
    """
    generators = [torch.Generator().manual_seed(seed) for seed in seeds]
    weights = initial(run.network, generators)
    parameters = [tensor.requires_grad_() for tensor in weights.tensors()]
    rate = torch.tensor(run.training.learning_rate)
    optimiser = torch.optim.Adam(parameters, lr=rate, fused=True)
    test = torch.from_numpy(held_out).float().mT.repeat(len(seeds), 1, 1)  # (S, K, M)
    due = set(history_steps(run.training.steps).tolist())
    losses = []
    stream = _batches(torch.from_numpy(train).float(), run, generators)
    for step, batch in zip(range(1, run.training.steps + 1), stream, strict=False):
        rate.fill_(learning_rate(step, run.training))
        loss = _noisy_loss(weights, run.network, *batch)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        if step in due:
            losses.append(_held_out_loss(weights, run.network, test))  # (S,)
            if progress:
                progress(step, float(losses[-1].mean()))
    for parameter in parameters:
        parameter.requires_grad_(False)
    return weights, History(history_steps(run.training.steps), torch.stack(losses, 1).numpy())


def learning_rate(step: int, training: Training) -> float:
    """One cycle: a linear rise to the peak, then half a cosine down to almost nothing."""
    done = step / training.steps
    if done < WARM_UP:
        return training.learning_rate * done / WARM_UP
    fall = (done - WARM_UP) / (1 - WARM_UP)
    return training.learning_rate * (0.5 + 0.5 * math.cos(math.pi * fall)) + 1e-7


def history_steps(steps: int) -> NDArray[np.int64]:
    """Return when the loss is measured: evenly spaced in log(step), the last step included."""
    return np.unique(np.geomspace(1, steps, HISTORY).round().astype(np.int64))


def _noisy_loss(
    weights: Weights,
    network: Network,
    clean: Tensor,
    on_input: Tensor | None,
    on_code: Tensor | None,
) -> Tensor:
    shown = clean if on_input is None else clean + on_input  # (S, K, B)
    code = encode(weights, shown, network.activation)  # (S, C, B)
    noisy = code if on_code is None else code + on_code
    output = decode(weights, noisy)  # (S, K, B)
    # A sum over seeds, so that each seed has the gradient that it has alone.
    summed = torch.nn.functional.mse_loss(output, clean, reduction="sum")
    return summed / (network.kernel * clean.shape[-1])


@torch.no_grad()
def _held_out_loss(weights: Weights, network: Network, test: Tensor) -> Tensor:
    output = decode(weights, encode(weights, test, network.activation))  # (S, K, M)
    return (output - test).square().mean((1, 2))  # (S,)


Batch = tuple[Tensor, Tensor | None, Tensor | None]


def _batches(train: Tensor, run: Run, generators: list[torch.Generator]) -> Iterator[Batch]:
    """Yield (patches, input noise, code noise), each seed from its own generator."""
    size = min(run.training.batch, len(train))
    deviations = torch.tensor(run.code_noise)[:, None]  # (C, 1)
    cuts = torch.stack([_cut(train, size, generator) for generator in generators])
    seeds, count = cuts.shape[:2]
    cuts = cuts.flatten(0, 1)  # (S * count, K, B)
    first = torch.arange(seeds) * count  # (S,), where a seed's batches begin

    def noise(steps: int, rows: int, deviation: float | Tensor) -> Iterator[Tensor]:
        drawn = torch.empty(seeds, steps, rows, size)
        for generator, of_seed in zip(generators, drawn, strict=True):
            of_seed.normal_(generator=generator)
        return iter(drawn.mul_(deviation).transpose(0, 1))  # (steps, S, rows, B)

    while True:
        orders = torch.stack([torch.randperm(count, generator=g) for g in generators], 1)
        for part in torch.split(orders + first, NOISE_STEPS):  # (steps, S)
            steps = len(part)
            on_input = (
                noise(steps, run.network.kernel, run.input_noise) if run.input_noise else None
            )
            on_code = noise(steps, run.network.channels, deviations) if run.code_noise else None
            for chosen in part:  # (S,)
                yield (
                    cuts.index_select(0, chosen),  # (S, K, B)
                    next(on_input) if on_input else None,
                    next(on_code) if on_code else None,
                )


def _cut(train: Tensor, size: int, generator: torch.Generator) -> Tensor:
    """Cut shuffled patches (N, K) into batches (count, K, B)."""
    count = len(train) // size
    order = torch.randperm(len(train), generator=generator)[: size * count]
    return train[order].view(count, size, -1).mT
