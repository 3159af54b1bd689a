"""Kernels in a file of NumPy arrays, which other frameworks lay out in another way."""

from __future__ import annotations

from deconviz.layers.importing.found import Shape, by


def foreign_layout(shape: Shape, biases: int) -> str:
    """Say why a kernel is, or may as well be, one of Keras, (*K, out, in); empty if it is not.

    There the taps come first, and they are few beside the channels.

    Parameters
    ----------
    shape
        Of the kernel.
    biases
        How many numbers its bias has; 0 without one.
    """
    taps, (out, into) = shape[:-2], shape[-2:]
    if _suits_torch_alone(shape, biases) or not _looks_like_keras(shape, biases):
        return ""
    return (
        f"its shape {by(shape)} can be read in two ways. As Keras has it, (*K, out, in), it has "
        f"{by(taps)} taps from {into} to {out} channels; as torch has it, (in, out, *K), "
        f"{by(shape[2:])} taps from {shape[0]} to {shape[1]}.\n"
        "If it is Keras's, save np.moveaxis(kernel, (-1, -2), (0, 1)); if it is torch's, save it "
        "as .safetensors, where that is the only one."
    )


def _suits_torch_alone(shape: Shape, biases: int) -> bool:
    return len(shape) == 4 and biases > 0 and biases % shape[1] == 0 and biases != shape[2]


def _looks_like_keras(shape: Shape, biases: int) -> bool:
    taps, (out, into) = shape[:-2], shape[-2:]
    if len(shape) == 4 and biases:
        return biases == out and (biases != shape[0] or taps[0] == taps[1])
    return min(taps) > 1 and max(taps) < out <= into
