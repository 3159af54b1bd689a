"""Training on one thread, so that weights are the same on any number of cores."""

from __future__ import annotations

import torch


def use_one_thread() -> None:
    """Let torch compute on one thread: weights must not depend on how many cores there are."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
