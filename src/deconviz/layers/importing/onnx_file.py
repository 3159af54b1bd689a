"""Transposed convolutions in ONNX files, with all that the graph says of them."""

from __future__ import annotations

import mmap
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from google.protobuf.message import DecodeError
from onnx import helper, numpy_helper

from deconviz.arrays import Floats
from deconviz.errors import UserError, nearest
from deconviz.layers.conventions import AutoPad
from deconviz.layers.importing.external import external_bytes
from deconviz.layers.importing.found import Asked, Found, Said, Shape, by
from deconviz.layers.importing.limits import MOST_NUMBERS, check_numbers
from deconviz.layers.importing.onnx_graph import Head, Node, Walk
from deconviz.layers.importing.source import Source
from deconviz.layers.importing.tensors import damaged, finite

REAL = {
    onnx.TensorProto.FLOAT,
    onnx.TensorProto.DOUBLE,
    onnx.TensorProto.FLOAT16,
    onnx.TensorProto.BFLOAT16,
}
PADDINGS: dict[str, AutoPad] = {
    "NOTSET": "NOTSET",
    "SAME_UPPER": "SAME_UPPER",
    "SAME_LOWER": "SAME_LOWER",
    "VALID": "VALID",
}
MOST_OF_NODE = 2**20  # bytes
MOST_SETTING = 10_000


