"""Components of two networks that mean the same are found by their codes."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis.twin_components import Twins, twins

CODES = np.random.default_rng(0).normal(size=(200, 3))
NOISE = np.random.default_rng(1).normal(size=(200, 3))


def test_the_two_that_correlate_most_are_twins_whatever_their_scale() -> None:
    others = np.column_stack([NOISE[:, 0], 5 * CODES[:, 2] + 1, CODES[:, 0] + NOISE[:, 1]])
    found = twins(CODES, others, either_sign=False)
    assert found.components == (2, 1)
    assert found.correlation == pytest.approx(1.0)
    assert not found.is_turned


def test_a_component_of_the_opposite_sign_is_a_twin_if_signs_mean_nothing() -> None:
    others = np.column_stack([-CODES[:, 1], CODES[:, 0] + NOISE[:, 1]])
    found = twins(CODES, others, either_sign=True)
    assert found.components == (1, 0)
    assert found.is_turned
    assert twins(CODES, others, either_sign=False).components == (0, 1)


def test_a_component_that_never_changes_is_no_twin() -> None:
    others = np.column_stack([np.ones(200), CODES[:, 1] + NOISE[:, 1]])
    assert twins(CODES, others, either_sign=True).components == (1, 1)


def test_components_that_have_nothing_to_do_with_each_other_are_not_turned() -> None:
    assert not Twins((0, 0), 0.0).is_turned
    assert Twins((0, 0), -0.1).is_turned


def test_where_signs_mean_something_no_twin_is_turned() -> None:
    found = twins(CODES[:, :1], -CODES[:, :1], either_sign=False)
    assert found.correlation == pytest.approx(-1.0)
    assert not found.is_turned
