"""Scatter: each number of the input scales the kernel, and the scaled kernels add up."""

from __future__ import annotations

from typing import Any

import numpy as np

from deconviz.arrays import Floats
from deconviz.layers.layer import Layer


def scatter(layer: Layer, given: Floats) -> Floats:
    """Compute a layer as it is defined.

    ``out[o, s i + d k - p] += in[c, i] kernel[c, o, k]`` in each dimension, for stride s, dilation
    d and padding p.

    Parameters
    ----------
    layer
        The transposed convolution.
    given
        Its input, shape (C, *n).

    Returns
    -------
    ndarray
        Shape (O, *N).

    Raises
    ------
    UserError
        If the input does not suit the layer.
    """
    inputs = layer.grouped_input(given)  # (groups, C / groups, *n)
    lengths = given.shape[1:]
    sides = [axis.whole(n) for axis, n in zip(layer.axes, lengths, strict=True)]
    whole = np.zeros((layer.groups, layer.outputs // layer.groups, *sides))
    for tap in np.ndindex(*layer.kernel.shape[2:]):
        weights = layer.grouped[(..., *tap)]  # (groups, C / groups, O / groups)
        landing: tuple[Any, ...] = tuple(
            slice(axis.dilation * k, axis.dilation * k + (n - 1) * axis.stride + 1, axis.stride)
            for axis, k, n in zip(layer.axes, tap, lengths, strict=True)
        )
        whole[:, :, *landing] += np.einsum("gc...,gco->go...", inputs, weights)
    return cropped(layer, whole.reshape(layer.outputs, *sides))


def cropped(layer: Layer, whole: Floats) -> Floats:
    """Crop the whole (O, *points) at each end, add what is to be added, and add the bias."""
    added = [(0, 0), *((max(-near, 0), max(-far, 0)) for near, far in _crops(layer))]
    ends = [(max(near, 0), max(far, 0)) for near, far in _crops(layer)]
    extended = np.pad(whole, added)
    kept = tuple(
        slice(near, points - far)
        for (near, far), points in zip(ends, extended.shape[1:], strict=True)
    )
    bias = layer.bias.reshape(-1, *[1] * len(layer.axes))  # (O, 1, ...)
    return np.asarray(extended[(slice(None), *kept)] + bias)


def _crops(layer: Layer) -> list[tuple[int, int]]:
    return [axis.crop for axis in layer.axes]