class OnnxFile(Source):
    """An .onnx file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        with file.open("rb") as opened:
            self._held = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            walk = Walk(self._held)
        except ValueError as error:
            raise damaged(file, str(error)) from None
        if not walk.graphs:
            raise damaged(file, "it has no graph")
        self._nodes = dict(_named(walk.nodes))
        self.layers = [self._found(name, node) for name, node in self._nodes.items()]

    def find(self, asked: Asked) -> Found:
        """Return the layer that is meant, as `Source` has it."""
        if asked.node is None and asked.tensor is None:
            return self.only_one("node")
        if asked.node is not None:
            name = asked.node
            chosen = [one for one in self.layers if one.name == name]
        else:
            name = asked.tensor or ""
            chosen = [one for one in self.layers if one.kernel == name]
        if len(chosen) == 1:
            return chosen[0]
        if chosen:
            raise UserError(
                f"{self.file}: {name} belongs to {len(chosen)} nodes: give the node that you mean "
                "a name of its own"
            )
        raise UserError(
            f"{self.file}: {name} is no transposed convolution in the graph\n{self.nearest(name)}"
        )

    def kernel(self, found: Found) -> Floats:
        """Read a kernel, shape (C, O / groups, *K)."""
        return self._read(found, found.kernel, "kernel")  # (C, O / groups, *K)

    def bias(self, found: Found, name: str) -> Floats:
        """Read a bias, shape (O,)."""
        return self._read(found, name, "bias")

    def _found(self, name: str, node: Node) -> Found:
        kernel, bias = (*node.inputs, "", "", "")[1:3]
        head = node.scope.tensor(kernel)
        trouble = "" if head else _absent(node, kernel, "kernel")
        shape = head.shape if head else ()
        said = Said()
        if bias and node.scope.tensor(bias) is None:
            trouble = trouble or _absent(node, bias, "bias")
        if head:
            trouble = trouble or _unsuited(head)
        try:
            said = self._said(node, shape)
        except (ValueError, TypeError, DecodeError) as error:
            trouble = trouble or f"its settings cannot be read: {error!s:.200}"
        return Found(
            name=name,
            kind="node",
            shape=shape,
            said=said,
            bias=bias or None,
            groups=1 if said.groups is None else said.groups,
            evidence="graph",
            kernel=kernel,
            trouble=trouble,
        )

    def _said(self, node: Node, shape: Shape) -> Said:
        """Return the attributes of a node.

        Raises
        ------
        ValueError, TypeError, DecodeError
            If they are not those of a transposed convolution with this kernel.
        """
        start, end = node.span.start, node.span.end
        if end - start > MOST_OF_NODE:
            raise ValueError(f"they take {(end - start) / 2**20:.3g} MiB")
        attributes = onnx.NodeProto.FromString(self._held[start:end]).attribute
        if any(one.ref_attr_name for one in attributes):
            raise ValueError("they are those of the function that it is in: inline it first")
        given = {one.name: helper.get_attribute_value(one) for one in attributes}
        dimensions = len(shape) - 2 if shape else None
        several = partial(_several, given, dimensions)
        taps = several("kernel_shape")
        if taps is not None and shape and taps != shape[2:]:
            raise ValueError(f"kernel_shape is {by(taps)}, and the kernel is {by(shape)}")
        groups = _setting("group", given.get("group", 1))
        if groups < 1:
            raise ValueError(f"group is {groups}, and must be at least 1")
        return Said(
            strides=several("strides"),
            pads=several("pads", ends=2),
            output_padding=several("output_padding"),
            dilations=several("dilations"),
            groups=groups,
            auto_pad=_auto_pad(given.get("auto_pad", b"NOTSET")),
            output_shape=several("output_shape", most=2**31),
        )

    def _read(self, found: Found, name: str, what: str) -> Floats:
        head = self._nodes[found.name].scope.tensor(name)
        if head is None:
            raise UserError(
                f"{self.file}: {found.name}: the file has no tensor {name} for the {what}"
            )
        check_numbers(self.file, name, head.shape)
        if head.span.end - head.span.start > 11 * MOST_NUMBERS:
            raise damaged(self.file, f"{name} takes more bytes than its numbers need")
        try:
            tensor = onnx.TensorProto.FromString(self._held[head.span.start : head.span.end])
            if tensor.data_location == onnx.TensorProto.EXTERNAL:
                self._fetch(tensor, name)
            array = numpy_helper.to_array(tensor).astype(np.float64)
        except (ValueError, TypeError, KeyError, DecodeError) as error:
            raise damaged(self.file, f"{name}: {error}") from None
        return finite(self.file, name, array)

    def _fetch(self, tensor: onnx.TensorProto, name: str) -> None:
        """Put the numbers from the file beside into a tensor."""
        about = {part.key: part.value for part in tensor.external_data}
        kind = helper.tensor_dtype_to_np_dtype(tensor.data_type)
        size = int(np.prod(tensor.dims, dtype=np.int64)) * kind.itemsize
        tensor.raw_data = external_bytes(self.file, name, about, size)
        del tensor.external_data[:]
        tensor.data_location = onnx.TensorProto.DEFAULT


def _named(nodes: list[Node]) -> Iterator[tuple[str, Node]]:
    """Call each node by its name, or by what comes out if it has none of its own."""
    often = Counter(node.name for node in nodes)
    for number, node in enumerate(nodes):
        alone = node.name and often[node.name] == 1
        yield node.name if alone else _output(node, number), node


def _output(node: Node, number: int) -> str:
    return node.outputs[0] if node.outputs and node.outputs[0] else f"number {number}"


def _absent(node: Node, name: str, what: str) -> str:
    """Say why the numbers of a tensor are not in the file."""
    if not name:
        return f"it has no {what}"
    if operator := node.scope.operator(name):
        return (
            f"its {what} {name} is computed in the graph, by {operator}: fold the constants "
            "first, as an export with do_constant_folding=True does"
        )
    return f"its {what} {name} is an input of the graph, and not in the file"


def _unsuited(head: Head) -> str:
    """Say why a kernel is none of one or two dimensions, if so."""
    if head.kind not in REAL:
        names = onnx.TensorProto.DataType
        known = head.kind in names.values()
        kind = names.Name(names.ValueType(head.kind)) if known else f"type {head.kind}"
        return f"its kernel {head.name} holds {kind}, and a kernel has real numbers"
    if len(head.shape) not in (3, 4):
        dimensions = max(len(head.shape) - 2, 0)
        return f"it has {dimensions} dimensions ({by(head.shape)}), and 1 or 2 can be shown"
    return ""


def _several(
    given: dict[str, Any],
    dimensions: int | None,
    name: str,
    ends: int = 1,
    most: int = MOST_SETTING,
) -> Shape | None:
    """Return an attribute that has a number for each dimension, or for each end of each."""
    held = given.get(name)
    if held is None or held == []:
        return None
    if not isinstance(held, list):
        raise TypeError(f"{name} is no list of numbers")
    if dimensions is not None and len(held) != ends * dimensions:
        raise ValueError(
            f"{name} has {len(held)} numbers, and the kernel has {dimensions} dimensions"
        )
    return tuple(_setting(name, number, most) for number in held)


def _setting(name: str, number: Any, most: int = MOST_SETTING) -> int:
    if not isinstance(number, int):
        raise TypeError(f"{name} is no whole number")
    if abs(number) > most:
        raise ValueError(f"{name} is {number}, and the most is {most}")
    return number


def _auto_pad(held: Any) -> AutoPad:
    text = held.decode("utf-8", "replace") if isinstance(held, bytes) else str(held)
    if text not in PADDINGS:
        raise ValueError(f"auto_pad is {text:.40}{nearest(text, PADDINGS)}")
    return PADDINGS[text]
