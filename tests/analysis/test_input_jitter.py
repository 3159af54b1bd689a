"""Noise on the input shifts a component: by how much, in which network, along training."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from deconviz.analysis.input_jitter import KernelPath, Shaken, draws, most_calmed, shaken
from deconviz.arrays import Floats
from deconviz.network.autoencoder import Autoencoder
from deconviz.network.history import History

PATCHES = np.random.default_rng(1).normal(size=(50, 3))
NOISE = draws(0.5, PATCHES.shape)


def network(kernels: Floats, activation: str = "identity") -> Autoencoder:
    return Autoencoder(kernels, np.arange(len(kernels)) / 10, kernels, 0.0, activation)


def history() -> History:
    """Of two seeds: three steps, two components, three points."""
    draw = np.random.default_rng(2)
    return History(
        steps=np.array([0, 10, 40]),
        encoder_kernels=draw.normal(size=(2, 3, 2, 3)).astype(np.float32),
        encoder_bias=draw.normal(size=(2, 3, 2)).astype(np.float32),
    )


def test_a_path_is_that_of_one_component_of_one_seed() -> None:
    recorded = history()
    path = KernelPath.of(recorded, 1, network(np.eye(3)[:2], "tanh"), 0)
    assert path.kernels.tolist() == recorded.encoder_kernels[1, :, 0].tolist()
    assert path.biases.tolist() == recorded.encoder_bias[1, :, 0].tolist()
    assert path.activation == "tanh"


def test_without_a_history_a_path_is_its_end() -> None:
    path = KernelPath.of(History(), 0, network(np.eye(3)[:2]), 1)
    assert path.kernels.tolist() == [[0.0, 1.0, 0.0]]
    assert path.biases.tolist() == [0.1]
    assert path.at(0.0).kernels.tolist() == path.end.kernels.tolist() == [[0.0, 1.0, 0.0]]


@pytest.mark.parametrize(
    ("place", "kernel", "bias"),
    [(0, 0.0, 5.0), (0.25, 1.0, 5.5), (1, 4.0, 7.0), (1.5, 6.0, 8.0), (2, 8.0, 9.0)],
)
def test_between_two_steps_it_is_a_mixture_of_both(
    place: float, kernel: float, bias: float
) -> None:
    path = KernelPath(np.array([[0.0], [4.0], [8.0]]), np.array([5.0, 7.0, 9.0]), "relu")
    at = path.at(place)
    assert (at.kernels.tolist(), at.biases.tolist()) == ([[kernel]], [bias])
    assert at.activation == "relu"
    assert path.end.kernels.tolist() == [[8.0]]


def test_noise_shifts_a_linear_component_by_its_product_with_the_kernel() -> None:
    kernels = np.array([[1.0, -2.0, 0.5], [0.0, 1.0, 1.0]])
    path = KernelPath(kernels, np.array([3.0, -4.0]), "identity")
    assert path.deviations(PATCHES, NOISE) == pytest.approx(NOISE @ kernels.T)


def test_jitter_is_the_root_mean_square_of_the_shifts() -> None:
    path = KernelPath(np.array([[1.0, 0.0, 0.0]]), np.zeros(1), "identity")
    assert path.jitter(PATCHES, NOISE) == pytest.approx(np.sqrt((NOISE[:, 0] ** 2).mean()))


def test_an_activation_that_saturates_calms() -> None:
    path = KernelPath(np.full((1, 3), 50.0), np.full(1, 500.0), "tanh")
    assert path.jitter(PATCHES, NOISE) == pytest.approx(0, abs=1e-6)


def test_draws_are_the_same_each_time_and_as_large_as_asked() -> None:
    assert draws(0.5, (100, 100)).std() == pytest.approx(0.5, rel=0.02)
    assert draws(0.5, (2, 3)).tolist() == draws(0.5, (2, 3)).tolist()
    assert draws(1.0, (2, 3)) == pytest.approx(2 * draws(0.5, (2, 3)))


def test_the_component_is_the_one_that_the_second_network_calms_most_in_proportion() -> None:
    first = network(np.diag([9.0, 2.0, 1.0]))
    second = network(np.diag([8.0, 0.5, 0.9]))
    assert most_calmed([first, second], PATCHES, NOISE) == 1
    assert most_calmed([second, first], PATCHES, NOISE) == 2


def test_noise_is_added_to_what_is_encoded() -> None:
    rectified = network(np.array([[1.0], [-1.0]]), "relu")
    calm = network(np.array([[0.1], [0.1]]))
    calm = replace(calm, encoder_bias=np.zeros(2))
    rectified = replace(rectified, encoder_bias=np.zeros(2))
    assert most_calmed([rectified, calm], np.zeros((4, 1)), np.ones((4, 1))) == 0
    assert most_calmed([rectified, calm], np.zeros((4, 1)), -np.ones((4, 1))) == 1


def test_a_component_that_noise_does_not_shift_at_all_is_calmest() -> None:
    first, second = network(np.diag([1.0, 1.0, 1.0])), network(np.diag([0.1, 0.1, 0.0]))
    assert most_calmed([first, second], PATCHES, NOISE) == 2
    assert most_calmed([second, second], PATCHES, NOISE) == 0


def test_all_is_of_the_chosen_component_in_both_networks() -> None:
    recorded = history()
    first, second = network(np.eye(3)[:2]), network(np.diag([1.0, 0.5, 0.0])[:2])
    found = shaken([first, second], [(recorded, 0), (recorded, 1)], PATCHES, 0.5)
    assert (found.component, found.size) == (1, 0.5)
    assert found.noise.tolist() == NOISE.tolist()
    assert found.patches is PATCHES
    for number, path in enumerate(found.paths):
        assert path.kernels.tolist() == recorded.encoder_kernels[number, :, 1].tolist()
    assert found.steps.tolist() == [0, 10, 40]
    assert found.jitters == [path.end.jitter(PATCHES, NOISE) for path in found.paths]


def paths(*of_networks: list[float]) -> Shaken:
    """Kernels of one point at steps of training."""
    every = tuple(
        KernelPath(np.array(kernels)[:, None], np.zeros(len(kernels)), "identity")
        for kernels in of_networks
    )
    steps = 10 ** np.arange(len(every[0].biases))
    return Shaken(0, every, PATCHES, NOISE, 0.5, steps)


def test_kernels_change_evenly_in_time_by_the_network_that_changes_more() -> None:
    found = paths([0.0, 1.0, 1.0, 3.0], [0.0, -0.5, 0.5, 0.6])  # changes 1, 1, 2
    assert [found.step(share) for share in (0.0, 0.25, 0.5, 0.75, 1.0)] == [0.0, 1.0, 2.0, 2.5, 3.0]


def test_the_first_change_takes_its_share_of_time_too() -> None:
    assert paths([0.0, 2.0, 3.0, 4.0], [0.0, 0.0, 0.0, 0.0]).step(0.25) == pytest.approx(0.5)


def test_the_point_that_changes_most_sets_the_pace() -> None:
    kernels = np.array([[0.0, 0.0], [1.0, 3.0], [2.0, 3.0]])  # changes 3, 1
    path = KernelPath(kernels, np.zeros(3), "identity")
    found = Shaken(0, (path, path), PATCHES, NOISE, 0.5, np.arange(3))
    assert found.step(0.75) == pytest.approx(1.0)


def test_kernels_that_never_change_have_a_step_too() -> None:
    assert 0 <= paths([1.0, 1.0], [2.0, 2.0]).step(0.5) <= 1


@pytest.mark.parametrize(
    ("kernels", "first"),
    [
        ([0.0, 2.0, 4.0], 0),
        ([6.0, 5.0, 4.0], 1),
        ([5.0, 6.0, 4.0], 2),
        ([-1.1, -1.0, 4.0], 1),
        ([1.0, 0.0, 0.0], 1),
        ([0.0, 0.0, 0.0], 0),
    ],
)
def test_kernels_are_shown_from_when_they_stay_near_trained_ones(
    kernels: list[float], first: int
) -> None:
    assert paths(kernels, [0.0] * 3).first == first
    assert paths([0.0] * 3, kernels).first == first


@pytest.mark.parametrize(
    "networks",
    [
        ([0.0, 4.0], [0.0, 4.0]),
        ([0.0, -4.0], [0.0, -4.0]),
        ([5.0, 4.0], [-2.0, -2.0]),
    ],
)
def test_trained_kernels_of_both_networks_and_zero_are_what_is_near(
    networks: tuple[list[float], list[float]],
) -> None:
    assert paths(*networks).first == 0


def test_what_is_shown_begins_at_the_first_step_and_takes_the_rest_of_all_change() -> None:
    found = paths([9.0, 5.0, 4.0], [0.0] * 3)  # changes 4, 1
    assert [found.share(shown) for shown in (0.0, 0.5, 1.0)] == pytest.approx([0.8, 0.9, 1.0])
    assert found.step(found.share(0.0)) == found.first


@pytest.mark.parametrize(("place", "number"), [(0, 1), (0.5, 3), (1, 10), (1.5, 32), (2, 100)])
def test_steps_between_two_are_numbered_on_a_log_scale(place: float, number: int) -> None:
    assert paths([0.0] * 3, [0.0] * 3).number(place) == number
