"""Layers that users bring, as archives: the kernel, the bias, the settings and an input."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from deconviz.archive.files import damaged, write_sums
from deconviz.archive.made_by import MadeBy
from deconviz.archive.tensors import read_made, write_arrays
from deconviz.errors import UserError
from deconviz.layers.axis import Axis
from deconviz.layers.example import Example
from deconviz.layers.layer import Layer

NAMES = {"kernel", "bias", "input"}
"""Of its arrays."""


def write_layer(path: Path, example: Example, made_by: MadeBy) -> None:
    """Write a layer and its input, with a ``SHA256SUMS`` beside it.

    Parameters
    ----------
    path
        A ``.safetensors`` file.
    example
        The layer and its input.
    made_by
        The settings that it was imported with, and the code.
    """
    layer = example.layer
    arrays = {"kernel": layer.kernel, "bias": layer.bias, "input": example.given}
    about = {
        **made_by.record(),
        "name": example.name,
        "axes": [asdict(axis) for axis in layer.axes],
        "groups": layer.groups,
    }
    write_arrays(path, arrays, about)
    write_sums([path])


def read_layer(path: Path, made_by: MadeBy) -> Example:
    """Read a layer and its input.

    Parameters
    ----------
    path
        Its archive.
    made_by
        The settings and the code that it must have been imported with.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    arrays, about = read_made(path, made_by)
    try:
        if arrays.keys() != NAMES:
            raise ValueError(f"it has the arrays {', '.join(sorted(arrays))}")
        if about["name"] != about["run"]["name"]:
            raise ValueError(f"it is called {about['name']}")
        axes = tuple(_axis(axis) for axis in about["axes"])
        layer = Layer(arrays["kernel"], arrays["bias"], axes, about["groups"])
        layer.grouped_input(arrays["input"])
    except (KeyError, TypeError, ValueError, UserError) as error:
        raise damaged(path, f"is not a layer of this version: {error!s:.80}") from None
    return Example(layer, arrays["input"], about["name"])


def _axis(about: dict[str, Any]) -> Axis:
    near, far = about["crop"]
    return Axis(about["kernel"], about["stride"], (near, far), about["dilation"])
