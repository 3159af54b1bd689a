"""Train small kernels to double images, all seeds and all ways at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from deconviz.arrays import Floats, Singles
from deconviz.config.experiment import UpsamplingSettings
from deconviz.data.discs import discs, halved
from deconviz.network.upsampling_history import (
    SIDES,
    WAYS,
    UpsamplingHistory,
    Way,
    snapshot_steps,
)


def fit(settings: UpsamplingSettings, seeds: Sequence[int]) -> UpsamplingHistory:
    """Train one kernel per way and seed; no kernel knows of another.

    All ways of a seed see the same discs.

    Parameters
    ----------
    settings
        Steps, batch and learning rate.
    seeds
        Of the initial kernels and of the discs to train on.
    """
    generators = [np.random.default_rng(seed) for seed in seeds]
    kernels = starts(generators)
    optimiser = torch.optim.Adam(list(kernels.values()), settings.learning_rate)
    held_out = discs(settings.held_out, np.random.default_rng(settings.seed))  # (M, 16, 16)
    test = np.repeat(held_out[:, None], len(seeds), 1)  # (M, S, 16, 16)
    kept = snapshot_steps(settings.steps)
    snapshots: dict[Way, list[Singles]] = {way: [] for way in WAYS}
    losses: dict[Way, list[Singles]] = {way: [] for way in WAYS}
    for step in range(settings.steps + 1):
        if step in kept:
            for way, loss in errors(kernels, test).items():
                snapshots[way].append(kernels[way].detach()[:, 0].numpy().copy())  # (S, K, K)
                losses[way].append(loss.detach().numpy())  # (S,)
        batch = np.stack([discs(settings.batch, g) for g in generators], 1)  # (B, S, 16, 16)
        optimiser.zero_grad()
        torch.autograd.backward([loss.sum() for loss in errors(kernels, batch).values()])
        optimiser.step()
    return UpsamplingHistory(
        kept,
        {way: np.stack(snapshots[way], 1) for way in WAYS},
        {way: np.stack(losses[way], 1) for way in WAYS},
    )


def starts(generators: Sequence[np.random.Generator]) -> dict[Way, Tensor]:
    """Draw kernels (S, 1, K, K) uniformly in +-1/K, as torch does by default for one channel.

    Those whose phases start equal have one number over each block of 2 x 2.
    """
    drawn: dict[Way, Floats] = {}
    for way in WAYS:
        side, numbers = SIDES[way], SIDES[way] // 2 if way == "equal_start" else SIDES[way]
        shape = (1, numbers, numbers)
        kernels = np.stack([g.uniform(-1 / side, 1 / side, shape) for g in generators])
        drawn[way] = kernels.repeat(side // numbers, 2).repeat(side // numbers, 3)
    return {
        way: torch.tensor(kernels, dtype=torch.float32, requires_grad=True)
        for way, kernels in drawn.items()
    }


def doubled(way: Way, kernels: Tensor, images: Tensor) -> Tensor:
    """Return images (B, S, n, n) at twice their size, each seed with its own kernel.

    Parameters
    ----------
    way
        Of doubling.
    kernels
        Shape (S, 1, K, K).
    images
        Shape (B, S, n, n).
    """
    seeds = len(kernels)
    if way == "resize":
        larger = functional.interpolate(images, scale_factor=2, mode="nearest")
        return functional.conv2d(larger, kernels, padding=1, groups=seeds)
    missing = kernels.shape[-1] % 2  # of the last row and column, if the kernel is odd
    return functional.conv_transpose2d(
        images, kernels, stride=2, padding=1, output_padding=missing, groups=seeds
    )


def errors(kernels: dict[Way, Tensor], wanted: Floats) -> dict[Way, Tensor]:
    """Return the mean squared error of each way (S,) on discs (B, S, 16, 16)."""
    given = torch.tensor(halved(wanted), dtype=torch.float32)  # (B, S, 8, 8)
    target = torch.tensor(wanted, dtype=torch.float32)
    return {
        way: (doubled(way, each, given) - target).square().mean((0, 2, 3))
        for way, each in kernels.items()
    }
