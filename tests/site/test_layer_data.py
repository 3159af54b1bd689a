"""What the explorer shows of a layer, and what it does not, add up to the layer's output."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deconviz.layers.axis import Axis
from deconviz.layers.contributions import strongest
from deconviz.layers.example import Example
from deconviz.layers.layer import Layer
from deconviz.layers.scatter import scatter
from deconviz.layers.settings import Settings
from deconviz.site.layer_data import MOST_COLUMNS, MOST_INPUTS, PARTS, content

CLOSE = 1e-12


def example(
    channels: int, outputs: int, axes: tuple[Axis, ...], inputs: tuple[int, ...], groups: int = 1
) -> Example:
    draws = np.random.default_rng(channels)
    taps = [axis.kernel for axis in axes]
    kernel = draws.normal(size=(channels, outputs // groups, *taps))
    layer = Layer(kernel, draws.normal(size=outputs), axes, groups)
    return Example(layer, draws.normal(size=(channels, *inputs)), "a-layer")


@st.composite
def examples(draw: st.DrawFn) -> Example:
    dimensions, groups = draw(st.integers(1, 2)), draw(st.integers(1, 3))
    axes = tuple(
        Settings(
            kernel=draw(st.integers(2, 5)), stride=draw(st.integers(2, 3)), output_padding=1
        ).axis
        for _ in range(dimensions)
    )
    inputs = tuple(draw(st.integers(1, 5)) for _ in axes)
    return example(groups * draw(st.integers(1, 6)), groups * 2, axes, inputs, groups)


@settings(max_examples=40)
@given(examples())
def test_channels_and_the_rest_and_the_bias_are_the_output(made: Example) -> None:
    data = content(made, None)
    kernel, numbers = np.array(data["kernel"]), np.array(data["input"])
    alone = Layer(kernel[:, None], np.array([data["bias"]]), made.layer.axes)
    shown = scatter(alone, numbers)[0]
    output = made.output[data["channel"]]
    np.testing.assert_allclose(shown + data["rest"], output, rtol=0, atol=CLOSE)
    np.testing.assert_allclose(data["output"], output, rtol=0, atol=CLOSE)


def test_few_channels_are_all_shown_and_nothing_is_left() -> None:
    made = example(3, 2, (Axis(4, 2),), (5,))
    data = content(made, 1)
    assert sorted(data["alone"]) == [0, 1, 2]
    assert (data["channel"], data["together"], np.abs(data["rest"]).max()) == (1, 0, 0)


def test_of_many_the_strongest_are_shown_and_the_others_are_one_sum() -> None:
    made = example(9, 2, (Axis(4, 2),), (5,))
    loud = made.layer.kernel * np.array([1, 1, 9, 1, 8, 1, 7, 1, 1])[:, None, None]
    data = content(replace(made, layer=replace(made.layer, kernel=loud)), None)
    assert set(data["alone"]) == {2, 4, 6}
    assert len(data["alone"]) + 1 == PARTS
    assert data["together"] == 6


def test_without_a_channel_it_is_the_loudest() -> None:
    made = example(2, 3, (Axis(4, 2),), (5,))
    assert content(made, None)["channel"] == strongest(made)


@pytest.mark.parametrize(
    ("axes", "inputs"),
    [
        ((Axis(16, 8, (4, 4)),), (4000,)),
        ((Axis(700, 8),), (3,)),
        ((Axis(4, 2), Axis(3, 1)), (90, 20)),
    ],
)
def test_of_a_long_input_the_first_points_are_taken(
    axes: tuple[Axis, ...], inputs: tuple[int, ...]
) -> None:
    made = example(2, 1, axes, inputs)
    data = content(made, None)
    numbers, dimensions = np.array(data["input"]), len(axes)
    sizes = numbers.shape[1:]
    first = made.given[data["alone"]][:, *(slice(size) for size in sizes)]
    np.testing.assert_array_equal(numbers, first)
    assert data["inputs"] == list(inputs)
    for axis, size in zip(axes, sizes, strict=True):
        assert size <= MOST_INPUTS[dimensions]
        assert size == 1 or axis.columns(size) <= MOST_COLUMNS[dimensions]


def test_a_large_padding_keeps_so_many_points_that_something_comes_out() -> None:
    made = example(1, 1, (Axis(4, 1, (40, 40)),), (100,))
    data = content(made, None)
    assert len(data["output"]) >= 1


def test_settings_are_those_of_the_layer() -> None:
    data = content(example(1, 1, (Axis(4, 2, (1, 0), 3),), (5,)), None)
    assert data["axes"] == [{"kernel": 4, "stride": 2, "crop": (1, 0), "dilation": 3}]
