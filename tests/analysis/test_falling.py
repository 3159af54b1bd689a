"""Filters on their way into one order and sign, and how well they agree."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis.alignment import align
from deconviz.analysis.falling import Falling, chance

AXES = np.eye(3)
SWAPPED = np.array([-AXES[1], AXES[0], AXES[2]])  # two components swapped, and one turned
FILTERS = np.stack([3 * AXES, AXES, 2 * SWAPPED])  # (3, 3, 3)
NONE, ALL = np.zeros(3), np.ones(3)


@pytest.fixture
def falling() -> Falling:
    return Falling.of(FILTERS, align(FILTERS))


def test_turned_and_in_order_they_are_as_the_alignment_makes_them(falling: Falling) -> None:
    aligned = align(FILTERS).apply(FILTERS)
    lengths = np.linalg.norm(aligned, axis=-1, keepdims=True)
    assert falling.in_order(falling.turned(ALL)) == pytest.approx(aligned / lengths)


def test_only_what_is_wrong_turns(falling: Falling) -> None:
    assert falling.wrong.tolist() == [[False] * 3, [False] * 3, [True, False, False]]
    assert falling.turned(ALL)[2, 0] == pytest.approx(AXES[1])
    assert falling.turned(0.5 * ALL)[2, 0] == pytest.approx(np.zeros(3))


def test_agreement_is_the_mean_cosine_of_pairs_with_its_sign(falling: Falling) -> None:
    assert falling.agreement(NONE, NONE) == pytest.approx((1 + 1 / 3 + 1 / 3) / 3)
    assert falling.agreement(ALL, ALL) == pytest.approx(1)


def test_opposite_filters_agree_to_minus_one() -> None:
    opposite = np.stack([AXES, -AXES])
    falling = Falling.of(opposite, align(opposite))
    assert falling.agreement(np.zeros(2), np.zeros(2)) == pytest.approx(-1)
    assert falling.agreement(np.ones(2), np.zeros(2)) == pytest.approx(1)


def test_agreement_goes_steadily_while_a_seed_moves(falling: Falling) -> None:
    last = np.array([0.0, 0.0, 1.0])
    along = [falling.agreement(ALL, share * last) for share in np.linspace(0, 1, 5)]
    assert np.diff(along, 2) == pytest.approx(np.zeros(3), abs=1e-12)
    assert along[-1] == pytest.approx(1)


def test_chance_falls_with_more_components() -> None:
    one, two, four = (chance(3, channels, trials=50) for channels in (1, 2, 4))
    assert one == pytest.approx(1)
    assert one > two > four > 0
