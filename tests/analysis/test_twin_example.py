"""One window in two networks, by two components that mean the same."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis import curve_example, twin_components
from deconviz.analysis.twin_example import TwinExample, twin_example
from deconviz.arrays import Floats
from deconviz.network.autoencoder import Autoencoder

CURVES = np.array([[0.0, 0.6, 0.1, 0.0, 0.0, 0.0, 0.0], [0.0, 0.1, 0.2, 0.4, 0.9, 0.3, 0.0]])
PATCHES = np.random.default_rng(11).normal(size=(60, 3))
SMOOTH, RAGGED, OTHER = [1.0, 1.0, 1.0], [1.0, -1.0, 1.0], [1.0, 0.0, -1.0]


def network(*kernels: list[float], activation: str = "identity") -> Autoencoder:
    same = np.array(kernels)
    return Autoencoder(same, np.zeros(len(same)), same, 0.0, activation)


def example(first: Autoencoder, second: Autoencoder, stride: int = 1) -> TwinExample:
    codes: list[Floats] = [first.encode(PATCHES), second.encode(PATCHES)]
    return twin_example([first, second], codes, CURVES, stride)


def test_the_components_are_those_that_go_together() -> None:
    found = example(network(OTHER, SMOOTH), network(SMOOTH, RAGGED))
    assert found.twins.components == (1, 0)
    assert [one.component for one in found.sums] == [1, 0]
    assert [one.kernel.tolist() for one in found.sums] == [SMOOTH, SMOOTH]


def test_both_see_the_window_with_the_largest_code_of_the_most_lopsided_curve() -> None:
    found = example(network(SMOOTH, OTHER), network(SMOOTH, RAGGED))
    assert found.curve.number == 0
    assert found.window == 0
    assert [one.window.tolist() for one in found.sums] == [[0.0, 0.6, 0.1]] * 2


def test_windows_are_a_stride_apart_and_the_largest_may_be_negative() -> None:
    found = example(network([0.0, -1.0, 0.0], OTHER), network([0.0, -1.0, 0.0], RAGGED), stride=1)
    assert found.window == 0
    two_apart = example(network([0.0, 0.0, 1.0], OTHER), network([0.0, 0.0, 1.0], SMOOTH), stride=2)
    assert two_apart.sums[0].window.tolist() == [0.0, 0.6, 0.1]


@pytest.mark.parametrize("activation", ["identity", "tanh"])
def test_a_twin_that_means_the_opposite_is_turned(activation: str) -> None:
    turned = network([-1.0, -1.0, -1.0], RAGGED, activation=activation)
    found = example(network(SMOOTH, activation=activation), turned)
    assert found.twins.is_turned
    assert found.sums[1].kernel.tolist() == SMOOTH
    assert found.sums[1].code == pytest.approx(found.sums[0].code)


@pytest.mark.parametrize("kinds", [("relu", "relu"), ("relu", "tanh"), ("tanh", "relu")])
def test_with_a_rectifier_only_components_of_one_sign_are_twins(kinds: tuple[str, str]) -> None:
    first = network(SMOOTH, activation=kinds[0])
    second = network([-1.0, -1.0, -1.0], [1.0, -0.3, 0.0], activation=kinds[1])
    found = example(first, second)
    assert found.twins.components == (0, 1)
    assert found.sums[1].kernel.tolist() == [1.0, -0.3, 0.0]


def test_the_rule_says_how_all_was_chosen() -> None:
    found = example(network(SMOOTH), network(SMOOTH))
    assert found.rule == (
        f"{twin_components.RULE}; {curve_example.BEST}; its window with the largest code"
    )


@pytest.mark.parametrize(
    ("kernels", "is_so"),
    [
        ((SMOOTH, RAGGED), True),
        (([1.0, 0.0, 0.3], SMOOTH), True),  # a roughness of 1.55
        ((RAGGED, SMOOTH), True),
        ((SMOOTH, SMOOTH), False),
        ((RAGGED, RAGGED), False),
        (([1.0, 0.0, 0.0], SMOOTH), False),  # a roughness of just 1
        ((RAGGED, [1.0, 1.0, 0.0]), False),  # a roughness of just 0.5
    ],
)
def test_one_filter_is_ragged_and_the_other_smooth(
    kernels: tuple[list[float], list[float]], is_so: bool
) -> None:
    first, second = (network(kernel) for kernel in kernels)
    found = example(first, second)
    assert found.is_ragged_and_smooth is is_so


def test_a_filter_that_is_nothing_has_no_roughness() -> None:
    found = example(network([0.0, 0.0, 0.0]), network(RAGGED))
    assert found.roughness[0] == 0.0
    assert found.roughness[1] > 1
    assert example(network(OTHER), network([1.0, 0.0, 0.0])).roughness == [0.0, 1.0]


@pytest.mark.parametrize(
    ("factor", "is_so"),
    [(1.0, True), (0.96, True), (0.952, True), (0.94, False), (1.04, True), (1.06, False)],
)
def test_numbers_are_nearly_the_same_within_a_twentieth_of_the_larger(
    factor: float, is_so: bool
) -> None:
    found = example(network(SMOOTH), network([factor] * 3))
    assert found.is_nearly_same is is_so
    below = example(network([-1.0] * 3), network([-factor] * 3))
    assert below.is_nearly_same is is_so


def test_two_that_are_both_nothing_are_the_same() -> None:
    assert example(network([0.0] * 3), network([0.0] * 3)).is_nearly_same
