"""Assembled pictures are what torch computes, and weights that sum to 1 give them back."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn.functional import conv2d, conv_transpose2d

from deconviz.arrays import Floats
from deconviz.data.pictures import PictureWindows
from deconviz.network.autoencoder import Autoencoder, perfect
from deconviz.network.pictures import cosine_taper, normalised, raw, tapered

PICTURE = np.random.default_rng(0).normal(size=(24, 32))


def network(grid: tuple[int, int], channels: int = 3) -> Autoencoder:
    random = np.random.default_rng(grid[0])
    kernels, filters = random.normal(size=(2, channels, grid[0] * grid[1]))
    return Autoencoder(kernels, random.normal(size=channels), filters, 0.3, "tanh", grid)


def by_torch(own: Autoencoder, picture: Floats, stride: int) -> torch.Tensor:
    weights = {name: torch.from_numpy(array).double() for name, array in own.weights().items()}
    code = torch.tanh(
        conv2d(
            torch.from_numpy(picture)[None, None],
            weights["encoder.weight"],
            weights["encoder.bias"],
            stride=stride,
        )
    )
    return conv_transpose2d(code, weights["decoder.weight"], weights["decoder.bias"], stride)[0, 0]


@given(st.tuples(*[st.integers(2, 6)] * 2), st.integers(1, 7))
def test_the_plain_sum_is_the_transposed_convolution_of_torch(
    grid: tuple[int, int], stride: int
) -> None:
    single = network(grid)
    own = Autoencoder.from_weights(single.weights(), "tanh")  # as precise as torch has it
    assert own.grid == grid
    expected = by_torch(own, PICTURE, stride)
    rows, columns = expected.shape
    found = raw(own, PICTURE, stride)
    np.testing.assert_allclose(found[:rows, :columns], expected, atol=1e-12)
    assert (found[rows:] == own.decoder_bias).all()
    assert (found[:, columns:] == own.decoder_bias).all()


def test_the_count_gives_back_what_is_in_a_window() -> None:
    same = perfect(64, (8, 8))
    np.testing.assert_allclose(normalised(same, PICTURE, 4), PICTURE, atol=1e-12)
    cover = PictureWindows.on(PICTURE, (8, 8), 4).cover()
    np.testing.assert_allclose(raw(same, PICTURE, 4), cover * PICTURE, atol=1e-12)


def test_the_taper_rises_from_each_edge_to_the_middle_as_half_a_wave() -> None:
    low, high = (1 - np.cos(np.deg2rad([45, 135]))) / 2  # of a wave of 360 degrees over 4 points
    expected = np.outer([low, high, high, low], [0.5, 0.5])
    np.testing.assert_allclose(cosine_taper((4, 2)).reshape(4, 2), expected)


@pytest.mark.parametrize("side", [2, 6, 8])
def test_the_taper_is_exact_inside_at_a_stride_of_half_the_kernel(side: int) -> None:
    windows = PictureWindows.on(PICTURE, (side, side), side // 2)
    inside = windows.interior()
    sums = windows.add(cosine_taper((side, side)))
    np.testing.assert_allclose(sums[inside], 1, atol=1e-12)
    found = tapered(perfect(side**2, (side, side)), PICTURE, side // 2)
    np.testing.assert_allclose(found[inside], PICTURE[inside], atol=1e-12)
    assert sums[~inside].max() < 1
