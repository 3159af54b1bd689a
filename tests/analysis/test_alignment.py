"""Alignment undoes order and sign, favours no seed, and agreement is over pairs of seeds."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.analysis.alignment import (
    Alignment,
    agreement_interval,
    align,
    chance_agreement,
    mean_agreement,
    pairwise_agreement,
    random_cosine,
)
from deconviz.analysis.comparison import cosines
from deconviz.arrays import Floats
from deconviz.network.arithmetic import decode, encode

seeds, counts = st.integers(0, 1000), st.integers(1, 6)


def filters_of(seed: int, count: int, channels: int = 3, points: int = 7) -> Floats:
    return np.random.default_rng(seed).normal(size=(count, channels, points))


def scrambled(filters: Floats, seed: int) -> Floats:
    """Put each seed's components in another order and turn some of their signs."""
    rng = np.random.default_rng(seed)
    order = np.array([rng.permutation(filters.shape[1]) for _ in filters])
    signs = rng.choice([-1.0, 1.0], order.shape)
    return np.asarray(np.take_along_axis(filters, order[..., None], 1) * signs[..., None])


def best_agreement(one: Floats, other: Floats) -> float:
    """Try every order."""
    channels = range(len(one))
    orders = itertools.permutations(channels)
    return max(float(np.abs(cosines(one, other[list(order)])).mean()) for order in orders)


@given(seeds, counts, st.integers(1, 5))
def test_scrambled_copies_of_one_network_fall_into_line(
    seed: int, count: int, channels: int
) -> None:
    one = filters_of(seed, 1, channels)
    found = scrambled(np.repeat(one, count, 0), seed)
    alignment = align(found)
    aligned = alignment.apply(found)
    np.testing.assert_allclose(aligned, aligned[:1].repeat(count, 0))
    np.testing.assert_array_equal(aligned[alignment.reference], found[alignment.reference])


@given(seeds, st.integers(1, 5), st.integers(1, 4))
def test_each_seed_agrees_with_the_reference_as_well_as_any_order_lets_it(
    seed: int, count: int, channels: int
) -> None:
    filters = filters_of(seed, count, channels)
    alignment = align(filters)
    aligned = alignment.apply(filters)
    for own, as_trained in zip(aligned, filters, strict=True):
        agreement = cosines(own, aligned[alignment.reference])
        assert (agreement >= 0).all()
        best = best_agreement(aligned[alignment.reference], as_trained)
        assert agreement.mean() == pytest.approx(best)


@given(seeds, st.integers(2, 5))
def test_the_reference_is_the_seed_that_the_others_agree_with_best(seed: int, count: int) -> None:
    filters = filters_of(seed, count)
    scores = [sum(best_agreement(one, other) for other in filters) for one in filters]
    assert scores[align(filters).reference] == pytest.approx(max(scores))


@given(seeds, st.integers(3, 6))
def test_no_seed_is_favoured_for_its_place_in_the_list(seed: int, count: int) -> None:
    filters = filters_of(seed, count)
    places = np.random.default_rng(seed + 1).permutation(count)
    listed, moved = align(filters), align(filters[places])
    assert places[moved.reference] == listed.reference
    np.testing.assert_array_equal(moved.apply(filters[places]), listed.apply(filters)[places])


@given(seeds, st.integers(3, 6))
def test_order_and_sign_as_trained_do_not_matter_for_agreement(seed: int, count: int) -> None:
    filters = filters_of(seed, count)
    other = scrambled(filters, seed)
    assert align(filters).reference == align(other).reference
    agreements = [mean_agreement(align(each).apply(each)) for each in (filters, other)]
    assert agreements[0] == pytest.approx(agreements[1])


def test_of_two_seeds_the_first_is_the_reference() -> None:
    assert [align(filters_of(seed, 2)).reference for seed in range(50)] == [0] * 50


@given(seeds, counts)
def test_an_aligned_network_computes_what_it_did(seed: int, count: int) -> None:
    filters, kernels = filters_of(seed, count), filters_of(seed + 1, count)
    biases, patches = filters_of(seed, count)[..., 0], filters_of(seed, 1)[0]
    alignment = align(filters)
    parts = zip(kernels, biases, filters, strict=True)
    moved = zip(*(alignment.apply(part) for part in (kernels, biases, filters)), strict=True)
    for before, after in zip(parts, moved, strict=True):
        one, other = (decode(encode(patches, k, b, "tanh"), f, 0.1) for k, b, f in (before, after))
        np.testing.assert_allclose(one, other, atol=1e-12)


