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


def moved(noise: tuple[float, ...], *seeds: tuple[float, ...]) -> SeedMovements:
    """Networks whose components go from 0 to 1, with filters of one point."""
    return SeedMovements(
        tuple(Movement(np.zeros(3), np.ones(3), np.array(seed)[:, None]) for seed in seeds), noise
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
    assert moved((0.1, 0.01, 0.01), (0.1, 0.8, 0.7)).follows_noise


def test_networks_are_measured_with_their_own_codes() -> None:
    movements = SeedMovements.of(ensemble("any", [in_order(SORTED), in_order(SORTED, -1)]))
    assert movements.noise == NOISE
    assert movements.distances.shape == (2, 3)
    assert movements.distances[0] == pytest.approx(movements.distances[1])
    assert SeedMovements.of(ensemble("any", [in_order(SORTED)], code_noise=())).noise == NONE


def test_distances_are_told_one_by_one_if_seeds_agree() -> None:
    assert moved(NOISE, UP, (0.104, 0.7, 1.6)).in_words == "0.10, 0.70 and 1.60"
    assert moved(NOISE, UP, EVEN).in_words == "0.10 to 1.60"


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


def test_the_row_that_is_needed_is_among_those_that_are_shown() -> None:
    assert some_rows(3, 9, 1) == [0, 1, 2]
    assert some_rows(5, 3, 4) == [0, 1, 4]
    assert some_rows(5, 1, 4) == [4]
