"""What channels add, one by one, is what torch says of each of them, and their sum the output."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deconviz.layers.axis import Axis
from deconviz.layers.contributions import (
    CHANNEL_GIVEN,
    CHANNEL_RULE,
    Contributions,
    contributions,
    kernels,
    stamps,
    strongest,
)
from deconviz.layers.example import Example, small_example
from deconviz.layers.layer import Layer
from deconviz.layers.scatter import scatter
from deconviz.layers.settings import Settings
from support.torch_layers import torch_says

CLOSE = 1e-12


def example(
    channels: int, outputs: int, sizes: list[tuple[Settings, int]], groups: int = 1, seed: int = 0
) -> Example:
    draws = np.random.default_rng(seed)
    taps = [one.kernel for one, _ in sizes]
    layer = Layer(
        draws.normal(size=(channels, outputs // groups, *taps)),
        draws.normal(size=outputs),
        tuple(one.axis for one, _ in sizes),
        groups,
    )
    return Example(layer, draws.normal(size=(channels, *(length for _, length in sizes))))


@st.composite
def dimensions(draw: st.DrawFn) -> tuple[Settings, int]:
    kernel, stride, dilation = (draw(st.integers(1, 4)) for _ in range(3))
    output_padding = draw(st.integers(0, max(stride, dilation) - 1))
    length = draw(st.integers(1, 4))
    points = Axis(kernel, stride, dilation=dilation).whole(length) + output_padding
    padding = draw(st.integers(0, (points - 1) // 2))
    return Settings(kernel, stride, padding, output_padding, dilation), length


@st.composite
def cases(draw: st.DrawFn) -> tuple[Example, list[Settings], int]:
    sizes = [draw(dimensions()) for _ in range(draw(st.integers(1, 2)))]
    groups, into, out = draw(st.integers(1, 3)), draw(st.integers(1, 4)), draw(st.integers(1, 3))
    seed = draw(st.integers(0, 999))
    made = example(groups * into, groups * out, sizes, groups, seed)
    return made, [one for one, _ in sizes], draw(st.integers(0, groups * out - 1))


@given(case=cases())
def test_a_channel_adds_what_torch_makes_of_it_alone(
    case: tuple[Example, list[Settings], int],
) -> None:
    made, axes, channel = case
    without_bias = replace(made.layer, bias=np.zeros_like(made.layer.bias))
    added = contributions(made, channel)
    for one in range(made.layer.channels):
        alone = np.zeros_like(made.given)
        alone[one] = made.given[one]
        expected = torch_says(without_bias, axes, alone)[channel]
        assert added[one] == pytest.approx(expected, abs=CLOSE)


@given(case=cases(), most=st.integers(2, 5))
def test_what_is_shown_adds_up_to_the_output(
    case: tuple[Example, list[Settings], int], most: int
) -> None:
    made, _, channel = case
    parted = Contributions.of(made, most, channel)
    assert len(parted.parts) <= most
    assert parted.output == pytest.approx(scatter(made.layer, made.given)[channel], abs=CLOSE)
    assert not set(parted.alone) & set(parted.together)
    assert parted.rule == CHANNEL_GIVEN


@given(case=cases())
def test_the_numbers_of_a_channel_add_up_to_what_it_adds(
    case: tuple[Example, list[Settings], int],
) -> None:
    made, _, channel = case
    added = contributions(made, channel)
    for one, kernel in enumerate(kernels(made.layer, channel)):
        each = stamps(made.layer, kernel, made.given[one])
        dimensions = tuple(range(made.dimensions))
        assert each.sum(dimensions) == pytest.approx(added[one], abs=CLOSE)


def test_a_stamp_is_the_kernel_scaled_where_its_number_puts_it() -> None:
    layer = example(1, 1, [(Settings(3, stride=2), 2)]).layer
    each = stamps(layer, np.array([1.0, 2.0, 3.0]), np.array([1.0, -1.0]))
    assert each.tolist() == [[1, 2, 3, 0, 0], [0, 0, -1, -2, -3]]


def test_the_output_channel_with_the_most_energy_is_shown_whatever_its_bias() -> None:
    made = example(2, 3, [(Settings(4, stride=2), 5)])
    kernel = made.layer.kernel * np.array([1.0, 3.0, 2.0])[:, None]  # (C, O, K)
    made = Example(replace(made.layer, kernel=kernel, bias=np.array([50.0, 0, 0])), made.given)
    assert strongest(made) == 1
    parted = Contributions.of(made, 4)
    assert (parted.channel, parted.rule) == (1, CHANNEL_RULE)


def test_channels_with_the_most_energy_are_shown_first_and_the_others_as_one_sum() -> None:
    layer = Layer(np.ones((6, 1, 2)), np.zeros(1), (Axis(2),), 1)
    sizes = np.array([3.0, 0.1, 9.0, 0.0, 27.0, 0.2])
    parted = Contributions.of(Example(layer, np.ones((6, 5)) * sizes[:, None]), 4)
    assert parted.alone == (4, 2, 0)
    assert parted.together == (1, 5)  # what adds nothing is in no part


def test_no_part_is_a_sum_of_one() -> None:
    parted = Contributions.of(example(4, 1, [(Settings(3), 3)]), 4)
    assert len(parted.alone) == 4 and not parted.together


def test_a_channel_that_adds_nothing_is_shown_where_none_does() -> None:
    made = example(3, 2, [(Settings(3), 3)])
    parted = Contributions.of(Example(made.layer, np.zeros_like(made.given)), 4)
    assert (parted.alone, parted.together) == ((0,), ())
    assert parted.output == pytest.approx(np.full(5, made.layer.bias[parted.channel]))


def test_channels_of_other_groups_add_nothing() -> None:
    made = example(6, 4, [(Settings(3, stride=2), 4)], groups=2)
    added = contributions(made, channel=3)
    assert not added[:3].any() and added[3:].any()


@settings(max_examples=3)
@given(seed=st.integers(0, 99))
def test_a_layer_of_hundreds_of_channels_adds_up(seed: int) -> None:
    made = example(512, 8, [(Settings(16, stride=8, padding=4), 8)], seed=seed)
    parted = Contributions.of(made, 4)
    assert len(parted.alone) == 3 and len(parted.together) == 509
    expected = scatter(made.layer, made.given)[parted.channel]
    assert parted.output == pytest.approx(expected, abs=CLOSE * 512)


def test_an_example_is_plain_unless_it_is_told_otherwise() -> None:
    plain = small_example([1.0, 2.0], [1.0, 1.0, 1.0])
    assert plain.layer.axes == (Axis(3),)
    assert (plain.layer.channels, plain.layer.outputs, plain.name) == (1, 1, "")
    assert plain.output.tolist() == [[1.0, 3.0, 3.0, 2.0]]
    told = small_example([[1.0]], [[1.0, 1.0]], stride=2, padding=1, output_padding=1, dilation=3)
    assert told.layer.axes == (Axis(1, 2, (1, 0), 3), Axis(2, 2, (1, 0), 3))
