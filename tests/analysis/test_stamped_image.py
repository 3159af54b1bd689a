"""A layer in two dimensions is taken apart into pictures that add up to what torch says."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis.stamped_image import PARTS, StampedImage
from deconviz.layers.contributions import Contributions
from deconviz.layers.example import Example, small_example
from deconviz.layers.layer import Layer
from deconviz.layers.settings import Settings
from support.torch_layers import torch_says

SETTINGS = (
    Settings(2, stride=2, padding=1, output_padding=1),
    Settings(3, stride=3, dilation=2, padding=2, output_padding=1),
)
NUMBERS = [[1.0, -5.0, 2.0], [3.0, 0.0, -4.0]]


def image(channels: int = 7, bias: float = 0.5) -> StampedImage:
    draws = np.random.default_rng(6)
    layer = Layer(
        draws.normal(size=(channels, 2, 2, 3)),
        np.array([0.0, bias]),
        (SETTINGS[0].axis, SETTINGS[1].axis),
    )
    example = Example(layer, draws.normal(size=(channels, 3, 2)))
    return StampedImage(Contributions.of(example, PARTS, channel=1))


def simple(numbers: list[list[float]], kernel: list[list[float]], **settings: int) -> StampedImage:
    return StampedImage(Contributions.of(small_example(numbers, kernel, **settings), PARTS))


def test_parts_add_up_one_by_one_to_what_torch_says() -> None:
    taken = image()
    example = taken.parted.example
    said = torch_says(example.layer, SETTINGS, example.given)[1]
    assert taken.added(len(taken.parts)) == pytest.approx(said)
    assert not taken.added(0).any()
    for count, (_, part) in enumerate(taken.parts):
        assert taken.added(count + 1) - taken.added(count) == pytest.approx(part)


def test_parts_are_named_strongest_first_then_the_rest_then_the_bias() -> None:
    names = [name for name, _ in image().parts]
    assert names[:4] == [f"channel {channel}" for channel in image().parted.alone]
    assert names[4:] == ["the other 3", "bias"]
    assert [name for name, _ in image(2, bias=0.0).parts] == [
        f"channel {channel}" for channel in image(2).parted.alone
    ]


def test_stamps_of_the_strongest_channel_add_up_to_what_it_adds() -> None:
    taken = image()
    assert taken.channel == taken.parted.alone[0]
    assert taken.given.tolist() == taken.parted.example.given[taken.channel].tolist()
    assert taken.stamped(taken.given.size) == pytest.approx(taken.parts[0][1])
    assert not taken.stamped(0).any()


def test_each_stamp_adds_its_number_times_the_kernel_at_its_corner() -> None:
    taken = image()
    rows, columns = taken.parted.output.shape
    whole = np.zeros((rows + 20, columns + 20))
    for count, place in enumerate(taken.order):
        row, column = taken.corner(place)
        height, width = taken.kernel.shape
        whole[10 + row : 10 + row + height, 10 + column : 10 + column + width] += (
            taken.given.ravel()[place] * taken.kernel
        )
        shown = whole[10 : 10 + rows, 10 : 10 + columns]
        assert taken.stamped(count + 1) == pytest.approx(shown)


def test_the_largest_three_come_first_and_the_rest_row_by_row() -> None:
    assert simple(NUMBERS, [[1.0]]).order == [1, 5, 3, 0, 2, 4]
    assert simple([[2.0, -2.0, 2.0, 2.0, 2.0]], [[1.0]]).order == [0, 1, 2, 3, 4]


def test_a_dilated_kernel_has_zeros_between_its_taps() -> None:
    taken = simple(NUMBERS, [[1.0, 2.0], [3.0, 4.0]], dilation=2)
    assert taken.kernel.tolist() == [[1.0, 0.0, 2.0], [0.0, 0.0, 0.0], [3.0, 0.0, 4.0]]


def test_the_largest_value_is_that_of_any_part_or_sum_on_the_way() -> None:
    taken = image()
    every = [part for _, part in taken.parts] + [taken.added(n) for n in range(7)]
    assert taken.largest == pytest.approx(max(np.abs(one).max() for one in every))
    cancelling = Layer(np.array([[[[3.0]]], [[[-4.0]]]]), np.zeros(1), (Settings(1).axis,) * 2)
    example = Example(cancelling, np.ones((2, 1, 1)))
    assert StampedImage(Contributions.of(example, PARTS)).largest == 4.0


def test_the_shown_channel_never_exceeds_its_largest_value_by_much() -> None:
    adding = simple([[1.0, 2.0]], [[1.0, 3.0]])  # 1, 3 + 2, 6
    assert adding.largest_stamped == 6.0
    overlapping = simple([[2.0, 2.0]], [[3.0, 3.0]])  # 6, 12, 6
    assert overlapping.largest_stamped == 12.0
    cancelling = simple([[2.0, -2.0]], [[3.0, 3.0]])  # 6, 0, -6: one alone reaches 6
    assert cancelling.largest_stamped == 6.0
    of_both_signs = simple([[5.0, -1.0]], [[1.0, 9.0]])  # 5, 45 - 1, -9
    assert of_both_signs.largest_stamped == 45.0


def test_what_padding_cuts_off_is_no_largest_value() -> None:
    axes = Settings(1).axis, Settings(3, padding=1).axis
    layer = Layer(np.array([[[[9.0, 1.0, 1.0]]]]), np.zeros(1), axes)
    cut = Example(layer, np.array([[[5.0, 0.0]]]))  # 45 would come first
    assert StampedImage(Contributions.of(cut, PARTS)).largest_stamped == 5.0


def test_a_layer_that_adds_nothing_has_a_largest_value_for_its_scale() -> None:
    nothing = simple([[0.0, 0.0]], [[1.0]])
    assert (nothing.largest, nothing.largest_stamped) == (1.0, 1.0)
