"""The source article's own training, as far as its time is concerned."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from statistics import median

import torch
from torch import Tensor, nn

from deconviz.config.experiment import CurveSettings
from deconviz.data import curves

CHANNELS, KERNEL, STRIDE = 3, 7, 4
BATCH, RATE = 128, 1e-4
STEPS = 640_000  # 5000 epochs of 16384 curves
WARM_UP_STEPS = 500
ROUND_STEPS = 2000
ROUNDS = 5


def seconds(data: CurveSettings) -> float:
    """Return what training one network takes, from a few short rounds.

    The data cost it next to nothing: patches are cut beforehand, and a batch is one indexing.
    """
    train = curves.patches(curves.dataset(data)[0], KERNEL)
    steps = _training(torch.from_numpy(train).float()[:, None])
    _take(steps, WARM_UP_STEPS)
    return median(_take(steps, ROUND_STEPS) for _ in range(ROUNDS)) / ROUND_STEPS * STEPS


def _training(patches: Tensor) -> Iterator[None]:
    """Do a step of training whenever the next is asked for; `patches` (N, 1, K)."""
    network = nn.Sequential(
        nn.Conv1d(1, CHANNELS, KERNEL, STRIDE),
        nn.Tanh(),
        nn.ConvTranspose1d(CHANNELS, 1, KERNEL, STRIDE),
    )
    optimiser = torch.optim.Adam(network.parameters(), lr=RATE)
    error = nn.MSELoss()
    while True:
        for chosen in torch.split(torch.randperm(len(patches)), BATCH):
            batch = patches[chosen]  # (B, 1, K)
            optimiser.zero_grad()
            error(network(batch), batch).backward()
            optimiser.step()
            yield


def _take(steps: Iterator[None], count: int) -> float:
    start = time.perf_counter()
    for _ in itertools.islice(steps, count):
        pass
    return time.perf_counter() - start
