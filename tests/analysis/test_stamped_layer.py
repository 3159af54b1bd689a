"""What a film shows of a layer in one dimension: the liveliest numbers, and what they add."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from deconviz.analysis.stamped_layer import StampedLayer
from deconviz.arrays import Floats
from deconviz.errors import UserError
from deconviz.layers.example import Example, small_example
from deconviz.layers.layer import Layer
from deconviz.layers.settings import Settings
from support.torch_layers import torch_says

SETTINGS = [
    Settings(4),
    Settings(4, stride=2, padding=1),
    Settings(3, stride=3, padding=1, output_padding=2),
    Settings(3, stride=2, dilation=2, padding=2),
]


def layer_of(settings: Settings, given: Floats, bias: float = 0.0) -> Example:
    kernel = np.random.default_rng(8).normal(size=(len(given), 2, settings.kernel))
    return Example(Layer(kernel, np.array([bias, 0.0]), (settings.axis,)), given)


def chosen(numbers: list[float], kernel: list[float], **settings: Any) -> StampedLayer:
    return StampedLayer.choose(small_example(numbers, kernel, **settings))


@pytest.mark.parametrize("settings", SETTINGS)
def test_stamps_that_come_out_add_up_to_what_the_channel_adds(settings: Settings) -> None:
    given = np.random.default_rng(9).normal(size=(3, 5))
    layer = layer_of(settings, given)
    shown = StampedLayer.choose(layer, channel=1)
    alone = np.zeros_like(given)
    alone[shown.channel] = given[shown.channel]
    said = torch_says(layer.layer, [settings], alone)[1]
    assert shown.stamps.sum(0)[shown.kept] == pytest.approx(said)
    assert shown.points == shown.stamps.shape[1] == settings.axis.columns(5)
    assert shown.numbers.tolist() == given[shown.channel].tolist()
    assert shown.kernel.tolist() == layer.layer.kernel[shown.channel, 1].tolist()


@pytest.mark.parametrize("settings", SETTINGS)
def test_taps_say_where_a_stamp_lies(settings: Settings) -> None:
    shown = StampedLayer.choose(layer_of(settings, np.ones((1, 5))), channel=0)
    for number in range(5):
        places = shown.taps(number).astype(int)
        assert shown.stamps[number, places] == pytest.approx(shown.kernel)
        assert np.abs(shown.stamps[number]).sum() == pytest.approx(np.abs(shown.kernel).sum())


def test_between_two_numbers_taps_are_between_too() -> None:
    shown = chosen([1.0, 2.0], [1.0, 1.0, 1.0], stride=4, dilation=2)
    assert shown.taps(0.5).tolist() == [2.0, 4.0, 6.0]


def test_up_to_eight_numbers_are_shown_those_with_most_energy() -> None:
    numbers = [3.0, 0.0, 0.0, *[1.0] * 6, -4.0, 1.0, 0.0]
    shown = chosen(numbers, [1.0, 2.0])
    assert (shown.first, shown.of) == (3, 12)
    assert shown.numbers.tolist() == numbers[3:11]
    every = chosen(numbers[:8], [1.0, 2.0])
    assert (every.first, every.of, len(every.numbers)) == (0, 8, 8)


def test_of_equal_windows_the_first_is_shown() -> None:
    assert chosen([0.1] * 12, [1.0]).first == 0


def test_energy_is_that_of_all_channels() -> None:
    given = np.zeros((2, 10))
    given[0, 0], given[1, 9] = 1.0, 2.0
    assert StampedLayer.choose(layer_of(Settings(2), given)).first == 2


def test_fewer_numbers_are_shown_if_their_points_have_no_room() -> None:
    assert len(chosen([1.0] * 8, [1.0] * 2, stride=73).numbers) == 7  # 440 points, and not 513
    assert len(chosen([1.0] * 8, [1.0], stride=73).numbers) == 8  # 512
    assert len(chosen([1.0] * 8, [1.0], stride=73, padding=0).numbers) == 8


def test_points_that_output_padding_adds_need_room_and_cropped_ones_do_too() -> None:
    assert len(chosen([1.0] * 8, [1.0], stride=73, output_padding=1).numbers) == 7
    assert len(chosen([1.0] * 8, [1.0, 1.0], stride=73, padding=1).numbers) == 7


def test_a_kernel_that_has_no_room_is_refused() -> None:
    assert len(chosen([1.0], [1.0] * 512).kernel) == 512
    with pytest.raises(UserError, match=r"room for 512 points, but one number .* reaches 513"):
        chosen([1.0], [1.0] * 513)


def test_numbers_of_which_nothing_comes_out_are_refused() -> None:
    with pytest.raises(UserError, match=r"room for 1 numbers of the input, and the padding crops"):
        chosen([1.0] * 9, [1.0] * 300, stride=300, padding=150)


def test_points_before_the_whole_are_counted_in() -> None:
    layer = layer_of(Settings(3), np.ones((1, 2)))
    [axis] = layer.layer.axes
    before = Layer(layer.layer.kernel, layer.layer.bias, (axis.__class__(3, 1, (-2, 1)),))
    shown = StampedLayer.choose(Example(before, layer.given), channel=0)
    assert (shown.before, shown.points, shown.kept) == (2, 6, slice(0, 5))
    assert shown.taps(0).tolist() == [2.0, 3.0, 4.0]
    assert shown.is_cropped
    assert chosen([1.0], [1.0]).before == 0


@pytest.mark.parametrize(
    ("settings", "kept", "is_cropped"),
    [
        ({}, slice(0, 5), False),
        ({"padding": 1}, slice(1, 4), True),
        ({"stride": 2, "output_padding": 1}, slice(0, 8), False),
        ({"stride": 2, "padding": 1, "output_padding": 1}, slice(1, 7), True),
    ],
)
def test_padding_crops_both_ends(settings: dict[str, int], kept: slice, is_cropped: bool) -> None:
    shown = chosen([1.0, 2.0, 3.0], [1.0, 1.0, 1.0], **settings)
    assert (shown.kept, shown.is_cropped) == (kept, is_cropped)


def test_channels_and_a_bias_are_added_if_there_are_any() -> None:
    assert not chosen([1.0], [1.0, 2.0]).adds_channels
    one = StampedLayer.choose(layer_of(Settings(2), np.ones((1, 3)), bias=0.5), channel=0)
    assert one.adds_channels
    two = StampedLayer.choose(layer_of(Settings(2), np.ones((2, 3))), channel=0)
    assert two.adds_channels


def test_of_many_channels_three_are_shown_and_the_rest_as_a_sum() -> None:
    shown = StampedLayer.choose(layer_of(Settings(2), np.ones((6, 3))), channel=0)
    assert (len(shown.parted.alone), len(shown.parted.together)) == (3, 3)
