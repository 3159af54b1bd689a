"""Draws that stand for a normal distribution are its quantiles."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from deconviz.analysis.normal_draws import normal_draws


@pytest.mark.parametrize("count", [1, 2, 64])
def test_an_equal_share_of_the_distribution_lies_between_neighbours(count: int) -> None:
    shares = norm.cdf(np.sort(normal_draws(count)))
    assert shares == pytest.approx((np.arange(count) + 0.5) / count)


def test_they_are_always_the_same_and_in_no_order() -> None:
    assert normal_draws(64).tolist() == normal_draws(64).tolist()
    assert (np.diff(normal_draws(64)) < 0).any()
