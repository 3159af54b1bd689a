"""Which curves come near to one value: sorted, counted, and told apart."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis.one_value import OneValue, decimals_that_differ, one_value

MIDDLE = [0.0, 0.5, 0.125, 0.4375, 0.875, 0.53125]
CURVES = np.array([[7.0, 7.0, value, -7.0, -7.0] for value in MIDDLE])


def away(*values: float) -> OneValue:
    return OneValue(2, np.arange(len(values)), np.array(values), 0.5)


def test_the_curve_is_at_the_60th_percentile_of_the_middle() -> None:
    chosen = one_value(CURVES)
    assert (chosen.point, chosen.order[0], chosen.value) == (2, 1, 0.5)


def test_the_middle_of_an_even_number_of_points_is_the_one_after_it() -> None:
    assert one_value(CURVES[:, 1:]).point == 2
    assert one_value(CURVES[:, :4]).point == 2


def test_all_curves_are_sorted_by_their_distance_which_keeps_its_sign() -> None:
    chosen = one_value(CURVES)
    assert chosen.order.tolist() == [1, 5, 3, 2, 4, 0]
    assert chosen.away == pytest.approx(CURVES[chosen.order, 2] - 0.5)
    assert chosen.distances == pytest.approx([0.0, 0.03125, 0.0625, 0.375, 0.375, 0.5])


def test_the_curve_comes_before_others_of_its_value() -> None:
    same = np.full((4, 3), 0.2)
    assert one_value(same).order.tolist() == [2, 0, 1, 3]


def test_curves_that_come_just_so_near_are_counted() -> None:
    chosen = away(0.0, -0.25, 0.25, 0.5)
    assert [chosen.within(distance) for distance in (0.0, 0.24, 0.25, 0.6)] == [1, 1, 3, 4]


def test_chosen_curves_keep_their_distance_on_both_sides() -> None:
    chosen = away(0.0, 0.1, -0.25, 0.25, -0.375, 0.5, -0.5)
    assert chosen.apart(near=7, distance=0.25, most=9) == [0, 2, 3, 5, 6]


def test_only_the_nearest_are_chosen_from_and_only_so_many_besides_the_curve() -> None:
    chosen = away(0.0, 0.25, -0.25, 0.5, -0.5)
    assert chosen.apart(near=2, distance=0.25, most=9) == [0, 1, 2]
    assert chosen.apart(near=5, distance=0.25, most=3) == [0, 1, 2, 3]
    assert chosen.apart(near=9, distance=0.25, most=9) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("values", "decimals"),
    [
        ([0.1, 0.2], 3),
        ([0.0001, 0.0002], 4),
        ([0.000001, 0.000002], 6),
        ([0.0000001, 0.0000002], 7),
        ([0.1, 0.1], 7),
    ],
)
def test_values_are_told_apart_by_as_few_decimals_as_will_do(
    values: list[float], decimals: int
) -> None:
    assert decimals_that_differ(np.array(values)) == decimals


def test_among_a_hundred_and_one_curves_it_is_that_of_place_sixty() -> None:
    assert one_value(np.arange(101.0)[:, None]).value == 60.0
