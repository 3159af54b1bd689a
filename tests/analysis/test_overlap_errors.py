"""The errors that remedies leave, of networks and of perfect patches."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from deconviz.analysis import overlap_errors as module
from deconviz.analysis.overlap_errors import ROUNDING, WHOLE, OverlapErrors
from deconviz.config.experiment import CurveSettings, NetworkSettings
from deconviz.network import overlaps
from deconviz.network.overlaps import REMEDIES
from support.made_up import figure_inputs


def overlap_errors(
    points: int = 15, kernel: int = 7, stride: int = 4, seeds: int = 3
) -> OverlapErrors:
    sizes = NetworkSettings(kernel=kernel, stride=stride, channels=2)
    data = CurveSettings(curves=20, held_out=9, points=points)
    return OverlapErrors(figure_inputs(["baseline"], seeds, sizes, data).ensemble)


@pytest.mark.parametrize("remedy", REMEDIES)
def test_errors_of_networks_are_those_of_their_assembled_curves(remedy: str) -> None:
    errors = overlap_errors()
    expected = [
        REMEDIES[remedy](network, errors.curves, 4).point_errors(errors.curves)
        for network in errors.ensemble.networks
    ]
    np.testing.assert_array_equal(errors.of_networks(remedy), expected)


def test_perfect_patches_leave_the_remedys_own_error() -> None:
    errors = overlap_errors()
    counts = errors.windows.cover()
    expected = ((counts - 1) ** 2 * errors.curves**2).mean(0)
    np.testing.assert_allclose(errors.of_perfect_patches("raw"), expected, rtol=1e-12)
    np.testing.assert_allclose(errors.beyond_rounding("raw"), expected, rtol=1e-12)


@pytest.mark.parametrize("remedy", ["normalised", "padded", "cropped"])
def test_an_exact_remedy_leaves_rounding_alone(remedy: str) -> None:
    errors = overlap_errors()
    assert errors.of_perfect_patches(remedy).max() <= ROUNDING
    assert not errors.beyond_rounding(remedy).any()


@pytest.mark.parametrize("remedy", REMEDIES)
def test_errors_are_of_the_points_that_the_remedy_keeps(remedy: str) -> None:
    errors = overlap_errors()
    inside = ~errors.border
    expected = inside if remedy == "cropped" else np.ones(15, bool)
    np.testing.assert_array_equal(errors.points(remedy), expected)
    assert errors.of_networks(remedy).shape == (3, expected.sum())


def test_all_remedies_but_one_keep_the_whole_curve() -> None:
    errors = overlap_errors()
    assert [name for name in REMEDIES if errors.points(name).all()] == list(WHOLE)


@pytest.mark.parametrize("seed", [11, 33])
def test_the_output_is_that_of_the_seeds_network(seed: int) -> None:
    errors = overlap_errors()
    expected = overlaps.raw(errors.ensemble.network(seed), errors.curves, 4).values
    np.testing.assert_array_equal(errors.output("raw", seed), expected)


def test_half_of_all_curves_are_missed_no_farther_than_the_example() -> None:
    errors = overlap_errors()
    misses = ((errors.perfect_output("raw") - errors.curves) ** 2).mean(1)  # (9,)
    assert misses[errors.example] == np.median(misses)


def test_the_example_is_chosen_by_what_overlaps_add() -> None:
    """Two points of these curves are in two windows each, all others are in one."""
    errors = overlap_errors(points=6, kernel=4, stride=2)
    assert errors.windows.cover().tolist() == [1, 1, 2, 2, 1, 1]
    curves = np.array([
        [1.0, 1.0, 3.0, 3.0, 1.0, 1.0],
        [2.0, 2.0, 1.0, 1.0, 2.0, 2.0],
        [9.0, 9.0, 2.0, 2.0, 9.0, 9.0],
    ])  # fmt: skip
    small = replace(errors.ensemble, held_out=curves)
    assert OverlapErrors(small).example == 2


def test_points_near_the_ends_are_those_outside_of_the_interior() -> None:
    assert np.flatnonzero(overlap_errors().border).tolist() == [0, 1, 2, 12, 13, 14]


def test_all_points_are_near_an_end_of_a_curve_without_interior() -> None:
    assert overlap_errors(points=7, stride=1).border.all()


def test_the_range_spans_all_errors_above_rounding() -> None:
    errors = overlap_errors()
    kinds = (errors.of_networks, errors.of_perfect_patches)
    values = [value for name in WHOLE for kind in kinds for value in kind(name).ravel()]
    above = [value for value in values if value > ROUNDING]
    assert errors.range() == (min(above), max(above))


def test_an_error_as_large_as_that_of_rounding_is_rounding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    errors = overlap_errors()
    least = errors.range()[0]
    own = errors.of_perfect_patches("raw")
    smallest = own[own > ROUNDING].min()
    monkeypatch.setattr(module, "ROUNDING", least)
    assert errors.range()[0] > least
    monkeypatch.setattr(module, "ROUNDING", smallest)
    assert np.array_equal(errors.beyond_rounding("raw"), np.where(own > smallest, own, 0))
