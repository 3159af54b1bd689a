"""Kernels in a file of NumPy arrays, which other frameworks lay out in another way."""

from __future__ import annotations

from pathlib import Path

from deconviz.errors import UserError
from deconviz.layers.importing.found import Found, by


def check_layout(file: Path, found: Found, biases: int) -> None:
    """Refuse a kernel that is, or may as well be, one of Keras: (*K, O, C).

    There the taps come first, and they are few beside the channels.

    Parameters
    ----------
    file
        Where it lies.
    found
        The kernel.
    biases
        How many numbers its bias has; 0 without one.

    Raises
    ------
    UserError
        With both readings, and what to do.
    """
    shape = found.shape
    taps, (out, into) = shape[:-2], shape[-2:]
    if _suits_torch_alone(shape, biases) or not _looks_like_keras(shape, biases):
        return
    raise UserError(
        f"{file}: {found.name} has the shape {by(shape)}. As Keras lays kernels out, (*K, out, "
        f"in), it has {by(taps)} taps from {into} to {out} channels; as torch does, (in, out, *K), "
        f"{by(shape[2:])} taps from {shape[0]} to {shape[1]}.\n"
        "If it is Keras's, save np.moveaxis(kernel, (-1, -2), (0, 1)); if it is torch's, save it "
        "as .safetensors, where that is the only one."
    )


def _suits_torch_alone(shape: tuple[int, ...], biases: int) -> bool:
    return len(shape) == 4 and biases > 0 and biases % shape[1] == 0 and biases != shape[2]


def _looks_like_keras(shape: tuple[int, ...], biases: int) -> bool:
    taps, (out, into) = shape[:-2], shape[-2:]
    if len(shape) == 4 and biases:
        return biases == out
    return min(taps) > 1 and max(taps) < out <= into
