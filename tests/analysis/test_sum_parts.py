"""Up to four components are shown one by one; of more, three, and all others together."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis.sum_parts import SumParts

FILTERS = np.array([[0.1, 0.2], [3.0, 0.0], [0.5, -2.0], [1.0, 1.0], [0.0, 0.4]])
CODE = np.array([1.0, 0.1, 1.0, 0.5, -1.0])


def test_up_to_four_components_are_parts_of_their_own() -> None:
    parts = SumParts.of([CODE[:4]], FILTERS[:4])
    assert (parts.alone, parts.together) == ((0, 1, 2, 3), ())
    assert parts.components == [[0], [1], [2], [3]]


def test_of_more_the_three_whose_scaled_filters_reach_highest_are() -> None:
    parts = SumParts.of([CODE], FILTERS)
    assert (parts.alone, parts.together) == ((2, 3, 4), (0, 1))


def test_in_a_film_of_several_codes_a_component_counts_by_the_highest() -> None:
    parts = SumParts.of([CODE, np.array([0.0, 1.0, 0.0, 0.0, 0.0])], FILTERS)
    assert (parts.alone, parts.together) == ((1, 2, 3), (0, 4))


def test_nothing_is_lost_when_terms_are_added_up() -> None:
    parts, terms = SumParts.of([CODE], FILTERS), CODE[:, None] * FILTERS
    added = parts.add(terms)
    assert added[:3] == pytest.approx(terms[[2, 3, 4]])
    assert added[3] == pytest.approx(terms[0] + terms[1])


def test_each_component_has_the_share_of_its_part() -> None:
    parts = SumParts.of([CODE], FILTERS)
    assert parts.spread(np.array([0.1, 0.2, 0.3, 0.4])).tolist() == [0.4, 0.4, 0.1, 0.2, 0.3]
