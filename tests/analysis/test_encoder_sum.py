"""What an encoder's filter makes of a window, in closed form."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis.encoder_sum import EncoderSum, leading, limits, shown_sums
from deconviz.network.autoencoder import Autoencoder

KERNELS = np.array([[0.5, -1.0], [3.0, 0.0], [0.0, 0.1]])
WINDOW = np.array([1.0, 0.5])
NETWORK = Autoencoder(KERNELS, np.array([0.25, -1.0, 0.0]), KERNELS, 0.0, "tanh")


def test_levels_go_from_nothing_over_the_products_to_the_sum_with_the_bias() -> None:
    example = EncoderSum.of(NETWORK, WINDOW, 0)
    assert example.products.tolist() == [0.5, -0.5]
    assert example.levels.tolist() == [0.0, 0.5, 0.0, 0.25]
    assert example.total == 0.25
    assert example.code == pytest.approx(np.tanh(0.25))


def test_turned_it_has_the_opposite_of_everything_but_the_window() -> None:
    example = EncoderSum.of(NETWORK, WINDOW, 0).turned()
    assert example.levels.tolist() == [0.0, -0.5, 0.0, -0.25]
    assert example.code == pytest.approx(-np.tanh(0.25))
    assert example.window is WINDOW


def test_of_many_components_those_with_the_largest_numbers_are_shown_in_their_order() -> None:
    assert [one.component for one in shown_sums(NETWORK, WINDOW, 2)] == [0, 1]
    assert [one.component for one in shown_sums(NETWORK, WINDOW, 9)] == [0, 1, 2]


def test_the_one_that_the_activation_changes_most_leads() -> None:
    assert leading(shown_sums(NETWORK, WINDOW, 3)) == 1


def test_products_that_do_not_add_up_as_written_are_found() -> None:
    assert EncoderSum.of(NETWORK, WINDOW, 0).adds_up
    assert not EncoderSum(0, np.array([1.0, 1.0]), np.array([0.004, 0.004]), 0.0, 0.0).adds_up


def test_limits_hold_all_levels_and_a_bit_more() -> None:
    low, high = limits(shown_sums(NETWORK, WINDOW, 3))
    assert (low, high) == pytest.approx((-0.15, 3.15))
    assert limits([EncoderSum(0, WINDOW, np.zeros(2), 0.0, 0.0)]) == (-1.0, 1.0)


def test_told_at_length_is_what_the_activation_changes_and_not_what_is_large() -> None:
    rectified = Autoencoder(np.diag([-1.0, 3.0]), np.zeros(2), np.eye(2), 0.0, "relu")
    assert leading(shown_sums(rectified, np.ones(2), 2)) == 0


def test_the_margin_is_a_share_of_the_height_wherever_it_begins() -> None:
    falling = EncoderSum(0, np.ones(2), np.array([-1.0, 4.0]), 0.0, 3.0)  # 0, -1, 3, 3
    assert limits([falling]) == pytest.approx((-1.2, 3.2))


def test_a_difference_of_rounding_does_not_decide_what_is_told_at_length() -> None:
    """Where the activation changes nothing, the largest sum does."""
    large = EncoderSum(0, np.ones(1), np.array([3.0]), 0.0, 3.0)
    rounded = EncoderSum(1, np.ones(1), np.array([1.0]), 0.0, 1.0 + 2e-16)
    assert rounded.code != rounded.total
    assert leading([rounded, large]) == 1
