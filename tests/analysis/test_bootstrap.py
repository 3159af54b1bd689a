"""Intervals are as wide as seeds differ, and the same each time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from deconviz.analysis.bootstrap import interval, percentiles

counts, seeds = st.integers(1, 30), st.integers(0, 1000)


@pytest.mark.parametrize("statistic", [np.mean, np.median])
def test_the_interval_is_the_percentile_interval_of_scipy(
    statistic: Callable[..., Any],
) -> None:
    values = np.random.default_rng(3).lognormal(size=12)
    expected = scipy.stats.bootstrap(
        (values,), statistic, method="percentile", n_resamples=50_000, rng=1
    ).confidence_interval
    found = interval(values, statistic, resamples=50_000)
    np.testing.assert_allclose(found, expected, rtol=0.02)


def test_with_many_seeds_it_is_the_mean_with_its_normal_error() -> None:
    values = np.random.default_rng(0).normal(5, 2, 1000)
    error = 1.96 * values.std() / np.sqrt(1000)
    expected = [values.mean() - error, values.mean() + error]
    np.testing.assert_allclose(interval(values, resamples=4000), expected, atol=0.02)


def test_with_ten_seeds_it_holds_the_mean_in_nine_cases_of_ten() -> None:
    rng = np.random.default_rng(1)
    low, high = interval(rng.normal(size=(10, 4000)), resamples=400)
    assert ((low <= 0) & (high >= 0)).mean() == pytest.approx(0.9, abs=0.02)


@given(counts, seeds, st.sampled_from([np.mean, np.median]))
def test_it_lies_between_the_least_and_the_largest(
    count: int, seed: int, statistic: Callable[..., Any]
) -> None:
    values = np.random.default_rng(seed).normal(size=count)
    low, high = interval(values, statistic, resamples=100)
    assert values.min() - 1e-12 <= low <= high <= values.max() + 1e-12


@given(counts, st.floats(-100, 100))
def test_seeds_that_agree_leave_no_width(count: int, value: float) -> None:
    np.testing.assert_allclose(interval(np.full(count, value), resamples=50), value, rtol=1e-12)


def test_what_belongs_to_one_seed_is_drawn_together() -> None:
    values = np.random.default_rng(0).normal(size=(9, 2, 3))
    found = interval(values, resamples=500)
    assert found.shape == (2, 2, 3)
    np.testing.assert_allclose(found[:, 1, 2], interval(values[:, 1, 2], resamples=500))


def test_it_is_the_same_each_time_and_another_with_another_seed() -> None:
    values = np.random.default_rng(0).normal(size=9)
    np.testing.assert_array_equal(interval(values), interval(values))
    assert (interval(values) != interval(values, seed=1)).any()


def test_the_level_is_the_share_between_the_ends() -> None:
    statistics = np.linspace(0, 1, 101)
    np.testing.assert_allclose(percentiles(statistics, 0.9), [0.05, 0.95])


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_that_is_no_share_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match=f"level is {level}: use a number between 0 and 1"):
        interval(np.ones(3), level=level)


def test_an_interval_over_no_seed_is_refused() -> None:
    with pytest.raises(ValueError, match="there are 0 seeds: use 1 or more"):
        interval(np.ones(0))
