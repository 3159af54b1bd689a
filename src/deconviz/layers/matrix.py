"""Matrix: one column for each number of the input, with the kernel where that number lands."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array

from deconviz.arrays import Floats, Integers
from deconviz.layers.axis import Axis
from deconviz.layers.layer import Layer


def matrix(layer: Layer, inputs: tuple[int, ...]) -> coo_array:
    """Return the matrix that turns an input into the output, but for the bias.

    It is the transpose of the matrix of the convolution with the same settings.

    Parameters
    ----------
    layer
        The transposed convolution.
    inputs
        The length n of each dimension.

    Returns
    -------
    scipy.sparse.coo_array
        Shape (O times the product of N, C times the product of n), each in the order of rows.
    """
    sizes = layer.sizes(inputs)
    rows, columns, taps = _places(layer, inputs)  # (places,) each
    o = layer.outputs // layer.groups
    per_group = layer.channels // layer.groups
    into, out = np.prod(inputs, dtype=int), np.prod(sizes, dtype=int)
    kernel = layer.kernel.reshape(layer.channels, o, -1)  # (C, O / groups, taps)
    c, k = np.mgrid[: layer.channels, :o].reshape(2, -1)  # (C O / groups,) each
    to = k + c // per_group * o  # the channel that comes out
    return coo_array(
        (
            kernel[c, k][:, taps].ravel(),
            (
                (to[:, None] * out + rows).ravel(),
                (c[:, None] * into + columns).ravel(),
            ),
        ),
        shape=(layer.outputs * out, layer.channels * into),
    )


def multiply(layer: Layer, given: Floats) -> Floats:
    """Compute a layer as a matrix times its input (C, *n); return shape (O, *N).

    Raises
    ------
    UserError
        If the input does not suit the layer.
    """
    layer.grouped_input(given)
    inputs = given.shape[1:]
    out = matrix(layer, inputs) @ given.ravel()
    bias = layer.bias.reshape(-1, *[1] * len(inputs))  # (O, 1, ...)
    return np.asarray(out.reshape(layer.outputs, *layer.sizes(inputs)) + bias)


def _places(layer: Layer, inputs: tuple[int, ...]) -> tuple[Integers, Integers, Integers]:
    """Return where each tap lands for each point: output, input and tap, each as one number."""
    along = [_along(axis, n) for axis, n in zip(layer.axes, inputs, strict=True)]
    outputs, points, taps = along[0]
    for (more_outputs, more_points, more_taps), axis, n in zip(
        along[1:], layer.axes[1:], inputs[1:], strict=True
    ):
        outputs = (outputs[:, None] * axis.outputs(n) + more_outputs).ravel()
        points = (points[:, None] * n + more_points).ravel()
        taps = (taps[:, None] * axis.kernel + more_taps).ravel()
    return outputs, points, taps


def _along(axis: Axis, inputs: int) -> tuple[Integers, Integers, Integers]:
    """Return output, input and tap of all that is kept along one dimension."""
    point, tap = np.mgrid[:inputs, : axis.kernel].reshape(2, -1)  # (n K,) each
    output = axis.stride * point + axis.dilation * tap - axis.crop[0]
    kept = (output >= 0) & (output < axis.outputs(inputs))
    return output[kept], point[kept], tap[kept]
