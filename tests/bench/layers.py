"""How soon the layers in a large file are listed, and what a film of a large one costs."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import torch
from safetensors.torch import save_file

from support.workspace import ROOT, Workspace

from . import filmed_layer
from .clones import run, say
from .report import Row

LAYERS = 12  # of 512 -> 128 channels and kernel 16: 4.2 MB each


def measure() -> list[Row]:
    """List files of 50 MB, one of each format, as a user does; film a layer of 512 channels."""
    return [*_listing(), *filmed_layer.measure()]


def _listing() -> list[Row]:
    with TemporaryDirectory(prefix="deconviz-bench-") as folder:
        return [_listed(file) for file in _files(Path(folder))]


def _listed(file: Path) -> Row:
    size = f"{file.stat().st_size / 1e6:.0f} MB"
    say(f"Listing {size} of {file.suffix}")
    command = [sys.executable, "-m", "deconviz.layers.importing", str(file)]
    cost = run(Workspace(ROOT), *command)
    assert f"up.{LAYERS - 1}" in cost.text
    return Row(f"listing {size} of {file.suffix}", cost.wall, "s", at_most=3)


def _files(folder: Path) -> list[Path]:
    draws = np.random.default_rng(0)
    kernels = {
        f"up.{n}.weight": draws.standard_normal((512, 128, 16), np.float32) for n in range(LAYERS)
    }  # (C, O, K) each
    tensors = {name: torch.from_numpy(kernel) for name, kernel in kernels.items()}
    files = [folder / f"decoder{suffix}" for suffix in (".safetensors", ".pt", ".npz", ".onnx")]
    save_file(tensors, files[0])
    torch.save(tensors, files[1])
    np.savez(files[2], **kernels)  # type: ignore[arg-type]
    nodes = [
        onnx.helper.make_node("ConvTranspose", [f"x{n}", name], [f"x{n + 1}"], f"up.{n}")
        for n, name in enumerate(kernels)
    ]
    initializers = [onnx.numpy_helper.from_array(kernel, name) for name, kernel in kernels.items()]
    graph = onnx.helper.make_graph(nodes, "decoder", [], [], initializers)
    onnx.save(onnx.helper.make_model(graph), files[3])
    return files
