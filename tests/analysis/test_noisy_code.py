"""Noise on a code: the example is chosen by a rule, and jitter is what draws of noise do."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis.noisy_code import ANY, BEST, draws, example, jitter

FILTERS = np.array([[1.0, -1.0, 2.0], [0.0, 3.0, 1.0]])
NOISE = np.array([0.1, 0.02])


def test_jitter_is_the_root_mean_square_of_what_noise_does() -> None:
    outputs = NOISE * np.random.default_rng(0).normal(size=(400_000, 2)) @ FILTERS
    assert jitter(FILTERS, NOISE) == pytest.approx(np.sqrt((outputs**2).mean()), rel=0.01)


def test_without_noise_nothing_jitters() -> None:
    assert jitter(FILTERS, np.zeros(2)) == 0.0


def test_the_example_is_nearest_to_one_deviation_whatever_its_sign() -> None:
    codes = np.array([[1.0, 1.0], [-0.95, 0.9], [0.1, 0.1], [-1.0, -1.0]])
    outputs = np.array([[-1.0], [1.0], [1.0], [-1.0]])
    assert example(codes, outputs) == (1, BEST)


def test_where_no_output_is_above_zero_the_rule_says_so() -> None:
    codes = np.array([[1.0, 1.0], [0.1, 0.1], [-1.0, -1.0]])
    patch, rule = example(codes, np.zeros((3, 1)))
    assert (patch, rule) == (0, ANY)


def test_a_component_that_is_not_used_does_not_count() -> None:
    codes = np.array([[0.0, 1.0], [0.0, 0.2], [0.0, -1.0]])
    assert example(codes, np.ones((3, 1)))[0] == 0


def test_draws_are_the_same_each_time() -> None:
    assert np.array_equal(draws(5, 3), draws(5, 3))
    assert draws(5, 3).shape == (5, 3)


def test_an_output_has_to_be_above_zero_at_each_point() -> None:
    codes = np.array([[1.0], [3.0], [1.0], [-1.0], [-1.0]])  # the second is the unlikeliest
    outputs = np.array([[1.0, -1.0], [1.0, 1.0], *[[-1.0, -1.0]] * 3])
    assert example(codes, outputs) == (1, BEST)


def test_a_negative_number_is_likely_at_minus_one_deviation() -> None:
    codes = np.array([[-1.0], [-2.0], *[[1.0], [-1.0]] * 10])
    outputs = np.where(np.arange(22) < 2, 1.0, -1.0)[:, None]
    assert example(codes, outputs) == (0, BEST)