def test_order_is_of_components_as_trained_and_signs_are_in_the_new_order() -> None:
    alignment = Alignment(0, np.array([[2, 0, 1]]), np.array([[1.0, -1.0, 1.0]]))
    assert alignment.apply(np.array([[10.0, 20.0, 30.0]])).tolist() == [[30, -10, 20]]


def test_a_filter_of_zeros_is_matched_with_what_is_left_and_keeps_its_sign() -> None:
    dead = np.stack([np.eye(3), np.eye(3)[[1, 0, 2]] * [[0], [1], [-1]]])
    alignment = align(dead)
    assert alignment.order[1 - alignment.reference].tolist() == [1, 0, 2]
    assert alignment.signs[1 - alignment.reference].tolist() == [1, 1, -1]


def test_agreement_of_two_seeds_is_the_mean_cosine_whatever_its_sign() -> None:
    one, other = np.eye(2), np.array([[-3.0, 0.0], [np.sqrt(3), 1.0]])
    expected = [[1, 0.75], [0.75, 1]]
    np.testing.assert_allclose(pairwise_agreement(np.stack([one, other])), expected)


@given(seeds, st.integers(2, 6))
def test_mean_agreement_is_over_pairs_of_different_seeds(seed: int, count: int) -> None:
    filters = filters_of(seed, count)
    pairs = [
        np.abs(cosines(one, other)).mean() for one, other in itertools.combinations(filters, 2)
    ]
    assert mean_agreement(filters) == pytest.approx(np.mean(pairs))


@pytest.mark.slow
def test_the_interval_is_that_of_pairs_drawn_by_hand() -> None:
    filters, rng = filters_of(5, 6), np.random.default_rng(7)
    means = []
    for _ in range(2000):
        drawn = rng.integers(6, size=6)
        pairs = [(a, b) for a, b in itertools.combinations(drawn, 2) if a != b]
        means.append(np.mean([pairwise_agreement(filters)[pair] for pair in pairs]))
    expected = np.quantile(means, [0.025, 0.975])
    np.testing.assert_allclose(agreement_interval(filters), expected, atol=0.01)


@given(seeds, st.integers(2, 8))
def test_the_interval_lies_between_the_pair_that_agrees_least_and_most(
    seed: int, count: int
) -> None:
    filters = filters_of(seed, count)
    pairs = pairwise_agreement(filters)[np.triu_indices(count, 1)]
    low, high = agreement_interval(filters, resamples=100)
    assert pairs.min() - 1e-12 <= low <= high <= pairs.max() + 1e-12


def test_the_interval_is_the_same_each_time() -> None:
    filters = filters_of(0, 10)
    np.testing.assert_array_equal(agreement_interval(filters), agreement_interval(filters))
    assert (agreement_interval(filters) != agreement_interval(filters, seed=1)).any()


def test_one_seed_has_nobody_to_agree_with() -> None:
    for agreement in (mean_agreement, agreement_interval):
        with pytest.raises(ValueError, match="between seeds and there is 1: use 2 or more"):
            agreement(filters_of(0, 1))


def test_chance_alone_agrees_by_the_mean_cosine_of_its_dimensions() -> None:
    """Of one component there is no order to choose: in 3 dimensions |cos| is uniform."""
    rng = np.random.default_rng(0)
    assert chance_agreement(10, 1, 3, rng) == pytest.approx(0.5, abs=0.02)
    assert chance_agreement(10, 1, 2, rng) == pytest.approx(2 / np.pi, abs=0.02)


def test_aligning_raises_what_chance_alone_gives() -> None:
    assert chance_agreement(10, 3, 3, np.random.default_rng(0)) == pytest.approx(0.62, abs=0.01)


@pytest.mark.parametrize("dimensions", [1, 2, 3, 4, 7])
def test_the_mean_cosine_of_random_directions(dimensions: int) -> None:
    drawn = np.random.default_rng(0).normal(size=(100_000, dimensions))
    cosines = np.abs(drawn[:, 0]) / np.linalg.norm(drawn, axis=1)
    assert random_cosine(dimensions) == pytest.approx(cosines.mean(), rel=0.01)
    known = {1: 1, 2: 2 / math.pi, 3: 1 / 2}
    if dimensions in known:
        assert random_cosine(dimensions) == pytest.approx(known[dimensions])
