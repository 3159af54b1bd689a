"""Each component has a range that real codes use, and codes go through it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.analysis.code_paths import (
    INSIDE,
    closed_path,
    family,
    likely_code,
    limits,
    lowest,
    reach,
    unlikeliness,
)
from deconviz.arrays import Floats
from deconviz.network.autoencoder import Autoencoder

seeds = st.integers(0, 1000)
channel_counts = st.integers(1, 5)


def real_codes(seed: int, channels: int) -> Floats:
    rng = np.random.default_rng(seed)
    return np.tanh(rng.normal(size=(60, channels)) * rng.uniform(0.02, 1, channels))


@given(seeds, channel_counts)
def test_a_component_goes_three_standard_deviations_either_way_and_at_most_one(
    seed: int, channels: int
) -> None:
    codes = real_codes(seed, channels)
    expected = [min(3 * float(np.std(codes[:, c])), 1.0) for c in range(channels)]
    np.testing.assert_allclose(limits(codes), expected)


@given(seeds, channel_counts)
def test_the_likely_code_is_the_real_one_nearest_to_one_deviation(seed: int, channels: int) -> None:
    codes = real_codes(seed, channels)
    likely = likely_code(codes)
    assert likely.tolist() in codes.tolist()
    away = np.linalg.norm((codes - codes.std(0)) / codes.std(0), axis=1)
    distance = np.linalg.norm((likely - codes.std(0)) / codes.std(0))
    assert distance == pytest.approx(away.min())


def test_codes_are_unlikely_by_their_distance_in_deviations_in_any_direction() -> None:
    codes = np.array([[3.0, 1.0], [3.0, -1.0], [-3.0, 1.0], [-3.0, -1.0]])
    assert unlikeliness(codes).tolist() == [0, 4, 4, 8]
    assert unlikeliness(codes, -1).tolist() == [8, 4, 4, 0]
    assert unlikeliness(codes, np.array([1.0, -1.0])).tolist() == [4, 0, 8, 4]


def test_a_component_that_is_never_used_does_not_decide_which_code_is_likely() -> None:
    assert unlikeliness(np.array([[0.0, -1.0], [0.0, 1.0]])).tolist() == [4, 0]


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=5), st.data())
def test_codes_of_a_family_differ_only_in_one_component(
    rest: list[float], data: st.DataObject
) -> None:
    component = data.draw(st.integers(0, len(rest) - 1))
    values = np.linspace(-0.5, 0.5, 11)
    codes = family(np.array(rest), component, values)
    assert codes[:, component].tolist() == values.tolist()
    others = np.delete(codes, component, 1)
    assert others.tolist() == [np.delete(rest, component).tolist()] * 11


def test_a_family_leaves_the_code_it_starts_from_as_it_is() -> None:
    rest = np.array([0.1, 0.2, 0.3])
    family(rest, 1, np.linspace(-1, 1, 5))
    assert rest.tolist() == [0.1, 0.2, 0.3]


@given(seeds, channel_counts)
def test_the_reach_is_that_of_the_largest_mark_in_either_panel(seed: int, channels: int) -> None:
    codes = real_codes(seed, channels)
    filters = np.random.default_rng(seed).normal(size=(channels, 7))
    network = Autoencoder(filters, np.zeros(channels), filters, 0.4, "tanh")
    largest_scaled = (np.abs(codes).max(0) * np.abs(filters).max(1)).max()
    largest_output = np.abs(0.4 + codes @ filters).max()
    assert reach(codes, network) == pytest.approx(max(largest_scaled, largest_output))


def test_the_reach_is_that_of_scaled_filters_where_these_cancel() -> None:
    filters = np.array([[1.0, 0.5], [-1.0, -0.5]])
    network = Autoencoder(filters, np.zeros(2), filters, 0.0, "tanh")
    assert reach(np.array([[0.9, 0.9]]), network) == 0.9


@given(seeds, channel_counts)
def test_the_path_through_all_ranges_is_closed_and_stays_inside(seed: int, channels: int) -> None:
    codes = real_codes(seed, channels)
    low, high = lowest(codes), limits(codes)
    path = np.stack([closed_path(low, high, share) for share in np.linspace(0, 1, 241)])
    np.testing.assert_allclose(path[0], path[-1], atol=1e-12)
    middle, half = (low + high) / 2, (high - low) / 2
    farthest = np.abs(path - middle).max(0) / half
    np.testing.assert_allclose(farthest, INSIDE, rtol=0.01)
    assert ((low < path) & (path < high)).all()


def test_the_last_component_goes_round_once_from_its_top_and_the_one_before_it_twice() -> None:
    low, high = np.array([0.0, 1.0]), np.array([2.0, 5.0])  # middles 1 and 3, halves 1 and 2
    for share, waves in (
        (0, (0, 1)),
        (1 / 8, (1, np.sqrt(1 / 2))),
        (1 / 4, (0, 0)),
        (1 / 2, (0, -1)),
        (5 / 8, (1, -np.sqrt(1 / 2))),
    ):
        expected = [1 + INSIDE * waves[0], 3 + 2 * INSIDE * waves[1]]
        assert closed_path(low, high, share) == pytest.approx(expected)


def test_of_three_components_each_begins_a_sixth_of_a_turn_after_the_one_before_it() -> None:
    begins = closed_path(-np.ones(3), np.ones(3), 0)
    assert begins == pytest.approx(INSIDE * np.sin(np.deg2rad([0, 60, 120])), abs=1e-12)


def test_a_component_that_is_never_negative_begins_its_range_at_0() -> None:
    codes = np.abs(real_codes(3, 3))
    codes[:, 1] -= 0.5
    codes[0, 2] = 0
    assert (lowest(codes) == [0, -limits(codes)[1], 0]).all()


def test_a_component_that_no_code_uses_still_has_a_range() -> None:
    codes = real_codes(3, 3)
    codes[:, 1] = 0
    assert limits(codes)[1] == 1
    assert likely_code(codes)[1] == 0
    assert (likely_code(codes) == likely_code(codes[:, [0, 2]])[[0, 0, 1]] * [1, 0, 1]).all()
