"""What each code component adds to the output: the arithmetic that the films show."""

from __future__ import annotations

import numpy as np

from deconviz.arrays import Floats


def scaled_filters(codes: Floats, filters: Floats) -> Floats:
    """Scale each filter by its code component.

    Parameters
    ----------
    codes
        Array of shape (..., C).
    filters
        Array of shape (C, K).

    Returns
    -------
    array of shape (..., C, K)
        ``codes[..., c] * filters[c]``.
    """
    return codes[..., None] * filters


def decode(codes: Floats, filters: Floats, bias: float) -> Floats:
    """Decode codes of one window: the bias plus the sum of the scaled filters.

    Equals ``torch.nn.functional.conv_transpose1d`` on a code of one position.

    Returns
    -------
    array of shape (..., K)
    """
    return bias + codes @ filters


def encode(patches: Floats, kernels: Floats, bias: Floats, activation: str) -> Floats:
    """Encode patches as long as the kernel.

    Parameters
    ----------
    patches
        Array of shape (..., K).
    kernels
        Array of shape (C, K).
    bias
        Array of shape (C,).
    activation
        "tanh", "relu" or "identity".

    Returns
    -------
    array of shape (..., C)
    """
    before = patches @ kernels.T + bias  # (..., C)
    match activation:
        case "tanh":
            return np.tanh(before)
        case "relu":
            return np.maximum(before, 0)
        case "identity":
            return before
    raise ValueError(f"activation is {activation!r}: use tanh, relu or identity")
