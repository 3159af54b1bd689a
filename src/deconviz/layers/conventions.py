"""The words of other frameworks, as crops of the whole on each side.

Sources: the documentation of ``torch.nn.ConvTranspose1d``, of the ONNX operator ConvTranspose, and
of ``keras.layers.Conv1DTranspose``. A crop may be negative: it then adds points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from deconviz.arrays import Floats
from deconviz.layers.axis import Axis

AutoPad = Literal["NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID"]
KerasPadding = Literal["valid", "same"]


@dataclass(frozen=True)
class OnnxAxis:
    """One dimension as ONNX says it.

    Attributes
    ----------
    kernel, stride, dilation, output_padding
        As in `Axis`; output padding is at the far end.
    pads
        Begin and end, or None.
    auto_pad
        How pads are found where they are not given.
    output_shape
        The length that is wanted, or None.
    """

    kernel: int
    stride: int = 1
    dilation: int = 1
    output_padding: int = 0
    pads: tuple[int, int] | None = None
    auto_pad: AutoPad = "NOTSET"
    output_shape: int | None = None

    def resolve(self, inputs: int) -> Axis:
        """Return the crops for an input of so many points."""
        wanted = self.output_shape
        if wanted is None and self.auto_pad.startswith("SAME"):
            wanted = inputs * self.stride
        if wanted is None:
            return self._axis(self.pads or (0, 0))
        total = self._axis((0, 0)).outputs(inputs) - wanted
        less, more = total // 2, total - total // 2
        return self._axis((less, more) if self.auto_pad == "SAME_UPPER" else (more, less))

    def _axis(self, pads: tuple[int, int]) -> Axis:
        begin, end = pads
        crop = begin, end - self.output_padding
        return Axis(self.kernel, self.stride, crop, self.dilation)


def keras_axis(
    inputs: int, kernel: int, stride: int, padding: KerasPadding, dilation: int = 1
) -> Axis:
    """Return the crops of a Keras layer without ``output_padding``.

    "same" makes n stride points, and "valid" all that the kernel reaches, but never fewer than
    n stride.
    """
    whole = Axis(kernel, stride, dilation=dilation)
    wanted = inputs * stride
    if padding == "valid":
        wanted += max(whole.reach - stride, 0)
    near = max(whole.reach - stride, 0) // 2 if padding == "same" else 0
    return Axis(kernel, stride, (near, whole.whole(inputs) - wanted - near), dilation)


def from_keras(kernel: Floats) -> Floats:
    """Return a kernel as torch lays it out, (in, out, *K), of one of Keras, (*K, out, in)."""
    return np.moveaxis(kernel, (-1, -2), (0, 1))
