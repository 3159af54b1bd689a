"""Nodes of ONNX graphs, with all that a graph says of them and all the places of their numbers."""

from __future__ import annotations

import importlib
import time
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from deconviz.config.layers import LayerEntry
from deconviz.errors import UserError
from deconviz.layers.importing.listing import list_layers
from deconviz.layers.importing.reading import Imported, read_layer
from deconviz.layers.scatter import scatter
from support.layer_files import node, save_graph

Array = NDArray[np.float32]


@pytest.fixture
def kernel() -> Array:
    return np.random.default_rng(0).standard_normal((3, 2, 4)).astype(np.float32)  # (C, O, K)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "model.onnx"


def read(file: Path, **said: Any) -> Imported:
    return read_layer(file, LayerEntry(file=str(file), **said))


@pytest.fixture(scope="module")
def cases() -> list[Any]:
    """Node, inputs and outputs of the cases that ONNX ships, in one and two dimensions."""
    from onnx.backend.test.case import node as of_nodes

    importlib.import_module(f"{of_nodes.__name__}.convtranspose")  # collects its cases on import
    return [case for case in of_nodes._NodeTestCases if "3d" not in case.name]


@pytest.mark.slow
def test_each_case_of_onnx_comes_back_from_a_file(cases: list[Any], file: Path) -> None:
    assert len(cases) >= 10
    for case in cases:
        [(given, [expected, *_])] = case.data_sets
        [one] = case.model.graph.node
        inputs, *tensors = given
        save_graph(file, [one], dict(zip(one.input[1:], tensors, strict=True)))
        layer = read(file).resolve(inputs.shape[2:])
        ours = [scatter(layer, np.asarray(part, float)) for part in inputs]
        assert np.stack(ours) == pytest.approx(np.asarray(expected, float), abs=1e-5), case.name


def test_a_graph_says_its_settings(kernel: Array, file: Path) -> None:
    up = node(bias="b", strides=[2], pads=[1, 0], output_padding=[1], group=1, auto_pad="NOTSET")
    save_graph(file, [up], {"w": kernel, "b": np.ones(2, np.float32)})
    [found] = list_layers(file)
    assert (found.name, found.kind, found.shape, found.bias) == ("up", "node", (3, 2, 4), "b")
    assert (found.said.strides, found.said.pads, found.said.output_padding) == ((2,), (1, 0), (1,))
    assert found.dimensions == 1
    assert found.evidence == "graph"


@pytest.mark.parametrize("kind", [TensorProto.FLOAT16, TensorProto.BFLOAT16, TensorProto.DOUBLE])
def test_numbers_of_other_sizes_are_read_as_they_are(kind: int, kernel: Array, file: Path) -> None:
    stored = kernel.astype(helper.tensor_dtype_to_np_dtype(kind))
    save_graph(file, [node()], {"w": stored})
    assert np.array_equal(read(file).kernel, stored.astype(float))


def test_a_graph_may_begin_as_the_header_of_another_format_does(kernel: Array, file: Path) -> None:
    """The ninth byte, a brace there, may be any byte here."""
    save_graph(file, [node()], {"w": kernel}, producer_name="four{")
    assert file.read_bytes()[8:9] == b"{"
    assert np.array_equal(read(file).kernel, kernel)


def test_numbers_one_by_one_are_read(kernel: Array, file: Path) -> None:
    held = helper.make_tensor("w", TensorProto.FLOAT, kernel.shape, kernel.ravel())
    onnx.save(helper.make_model(helper.make_graph([node()], "graph", [], [], [held])), file)
    assert np.array_equal(read(file).kernel, kernel)


def test_a_kernel_may_be_a_constant_under_another_name(kernel: Array, file: Path) -> None:
    constant = helper.make_node("Constant", [], ["k"], value=numpy_helper.from_array(kernel))
    same = helper.make_node("Identity", ["k"], ["w"])
    save_graph(file, [constant, same, node()], {})
    assert np.array_equal(read(file).kernel, kernel)


