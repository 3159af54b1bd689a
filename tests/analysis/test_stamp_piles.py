"""Scaled kernels in two dimensions pile up to what torch says."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis.stamp_piles import StampPiles
from deconviz.layers.example import Example, small_example
from deconviz.layers.layer import Layer
from deconviz.layers.settings import Settings
from support.torch_layers import torch_says

NUMBERS = [[1.0, 2.0, -1.0], [0.5, 3.0, 2.0]]
KERNEL = [[1.0, 2.0], [3.0, -4.0]]
SETTINGS = [
    (Settings(2), Settings(3)),
    (Settings(2, stride=2), Settings(3, stride=2)),
    (Settings(2, stride=2, padding=1), Settings(3, stride=1, padding=1)),
    (Settings(2, stride=3, output_padding=2), Settings(3, stride=2, padding=1, output_padding=1)),
]


def piles(settings: tuple[Settings, Settings]) -> StampPiles:
    draws = np.random.default_rng(4)
    kernel = draws.normal(size=(1, 1, 2, 3))
    layer = Layer(kernel, np.zeros(1), (settings[0].axis, settings[1].axis))
    return StampPiles(Example(layer, draws.normal(size=(1, 3, 2))))


@pytest.mark.parametrize("settings", SETTINGS)
def test_all_piles_that_come_out_are_as_high_as_torch_says(
    settings: tuple[Settings, Settings],
) -> None:
    stamped = piles(settings)
    [said] = torch_says(stamped.example.layer, settings, stamped.example.given)
    assert stamped.output == pytest.approx(said)
    assert stamped.heights(len(stamped.stamps))[stamped.kept] == pytest.approx(said)
    assert stamped.is_kept.sum() == said.size
    assert stamped.is_kept[stamped.kept].all()


@pytest.mark.parametrize("settings", SETTINGS)
def test_layers_of_a_pile_add_up_to_its_height(settings: tuple[Settings, Settings]) -> None:
    stamped = piles(settings)
    for landed in range(len(stamped.stamps) + 1):
        heights = stamped.heights(landed)
        for cell, pile in stamped.layers.items():
            assert heights[cell] == pytest.approx(sum(one for place, one in pile if place < landed))


def test_stamps_go_row_by_row_and_each_is_the_kernel_times_its_input() -> None:
    stamps = StampPiles(small_example(NUMBERS, KERNEL, stride=3)).stamps
    assert [stamp.source for stamp in stamps] == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]
    assert [stamp.corner for stamp in stamps] == [(0, 0), (0, 3), (0, 6), (3, 0), (3, 3), (3, 6)]
    assert [stamp.factor for stamp in stamps] == [1.0, 2.0, -1.0, 0.5, 3.0, 2.0]
    assert stamps[4].products.tolist() == [[3.0, 6.0], [9.0, -12.0]]


def test_each_side_has_a_stride_of_its_own() -> None:
    stamped = piles(SETTINGS[3])
    assert [stamp.corner for stamp in stamped.stamps][-1] == (6, 2)
    assert stamped.shape == (10, 5)
    assert stamped.kept == (slice(0, 10), slice(1, 5))


def test_given_and_kernel_are_those_of_the_layer() -> None:
    stamped = StampPiles(small_example(NUMBERS, KERNEL))
    assert (stamped.given.tolist(), stamped.kernel.tolist()) == (NUMBERS, KERNEL)


def test_most_stamps_meet_where_kernels_overlap_on_both_sides() -> None:
    assert StampPiles(small_example(NUMBERS, KERNEL)).overlap == 4
    assert StampPiles(small_example(NUMBERS, KERNEL, stride=2)).overlap == 1
    assert StampPiles(small_example(NUMBERS, KERNEL[:1])).overlap == 2


def test_the_chosen_pile_has_most_layers_and_is_done_first() -> None:
    stamped = StampPiles(small_example(NUMBERS, KERNEL))
    assert stamped.chosen == (1, 1)
    assert stamped.landed_before == 5
    assert len(stamped.layers[1, 1]) == 4
    assert stamped.parts((1, 1)) == [[0, 1], [3, 4]]


def test_parts_of_a_pile_at_an_edge_are_fewer() -> None:
    stamped = StampPiles(small_example(NUMBERS, KERNEL))
    assert stamped.parts((0, 0)) == [[0]]
    assert stamped.parts((0, 2)) == [[1, 2]]
    assert stamped.parts((2, 3)) == [[5]]
    assert stamped.parts((1, 3)) == [[2], [5]]


def test_of_piles_that_are_done_at_once_the_highest_is_chosen() -> None:
    one_row = StampPiles(small_example([[1.0, 1.0]], [[1.0, 1.0, 1.0], [1.0, 5.0, 1.0]]))
    assert one_row.chosen == (1, 1)
    turned = StampPiles(small_example([[1.0, 1.0]], [[1.0, 1.0, 1.0], [1.0, -5.0, 1.0]]))
    assert turned.chosen in {(0, 1), (0, 2)}


def test_where_none_overlap_the_highest_of_the_fifth_stamp_is_chosen() -> None:
    stamped = StampPiles(small_example(NUMBERS, KERNEL, stride=2))
    assert stamped.chosen == (3, 2)  # 3 x 3
    assert stamped.landed_before == 5
    few = StampPiles(small_example([[1.0, 2.0]], KERNEL, stride=2))
    assert (few.chosen, few.landed_before) == ((1, 2), 2)


def test_places_between_stamps_have_no_pile_and_are_never_chosen() -> None:
    stamped = StampPiles(small_example([[-1.0, -2.0]], [[1.0]], stride=3))
    assert stamped.layers[0, 1] == []
    assert (stamped.chosen, stamped.landed_before) == ((0, 3), 2)
    assert stamped.parts((0, 1)) == []


def test_a_pile_that_padding_cuts_off_is_not_chosen_if_another_comes_out() -> None:
    stamped = StampPiles(small_example(NUMBERS, KERNEL, padding=1))
    assert stamped.chosen == (1, 1)
    edge = small_example([[1.0, 1.0], [1.0, 1.0]], [[9.0, 1.0], [1.0, 1.0]], stride=2, padding=1)
    assert StampPiles(edge).chosen == (2, 2)


def test_if_all_of_most_layers_are_cut_off_one_of_them_is_chosen() -> None:
    numbers, kernel = [[1.0], [1.0]], [[1.0, 2.0, 5.0]]
    layer = Layer(
        np.array(kernel)[None, None],
        np.zeros(1),
        (Settings(1, stride=1).axis, Settings(3, stride=1, padding=1).axis),
    )
    stamped = StampPiles(Example(layer, np.array(numbers)[None]))
    assert stamped.overlap == 1
    assert stamped.chosen == (1, 1)
