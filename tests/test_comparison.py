"""The figures by which networks are compared, against their closed forms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from deconviz.comparison import (
    ablation,
    agreement,
    cosines,
    mean_squared_error,
    pca_floor,
    principal_components,
    roughness,
)
from deconviz.curves import dataset, patches
from deconviz.experiment import Data

Floats = NDArray[np.float64]

kernels = st.integers(2, 12)
seeds = st.integers(0, 1000)
REAL = patches(dataset(Data(curves=1, held_out=200))[1], 7)


def uneven(seed: int, count: int, points: int) -> Floats:
    """Draw patches with a mean of their own and directions of unlike importance."""
    rng = np.random.default_rng(seed)
    mixed = rng.normal(size=(count, points)) @ rng.normal(size=(points, points))
    return mixed + rng.normal(size=points)


def best_linear_decoder_error(codes: Floats, targets: Floats) -> float:
    with_bias = np.column_stack([codes, np.ones(len(codes))])
    solution = np.linalg.lstsq(with_bias, targets)[0]
    return float(np.mean((with_bias @ solution - targets) ** 2))


@given(seeds, kernels, st.data())
def test_the_floor_is_the_rest_of_the_singular_values(
    seed: int, points: int, data: st.DataObject
) -> None:
    components = data.draw(st.integers(0, points))
    drawn = uneven(seed, 30, points)
    singular = np.linalg.svd(drawn - drawn.mean(0), compute_uv=False)
    expected = (singular[components:] ** 2).sum() / drawn.size
    assert pca_floor(drawn, components) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("components", [1, 2, 3])
def test_principal_components_with_their_best_decoder_reach_the_floor(components: int) -> None:
    codes = (REAL - REAL.mean(0)) @ principal_components(REAL)[:components].T
    error = best_linear_decoder_error(codes, REAL)
    assert error == pytest.approx(pca_floor(REAL, components), rel=1e-9)


@given(seeds, st.integers(1, 4))
def test_no_other_codes_get_below_the_floor(seed: int, components: int) -> None:
    codes = np.tanh(np.random.default_rng(seed).normal(size=(7, components)).T @ REAL.T).T
    assert best_linear_decoder_error(codes, REAL) >= pca_floor(REAL, components)


def test_the_floors_are_those_of_the_specification() -> None:
    held_out = patches(dataset(Data(curves=1))[1], 7)
    three, two, one = (pca_floor(held_out, components) for components in (3, 2, 1))
    np.testing.assert_allclose([two, one], [4.75e-4, 8.0e-3], rtol=0.05)
    assert 1e-5 < three < 1.55e-5  # the specification's has the noise of nearest-x resampling


@given(seeds, kernels)
def test_principal_components_are_the_right_singular_vectors_most_important_first(
    seed: int, points: int
) -> None:
    drawn = uneven(seed, 40, points)
    found = principal_components(drawn)
    np.testing.assert_allclose(found @ found.T, np.eye(points), atol=1e-12)
    projected = (drawn - drawn.mean(0)) @ found.T
    singular = np.linalg.svd(drawn - drawn.mean(0), compute_uv=False)
    np.testing.assert_allclose(np.linalg.norm(projected, axis=0), singular, atol=1e-7)


@given(seeds, st.integers(1, 5), kernels)
def test_ablation_is_the_error_with_one_filter_taken_out(
    seed: int, channels: int, points: int
) -> None:
    rng = np.random.default_rng(seed)
    targets, codes = rng.normal(size=(9, points)), rng.normal(size=(9, channels))
    filters = rng.normal(size=(channels, points))
    expected = []
    for left_out in range(channels):
        output = np.full((9, points), 0.2)
        for component in set(range(channels)) - {left_out}:
            output += np.outer(codes[:, component], filters[component])
        expected.append(np.mean((output - targets) ** 2))
    np.testing.assert_allclose(ablation(targets, codes, filters, 0.2), expected)


def test_taking_out_a_component_of_perfect_codes_costs_its_own_power() -> None:
    filters = np.diag([1.0, 2.0, 3.0])
    codes = np.random.default_rng(0).normal(size=(50, 3))
    targets = codes @ filters + 0.5
    assert mean_squared_error(targets, codes, filters, 0.5) == pytest.approx(0, abs=1e-30)
    power = (codes**2).mean(0) * np.array([1, 4, 9]) / 3
    np.testing.assert_allclose(ablation(targets, codes, filters, 0.5), power)


@given(st.floats(-np.pi, np.pi), st.floats(0.1, 10), st.floats(0.1, 10))
def test_a_cosine_is_that_of_the_angle_whatever_the_lengths(
    angle: float, one: float, other: float
) -> None:
    a, b = one * np.array([1.0, 0.0]), other * np.array([np.cos(angle), np.sin(angle)])
    assert cosines(a, b) == pytest.approx(np.cos(angle), abs=1e-12)


@given(seeds, st.integers(1, 6))
def test_agreement_ignores_sign_and_size(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    filters = rng.normal(size=(3, 7))
    factors = rng.uniform(0.1, 10, (count, 3, 1)) * rng.choice([-1, 1], (count, 3, 1))
    np.testing.assert_allclose(agreement(filters * factors), 1, rtol=1e-12)


def test_agreement_is_that_of_the_two_seeds_that_agree_least() -> None:
    angles = np.radians([0, 10, 50, 30])
    first = np.stack([np.cos(angles), np.sin(angles)], -1)  # (S, 2)
    second = np.ones((4, 2))
    found = agreement(np.stack([first, second], 1))  # filters (S, C, K)
    np.testing.assert_allclose(found, [np.cos(np.radians(50)), 1])


def test_agreement_does_not_reorder_filters() -> None:
    one, other = np.eye(2), np.eye(2)[::-1]
    np.testing.assert_array_equal(agreement(np.stack([one, other])), [0, 0])


@given(st.integers(3, 30), st.floats(-5, 5), st.floats(0.1, 5))
def test_a_straight_line_has_no_roughness(points: int, slope: float, height: float) -> None:
    assert roughness(slope * np.arange(points) + height) == pytest.approx(0, abs=1e-20)


@given(st.integers(3, 200), st.floats(0.01, 100))
def test_a_zigzag_is_as_rough_as_can_be(points: int, height: float) -> None:
    zigzag = height * (-1.0) ** np.arange(points)
    assert roughness(zigzag) == pytest.approx(16 * (points - 2) / points)


@given(seeds, st.integers(3, 20))
def test_roughness_lies_between_a_line_and_a_zigzag(seed: int, points: int) -> None:
    found = roughness(np.random.default_rng(seed).normal(size=(4, 2, points)))
    assert found.shape == (4, 2)
    assert ((found >= 0) & (found <= 16)).all()


@given(st.floats(0.05, 3.1))
def test_the_roughness_of_a_wave_is_that_of_its_frequency(frequency: float) -> None:
    wave = np.exp(1j * frequency * np.arange(4000)).real
    assert roughness(wave) == pytest.approx((2 - 2 * np.cos(frequency)) ** 2, rel=0.02)


def test_a_filter_of_zeros_has_no_direction() -> None:
    assert cosines(np.zeros(3), np.ones(3)) == 0
