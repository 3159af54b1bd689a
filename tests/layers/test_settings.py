"""Lengths, the settings that make them, and why some settings are refused."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from deconviz.layers.axis import Axis
from deconviz.layers.settings import Settings, settings_for

SMALL = st.integers(0, 5)


@given(SMALL, SMALL, SMALL, SMALL, SMALL, st.integers(1, 6))
def test_what_torch_refuses_is_refused_and_nothing_else(
    kernel: int, stride: int, padding: int, output_padding: int, dilation: int, length: int
) -> None:
    settings = Settings(kernel, stride, padding, output_padding, dilation)
    problems = [*settings.problems()] or [*settings.axis.problems_with(length)]
    try:
        torch.conv_transpose1d(
            torch.ones(1, 1, length),
            torch.ones(1, 1, kernel),
            stride=stride,
            padding=padding,
            output_padding=output_padding,
            dilation=dilation,
        )
    except RuntimeError:
        assert problems
    else:
        assert problems == []


def test_an_output_padding_that_is_too_large_is_explained() -> None:
    [problem] = Settings(4, stride=2, output_padding=2).problems()
    assert problem == (
        "output_padding is 2, but must be below the stride (2) or the dilation (1): it chooses "
        "among the lengths that the convolution with these settings turns into one"
    )


@given(
    st.integers(1, 6), st.integers(1, 4), st.integers(0, 3), st.integers(1, 3), st.integers(1, 8)
)
def test_the_convolution_turns_each_origin_into_so_many_points(
    kernel: int, stride: int, padding: int, dilation: int, points: int
) -> None:
    settings = Settings(kernel, stride, padding, dilation=dilation)
    for more, length in enumerate(settings.origins(points)):
        if length < 1:
            continue
        convolved = torch.conv1d(
            torch.ones(1, 1, length),
            torch.ones(1, 1, kernel),
            stride=stride,
            padding=padding,
            dilation=dilation,
        )
        assert convolved.shape[-1] == points
        longer = Settings(kernel, stride, padding, more, dilation)
        assert longer.axis.outputs(points) == length


@given(st.integers(1, 40), st.integers(1, 9), st.integers(1, 7))
def test_settings_for_a_length_are_all_that_make_it(outputs: int, inputs: int, kernel: int) -> None:
    found = set(settings_for(outputs, inputs, kernel, strides=(1, 2, 3), dilations=(1, 2)))
    tried = {
        Settings(kernel, stride, padding, output_padding, dilation)
        for stride in (1, 2, 3)
        for dilation in (1, 2)
        for padding in range(30)
        for output_padding in range(3)
    }
    assert found == {
        settings
        for settings in tried
        if not list(settings.problems()) and settings.axis.outputs(inputs) == outputs
    }


def test_doubling_with_kernel_3_needs_an_output_padding() -> None:
    assert list(settings_for(8, 4, kernel=3, strides=(2,))) == [Settings(3, 2, 1, 1)]
    assert list(settings_for(8, 4, kernel=4, strides=(2,))) == [Settings(4, 2, 1, 0)]


@pytest.mark.parametrize("name", ["kernel", "stride", "dilation"])
def test_nothing_is_below_one(name: str) -> None:
    problems = Settings(**{"kernel": 3, name: 0}).problems()
    assert next(problems) == f"{name} is 0, but must be at least 1"


@pytest.mark.parametrize(
    ("crop", "columns"), [((0, 0), 9), ((1, 1), 9), ((1, -1), 10), ((-2, 0), 9)]
)
def test_columns_hold_what_is_cropped_and_what_is_added_at_the_far_end(
    crop: tuple[int, int], columns: int
) -> None:
    assert Axis(3, 2, crop).columns(4) == columns


def test_a_crop_of_all_that_there_is_is_explained() -> None:
    assert list(Axis(3, 2, (4, 5)).problems_with(4)) == [
        "the padding crops 4 and 5 points, and there are only 9: lower it"
    ]
    assert list(Axis(3, 2, (4, 4)).problems_with(4)) == []


def test_an_input_without_points_is_explained() -> None:
    assert list(Axis(3).problems_with(0)) == ["the input has 0 points, but needs at least 1"]


def test_without_more_words_an_axis_is_a_plain_sum_of_shifted_kernels() -> None:
    assert Axis(3) == Axis(3, stride=1, crop=(0, 0), dilation=1)
    assert Axis(3).outputs(4) == 6
    assert Axis(3, dilation=2).reach == 5


def test_neither_padding_is_below_zero() -> None:
    assert list(Settings(3, padding=-1, output_padding=0).problems()) == [
        "padding is -1, but crops at least 0 points"
    ]
    assert list(Settings(3, output_padding=-1).problems()) == [
        "output_padding is -1, but adds at least 0 points"
    ]


def test_a_stride_and_a_dilation_of_zero_say_nothing_of_the_output_padding() -> None:
    assert list(Settings(3, stride=0, dilation=0).problems()) == [
        "stride is 0, but must be at least 1",
        "dilation is 0, but must be at least 1",
    ]
