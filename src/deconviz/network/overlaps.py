"""A curve from the network's outputs on its windows, and remedies for counting overlaps twice.

A remedy is a function of a network, curves of shape (..., points) and a stride; `REMEDIES` has
them all by name. The filters are weighted, laid on the windows and summed; the bias is added
once a point, as ``torch.nn.ConvTranspose1d`` does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats, Mask
from deconviz.data.windows import Windows
from deconviz.network.autoencoder import Autoencoder


@dataclass(frozen=True)
class Reconstruction:
    """Curves put together again from what a network makes of their windows.

    Attributes
    ----------
    values
        Array of shape (..., M).
    points
        Which points of the curve these are, shape (points,) with M of them true.
    """

    values: Floats
    points: Mask

    def point_errors(self, targets: Floats) -> Floats:
        """Return the mean squared error at each of the points over curves (..., points), (M,)."""
        squared = (self.values - targets[..., self.points]) ** 2  # (..., M)
        return np.asarray(squared.mean(tuple(range(squared.ndim - 1))))

    def mean_squared_error(self, targets: Floats) -> float:
        """Return the mean squared error over all of the points of curves (..., points)."""
        return float(self.point_errors(targets).mean())


Remedy = Callable[[Autoencoder, Floats, int], Reconstruction]


def halving(kernel: int) -> Floats:
    """Return 1/2 for every point of a filter but the middle one, shape (kernel,).

    These weights of overlapping windows sum to 1 where kernel = 2 stride - 1, as with 7 and 4:
    neighbours then share all but their middles.
    """
    weights = np.full(kernel, 0.5)
    weights[kernel // 2] = 1
    return weights


def taper(kernel: int) -> Floats:
    """Return weights that fall slowly near the middle and steeply at the edge, shape (kernel,).

    They are 1 - u**2 with u from -1 at the first point to 1 at the last, where they end in 0:
    the window of Welch (1967, doi:10.1109/TAU.1967.1161901).

    No weights of this form are exact. Where two windows overlap, theirs sum to 1 only if they
    reach the edge as slowly as they leave the middle. With kernel 7 and stride 4 these miss 1
    by a ninth at most, those with another whole power of u by a third or more.
    """
    return 1 - np.linspace(-1, 1, kernel) ** 2


def raw(network: Autoencoder, curves: Floats, stride: int) -> Reconstruction:
    """Sum as ``conv_transpose1d`` does: overlaps count as often as windows cover them."""
    return _weighted(network, curves, stride, np.ones(network.kernel))


def halved(network: Autoencoder, curves: Floats, stride: int) -> Reconstruction:
    """Sum filters of `halving`: the ends of the curve, in one window only, are halved too."""
    return _weighted(network, curves, stride, halving(network.kernel))


def tapered(network: Autoencoder, curves: Floats, stride: int) -> Reconstruction:
    """Sum filters of `taper`: a smaller error at the ends of the curve, some in its interior."""
    return _weighted(network, curves, stride, taper(network.kernel))


def normalised(network: Autoencoder, curves: Floats, stride: int) -> Reconstruction:
    """Average over the windows of each point: exact if the network is.

    A point that is in no window has the bias alone.
    """
    windows = Windows(curves.shape[-1], network.kernel, stride)
    summed = windows.add(network.codes(curves, stride) @ network.decoder_filters)
    counts = np.maximum(windows.cover(), 1)  # (points,)
    return Reconstruction(network.decoder_bias + summed / counts, np.ones(windows.points, bool))


def padded(network: Autoencoder, curves: Floats, stride: int) -> Reconstruction:
    """Continue the curve beyond its ends, average, and cut the margins off again.

    So the ends are in as many windows as the rest. The curve is continued by odd reflection,
    half a turn about its end, which keeps both value and slope: what the network meets there
    is most like what it was trained on. (Zeros bend the curve and even reflection breaks it;
    on trained networks the error at the ends is 4 and more than 10 times as large.)
    """
    points = curves.shape[-1]
    before, after = Windows(points, network.kernel, stride).margins()
    longer = continued(curves, before, after)  # (..., before + points + after)
    assembled = normalised(network, longer, stride).values  # (..., before + points + after)
    return Reconstruction(assembled[..., before : before + points], np.ones(points, bool))


def continued(curves: Floats, before: int, after: int) -> Floats:
    """Continue curves (..., points) by so many points, half a turn about their ends."""
    widths = [(0, 0)] * (curves.ndim - 1) + [(before, after)]
    return np.pad(curves, widths, mode="reflect", reflect_type="odd")


def cropped(network: Autoencoder, curves: Floats, stride: int) -> Reconstruction:
    """Average, and keep the interior alone, which may be no point at all.

    Halving gives the same where kernel = 2 stride - 1.
    """
    inside = Windows(curves.shape[-1], network.kernel, stride).interior()  # (points,)
    return Reconstruction(normalised(network, curves, stride).values[..., inside], inside)


REMEDIES: dict[str, Remedy] = {
    "raw": raw,
    "halved": halved,
    "tapered": tapered,
    "normalised": normalised,
    "padded": padded,
    "cropped": cropped,
}


def _weighted(network: Autoencoder, curves: Floats, stride: int, weights: Floats) -> Reconstruction:
    windows = Windows(curves.shape[-1], network.kernel, stride)
    patches = network.codes(curves, stride) @ (network.decoder_filters * weights)  # (..., W, K)
    return Reconstruction(
        network.decoder_bias + windows.add(patches), np.ones(windows.points, bool)
    )
