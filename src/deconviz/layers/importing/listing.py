"""Which transposed convolutions a file has."""

from __future__ import annotations

from pathlib import Path

from deconviz.layers.importing.found import Found
from deconviz.layers.importing.opening import opened


def list_layers(file: Path) -> list[Found]:
    """Return every transposed convolution in a file, the likeliest first.

    A file of tensors does not say which kernels are those of transposed convolutions: all are
    listed that may be.

    Parameters
    ----------
    file
        An .onnx, .safetensors, .pt, .pth or .npz file.

    Raises
    ------
    UserError
        If it cannot be read, with what to do.
    """
    return list(opened(file).layers)
