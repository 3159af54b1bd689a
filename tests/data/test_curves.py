"""Curves are what the source's recipe draws, read exactly; patches are all of their windows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.arrays import Floats
from deconviz.config.experiment import CurveSettings
from deconviz.data.curves import basis, bezier_curves, control_values, dataset, patches

ONE_ROUNDING = np.finfo(float).eps
SMALL = CurveSettings(curves=400, held_out=300)


def bernstein(t: Floats) -> Floats:
    return np.stack([3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2])  # (2, n)


def across(t: Floats) -> Floats:
    """Return x(t) of the control points 0, 1/2, 1/2, 1."""
    return np.array([0.5, 0.5]) @ bernstein(t) + t**3


def basis_of_the_source(points: int) -> Floats:
    """Follow the source: 150 values of t, and at each x the y whose own x is nearest."""
    t = np.linspace(0, 1, 150)
    nearest = np.abs(across(t)[:, None] - np.linspace(0, 1, points)).argmin(0)
    return bernstein(t)[:, nearest]  # (2, points)


def controls_of(curves: Floats) -> Floats:
    solution = np.linalg.lstsq(basis(curves.shape[1]).T, curves.T)[0]  # (2, count)
    return np.asarray(solution.T, np.float64)


def test_no_curve_is_farther_than_a_hundredth_from_the_recipe_of_the_source() -> None:
    apart = np.abs(basis(15) - basis_of_the_source(15))
    largest_of_any_curve = apart.sum(0).max()  # reached where both control values are +-1
    assert largest_of_any_curve < 0.01


@given(points=st.integers(2, 4096))
def test_curves_begin_and_end_at_zero(points: int) -> None:
    assert np.abs(basis(points)[:, [0, -1]]).max() <= ONE_ROUNDING


@given(points=st.integers(3, 4096))
def test_curves_are_read_exactly_at_equally_spaced_x(points: int) -> None:
    inner = basis(points)[:, 1:-1]
    t = inner[1] / inner.sum(0)
    np.testing.assert_allclose(inner, bernstein(t), atol=1e-14)
    np.testing.assert_allclose(across(t), np.linspace(0, 1, points)[1:-1], atol=1e-14)


@given(points=st.integers(2, 200))
def test_swapping_the_control_values_mirrors_the_curve(points: int) -> None:
    first, second = basis(points)
    np.testing.assert_allclose(first, second[::-1], atol=1e-15)


def test_control_values_are_uniform_between_minus_one_and_one() -> None:
    controls = controls_of(bezier_curves(20_000, 15, np.random.default_rng(5)))
    assert np.abs(controls).max() < 1
    np.testing.assert_allclose(controls.mean(0), 0, atol=0.02)
    np.testing.assert_allclose(np.cov(controls.T), np.eye(2) / 3, atol=0.01)


@given(st.integers(1, 5), st.integers(2, 20), st.data())
def test_patches_are_all_windows_curve_after_curve(
    count: int, points: int, data: st.DataObject
) -> None:
    length = data.draw(st.integers(1, points))
    curves = np.random.default_rng(count).normal(size=(count, points))
    windows = [curve[k : k + length] for curve in curves for k in range(points - length + 1)]
    np.testing.assert_array_equal(patches(curves, length), windows)


def test_the_last_start_of_a_curve_is_cut_too() -> None:
    cut = patches(np.arange(15.0)[None], 7)
    assert cut[:, 0].tolist() == [0, 1, 2, 3, 4, 5, 6, 7, 8]
    assert cut[8].tolist() == [8, 9, 10, 11, 12, 13, 14]


def test_a_dataset_has_the_sizes_of_its_settings() -> None:
    train, held_out = dataset(CurveSettings(curves=7, held_out=3, points=21))
    assert (train.shape, held_out.shape) == ((7, 21), (3, 21))


@pytest.mark.parametrize("points", [4, 7, 15])
def test_the_two_numbers_of_a_curve_can_be_read_off_it(points: int) -> None:
    drawn = np.random.default_rng(1).uniform(-1, 1, (5, 2))
    np.testing.assert_allclose(control_values(drawn @ basis(points)), drawn, atol=1e-12)


def test_numbers_are_read_off_curves_in_any_batch() -> None:
    drawn = np.random.default_rng(1).uniform(-1, 1, (3, 5, 2))
    np.testing.assert_allclose(control_values(drawn @ basis(15)), drawn, atol=1e-12)


def test_three_points_do_not_tell_the_two_numbers_of_a_curve() -> None:
    with pytest.raises(ValueError, match="curves have 3 points: use 4 or more"):
        control_values(np.zeros((2, 3)))


def test_a_seed_decides_every_byte() -> None:
    once, again = dataset(SMALL), dataset(SMALL)
    assert [part.tobytes() for part in once] == [part.tobytes() for part in again]


def test_another_seed_draws_other_curves() -> None:
    other = dataset(SMALL.model_copy(update={"seed": SMALL.seed + 1}))
    for mine, theirs in zip(dataset(SMALL), other, strict=True):
        assert not np.isclose(controls_of(mine), controls_of(theirs)).any()


@pytest.mark.parametrize(("part", "other"), [("curves", "held_out"), ("held_out", "curves")])
def test_the_number_of_one_part_leaves_the_other_as_it_is(part: str, other: str) -> None:
    names = ["curves", "held_out"]
    before = dict(zip(names, dataset(SMALL), strict=True))
    after = dict(zip(names, dataset(SMALL.model_copy(update={part: 17})), strict=True))
    np.testing.assert_array_equal(after[other], before[other])
    np.testing.assert_array_equal(after[part], before[part][:17])


def test_held_out_curves_are_not_the_training_curves_in_any_order() -> None:
    train, held_out = (controls_of(part) for part in dataset(SMALL))
    nearest = np.abs(train[:, None] - held_out[None]).max(-1).min()
    assert nearest > 1e-6


def test_the_two_streams_are_uncorrelated() -> None:
    data = CurveSettings(curves=20_000, held_out=20_000)
    train, held_out = (controls_of(part).ravel() for part in dataset(data))
    assert abs(np.corrcoef(train, held_out)[0, 1]) < 0.02  # four standard deviations
