"""The figures by which networks are compared, against their closed forms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.analysis.comparison import (
    ablation,
    agreement,
    cosines,
    encoder_redundancy,
    explained_variance,
    lead_in_order,
    mean_squared_error,
    pca_floor,
    principal_angles,
    principal_components,
    roughness,
)
from deconviz.arrays import Floats
from deconviz.config.experiment import CurveSettings
from deconviz.data.curves import dataset, patches

kernels = st.integers(2, 12)
seeds = st.integers(0, 1000)
REAL = patches(dataset(CurveSettings(curves=1, held_out=200))[1], 7)


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
@pytest.mark.slow
def test_no_other_codes_get_below_the_floor(seed: int, components: int) -> None:
    codes = np.tanh(np.random.default_rng(seed).normal(size=(7, components)).T @ REAL.T).T
    assert best_linear_decoder_error(codes, REAL) >= pca_floor(REAL, components)


def test_the_floors_are_those_of_the_specification() -> None:
    held_out = patches(dataset(CurveSettings(curves=1))[1], 7)
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
    assert roughness(slope * np.arange(float(points)) + height) == pytest.approx(0, abs=1e-20)


@given(st.integers(3, 200), st.floats(0.01, 100))
def test_a_zigzag_is_as_rough_as_can_be(points: int, height: float) -> None:
    zigzag = height * np.resize([1.0, -1.0], points)
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


def test_a_filter_of_zeros_has_no_direction_and_no_roughness() -> None:
    assert cosines(np.zeros(3), np.ones(3)) == 0
    assert roughness(np.zeros(3)) == 0


@given(seeds, st.integers(1, 5), st.integers(5, 9))
def test_any_filters_that_span_the_principal_components_are_at_no_angle_to_them(
    seed: int, channels: int, points: int
) -> None:
    drawn = uneven(seed, 40, points)
    mixed = np.random.default_rng(seed).normal(size=(channels, channels)) + 5 * np.eye(channels)
    filters = mixed @ principal_components(drawn)[:channels]
    np.testing.assert_allclose(principal_angles(filters, drawn), 0, atol=1e-9)


@given(st.floats(0, np.pi / 2), st.floats(0.1, 10))
def test_the_angle_is_that_by_which_a_filter_leaves_the_span(angle: float, size: float) -> None:
    one, two, three = principal_components(REAL)[:3]
    filters = np.stack([size * one, np.cos(angle) * two + np.sin(angle) * three])
    # Beside a wide angle scipy takes small ones from the cosine: half of the digits are lost.
    np.testing.assert_allclose(principal_angles(filters, REAL), [angle, 0], atol=1e-7)


@given(seeds, st.integers(1, 4), kernels)
def test_the_angles_are_those_of_the_singular_values(seed: int, channels: int, points: int) -> None:
    channels = min(channels, points)
    drawn = uneven(seed, 40, points)
    filters = np.random.default_rng(seed).normal(size=(channels, points))
    spanned = np.linalg.svd(filters, full_matrices=False)[2]
    leading = principal_components(drawn)[:channels]
    of_angles = np.linalg.svd(spanned @ leading.T, compute_uv=False)[::-1]
    np.testing.assert_allclose(np.cos(principal_angles(filters, drawn)), of_angles, atol=1e-9)


def test_filters_that_depend_on_each_other_have_as_many_angles_as_they_span() -> None:
    one, two, _ = principal_components(REAL)[:3]
    assert principal_angles(np.stack([one, two, one - two]), REAL).shape == (2,)
    assert principal_angles(np.zeros((3, 7)), REAL).shape == (0,)


@pytest.mark.parametrize("components", [1, 2, 3])
def test_principal_components_explain_the_variance_but_for_the_floor(components: int) -> None:
    mean, filters = REAL.mean(0), principal_components(REAL)[:components]
    codes = (REAL - mean) @ filters.T
    explained = explained_variance(REAL - mean, codes, filters, 0)
    floors = pca_floor(REAL, components), pca_floor(REAL, 0)
    assert explained == pytest.approx(1 - floors[0] / floors[1])


def test_nothing_is_explained_by_the_mean_and_less_by_what_is_farther_off() -> None:
    level, ones = uneven(0, 50, 7), np.ones((50, 1))
    mean = level.mean(0, keepdims=True)  # the one filter
    assert explained_variance(level, ones, mean, 0) == pytest.approx(0)
    assert explained_variance(level, ones, mean, 1) < 0


@given(st.floats(-10, 10), st.sampled_from([1, -1]), seeds)
def test_turning_two_filters_goes_from_in_order_over_halfway_to_swapped(
    angle: float, sign: int, seed: int
) -> None:
    directions = np.linalg.qr(np.random.default_rng(seed).normal(size=(5, 5)))[0][:2]
    turn = np.array([[np.cos(angle), np.sin(angle)], [-sign * np.sin(angle), sign * np.cos(angle)]])
    lead = lead_in_order(3 * turn @ directions, directions)
    assert lead == pytest.approx(abs(np.cos(angle)) - abs(np.sin(angle)), abs=1e-9)


def test_filters_in_order_lead_by_1_and_swapped_ones_by_minus_1() -> None:
    directions = np.eye(4)[:2]
    pairs = np.stack([directions, directions[::-1], -directions])
    np.testing.assert_allclose(lead_in_order(pairs, directions), [1, -1, 1])


@given(seeds, st.floats(0, 10), st.floats(0.1, 10))
def test_redundancy_is_the_share_of_energy_outside_of_the_leading_components(
    seed: int, outside: float, inside: float
) -> None:
    directions = principal_components(REAL)
    rng = np.random.default_rng(seed)
    seen, rest = rng.normal(size=3) @ directions[:3], rng.normal(size=4) @ directions[3:]
    kernel = inside * seen / np.linalg.norm(seen) + outside * rest / np.linalg.norm(rest)
    expected = outside**2 / (outside**2 + inside**2)
    found = encoder_redundancy(kernel[None], REAL, 3)
    np.testing.assert_allclose(found, [expected], atol=1e-9)


@given(seeds, st.integers(0, 7))
def test_redundancy_is_a_share_for_each_kernel(seed: int, components: int) -> None:
    found = encoder_redundancy(np.random.default_rng(seed).normal(size=(4, 3, 7)), REAL, components)
    assert found.shape == (4, 3)
    assert ((found >= 0) & (found <= 1)).all()


def test_redundancy_does_not_depend_on_how_large_a_kernel_is() -> None:
    kernel = np.random.default_rng(5).normal(size=(1, 7))
    whole = encoder_redundancy(kernel, REAL, 3)
    assert encoder_redundancy(1e-3 * kernel, REAL, 3) == pytest.approx(whole)


def test_of_no_components_all_is_redundant_and_of_all_nothing() -> None:
    drawn = np.random.default_rng(0).normal(size=(3, 7))
    np.testing.assert_array_equal(encoder_redundancy(drawn, REAL, 0), 1)
    np.testing.assert_allclose(encoder_redundancy(drawn, REAL, 7), 0, atol=1e-14)
    np.testing.assert_array_equal(encoder_redundancy(np.zeros((1, 7)), REAL, 3), 0)


@given(seeds)
def test_the_redundant_part_of_a_kernel_hardly_moves_the_code(seed: int) -> None:
    directions = principal_components(REAL)
    rest = np.random.default_rng(seed).normal(size=4) @ directions[3:]
    variances = ((REAL - REAL.mean(0)) @ directions.T).var(0)
    assert (REAL @ rest).var() <= variances[3] * (rest**2).sum() * (1 + 1e-9)
    assert variances[3] < variances[2] / 35
