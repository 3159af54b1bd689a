"""The products of `torch_model` are torch's own convolution and transposed convolution."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor, nn

from deconviz.config.experiment import Activation, NetworkSettings
from deconviz.network.torch_model import ACTIVATIONS, Weights, decode, encode, initial

networks = st.builds(
    NetworkSettings,
    channels=st.integers(1, 6),
    kernel=st.integers(2, 11),
    activation=st.sampled_from(get_args(Activation)),
)
seed_lists = st.lists(st.integers(0, 2**31 - 1), min_size=1, max_size=4, unique=True)
OF_TORCH = {"tanh": nn.Tanh(), "relu": nn.ReLU(), "identity": nn.Identity()}


def drawn(network: NetworkSettings, seeds: list[int]) -> Weights:
    return initial(network, [torch.Generator().manual_seed(seed) for seed in seeds])


def standard_normal(*shape: int) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(1))


class Autoencoder(nn.Module):
    """The network as torch's own layers."""

    def __init__(self, network: NetworkSettings) -> None:
        super().__init__()
        channels, kernel, stride = network.channels, network.points, network.stride
        self.encoder = nn.Conv1d(1, channels, kernel, stride)
        self.decoder = nn.ConvTranspose1d(channels, 1, kernel, stride)


def layers(weights: Weights, index: int, network: NetworkSettings) -> Autoencoder:
    module = Autoencoder(network).requires_grad_(False)
    arrays = weights.autoencoders(network)[index].weights()
    tensors = {name: torch.from_numpy(array) for name, array in arrays.items()}
    module.load_state_dict(tensors)  # strict: all names and shapes must fit
    return module


def test_every_activation_of_the_settings_exists() -> None:
    assert set(ACTIVATIONS) == set(get_args(Activation))


@given(networks, seed_lists, st.integers(1, 5))
@pytest.mark.slow
def test_encoding_is_the_convolution_of_torch(
    network: NetworkSettings, seeds: list[int], batch: int
) -> None:
    weights = drawn(network, seeds)
    patches = standard_normal(len(seeds), network.points, batch)  # (S, K, B)
    codes = encode(weights, patches, network.activation)  # (S, C, B)
    for index in range(len(seeds)):
        encoder = layers(weights, index, network).encoder
        before = encoder(patches[index].mT[:, None])[..., 0]  # (B, C)
        torch.testing.assert_close(codes[index].mT, OF_TORCH[network.activation](before))


@given(networks, seed_lists, st.integers(1, 5))
@pytest.mark.slow
def test_decoding_is_the_transposed_convolution_of_torch(
    network: NetworkSettings, seeds: list[int], batch: int
) -> None:
    weights = drawn(network, seeds)
    codes = standard_normal(len(seeds), network.channels, batch)  # (S, C, B)
    outputs = decode(weights, codes)  # (S, K, B)
    for index in range(len(seeds)):
        decoder = layers(weights, index, network).decoder
        torch.testing.assert_close(outputs[index].mT, decoder(codes[index].mT[..., None])[:, 0])


@given(networks, st.lists(st.integers(0, 99), min_size=2, max_size=4, unique=True))
def test_a_seed_draws_the_same_weights_in_any_company(
    network: NetworkSettings, seeds: list[int]
) -> None:
    together = drawn(network, seeds)
    for index, seed in enumerate(seeds):
        alone = drawn(network, [seed])
        for tensor, own in zip(together.tensors(), alone.tensors(), strict=True):
            torch.testing.assert_close(tensor[index], own[0], rtol=0, atol=0)


@pytest.mark.parametrize("kernel", [2, 7, 50])
def test_weights_begin_uniform_within_the_bound_of_torch(kernel: int) -> None:
    network, bound = NetworkSettings(channels=64, kernel=kernel), kernel**-0.5
    for tensor in drawn(network, list(range(100))).tensors():
        assert tensor.abs().max() <= bound
        assert tensor.min() < -0.9 * bound
        assert tensor.max() > 0.9 * bound
        assert tensor.mean().abs() < 0.25 * bound


def test_no_two_parts_of_a_network_begin_alike() -> None:
    parts = drawn(NetworkSettings(), [3]).tensors()
    numbers = torch.cat([part.flatten() for part in parts])
    assert len(set(numbers.tolist())) == len(numbers)


def test_all_four_tensors_are_trained() -> None:
    weights = drawn(NetworkSettings(), [3])
    assert sum(tensor.numel() for tensor in weights.tensors()) == 3 * 7 + 3 + 7 * 3 + 1


@given(networks, seed_lists)
def test_a_network_by_itself_encodes_and_decodes_as_it_does_among_others(
    network: NetworkSettings, seeds: list[int]
) -> None:
    weights = drawn(network, seeds)
    patches = standard_normal(len(seeds), network.points, 2)  # (S, K, 2)
    codes = encode(weights, patches, network.activation)  # (S, C, 2)
    outputs = decode(weights, codes)  # (S, K, 2)
    for index, alone in enumerate(weights.autoencoders(network)):
        its_codes = alone.encode(patches[index].mT.double().numpy())  # (2, C)
        np.testing.assert_allclose(its_codes, codes[index].mT, atol=1e-5)
        np.testing.assert_allclose(alone.decode(its_codes), outputs[index].mT, atol=1e-5)
