"""The autoencoder on single windows, and the one layout of its weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deconviz.arrays import Arrays, Floats
from deconviz.config.experiment import NetworkSettings
from deconviz.data.windows import Windows
from deconviz.network.arithmetic import decode, encode


@dataclass(frozen=True)
class Autoencoder:
    """An encoder and a decoder of C channels, on windows of K points.

    Attributes
    ----------
    encoder_kernels, decoder_filters
        Shape (C, K).
    encoder_bias
        Shape (C,).
    decoder_bias
        A number.
    activation
        "tanh", "relu" or "identity".
    grid
        Rows and columns of a window that is of a picture, row by row in K points; empty for a
        curve's.
    """

    encoder_kernels: Floats
    encoder_bias: Floats
    decoder_filters: Floats
    decoder_bias: float
    activation: str
    grid: tuple[int, ...] = ()

    @classmethod
    def from_weights(cls, weights: Mapping[str, NDArray[Any]], activation: str) -> Autoencoder:
        """Take the weights of a torch module, shaped as in `weight_shapes`."""
        exact = {name: np.asarray(array, np.float64) for name, array in weights.items()}
        channels, _, *sides = exact["decoder.weight"].shape
        return cls(
            encoder_kernels=exact["encoder.weight"].reshape(channels, -1),  # (C, K)
            encoder_bias=exact["encoder.bias"],  # (C,)
            decoder_filters=exact["decoder.weight"].reshape(channels, -1),  # (C, K)
            decoder_bias=float(exact["decoder.bias"][0]),
            activation=activation,
            grid=tuple(sides) if len(sides) > 1 else (),
        )

    def weights(self) -> Arrays:
        """Return single-precision weights as a torch module has them, as in `weight_shapes`."""
        layout = (self.channels, 1, *(self.grid or (self.kernel,)))  # (C, 1, K) or (C, 1, H, W)
        exact = {
            "encoder.weight": self.encoder_kernels.reshape(layout),
            "encoder.bias": self.encoder_bias,  # (C,)
            "decoder.weight": self.decoder_filters.reshape(layout),
            "decoder.bias": np.array([self.decoder_bias]),  # (1,)
        }
        return {name: array.astype(np.float32) for name, array in exact.items()}

    @property
    def channels(self) -> int:
        """Components of a code."""
        return int(self.decoder_filters.shape[0])

    @property
    def kernel(self) -> int:
        """Points of a window."""
        return int(self.decoder_filters.shape[1])

    def encode(self, patches: Floats) -> Floats:
        """Encode patches of shape (..., K), shape (..., C)."""
        return encode(patches, self.encoder_kernels, self.encoder_bias, self.activation)

    def decode(self, codes: Floats) -> Floats:
        """Decode codes of shape (..., C), shape (..., K)."""
        return decode(codes, self.decoder_filters, self.decoder_bias)

    def codes(self, curves: Floats, stride: int) -> Floats:
        """Encode all windows of curves of shape (..., points), shape (..., W, C)."""
        return self.encode(Windows(curves.shape[-1], self.kernel, stride).cut(curves))


def weight_shapes(sizes: NetworkSettings) -> dict[str, tuple[int | None, ...]]:
    """Return the shapes of the four arrays of weights.

    They are those of a torch module whose `encoder` is a ``torch.nn.Conv1d(1, C, K)`` and whose
    `decoder` a ``torch.nn.ConvTranspose1d(C, 1, K)``; on pictures ``Conv2d`` and
    ``ConvTranspose2d``, with two sides in place of K.
    """
    channels, sides = sizes.channels, sizes.grid or (sizes.points,)
    return {
        "encoder.weight": (channels, 1, *sides),
        "encoder.bias": (channels,),
        "decoder.weight": (channels, 1, *sides),
        "decoder.bias": (1,),
    }


def perfect(kernel: int, grid: tuple[int, ...] = ()) -> Autoencoder:
    """Return a network that gives every patch back: what remains is the remedy's own error."""
    same = np.eye(kernel)
    return Autoencoder(same, np.zeros(kernel), same, 0.0, "identity", grid)
