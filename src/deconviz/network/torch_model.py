"""The autoencoder, as functions over the weights of many seeds at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from deconviz.arrays import Floats
from deconviz.config.experiment import Activation, NetworkSettings
from deconviz.network.autoencoder import Autoencoder

ACTIVATIONS: dict[Activation, Callable[[Tensor], Tensor]] = {
    "tanh": torch.tanh,
    "relu": torch.relu,
    "identity": lambda x: x,
}


@dataclass(frozen=True)
class Weights:
    """Weights of S networks with C channels and kernels of K points, laid out for products."""

    encoder_kernels: Tensor  # (S, C, K)
    encoder_bias: Tensor  # (S, C, 1)
    decoder_filters: Tensor  # (S, K, C)
    decoder_bias: Tensor  # (S, 1, 1)

    def tensors(self) -> list[Tensor]:
        """Return the four tensors, as an optimiser takes them."""
        return [self.encoder_kernels, self.encoder_bias, self.decoder_filters, self.decoder_bias]

    def autoencoders(self, sizes: NetworkSettings) -> list[Autoencoder]:
        """Return each network by itself, in arrays."""
        return [
            Autoencoder(
                encoder_kernels=_exact(kernels),  # (C, K)
                encoder_bias=_exact(bias[:, 0]),  # (C,)
                decoder_filters=_exact(filters.mT),  # (C, K)
                decoder_bias=float(level),
                activation=sizes.activation,
                grid=sizes.grid,
            )
            for kernels, bias, filters, level in zip(*self.tensors(), strict=True)
        ]


def initial(sizes: NetworkSettings, generators: list[torch.Generator]) -> Weights:
    """Draw weights uniformly in +-1/sqrt(K), as torch does by default, a generator per seed."""
    channels, kernel = sizes.channels, sizes.points
    bound = kernel**-0.5

    def draw(*shape: int) -> Tensor:
        draws = [torch.rand(*shape, generator=g) * 2 * bound - bound for g in generators]
        return torch.stack(draws)  # (S, *shape)

    return Weights(draw(channels, kernel), draw(channels, 1), draw(kernel, channels), draw(1, 1))


def flatten(weights: Weights) -> Tensor:
    """Return the weights of S networks as a row each, shape (S, P)."""
    return torch.cat([tensor.flatten(1) for tensor in weights.tensors()], 1)


def unflatten(flat: Tensor, sizes: NetworkSettings) -> Weights:
    """Return what `flatten` made rows of, as views of these."""
    channels, kernel = sizes.channels, sizes.points
    shapes = ((channels, kernel), (channels, 1), (kernel, channels), (1, 1))
    parts = torch.split(flat, [rows * columns for rows, columns in shapes], 1)
    return Weights(*(part.view(-1, *shape) for part, shape in zip(parts, shapes, strict=True)))


def encode(weights: Weights, patches: Tensor, activation: Activation) -> Tensor:
    """Encode patches of K points, the batch in the last dimension.

    On a patch as long as the kernel the convolution has one window, so it is a product.

    Parameters
    ----------
    weights
        Weights of S networks.
    patches
        Tensor of shape (S, K, B).
    activation
        Applied to the code.

    Returns
    -------
    tensor of shape (S, C, B)
    """
    before = torch.baddbmm(weights.encoder_bias, weights.encoder_kernels, patches)  # (S, C, B)
    return ACTIVATIONS[activation](before)


def decode(weights: Weights, codes: Tensor) -> Tensor:
    """Decode codes of shape (S, C, B) into patches of shape (S, K, B)."""
    return torch.baddbmm(weights.decoder_bias, weights.decoder_filters, codes)  # (S, K, B)


def _exact(weights: Tensor) -> Floats:
    return np.ascontiguousarray(weights.double().numpy())
