"""Remedies tried on networks and on perfect patches."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz import assembly
from deconviz.experiment import Data, Network
from deconviz.trial import ROUNDING, WHOLE, Trial
from specimens import material


def trial(points: int = 15, kernel: int = 7, stride: int = 4, seeds: int = 3) -> Trial:
    sizes = Network(kernel=kernel, stride=stride, channels=2)
    data = Data(curves=20, held_out=9, points=points)
    made = material(["baseline"], seeds, sizes, data)
    return Trial.of(made, made.variants["baseline"])


@pytest.mark.parametrize("remedy", WHOLE)
def test_errors_of_networks_are_those_of_their_assembled_curves(remedy: str) -> None:
    tried = trial()
    expected = [
        assembly.REMEDIES[remedy](network, tried.curves, 4).point_errors(tried.curves)
        for network in tried.networks.by_seed.values()
    ]
    np.testing.assert_array_equal(tried.trained(remedy), expected)


def test_perfect_patches_leave_the_remedys_own_error() -> None:
    tried = trial()
    counts = tried.windows.cover()
    expected = ((counts - 1) ** 2 * tried.curves**2).mean(0)
    np.testing.assert_allclose(tried.perfect("raw"), expected, rtol=1e-12)
    assert not tried.perfect("normalised").any()
    assert not tried.perfect("padded").any()


def test_the_output_is_that_of_the_seed_that_stands_for_all() -> None:
    tried = trial()
    expected = assembly.raw(tried.networks.by_seed[11], tried.curves, 4).values
    np.testing.assert_array_equal(tried.output("raw"), expected)


def test_half_of_all_curves_are_missed_no_farther_than_the_example() -> None:
    tried = trial()
    missed = ((tried.perfect_output("raw") - tried.curves) ** 2).mean(1)  # (9,)
    assert missed[tried.example] == np.median(missed)


def test_points_near_the_ends_are_those_without_the_interior() -> None:
    assert np.flatnonzero(trial().border).tolist() == [0, 1, 2, 12, 13, 14]


def test_all_points_are_near_an_end_of_a_curve_without_interior() -> None:
    assert trial(points=7, stride=1).border.all()


def test_the_range_spans_all_errors_above_rounding() -> None:
    tried = trial()
    errors = [kind(name) for name in WHOLE for kind in (tried.trained, tried.perfect)]
    above = [error for values in errors for error in values.ravel() if error > ROUNDING]
    assert tried.range() == (min(above), max(above))