def test_a_node_in_a_branch_sees_the_numbers_around_it(kernel: Array, file: Path) -> None:
    inner = helper.make_graph([node(name="inner")], "branch", [], [])
    other = helper.make_graph([node("v", name="other")], "other", [], [])
    branch = helper.make_node("If", ["c"], ["y"], then_branch=inner, else_branch=other)
    save_graph(file, [branch], {"w": kernel, "v": kernel[:2]})
    shapes = {one.name: one.shape for one in list_layers(file)}
    assert shapes == {"inner": (3, 2, 4), "other": (2, 2, 4)}
    assert np.array_equal(read(file, node="inner").kernel, kernel)


def test_a_node_in_a_function_is_found(kernel: Array, file: Path) -> None:
    constant = helper.make_node("Constant", [], ["w"], value=numpy_helper.from_array(kernel))
    body = helper.make_function("own", "Up", ["x"], ["y"], [constant, node()], [])
    save_graph(file, [], {}, functions=[body])
    assert np.array_equal(read(file, node="up").kernel, kernel)


def test_nodes_without_a_name_of_their_own_go_by_what_comes_out(kernel: Array, file: Path) -> None:
    nodes = [node(name="", out="a"), node(name="twice", out="b"), node(name="twice", out="c")]
    save_graph(file, nodes, {"w": kernel})
    assert [one.name for one in list_layers(file)] == ["a", "b", "c"]


def test_a_node_is_found_by_its_kernel_too(kernel: Array, file: Path) -> None:
    save_graph(file, [node(name="a"), node("v", name="b")], {"w": kernel, "v": kernel[:1]})
    assert len(read(file, tensor="v").kernel) == 1


def test_one_kernel_of_two_nodes_names_neither(kernel: Array, file: Path) -> None:
    save_graph(file, [node(name="a"), node(name="b")], {"w": kernel})
    with pytest.raises(UserError, match="w belongs to 2 nodes"):
        read(file, tensor="w")


def test_the_length_of_the_input_decides_where_the_graph_leaves_it_to_that(
    kernel: Array, file: Path
) -> None:
    save_graph(file, [node(strides=[2], output_shape=[11])], {"w": kernel})
    imported = read(file)
    assert imported.resolve((5,)).sizes((5,)) == (11,)
    assert imported.resolve((6,)).sizes((6,)) == (11,)


def test_padding_of_the_entry_wins_over_that_of_the_graph(kernel: Array, file: Path) -> None:
    save_graph(file, [node(strides=[2], auto_pad="SAME_UPPER")], {"w": kernel})
    [axis] = read(file, padding=0, stride=3).resolve((5,)).axes
    assert (axis.stride, axis.crop) == (3, (0, 0))


# --- Numbers in a file beside ---


def save_beside(file: Path, kernel: Array, location: str, **more: str) -> None:
    held = numpy_helper.from_array(kernel, "w")
    data = held.raw_data
    held.ClearField("raw_data")
    held.data_location = TensorProto.EXTERNAL
    for key, value in {"location": location, **more}.items():
        held.external_data.add(key=key, value=value)
    onnx.save(helper.make_model(helper.make_graph([node()], "graph", [], [], [held])), file)
    (file.parent / "weights.bin").write_bytes(b"12345678" + data)


def test_numbers_beside_the_file_are_read(kernel: Array, file: Path) -> None:
    save_beside(file, kernel, "weights.bin", offset="8", length=str(kernel.nbytes))
    assert np.array_equal(read(file).kernel, kernel)


