"""Scatter, gather and matrix give the numbers of torch, and of the operator tests of ONNX."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from deconviz.arrays import Floats
from deconviz.errors import UserError
from deconviz.layers.axis import Axis
from deconviz.layers.gather import gather
from deconviz.layers.layer import Layer
from deconviz.layers.matrix import matrix, multiply
from deconviz.layers.scatter import scatter
from deconviz.layers.settings import Settings
from support.torch_layers import torch_says

WAYS: list[Callable[[Layer, Floats], Floats]] = [scatter, gather, multiply]
CLOSE = 1e-10


def made_up(shape: tuple[int, ...], seed: int) -> Floats:
    return np.random.default_rng(seed).normal(size=shape)


@st.composite
def one_dimension(draw: st.DrawFn) -> tuple[Settings, int]:
    """Settings that torch takes, the stride larger than the kernel included, and a length."""
    kernel, stride, dilation = (draw(st.integers(1, 5)) for _ in range(3))
    output_padding = draw(st.integers(0, max(stride, dilation) - 1))
    length = draw(st.integers(1, 6))
    points = Axis(kernel, stride, dilation=dilation).whole(length) + output_padding
    padding = draw(st.integers(0, (points - 1) // 2))
    return Settings(kernel, stride, padding, output_padding, dilation), length


@st.composite
def layers(draw: st.DrawFn) -> tuple[Layer, list[Settings], Floats]:
    dimensions = [draw(one_dimension()) for _ in range(draw(st.integers(1, 2)))]
    settings = [one for one, _ in dimensions]
    groups, into, out = (draw(st.integers(1, 3)) for _ in range(3))
    seed = draw(st.integers(0, 2**16))
    layer = Layer(
        kernel=made_up((groups * into, out, *(one.kernel for one in settings)), seed),
        bias=made_up((groups * out,), seed + 1),
        axes=tuple(one.axis for one in settings),
        groups=groups,
    )
    return layer, settings, made_up((groups * into, *(length for _, length in dimensions)), seed)


@pytest.mark.parametrize("way", WAYS)
@given(case=layers())
def test_each_way_gives_the_numbers_of_torch(
    way: Callable[[Layer, Floats], Floats], case: tuple[Layer, list[Settings], Floats]
) -> None:
    layer, settings, numbers = case
    expected = torch_says(layer, settings, numbers)
    assert way(layer, numbers) == pytest.approx(expected, abs=CLOSE)
    assert layer.sizes(numbers.shape[1:]) == expected.shape[1:]


@given(case=layers())
def test_the_matrix_is_that_of_the_convolution_transposed(
    case: tuple[Layer, list[Settings], Floats],
) -> None:
    """The convolution with the same settings, of an output, is the matrix turned on its side."""
    layer, settings, numbers = case
    out = scatter(layer, numbers)
    convolve = [torch.conv1d, torch.conv2d][len(settings) - 1]
    back: torch.Tensor = convolve(
        torch.from_numpy(out)[None],
        torch.from_numpy(layer.kernel),
        stride=[one.stride for one in settings],
        padding=[one.padding for one in settings],
        groups=layer.groups,
        dilation=[one.dilation for one in settings],
    )
    ours = matrix(layer, numbers.shape[1:]).T @ out.ravel()
    kept = tuple(slice(None, n) for n in numbers.shape[1:])
    assert ours == pytest.approx(back[0].numpy()[(slice(None), *kept)].ravel(), abs=CLOSE)


@st.composite
def cropped(draw: st.DrawFn) -> tuple[Layer, Floats]:
    """Crops that torch does not have: uneven ones, and such that add points at either end."""
    length, kernel, stride = (draw(st.integers(1, 4)) for _ in range(3))
    whole = Axis(kernel, stride).whole(length)
    near = draw(st.integers(-3, whole - 1))
    far = draw(st.integers(-3, whole - 1 - near))
    layer = Layer(
        made_up((2, 1, kernel), 3), made_up((1,), 4), (Axis(kernel, stride, (near, far)),)
    )
    return layer, made_up((2, length), 5)


@given(case=cropped())
def test_each_way_gives_the_same_numbers_for_any_crops(case: tuple[Layer, Floats]) -> None:
    layer, numbers = case
    first, *others = (way(layer, numbers) for way in WAYS)
    for other in others:
        assert other == pytest.approx(first, abs=CLOSE)


@pytest.mark.parametrize("way", WAYS)
def test_points_that_no_input_reaches_are_the_bias(way: Callable[[Layer, Floats], Floats]) -> None:
    layer = Layer(np.ones((1, 1, 2)), np.array([0.5]), (Axis(2, 3, (-1, -1)),))
    assert way(layer, np.array([[1.0, 2.0]])).tolist() == [[0.5, 1.5, 1.5, 0.5, 2.5, 2.5, 0.5]]


def samples_of_torch() -> list[Any]:
    """The inputs that torch tests its own operators with."""
    from torch.testing._internal.common_methods_invocations import op_db

    operators: list[Any] = op_db

    return [
        (operator.name, sample)
        for operator in operators
        if operator.name in {"nn.functional.conv_transpose1d", "nn.functional.conv_transpose2d"}
        for sample in operator.sample_inputs("cpu", torch.float64, requires_grad=False)
    ]


@pytest.mark.slow
def test_torchs_own_samples_come_out_as_in_torch() -> None:
    samples = samples_of_torch()
    assert len(samples) >= 10
    for name, sample in samples:
        sizes = int(name[-2])
        transposed = getattr(torch.nn.functional, name.rpartition(".")[2])
        expected = transposed(sample.input, *sample.args, **sample.kwargs).numpy()
        layer, inputs = layer_of(sample, sizes)
        expected = expected.reshape(len(inputs), *expected.shape[-sizes - 1 :])
        for way in WAYS:
            ours = np.stack([way(layer, one) for one in inputs])
            assert ours == pytest.approx(expected, abs=CLOSE)


def layer_of(sample: Any, sizes: int) -> tuple[Layer, Floats]:
    """A layer and its inputs (batch, C, *n) of one of torch's samples."""
    names = ("weight", "bias", "stride", "padding", "output_padding", "groups", "dilation")
    given = dict(zip(names, sample.args, strict=False)) | sample.kwargs
    kernel = given["weight"].numpy()
    groups = given.get("groups", 1)
    bias = given.get("bias")
    each = {
        name: (value,) * sizes if isinstance(value := given.get(name, default), int) else value
        for name, default in (("stride", 1), ("padding", 0), ("output_padding", 0), ("dilation", 1))
    }
    axes = tuple(
        Settings(
            taps, *(tuple(each[name])[-1 if len(each[name]) == 1 else n] for name in each)
        ).axis
        for n, taps in enumerate(kernel.shape[2:])
    )
    out = kernel.shape[1] * groups
    layer = Layer(kernel, np.zeros(out) if bias is None else bias.numpy(), axes, groups)
    return layer, sample.input.numpy().reshape(-1, *sample.input.shape[-sizes - 1 :])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"kernel": np.ones((2, 1, 4))},
            "the kernel has the shape 2 x 1 x 4, but needs (in, out / groups, 3)",
        ),
        ({"groups": 4}, "groups is 4, but must divide the 2 channels that go in"),
        ({"bias": np.zeros(2)}, "the bias has 2 numbers, but 1 channels come out"),
        ({"bias": np.array([np.nan])}, "the kernel or the bias has numbers that are NaN or infin"),
        ({"axes": (Axis(3, 0),)}, "stride is 0, but must be at least 1"),
        ({"axes": (Axis(3),) * 3}, "the layer has 3 dimensions, but 1 or 2 can be shown"),
        ({"axes": ()}, "the layer has 0 dimensions, but 1 or 2 can be shown"),
        ({"kernel": np.ones((2, 0, 3)), "bias": np.zeros(0)}, "the kernel has the shape 2 x 0 x 3"),
        ({"kernel": np.ones((2, 1, 3, 1))}, "the kernel has the shape 2 x 1 x 3 x 1, but needs"),
        ({"kernel": np.ones((1, 3))}, "the kernel has the shape 1 x 3, but needs"),
        ({"groups": 0}, "groups is 0, but must divide the 2 channels that go in"),
        ({"kernel": np.array([[[1, np.inf, 1]]])}, "the kernel or the bias has numbers that are"),
        (
            {"kernel": np.ones((2, 2, 3)), "bias": np.array([0.0, np.nan])},
            "the kernel or the bias has numbers that are NaN or infinite",
        ),
        (
            {"kernel": np.ones((2, 1, 3, 4)), "axes": (Axis(3), Axis(4, dilation=0))},
            "dimension 2: dilation is 0, but must be at least 1",
        ),
    ],
)
def test_what_is_no_layer_is_refused_with_the_reason(
    changes: dict[str, Any], expected: str
) -> None:
    settings: dict[str, Any] = {
        "kernel": np.ones((2, 1, 3)),
        "bias": np.zeros(1),
        "axes": (Axis(3, 2),),
    }
    with pytest.raises(UserError) as caught:
        Layer(**settings | changes)
    assert str(caught.value).startswith(expected)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ((3, 5), "the input has the shape 3 x 5, but the layer takes (2, n): channels first"),
        ((2, 0), "the input has 0 points, but needs at least 1"),
        ((2, 1), "the padding crops 2 and 2 points, and there are only 3: lower it"),
    ],
)
def test_an_input_that_does_not_suit_is_refused_with_the_reason(
    way: Callable[[Layer, Floats], Floats], shape: tuple[int, ...], expected: str
) -> None:
    layer = Layer(np.ones((2, 1, 3)), np.zeros(1), (Axis(3, 2, (2, 2)),))
    with pytest.raises(UserError) as caught:
        way(layer, np.zeros(shape))
    assert str(caught.value) == expected


def test_an_input_of_too_few_dimensions_is_told_how_many_there_are() -> None:
    layer = Layer(np.ones((2, 1, 3, 3)), np.zeros(1), (Axis(3), Axis(3)))
    with pytest.raises(UserError, match=r"2 x 5, but the layer takes \(2, n, m\): channels first"):
        scatter(layer, np.zeros((2, 5)))


def test_a_layer_knows_its_channels_and_the_lengths_that_come_out() -> None:
    layer = Layer(np.ones((6, 2, 3, 4)), np.zeros(6), (Axis(3), Axis(4, 2)), groups=3)
    assert (layer.channels, layer.outputs, layer.grouped.shape) == (6, 6, (3, 2, 2, 3, 4))
    assert layer.sizes((5, 5)) == (7, 12)
    assert layer.grouped_input(np.zeros((6, 5, 7))).shape == (3, 2, 5, 7)
