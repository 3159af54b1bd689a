"""The operator tests that ONNX ships for ConvTranspose, in one and two dimensions."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from deconviz.arrays import Floats
from deconviz.layers.conventions import OnnxAxis
from deconviz.layers.gather import gather
from deconviz.layers.layer import Layer
from deconviz.layers.matrix import multiply
from deconviz.layers.scatter import scatter

WAYS: list[Callable[[Layer, Floats], Floats]] = [scatter, gather, multiply]


@pytest.fixture(scope="module")
def cases() -> dict[str, Any]:
    """By name: the node, its inputs and what must come out."""
    from onnx.backend.test.case import node

    importlib.import_module(f"{node.__name__}.convtranspose")  # collects its cases on import
    return {case.name: case for case in node._NodeTestCases if "3d" not in case.name}


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_each_case_comes_out(way: Callable[[Layer, Floats], Floats], cases: dict[str, Any]) -> None:
    assert len(cases) >= 10
    for case in cases.values():
        [(given, expected)] = case.data_sets
        [node] = case.model.graph.node
        inputs, kernel, *bias = (np.asarray(part, float) for part in given)
        for one, out in zip(inputs, np.asarray(expected[0], float), strict=True):
            layer = layer_of(node, kernel, *bias, inputs=one.shape[1:])
            assert way(layer, one) == pytest.approx(out, abs=1e-5), case.name


def layer_of(
    node: Any, kernel: Floats, bias: Floats | None = None, *, inputs: tuple[int, ...]
) -> Layer:
    import onnx

    given = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
    sizes = len(inputs)
    pads, shape = given.get("pads"), given.get("output_shape")
    auto_pad = given.get("auto_pad", b"NOTSET").decode()
    axes = tuple(
        OnnxAxis(
            kernel=kernel.shape[2 + n],
            stride=given.get("strides", [1] * sizes)[n],
            dilation=given.get("dilations", [1] * sizes)[n],
            output_padding=given.get("output_padding", [0] * sizes)[n],
            pads=(pads[n], pads[sizes + n]) if pads else None,
            auto_pad=auto_pad,
            output_shape=shape[n] if shape else None,
        ).resolve(inputs[n])
        for n in range(sizes)
    )
    groups = given.get("group", 1)
    out = kernel.shape[1] * groups
    return Layer(kernel, np.zeros(out) if bias is None else bias, axes, groups)
