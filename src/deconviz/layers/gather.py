"""Gather: the kernel, turned by 180 degrees, reads along an input with zeros between its points."""

from __future__ import annotations

from typing import Any

import numpy as np

from deconviz.arrays import Floats
from deconviz.layers.axis import Axis
from deconviz.layers.layer import Layer


def gather(layer: Layer, given: Floats) -> Floats:
    """Compute a layer point by point of its output.

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
    layer.grouped_input(given)
    stuffed = zero_stuffed(layer, given)  # (C, *points)
    read = stuffed.reshape(layer.groups, -1, *stuffed.shape[1:])  # (groups, C / groups, *points)
    dimensions = tuple(range(2, read.ndim))
    reach = tuple(axis.reach for axis in layer.axes)
    windows = np.lib.stride_tricks.sliding_window_view(read, reach, dimensions)
    taps: tuple[Any, ...] = tuple(slice(None, None, axis.dilation) for axis in layer.axes)
    windows = windows[(..., *taps)]  # (groups, C / groups, *N, *K)
    turned = np.flip(layer.grouped, dimensions_of_kernel(layer))  # (groups, C / groups, O / g, *K)
    points, kernel = "xy"[: len(reach)], "kl"[: len(reach)]
    rule = f"gc{points}{kernel},gco{kernel}->go{points}"
    out = np.einsum(rule, windows, turned, optimize=True)
    bias = layer.bias.reshape(-1, *[1] * len(reach))  # (O, 1, ...)
    return np.asarray(out.reshape(layer.outputs, *out.shape[2:]) + bias)


def zero_stuffed(layer: Layer, given: Floats) -> Floats:
    """Put zeros between and around the points of an input (C, *n), as the turned kernel reads it.

    Between two points there are stride - 1 zeros, and around them so many that the first window
    makes the first point of the output, and the last the last.
    """
    between = [slice(None, None, axis.stride) for axis in layer.axes]
    lengths = [
        (n - 1) * axis.stride + 1 for axis, n in zip(layer.axes, given.shape[1:], strict=True)
    ]
    stuffed = np.zeros((len(given), *lengths))
    stuffed[(slice(None), *between)] = given
    around = [_around(axis) for axis in layer.axes]
    stuffed = np.pad(stuffed, [(0, 0), *((max(a, 0), max(b, 0)) for a, b in around)])
    kept = tuple(
        slice(max(-near, 0), points - max(-far, 0))
        for (near, far), points in zip(around, stuffed.shape[1:], strict=True)
    )
    return stuffed[(slice(None), *kept)]


def dimensions_of_kernel(layer: Layer) -> tuple[int, ...]:
    """Return which dimensions of the kernel by group are taps."""
    return tuple(range(3, 3 + len(layer.axes)))


def _around(axis: Axis) -> tuple[int, int]:
    """Return how many zeros stand before and after the input; fewer than none cut it short."""
    near, far = axis.crop
    return axis.reach - 1 - near, axis.reach - 1 - far
