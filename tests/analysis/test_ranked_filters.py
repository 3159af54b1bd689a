"""Filters come into one order and sign, those that matter most first, beside what they are."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis.comparison import principal_components
from deconviz.analysis.ensemble import Ensemble
from deconviz.analysis.ranked_filters import RankedFilters
from deconviz.arrays import Floats
from deconviz.data.pictures import patches
from support.made_up import evenly_on_photograph, with_directions

EVEN = evenly_on_photograph()
LEADING = principal_components(patches(EVEN.train, (8, 8)))[:6]


def ensemble(directions: Floats) -> Ensemble:
    """Networks that project on these directions, in another order and sign for each seed."""
    of_seeds = []
    for seed in range(4):
        random = np.random.default_rng(seed)
        signs = random.choice([-1, 1], 6)[:, None]
        of_seeds.append(signs * directions[random.permutation(6)])  # (6, 64)
    return with_directions(EVEN, of_seeds)


def test_principal_components_in_any_order_and_sign_are_ranked_and_found() -> None:
    ranked = RankedFilters.of(ensemble(LEADING))
    np.testing.assert_allclose(ranked.filters, np.stack([ranked.principal] * 4), atol=1e-7)
    np.testing.assert_allclose(np.abs(ranked.principal), np.abs(LEADING), atol=1e-7)
    assert ranked.likeness == pytest.approx(np.ones(6))
    assert ranked.agreement == pytest.approx(np.ones(6))
    assert ((ranked.filters * ranked.principal).sum(-1) > 0).all()


@pytest.mark.parametrize("angle", [0.3, -0.3])
def test_the_likeness_of_a_turned_pair_is_the_cosine_of_its_turn(angle: float) -> None:
    turned = LEADING.copy()
    turned[2] = np.cos(angle) * LEADING[2] + np.sin(angle) * LEADING[3]
    turned[3] = np.cos(angle) * LEADING[3] - np.sin(angle) * LEADING[2]
    ranked = RankedFilters.of(ensemble(turned))
    np.testing.assert_allclose(ranked.likeness[[2, 3]], np.cos(angle), atol=1e-7)
    assert ranked.agreement == pytest.approx(np.ones(6))
    assert ((ranked.filters * ranked.principal).sum(-1) > 0).all()


def test_agreement_is_the_mean_cosine_of_any_two_seeds_for_each_rank() -> None:
    draws = np.random.default_rng(0).normal(size=(3, 2, 5))
    filters = draws / np.linalg.norm(draws, axis=-1, keepdims=True)
    pairs = [(0, 1), (0, 2), (1, 2)]
    expected = [
        np.mean([abs(filters[one, rank] @ filters[other, rank]) for one, other in pairs])
        for rank in range(2)
    ]
    assert RankedFilters(filters, filters[0]).agreement == pytest.approx(expected)
