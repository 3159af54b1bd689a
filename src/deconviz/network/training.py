"""Fit networks of all seeds at once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor

from deconviz.arrays import Floats, Steps
from deconviz.config.experiment import Experiment, NetworkSettings, Noise, TrainingSettings
from deconviz.network.descent import ACTIVATION, Singles, Task, descend
from deconviz.network.history import History
from deconviz.network.torch_model import Weights, decode, encode, flatten, initial, unflatten

NOISE_STEPS = 64  # steps whose noise is drawn in one call: one call a step costs more than it draws
WARM_UP = 0.1  # share of the steps in which the learning rate rises
HISTORY = 80  # points of the history, evenly spaced in log(step)

Progress = Callable[[int, float], None]


def fit(
    train: Floats,
    held_out: Floats,
    experiment: Experiment,
    seeds: tuple[int, ...],
    progress: Progress | None = None,
) -> tuple[Weights, History]:
    """Train a network per seed, all at once.

    A seed decides its network's initial weights, its batches and its noise, and nothing of
    another seed's: the same seed gives the same network in any company.

    Parameters
    ----------
    train, held_out
        Patches of shape (N, K) and (M, K), K the kernel of the network.
    experiment
        The settings: network, training, noise.
    seeds
        One per network.
    progress
        Called now and then with the number of steps done and the mean held-out loss.

    Returns
    -------
    weights, history
        Of len(seeds) networks; the history's loss is that on `held_out`.
    """
    return fit_noises(
        train,
        held_out,
        experiment,
        ((experiment.code_noise, experiment.input_noise),),
        seeds,
        progress,
    )


def fit_noises(
    train: Floats,
    held_out: Floats,
    experiment: Experiment,
    noises: Sequence[Noise],
    seeds: tuple[int, ...],
    progress: Progress | None = None,
) -> tuple[Weights, History]:
    """Train a network per noise and seed, all at once.

    Networks of one seed share their initial weights, their batches and, but for its size, their
    noise, so that they differ by what the size of the noise does and by nothing else.

    Parameters
    ----------
    train, held_out, experiment, seeds, progress
        As in `fit`; the noise of `experiment` itself is not used.
    noises
        The deviations of the code noise, none or one per component, and that of the input noise.

    Returns
    -------
    weights, history
        Of len(noises) * len(seeds) networks: those of the first noise, then those of the next.
    """
    generators = [torch.Generator().manual_seed(seed) for seed in seeds]
    sizes, training = experiment.network, experiment.training
    flat = flatten(initial(sizes, generators)).repeat(len(noises), 1)  # (R * S, P)
    weights = unflatten(flat, sizes)
    parameters = flat.numpy()  # shares the memory
    means, squares = np.zeros_like(parameters), np.zeros_like(parameters)
    test = torch.tensor(held_out, dtype=torch.float32).mT.expand(len(flat), -1, -1)  # (R * S, K, M)
    losses: list[Tensor] = []  # each (R * S,)
    snapshots: list[Weights] = []
    done = 0
    tasks = _tasks(torch.tensor(train, dtype=torch.float32), experiment, noises, generators)
    stops = history_steps(training.steps)
    for task, first, last in _between(tasks, stops):
        steps = range(done + 1, done + 1 + last - first)
        rates = np.array([learning_rate(step, training) for step in steps])
        descend(parameters, means, squares, task, first, rates, done + 1)
        done += len(steps)
        if done == stops[len(losses)]:
            losses.append(_held_out_loss(weights, sizes, test))
            snapshots.append(unflatten(flat.clone(), sizes))
            if progress:
                progress(done, float(losses[-1].mean()))
    return weights, _history(training.steps, losses, snapshots)


def learning_rate(step: int, training: TrainingSettings) -> float:
    """Return the learning rate of a step.

    One cycle is a linear rise to the peak, then half a cosine down to almost nothing.
    """
    if training.schedule == "constant":
        return training.learning_rate
    done = step / training.steps
    if done < WARM_UP:
        return training.learning_rate * done / WARM_UP
    fall = (done - WARM_UP) / (1 - WARM_UP)
    return training.learning_rate * (0.5 + 0.5 * math.cos(math.pi * fall)) + 1e-7


def history_steps(steps: int) -> Steps:
    """Return when networks are measured: evenly spaced in log(step), the last step included."""
    return np.unique(np.geomspace(1, steps, HISTORY).round().astype(np.int64))


def _held_out_loss(weights: Weights, network: NetworkSettings, test: Tensor) -> Tensor:
    output = decode(weights, encode(weights, test, network.activation))  # (S, K, M)
    return (output - test).square().mean((1, 2))  # (S,)


def _tasks(
    train: Tensor,
    experiment: Experiment,
    noises: Sequence[Noise],
    generators: list[torch.Generator],
) -> Iterator[Task]:
    """Yield what R * S networks are trained on, some steps at a time, without end."""
    size = min(experiment.training.batch, len(train))
    sizes = experiment.network
    batches = torch.stack([_cut(train, size, generator) for generator in generators]).numpy()
    input_deviations = np.array([on_input for _, on_input in noises], np.float32)  # (R,)
    code_deviations = np.array(
        [code or (0,) * sizes.channels for code, _ in noises], np.float32
    )  # (R, C)
    count = batches.shape[1]

    def unit_noise(steps: int, rows: int, deviations: Singles) -> Singles:
        unit = torch.empty(len(generators), steps, rows, size)
        if deviations.any():
            for generator, of_seed in zip(generators, unit, strict=True):
                of_seed.normal_(generator=generator)
        return unit.numpy()  # (S, steps, rows, B)

    while True:
        orders = torch.stack([torch.randperm(count, generator=g) for g in generators])
        for order in torch.split(orders, NOISE_STEPS, 1):  # (S, steps)
            steps = order.shape[1]
            yield Task(
                channels=sizes.channels,
                activation=ACTIVATION[sizes.activation],
                batches=batches,
                order=order.contiguous().numpy(),
                on_input=unit_noise(steps, sizes.points, input_deviations),
                on_code=unit_noise(steps, sizes.channels, code_deviations),
                input_deviations=input_deviations,
                code_deviations=code_deviations,
            )


def _between(tasks: Iterator[Task], stops: Steps) -> Iterator[tuple[Task, int, int]]:
    """Yield which steps of which task lead from each stop to the next, up to the last one."""
    done = 0
    for task in tasks:
        length = task.order.shape[1]
        within = stops[(stops > done) & (stops < done + length)] - done
        for first, last in pairwise([0, *within.tolist(), length]):
            yield task, first, last
            if done + last == stops[-1]:
                return
        done += length


def _cut(train: Tensor, size: int, generator: torch.Generator) -> Tensor:
    """Cut shuffled patches (N, K) into batches (count, K, B)."""
    count = len(train) // size
    order = torch.randperm(len(train), generator=generator)[: size * count]
    return train[order].view(count, size, -1).mT


def _history(steps: int, losses: Sequence[Tensor], snapshots: Sequence[Weights]) -> History:
    """Stack losses and weights of all steps, seeds first."""
    filters = [weights.decoder_filters.mT for weights in snapshots]  # each (S, C, K)
    return History(
        steps=history_steps(steps),
        loss=torch.stack(list(losses), 1).numpy(),  # (S, T)
        encoder_kernels=torch.stack(
            [w.encoder_kernels for w in snapshots], 1
        ).numpy(),  # (S, T, C, K)
        encoder_bias=torch.stack(
            [w.encoder_bias[..., 0] for w in snapshots], 1
        ).numpy(),  # (S, T, C)
        decoder_filters=torch.stack(filters, 1).numpy(),  # (S, T, C, K)
        decoder_bias=torch.stack([w.decoder_bias[:, 0, 0] for w in snapshots], 1).numpy(),  # (S, T)
    )
