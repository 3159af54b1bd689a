"""What ONNX and Keras call a setting comes down to the same crops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.layers.axis import Axis
from deconviz.layers.conventions import AutoPad, OnnxAxis, from_keras, keras_axis

ONE_TO_FIVE = st.integers(1, 5)


@given(ONE_TO_FIVE, ONE_TO_FIVE, ONE_TO_FIVE, ONE_TO_FIVE)
def test_same_makes_the_stride_times_as_many(
    inputs: int, kernel: int, stride: int, dilation: int
) -> None:
    wanted = inputs * stride
    for auto_pad in ("SAME_UPPER", "SAME_LOWER"):
        onnx = OnnxAxis(kernel, stride, dilation, auto_pad=auto_pad)
        assert onnx.resolve(inputs).outputs(inputs) == wanted
    assert keras_axis(inputs, kernel, stride, "same", dilation).outputs(inputs) == wanted


@pytest.mark.parametrize(("auto_pad", "crop"), [("SAME_UPPER", (0, 1)), ("SAME_LOWER", (1, 0))])
def test_the_odd_point_goes_where_the_name_says(auto_pad: AutoPad, crop: tuple[int, int]) -> None:
    assert OnnxAxis(3, 2, auto_pad=auto_pad).resolve(4) == Axis(3, 2, crop)


def test_an_output_shape_decides_the_pads() -> None:
    assert OnnxAxis(3, 3, output_shape=10).resolve(3) == Axis(3, 3, (0, -1))
    assert OnnxAxis(3, 3, output_padding=1, output_shape=10).resolve(3) == Axis(3, 3, (0, -1))


def test_pads_are_crops_and_output_padding_is_at_the_far_end() -> None:
    assert OnnxAxis(3, 2, output_padding=1, pads=(1, 2)).resolve(5) == Axis(3, 2, (1, 1))
    assert OnnxAxis(3).resolve(5) == Axis(3)
    assert OnnxAxis(3, 2, auto_pad="VALID").resolve(5) == Axis(3, 2)


@given(ONE_TO_FIVE, ONE_TO_FIVE, ONE_TO_FIVE)
def test_valid_in_keras_keeps_all_that_the_kernel_reaches(
    inputs: int, kernel: int, stride: int
) -> None:
    axis = keras_axis(inputs, kernel, stride, "valid")
    assert axis.crop == (0, -max(stride - kernel, 0))
    assert axis.outputs(inputs) == inputs * stride + max(kernel - stride, 0)


def test_same_in_keras_crops_the_smaller_half_at_the_near_end() -> None:
    assert keras_axis(4, 7, 4, "same").crop == (1, 2)
    assert keras_axis(4, 9, 2, "same").crop == (3, 4)
    assert keras_axis(4, 2, 3, "same").crop == (0, -1)


def test_a_kernel_of_keras_is_turned_into_the_layout_of_torch() -> None:
    kernel = np.arange(24.0).reshape(4, 2, 3)  # (K, out, in)
    turned = from_keras(kernel)  # (in, out, K)
    assert turned.shape == (3, 2, 4)
    assert turned[2, 1, 3] == kernel[3, 1, 2]
    assert from_keras(np.zeros((5, 4, 2, 3))).shape == (3, 2, 5, 4)
