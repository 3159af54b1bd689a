"""Fit networks of all seeds at once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from deconviz.arrays import Floats, Steps
from deconviz.config.experiment import Experiment, NetworkSettings, Noise, TrainingSettings
from deconviz.network.history import History
from deconviz.network.torch_model import Weights, decode, encode, initial

NOISE_STEPS = 64  # steps whose noise is drawn in one call: one call a step costs more than it draws
WARM_UP = 0.1  # share of the steps in which the learning rate rises
HISTORY = 80  # points of the history, evenly spaced in log(step)

Progress = Callable[[int, float], None]


def use_one_thread() -> None:
    """Let torch compute on one thread: weights must not depend on how many cores there are."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)


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
    weights = _repeat(initial(experiment.network, generators), len(noises))
    parameters = [tensor.requires_grad_() for tensor in weights.tensors()]
    rate = torch.tensor(experiment.training.learning_rate)
    optimiser = torch.optim.Adam(parameters, lr=rate, fused=True)
    count = len(noises) * len(seeds)
    test = torch.tensor(held_out, dtype=torch.float32).mT.repeat(count, 1, 1)  # (S, K, M)
    due = set(history_steps(experiment.training.steps).tolist())
    losses: list[Tensor] = []  # each (S,)
    snapshots: list[Weights] = []
    stream = _batches(torch.tensor(train, dtype=torch.float32), experiment, noises, generators)
    for step, batch in zip(range(1, experiment.training.steps + 1), stream, strict=False):
        rate.fill_(learning_rate(step, experiment.training))
        loss = _noisy_loss(weights, experiment.network, *batch)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        if step in due:
            losses.append(_held_out_loss(weights, experiment.network, test))
            snapshots.append(_snapshot(weights))
            if progress:
                progress(step, float(losses[-1].mean()))
    for parameter in parameters:
        parameter.requires_grad_(False)
    return weights, _history(experiment.training.steps, losses, snapshots)


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


def _noisy_loss(
    weights: Weights,
    network: NetworkSettings,
    clean: Tensor,
    on_input: Tensor | None,
    on_code: Tensor | None,
) -> Tensor:
    noisy_input = clean if on_input is None else clean + on_input  # (S, K, B)
    code = encode(weights, noisy_input, network.activation)  # (S, C, B)
    noisy_code = code if on_code is None else code + on_code
    output = decode(weights, noisy_code)  # (S, K, B)
    # A sum over seeds, so that each seed has the gradient that it has alone.
    summed = torch.nn.functional.mse_loss(output, clean, reduction="sum")
    return summed / (network.kernel * clean.shape[-1])


@torch.no_grad()
def _held_out_loss(weights: Weights, network: NetworkSettings, test: Tensor) -> Tensor:
    output = decode(weights, encode(weights, test, network.activation))  # (S, K, M)
    return (output - test).square().mean((1, 2))  # (S,)


Batch = tuple[Tensor, Tensor | None, Tensor | None]


def _batches(
    train: Tensor,
    experiment: Experiment,
    noises: Sequence[Noise],
    generators: list[torch.Generator],
) -> Iterator[Batch]:
    """Yield (patches, input noise, code noise) of R noises, each seed from its own generator."""
    size = min(experiment.training.batch, len(train))
    channels = experiment.network.channels
    code_deviations = torch.tensor([code or (0.0,) * channels for code, _ in noises])  # (R, C)
    input_deviations = torch.tensor([[on_input] for _, on_input in noises])  # (R, 1)
    cuts = torch.stack([_cut(train, size, generator) for generator in generators])
    seeds, count = cuts.shape[:2]
    cuts = cuts.flatten(0, 1)  # (S * count, K, B)
    first = torch.arange(seeds) * count  # (S,), where a seed's batches begin

    def noise(steps: int, rows: int, deviations: Tensor) -> Iterator[Tensor] | None:
        if not deviations.any():
            return None
        unit = torch.empty(seeds, steps, rows, size)
        for generator, of_seed in zip(generators, unit, strict=True):
            of_seed.normal_(generator=generator)
        sized = unit * deviations[:, None, None, :, None]  # (R, S, steps, rows, B)
        return iter(sized.flatten(0, 1).unbind(1))  # steps times (R * S, rows, B)

    while True:
        orders = torch.stack([torch.randperm(count, generator=g) for g in generators], 1)
        for part in torch.split(orders + first, NOISE_STEPS):  # (steps, S)
            steps = len(part)
            on_input = noise(steps, experiment.network.kernel, input_deviations)
            on_code = noise(steps, channels, code_deviations)
            for indices in part.repeat(1, len(noises)):  # (R * S,)
                yield (
                    cuts.index_select(0, indices),  # (R * S, K, B)
                    next(on_input) if on_input else None,
                    next(on_code) if on_code else None,
                )


def _repeat(weights: Weights, times: int) -> Weights:
    return Weights(*(tensor.repeat(times, 1, 1) for tensor in weights.tensors()))


def _cut(train: Tensor, size: int, generator: torch.Generator) -> Tensor:
    """Cut shuffled patches (N, K) into batches (count, K, B)."""
    count = len(train) // size
    order = torch.randperm(len(train), generator=generator)[: size * count]
    return train[order].view(count, size, -1).mT


def _snapshot(weights: Weights) -> Weights:
    return Weights(*(tensor.detach().clone() for tensor in weights.tensors()))


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
