"""Noise on the code ranks components only if all seeds show it, and none without noise do."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis.movement import Movement
from deconviz.analysis.noise_ranking import (
    SeedMovements,
    movements_in_words,
    noise_ranks,
    some_rows,
)  # fmt: skip
from support.made_up import NOISE, SORTED, ensemble, in_order

NONE = (0.0, 0.0, 0.0)
UP, DOWN, EVEN = (0.1, 0.7, 1.6), (1.6, 0.7, 0.1), (1.0, 0.9, 1.1)
BARELY_UP = (1.0, 1.1, 1.2)


def moved(noise: tuple[float, ...], *seeds: tuple[float, ...]) -> SeedMovements:
    """Networks whose components go from 0 to 1, with filters of one point."""
    filters = [np.array(seed)[:, None] for seed in seeds]  # each (C, 1)
    return SeedMovements(
        tuple(Movement(np.zeros(len(one)), np.ones(len(one)), one) for one in filters), noise
    )


def test_it_ranks_if_networks_with_noise_follow_it_and_others_have_no_order() -> None:
    assert noise_ranks([moved(NONE, EVEN, UP), moved(NOISE, UP, UP)])


@pytest.mark.parametrize(
    "variants",
    [
        [moved(NONE, EVEN, UP), moved(NOISE, UP, DOWN)],
        [moved(NONE, EVEN, UP), moved(NOISE, DOWN, DOWN)],
        [moved(NONE, EVEN, UP), moved(NOISE, UP, EVEN)],
        [moved(NONE, UP, UP), moved(NOISE, UP, UP)],
        [moved(NONE, DOWN, DOWN), moved(NOISE, UP, UP)],
        [moved(NOISE, UP, UP)],
        [moved(NONE, EVEN, UP)],
        [moved(NONE, EVEN, UP), moved((0.1, 0.1, 0.1), UP, UP)],
    ],
    ids=[
        *("one seed the other way", "all the other way", "one seed even", "ranked without noise"),
        *("ranked otherwise without noise", "nothing to compare", "no noise", "the same noise"),
    ],
)
def test_otherwise_it_does_not(variants: list[SeedMovements]) -> None:
    assert not noise_ranks(variants)


def test_noise_may_come_in_any_order() -> None:
    assert moved((0.001, 0.01, 0.1), DOWN).follows_noise
    assert not moved((0.001, 0.01, 0.1), UP).follows_noise


def test_components_with_the_same_noise_may_move_the_output_in_any_order() -> None:
    assert moved((0.1, 0.01, 0.01), (0.1, 0.8, 0.7)).follows_noise
    assert moved((0.1, 0.01, 0.01), (0.1, 0.7, 0.8)).follows_noise
    assert not moved(NOISE, (0.1, 0.8, 0.8)).follows_noise


def test_in_every_network_the_first_component_is_ahead_by_far() -> None:
    assert moved(NOISE, UP, UP).follows_noise
    assert not moved(NOISE, UP, BARELY_UP).follows_noise
    assert moved(NONE, UP, UP).has_one_order
    assert not moved(NONE, UP, BARELY_UP).has_one_order
    assert not moved(NONE, UP, DOWN).has_one_order


def test_networks_are_measured_with_their_own_codes() -> None:
    movements = SeedMovements.of(ensemble("any", [in_order(SORTED), in_order(SORTED, -1)]))
    assert movements.noise == NOISE
    assert movements.distances.shape == (2, 3)
    assert movements.distances[0] == pytest.approx(movements.distances[1])
    assert SeedMovements.of(ensemble("any", [in_order(SORTED)], code_noise=())).noise == NONE


def test_distances_are_told_one_by_one_if_seeds_agree() -> None:
    assert moved(NOISE, UP, (0.104, 0.7, 1.6)).in_words == "0.10, 0.70 and 1.60"
    assert moved(NOISE, UP, EVEN).in_words == "0.10 to 1.60"
    assert moved(NOISE, UP, (0.1, 0.7, 1.7)).in_words == "0.10 to 1.70"
    assert moved(NOISE, (0.01, 0.7, 1.6), (0.02, 0.7, 1.6)).in_words == "0.01 to 1.60"


def test_four_distances_are_told_one_by_one_and_more_by_their_range() -> None:
    assert moved((), (0.1, 0.2, 0.3, 0.4)).in_words == "0.10, 0.20, 0.30 and 0.40"
    assert moved((), (0.1, 0.2, 0.3, 0.4, 0.5)).in_words == "0.10 to 0.50"


def test_a_sentence_says_how_far_components_move_the_output() -> None:
    words = movements_in_words(
        {"without noise": moved(NONE, EVEN, UP), "with code noise": moved(NOISE, UP, UP)}
    )
    assert words == (
        "Over 2 networks each, components 1 to 3 move the output by 0.10 to 1.60 without noise, "
        "and by 0.10, 0.70 and 1.60 with code noise."
    )
    assert movements_in_words({"in x": moved(NOISE, UP)}) == (
        "Components 1 to 3 move the output by 0.10, 0.70 and 1.60 in x."
    )


@pytest.mark.parametrize(
    ("distances", "words"),
    [
        ((0.5,), "component 1 moves the output by 0.50 in x."),
        ((0.5, 0.6), "components 1 and 2 move the output by 0.50 and 0.60 in x."),
        (UP, "components 1 to 3 move the output by 0.10, 0.70 and 1.60 in x."),
    ],
)
def test_a_sentence_about_one_kind_of_networks_counts_its_components(
    distances: tuple[float, ...], words: str
) -> None:
    two_networks = moved((), distances, distances)
    assert movements_in_words({"in x": two_networks}) == f"Over 2 networks, {words}"


def test_the_row_that_is_needed_is_among_those_that_are_shown() -> None:
    assert some_rows(3, 9, 1) == [0, 1, 2]
    assert some_rows(5, 3, 4) == [0, 1, 4]
    assert some_rows(5, 1, 4) == [4]
