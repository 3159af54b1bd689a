"""What the films add up is what the network computes."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn.functional import conv1d, conv_transpose1d

from deconviz.arrays import Floats
from deconviz.config.experiment import Activation
from deconviz.network.arithmetic import decode, encode, scaled_filters

channel_counts, kernels, batches = st.integers(1, 8), st.integers(1, 16), st.integers(0, 6)
OF_TORCH = {"tanh": torch.tanh, "relu": torch.relu, "identity": torch.clone}


def drawn(*shape: int) -> Floats:
    return np.random.default_rng(sum(shape)).normal(size=shape)


@given(channel_counts, kernels, batches)
def test_decoding_is_the_transposed_convolution_of_torch(
    channels: int, kernel: int, batch: int
) -> None:
    codes, filters, bias = drawn(batch, channels), drawn(channels, kernel), 0.3
    expected = conv_transpose1d(
        torch.from_numpy(codes)[..., None],
        torch.from_numpy(filters)[:, None],
        torch.tensor([bias], dtype=torch.double),
    )[:, 0]  # (B, K)
    np.testing.assert_allclose(decode(codes, filters, bias), expected, atol=1e-13)


@given(channel_counts, kernels, batches, st.sampled_from(get_args(Activation)))
def test_encoding_is_the_convolution_of_torch(
    channels: int, kernel: int, batch: int, activation: Activation
) -> None:
    patches, filters, bias = drawn(batch, kernel), drawn(channels, kernel), drawn(channels)
    before = conv1d(
        torch.from_numpy(patches)[:, None],
        torch.from_numpy(filters)[:, None],
        torch.from_numpy(bias),
    )[..., 0]  # (B, C)
    np.testing.assert_allclose(
        encode(patches, filters, bias, activation), OF_TORCH[activation](before), atol=1e-13
    )


@given(channel_counts, kernels, batches)
def test_an_output_is_the_bias_plus_the_sum_of_the_scaled_filters(
    channels: int, kernel: int, batch: int
) -> None:
    codes, filters = drawn(batch, channels), drawn(channels, kernel)
    scaled = scaled_filters(codes, filters)
    assert scaled.shape == (batch, channels, kernel)
    np.testing.assert_allclose(decode(codes, filters, 0.3), 0.3 + scaled.sum(-2), atol=1e-13)


def test_a_scaled_filter_is_its_filter_times_its_own_component() -> None:
    scaled = scaled_filters(np.array([2.0, -1.0]), np.array([[1.0, 3.0], [5.0, 0.5]]))
    assert scaled.tolist() == [[2.0, 6.0], [-5.0, -0.5]]


def test_one_code_decodes_as_it_does_among_others() -> None:
    codes, filters = drawn(4, 3), drawn(3, 7)
    np.testing.assert_allclose(decode(codes[2], filters, 0.1), decode(codes, filters, 0.1)[2])


def test_an_unknown_activation_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="'gelu': use tanh, relu or identity"):
        encode(drawn(1, 7), drawn(3, 7), drawn(3), "gelu")
