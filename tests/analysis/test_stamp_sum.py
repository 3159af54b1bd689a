"""Stamps of an input add up, column by column, to what torch says."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from deconviz.analysis.stamp_sum import StampSum, fewest_decimals, most_columns
from deconviz.analysis.three_views import ShownPart, strongest_pair
from deconviz.layers.example import Example, small_example
from deconviz.layers.layer import Layer
from deconviz.layers.settings import Settings
from support.torch_layers import torch_says

SETTINGS = [
    Settings(3),
    Settings(3, stride=2),
    Settings(3, stride=2, padding=1),
    Settings(3, stride=2, padding=1, output_padding=1),
    Settings(3, stride=3, output_padding=2),
    Settings(3, stride=2, dilation=3, padding=2),
    Settings(4, stride=3, dilation=2),
]


def stamp_sum(settings: Settings) -> StampSum:
    draws = np.random.default_rng(5)
    return StampSum(draws.normal(size=4), draws.normal(size=settings.kernel), settings.axis)


def part(decimals: int, numbers: Sequence[float] = (1.0,)) -> ShownPart:
    shown = strongest_pair(small_example(numbers, [0.5, 0.25], stride=2))
    return shown.first(len(numbers), decimals)


@pytest.mark.parametrize("settings", SETTINGS)
def test_what_stands_in_the_columns_that_are_kept_is_what_torch_says(settings: Settings) -> None:
    stamps = stamp_sum(settings)
    layer = Layer(stamps.kernel[None, None], np.zeros(1), (settings.axis,))
    [said] = torch_says(layer, [settings], stamps.given[None])
    assert stamps.output == pytest.approx(said)
    assert stamps.sums[stamps.kept] == pytest.approx(said)
    assert len(stamps.sums) == stamps.columns


@pytest.mark.parametrize("settings", SETTINGS)
def test_parts_are_stamps_in_their_columns_and_add_up(settings: Settings) -> None:
    stamps = stamp_sum(settings)
    placed = np.zeros((4, stamps.columns))
    for point in range(4):
        for tap in range(settings.kernel):
            placed[point, stamps.column(point, tap)] += stamps.stamps[point, tap]
    assert stamps.parts == pytest.approx(placed)
    assert stamps.parts.sum(0) == pytest.approx(stamps.sums)


def test_a_stamp_is_the_kernel_times_the_input() -> None:
    stamps = StampSum(np.array([2.0, -1.0]), np.array([1.0, 3.0]), Settings(2).axis)
    assert stamps.stamps.tolist() == [[2.0, 6.0], [-1.0, -3.0]]


def test_columns_beyond_the_last_stamp_are_those_that_output_padding_adds() -> None:
    added = stamp_sum(Settings(3, stride=3, output_padding=2))
    assert (added.beyond, added.columns) == (2, 14)
    assert added.sums[-2:].tolist() == [0.0, 0.0]
    assert stamp_sum(Settings(3, stride=3, padding=1)).beyond == 0


@pytest.mark.parametrize(("taps", "above"), [(1, 6), (2, 6), (3, 9), (4, 9), (5, 12)])
def test_an_input_stands_over_the_middle_tap_of_its_stamp(taps: int, above: int) -> None:
    assert stamp_sum(Settings(taps, stride=2, dilation=3)).above(3) == above


def test_numbers_are_written_with_so_many_decimals_in_one_row() -> None:
    stamps = StampSum(np.ones(1), np.ones(1), Settings(1).axis, decimals=2)
    assert stamps.rounded(np.array([[1.234, 2.0], [-0.125, 0.5]])) == [1.23, 2.0, -0.12, 0.5]


def test_it_is_of_the_part_that_is_shown() -> None:
    stamps = StampSum.of(part(3, (1.0, 2.0)))
    assert stamps.given.tolist() == [1.0, 2.0]
    assert stamps.kernel.tolist() == [0.5, 0.25]
    assert (stamps.axis.stride, stamps.decimals) == (2, 3)


def test_the_strongest_pair_of_channels_is_shown() -> None:
    kernel = np.array([[[1.0, 1.0], [5.0, 1.0]], [[1.0, 1.0], [7.0, 2.0]]])
    layer = Layer(kernel, np.zeros(2), (Settings(2).axis,))
    stamps = StampSum.of(strongest_pair(Example(layer, np.ones((2, 3)))))
    assert stamps.kernel.tolist() == [7.0, 2.0]


@pytest.mark.parametrize(("decimals", "fewest", "columns"), [(4, 3, 8), (3, 2, 9), (2, 1, 12)])
def test_the_more_decimals_the_fewer_columns(decimals: int, fewest: int, columns: int) -> None:
    assert fewest_decimals(part(decimals)) == fewest
    assert most_columns(part(decimals)) == columns


def test_there_is_at_least_one_decimal() -> None:
    assert fewest_decimals(part(1)) == 1
