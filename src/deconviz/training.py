"""Fit networks of all seeds at once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from deconviz.experiment import Network, Run, Training
from deconviz.model import Weights, decode, encode, initial

NOISE_STEPS = 64  # steps whose noise is drawn in one call: one call a step costs more than it draws
WARM_UP = 0.1  # share of the steps in which the learning rate rises
HISTORY = 80  # points of the history, evenly spaced in log(step)

Progress = Callable[[int, float], None]
Noise = tuple[tuple[float, ...], float]  # deviation on each component of the code; on the input


@dataclass(frozen=True)
class History:
    """Networks along training: their loss on held-out patches, and their filters."""

    steps: NDArray[np.int64]  # (T,)
    loss: NDArray[np.float32]  # (S, T), mean squared error of the noise-free network
    encoder_kernels: NDArray[np.float32]  # (S, T, C, K)
    decoder_filters: NDArray[np.float32]  # (S, T, C, K)


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
        Weights of len(seeds) networks, and along training their filters and loss on `held_out`.
    """
    return fit_noises(train, held_out, run, ((run.code_noise, run.input_noise),), seeds, progress)


def fit_noises(
    train: NDArray[np.float64],
    held_out: NDArray[np.float64],
    run: Run,
    noises: Sequence[Noise],
    seeds: tuple[int, ...],
    progress: Progress | None = None,
) -> tuple[Weights, History]:
    """Train a network a noise and seed, all at once.

    Networks of one seed share their initial weights, their batches and, but for its size, their
    noise, so that they differ by what the size of the noise does and by nothing else.

    Parameters
    ----------
    train, held_out, run, seeds, progress
        As in `fit`; the noise of `run` itself is not used.
    noises
        The deviations of the code noise, none or one a component, and that of the input noise.

    Returns
    -------
    weights, history
        Of len(noises) * len(seeds) networks: those of the first noise, then those of the next.
    """
    generators = [torch.Generator().manual_seed(seed) for seed in seeds]
    weights = _repeated(initial(run.network, generators), len(noises))
    parameters = [tensor.requires_grad_() for tensor in weights.tensors()]
    rate = torch.tensor(run.training.learning_rate)
    optimiser = torch.optim.Adam(parameters, lr=rate, fused=True)
    networks = len(noises) * len(seeds)
    test = torch.tensor(held_out, dtype=torch.float32).mT.repeat(networks, 1, 1)  # (S, K, M)
    due = set(history_steps(run.training.steps).tolist())
    losses, kernels, filters = [], [], []
    stream = _batches(torch.tensor(train, dtype=torch.float32), run, noises, generators)
    for step, batch in zip(range(1, run.training.steps + 1), stream, strict=False):
        rate.fill_(learning_rate(step, run.training))
        loss = _noisy_loss(weights, run.network, *batch)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        if step in due:
            losses.append(_held_out_loss(weights, run.network, test))  # (S,)
            kernels.append(weights.encoder_kernels.detach().clone())  # (S, C, K)
            filters.append(weights.decoder_filters.detach().mT.clone())  # (S, C, K)
            if progress:
                progress(step, float(losses[-1].mean()))
    for parameter in parameters:
        parameter.requires_grad_(False)
    along = (torch.stack(kept, 1).numpy() for kept in (losses, kernels, filters))  # (S, T, ...)
    return weights, History(history_steps(run.training.steps), *along)


def learning_rate(step: int, training: Training) -> float:
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


def history_steps(steps: int) -> NDArray[np.int64]:
    """Return when networks are measured: evenly spaced in log(step), the last step included."""
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


def _batches(
    train: Tensor, run: Run, noises: Sequence[Noise], generators: list[torch.Generator]
) -> Iterator[Batch]:
    """Yield (patches, input noise, code noise) of R noises, each seed from its own generator."""
    size = min(run.training.batch, len(train))
    channels = run.network.channels
    code_deviations = torch.tensor([code or (0.0,) * channels for code, _ in noises])  # (R, C)
    input_deviations = torch.tensor([[on_input] for _, on_input in noises])  # (R, 1)
    cuts = torch.stack([_cut(train, size, generator) for generator in generators])
    seeds, count = cuts.shape[:2]
    cuts = cuts.flatten(0, 1)  # (S * count, K, B)
    first = torch.arange(seeds) * count  # (S,), where a seed's batches begin

    def noise(steps: int, rows: int, deviations: Tensor) -> Iterator[Tensor] | None:
        if not deviations.any():
            return None
        drawn = torch.empty(seeds, steps, rows, size)
        for generator, of_seed in zip(generators, drawn, strict=True):
            of_seed.normal_(generator=generator)
        scaled = drawn * deviations[:, None, None, :, None]  # (R, S, steps, rows, B)
        return iter(scaled.flatten(0, 1).unbind(1))  # steps times (R * S, rows, B)

    while True:
        orders = torch.stack([torch.randperm(count, generator=g) for g in generators], 1)
        for part in torch.split(orders + first, NOISE_STEPS):  # (steps, S)
            steps = len(part)
            on_input = noise(steps, run.network.kernel, input_deviations)
            on_code = noise(steps, channels, code_deviations)
            for chosen in part.repeat(1, len(noises)):  # (R * S,)
                yield (
                    cuts.index_select(0, chosen),  # (R * S, K, B)
                    next(on_input) if on_input else None,
                    next(on_code) if on_code else None,
                )


def _repeated(weights: Weights, times: int) -> Weights:
    return Weights(*(tensor.repeat(times, 1, 1) for tensor in weights.tensors()))


def _cut(train: Tensor, size: int, generator: torch.Generator) -> Tensor:
    """Cut shuffled patches (N, K) into batches (count, K, B)."""
    count = len(train) // size
    order = torch.randperm(len(train), generator=generator)[: size * count]
    return train[order].view(count, size, -1).mT
