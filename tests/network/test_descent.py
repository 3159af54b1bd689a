"""The compiled steps are torch's: its gradients, its Adam, its noise in the right place."""

from __future__ import annotations

from itertools import islice
from typing import get_args

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from deconviz.config.experiment import (
    Activation,
    CurveSettings,
    Experiment,
    NetworkSettings,
    Noise,
    TrainingSettings,
)
from deconviz.network import descent, training
from deconviz.network.torch_model import ACTIVATIONS, flatten, initial, unflatten
from support import autograd

networks = st.builds(
    NetworkSettings,
    channels=st.integers(1, 6),
    kernel=st.integers(2, 11),
    activation=st.sampled_from(get_args(Activation)),
)
every_activation = pytest.mark.parametrize("activation", get_args(Activation))
NOISES: tuple[Noise, ...] = (
    ((), 0.0),
    ((0.1, 0.0, 2.0), 0.0),
    ((), 0.3),
    ((0.1, 0.01, 0.001), 0.01),
)


def generators(*seeds: int) -> list[torch.Generator]:
    return [torch.Generator().manual_seed(seed) for seed in seeds]


@settings(deadline=None)  # the first example compiles
@given(networks, st.integers(1, 70), st.integers(0, 2**31 - 1))
def test_gradients_equal_those_of_torchs_autograd(
    network: NetworkSettings, batch: int, seed: int
) -> None:
    channels, kernel = network.channels, network.points
    [random] = generators(seed)
    flat = flatten(initial(network, [random])).requires_grad_()  # (1, P)
    clean, noisy = torch.randn(2, 1, kernel, batch, generator=random)
    noise = torch.randn(1, channels, batch, generator=random)
    activation = network.activation
    loss = autograd.loss(unflatten(flat, network), activation, clean, noisy, noise)
    (expected,) = torch.autograd.grad(loss, flat)
    slope = np.empty(flat.shape[1], np.float32)
    descent.gradient(
        flat.detach().numpy()[0],
        descent.ACTIVATION[activation],
        clean[0].numpy(),
        noisy[0].numpy(),
        noise[0].numpy(),
        slope,
    )
    np.testing.assert_allclose(slope, expected[0].numpy(), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("size", [1.0, 1e-8])  # where slopes are slight, what keeps off 0 counts
def test_one_move_after_another_is_torchs_adam(size: float) -> None:
    [random] = generators(0)
    start, slopes = torch.randn(50, generator=random), size * torch.randn(40, 50, generator=random)
    of_torch = start.clone().requires_grad_()
    adam = torch.optim.Adam([of_torch], lr=0.01)
    ours, means, squares = start.numpy().copy(), np.zeros(50, np.float32), np.zeros(50, np.float32)
    for count, slope in enumerate(slopes, 1):
        of_torch.grad = slope
        adam.step()
        descent.move(ours, slope.numpy(), means, squares, 0.01, count)
        np.testing.assert_allclose(ours, of_torch.detach().numpy(), atol=1e-5)


@every_activation
def test_networks_move_as_torch_moves_them_with_every_noise_in_its_place(
    activation: Activation,
) -> None:
    network = NetworkSettings(activation=activation)
    schedule = TrainingSettings(steps=30, batch=16)
    experiment = Experiment(
        data=CurveSettings(),
        network=network,
        training=schedule,
        code_noise=(),
        input_noise=0.0,
    )
    seeds = generators(11, 22)
    flat = flatten(initial(network, seeds)).repeat(len(NOISES), 1)  # (R * S, P)
    of_torch = autograd.Autograd(flat, network)
    patches = torch.randn(640, 7, generator=torch.Generator().manual_seed(1))
    [task] = islice(training._tasks(patches, experiment, NOISES, seeds), 1)
    rates = [training.learning_rate(step, schedule) for step in range(1, 31)]
    of_torch.descend(task, rates)
    ours = flat.numpy()
    means, squares = np.zeros_like(ours), np.zeros_like(ours)
    descent.descend(ours, means, squares, task, 0, np.array(rates[:10]), 1)
    descent.descend(ours, means, squares, task, 10, np.array(rates[10:]), 11)
    np.testing.assert_allclose(ours, of_torch.flat.numpy(), atol=2e-5)


@every_activation
def test_an_activation_and_its_slope_are_torchs_at_zero_too(activation: Activation) -> None:
    before = torch.tensor([-2.0, -0.5, 0.0, 0.5, 2.0], requires_grad=True)
    expected = ACTIVATIONS[activation](before)
    (slope,) = torch.autograd.grad(expected.sum(), before)
    values, steep = before.detach().numpy().copy(), np.empty(5, np.float32)
    descent.activate(descent.ACTIVATION[activation], values, steep)
    np.testing.assert_allclose(values, expected.detach().numpy(), atol=2e-7)
    np.testing.assert_allclose(steep, slope.numpy(), atol=4e-7)


@pytest.mark.parametrize("value", [0.0, 1e-4, -0.3, 5.0, -5.0, 50.0, -1000.0, float("nan")])
def test_tanh_and_its_slope_are_right_from_end_to_end(value: float) -> None:
    values, steep = np.full(1, value, np.float32), np.empty(1, np.float32)
    with np.errstate(over="ignore"):  # where numba is turned off, numpy tells of what is meant
        descent.activate(descent.TANH, values, steep)
    np.testing.assert_allclose(values, np.tanh(value), atol=2e-7)
    np.testing.assert_allclose(steep, 1 - np.tanh(value) ** 2, atol=4e-7)
