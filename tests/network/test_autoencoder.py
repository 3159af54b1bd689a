"""The weights of a network are laid out as torch has them, and come back as they were."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.config.experiment import NetworkSettings
from deconviz.network.autoencoder import Autoencoder, weight_shapes

RANDOM = np.random.default_rng(8)


@pytest.mark.parametrize(("kernel", "grid"), [(6, ()), ((2, 3), (2, 3))])
def test_weights_come_back_from_the_layout_of_torch(
    kernel: int | tuple[int, int], grid: tuple[int, ...]
) -> None:
    kernels, filters = RANDOM.normal(size=(2, 4, 6)).astype(np.float32).astype(float)
    biases = np.array([0.5, -1.0, 0.25, 0.0])
    network = Autoencoder(kernels, biases, filters, -0.75, "relu", grid)
    weights = network.weights()
    shapes = weight_shapes(NetworkSettings(channels=4, kernel=kernel))
    assert {name: array.shape for name, array in weights.items()} == shapes
    again = Autoencoder.from_weights(weights, "relu")
    assert again.encoder_kernels.tolist() == kernels.tolist()
    assert again.encoder_bias.tolist() == biases.tolist()
    assert again.decoder_filters.tolist() == filters.tolist()
    assert (again.decoder_bias, again.activation, again.grid) == (-0.75, "relu", grid)