@pytest.mark.parametrize(
    "location", ["../secret", "/etc/passwd", "link", "a/../../secret", "", "loop", "a\0b"]
)
def test_numbers_outside_of_the_folder_are_not_read(
    location: str, kernel: Array, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_bytes(bytes(1000))
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link").symlink_to(tmp_path / "secret")
    (inside / "loop").symlink_to(inside / "loop")
    save_beside(inside / "model.onnx", kernel, location)
    with pytest.raises(UserError, match="outside of its folder, where nothing is read"):
        read(inside / "model.onnx")


@pytest.mark.parametrize(
    ("location", "more", "words"),
    [
        ("gone.bin", {}, "which is missing: put that file beside it"),
        ("weights.bin", {"offset": "9"}, "does not fit into 'weights.bin'"),
        ("weights.bin", {"offset": "-1"}, "does not fit into"),
        ("weights.bin", {"offset": "8", "length": "7"}, "does not fit into"),
        ("weights.bin", {"offset": "9" * 30}, "does not fit into"),
    ],
)
def test_numbers_that_are_not_there_are_missed(
    location: str, more: dict[str, str], words: str, kernel: Array, file: Path
) -> None:
    save_beside(file, kernel, location, **more)
    with pytest.raises(UserError, match=words):
        read(file)


# --- What cannot be shown ---


@pytest.mark.parametrize(
    ("one", "shape", "words"),
    [
        (node(), (3, 2, 4, 4, 4), r"it has 3 dimensions \(3 x 2 x 4 x 4 x 4\), and 1 or 2"),
        (node("gone"), (3, 2, 4), "its kernel gone is an input of the graph, and not in the file"),
        (node("m"), (3, 2, 4), "its kernel m is computed in the graph, by Mul: fold the const"),
        (node(bias="m"), (3, 2, 4), "its bias m is computed in the graph, by Mul"),
        (node(strides=[2, 2]), (3, 2, 4), "strides has 2 numbers, and the kernel has 1 dimen"),
        (node(strides=2), (3, 2, 4), "strides is no list of numbers"),
        (node(strides=[2.5]), (3, 2, 4), "strides is no whole number"),
        (node(strides=[10**12]), (3, 2, 4), "strides is 1000000000000, and the most is 10000"),
        (node(kernel_shape=[5]), (3, 2, 4), "kernel_shape is 5, and the kernel is 3 x 2 x 4"),
        (node(auto_pad="SAME"), (3, 2, 4), "auto_pad is SAME: use one of NOTSET, SAME_UPPER"),
        (node(group=0), (3, 2, 4), "group is 0, and must be at least 1"),
        (node(), (3,), r"it has 0 dimensions \(3\)"),
    ],
)
def test_what_cannot_be_shown_is_listed_with_the_reason(
    one: onnx.NodeProto, shape: tuple[int, ...], words: str, file: Path
) -> None:
    product = helper.make_node("Mul", ["w", "w"], ["m"])
    save_graph(file, [product, one], {"w": np.ones(shape, np.float32)})
    [found] = list_layers(file)
    with pytest.raises(UserError, match=words) as caught:
        read(file)
    assert found.trouble in str(caught.value)
    assert str(caught.value).startswith(f"{file}: up: ")


def test_a_kernel_of_whole_numbers_is_refused(file: Path) -> None:
    save_graph(file, [node()], {"w": np.ones((3, 2, 4), np.int8)})
    with pytest.raises(UserError, match="its kernel w holds INT8, and a kernel has real numbers"):
        read(file)


def test_a_node_that_is_not_there_has_a_nearest(kernel: Array, file: Path) -> None:
    save_graph(file, [node(name="up.1"), node(name="down.2", out="z")], {"w": kernel})
    with pytest.raises(UserError, match=r"up.l is no transposed .*\n.*nearest that is one: up.1"):
        read(file, node="up.l")


def test_a_graph_without_any_says_so(file: Path) -> None:
    save_graph(file, [helper.make_node("Mul", ["x", "x"], ["y"])], {})
    assert list_layers(file) == []
    with pytest.raises(UserError, match="has no transposed convolution"):
        read(file)


@pytest.mark.slow
def test_a_large_graph_is_listed_in_seconds(kernel: Array, file: Path) -> None:
    save_graph(file, [node()], {"w": kernel})
    graph = onnx.load(file).graph.SerializeToString()
    other = helper.make_node("Relu", ["x"], ["z"], "relu").SerializeToString()
    graph += (b"\x0a" + bytes([len(other)]) + other) * 100_000  # field 1: a node
    length = [len(graph) >> 7 * part & 0x7F | (0x80 if part < 3 else 0) for part in range(4)]
    file.write_bytes(b"\x3a" + bytes(length) + graph)  # field 7: the graph
    start = time.process_time()
    [found] = list_layers(file)
    assert found.name == "up"
    assert time.process_time() - start < 5
