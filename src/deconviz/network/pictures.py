"""A whole picture from the network's outputs on its windows, and remedies for overlaps.

As `deconviz.network.overlaps` has them for curves, in two directions: the filters are weighted,
laid on the windows and summed; the bias is added once a point, as ``torch.nn.ConvTranspose2d``
does.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from deconviz.arrays import Floats
from deconviz.data.pictures import PictureWindows
from deconviz.network.autoencoder import Autoencoder

Remedy = Callable[[Autoencoder, Floats, int], Floats]
"""Of a network, a picture (rows, columns) and a stride: the picture as it is put together."""


def cosine_taper(kernel: tuple[int, ...]) -> Floats:
    """Return weights that fall to all sides as half a wave of a cosine, shape (K,).

    In each direction they are those of von Hann, sin(pi (k + 1/2) / kernel)**2. At a stride of
    half the kernel those of overlapping windows sum to 1, so that the taper is exact wherever no
    window is missing. (The taper for curves is not: with kernel 8 and stride 4 its weights would
    sum to 0.96 to 1.71.)
    """
    down, across = (np.sin(np.pi * (np.arange(side) + 0.5) / side) ** 2 for side in kernel)
    return np.outer(down, across).ravel()  # (K,)


def raw(network: Autoencoder, picture: Floats, stride: int) -> Floats:
    """Sum as ``conv_transpose2d`` does: overlaps count as often as windows cover them."""
    return _weighted(network, picture, stride, np.ones(network.kernel))


def tapered(network: Autoencoder, picture: Floats, stride: int) -> Floats:
    """Sum filters of `cosine_taper`: the edges of the picture fade."""
    return _weighted(network, picture, stride, cosine_taper(network.grid))


def normalised(network: Autoencoder, picture: Floats, stride: int) -> Floats:
    """Average over the windows of each point: the sum, divided by how often it is counted."""
    windows = PictureWindows.on(picture, network.grid, stride)
    weights = windows.cut(1 / np.maximum(windows.cover(), 1))  # (H, W, K)
    return _weighted(network, picture, stride, weights)


REMEDIES: dict[str, Remedy] = {"raw": raw, "tapered": tapered, "normalised": normalised}


def _weighted(network: Autoencoder, picture: Floats, stride: int, weights: Floats) -> Floats:
    windows = PictureWindows.on(picture, network.grid, stride)
    codes = network.encode(windows.cut(picture))  # (H, W, C)
    patches = codes @ network.decoder_filters * weights  # (H, W, K)
    return network.decoder_bias + windows.add(patches)
