"""Files with layers in them, as users bring them."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from safetensors.torch import save_file

FORMATS = (".safetensors", ".pt", ".pth", ".npz", ".onnx")
OF_TENSORS = FORMATS[:-1]


def save(tensors: Mapping[str, torch.Tensor], file: Path) -> Path:
    """Save tensors in the format of a file's ending; .pth is torch's old one."""
    whole = {name: tensor.detach().contiguous() for name, tensor in tensors.items()}
    if file.suffix == ".safetensors":
        save_file(whole, file)
    elif file.suffix == ".npz":
        np.savez(file, **{name: tensor.numpy() for name, tensor in whole.items()})  # type: ignore[arg-type]
    else:
        torch.save(whole, file, _use_new_zipfile_serialization=file.suffix == ".pt")
    return file


def node(
    kernel: str = "w", bias: str = "", name: str = "up", out: str = "y", **attributes: Any
) -> onnx.NodeProto:
    """Return a transposed convolution of x."""
    inputs = ["x", kernel, *([bias] if bias else [])]
    return helper.make_node("ConvTranspose", inputs, [out], name, **attributes)


def save_graph(
    file: Path,
    nodes: Sequence[onnx.NodeProto],
    tensors: Mapping[str, NDArray[Any]],
    **of_model: Any,
) -> Path:
    """Save a graph with its tensors."""
    held = [numpy_helper.from_array(array, name) for name, array in tensors.items()]
    graph = helper.make_graph(nodes, "graph", [], [], held)
    onnx.save(helper.make_model(graph, **of_model), file)
    return file


def save_module(module: Any, file: Path) -> Path:
    """Save a transposed convolution of torch; an ONNX file has all its settings."""
    if file.suffix != ".onnx":
        return save({f"up.{name}": tensor for name, tensor in module.state_dict().items()}, file)
    tensors = {name: tensor.detach().numpy() for name, tensor in module.named_parameters()}
    attributes = {
        "strides": module.stride,
        "pads": module.padding * 2,
        "output_padding": module.output_padding,
        "dilations": module.dilation,
        "group": module.groups,
    }
    up = node("weight", "bias" if "bias" in tensors else "", **attributes)
    return save_graph(file, [up], tensors)


def settings(module: Any) -> dict[str, Any]:
    """Return what an entry says of a module whose file holds tensors alone."""
    names = ("stride", "padding", "output_padding", "dilation")
    return {name: getattr(module, name) for name in names} | {"groups": module.groups}


def old_weight_norm(module: torch.nn.Module, dim: int | None = 0) -> torch.nn.Module:
    """Put a module under weight norm by the function that torch had before."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        return torch.nn.utils.weight_norm(module, dim=dim)  # type: ignore[arg-type]
