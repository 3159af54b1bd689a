"""What is known of a transposed convolution before its numbers are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from deconviz.layers.conventions import AutoPad

Shape = tuple[int, ...]
Kind = Literal["tensor", "node"]
Evidence = Literal["graph", "bias", "name", "none"]
"""Why it is taken for one: an ONNX graph says so, its bias has as many numbers as only a transposed
convolution would have, it is called as one, or nothing tells it from an ordinary convolution."""


@dataclass(frozen=True)
class Said:
    """The settings that a file says itself; None for what it does not say.

    Attributes
    ----------
    strides, output_padding, dilations
        One for each dimension.
    pads
        All that begin, then all that end, as ONNX has them.
    groups
        Into which channels are split.
    auto_pad
        How pads are found, by name.
    output_shape
        The lengths that are wanted.
    """

    strides: Shape | None = None
    pads: Shape | None = None
    output_padding: Shape | None = None
    dilations: Shape | None = None
    groups: int | None = None
    auto_pad: AutoPad | None = None
    output_shape: Shape | None = None


@dataclass(frozen=True)
class Found:
    """A transposed convolution in a file.

    Attributes
    ----------
    name
        Of the kernel in a file of tensors, of the node in an ONNX graph.
    kind
        Which of the two.
    shape
        Of the kernel, (C, O / groups, *K); empty if the graph computes it.
    said
        The settings that the file has.
    bias
        The name of its bias, or None.
    groups
        As the file says, or as the lengths of kernel and bias tell; None if nothing does.
    weight_norm
        Whether the file has a direction and a length for it, which are multiplied on reading.
    evidence
        Why it is taken for a transposed convolution.
    kernel
        The name of the tensor in an ONNX graph.
    trouble
        Why it cannot be shown; empty if it can.
    """

    name: str
    kind: Kind
    shape: Shape
    said: Said = field(default_factory=Said)
    bias: str | None = None
    groups: int | None = None
    weight_norm: bool = False
    evidence: Evidence = "none"
    kernel: str = ""
    trouble: str = ""

    @property
    def dimensions(self) -> int:
        """1 or 2, and 3 for those that cannot be shown; 0 if the file does not say."""
        return max(len(self.shape) - 2, 0)

    @property
    def taps(self) -> Shape:
        """Of the kernel in each dimension, K."""
        return self.shape[2:]


@dataclass(frozen=True)
class Asked:
    """Which layer of a file is meant.

    Attributes
    ----------
    tensor, node
        The name of its kernel, or of its node; None for the only one that there is.
    certain
        Whether it is known to be a transposed convolution, though its bias may not look like it.
    """

    tensor: str | None = None
    node: str | None = None
    certain: bool = False


def by(shape: Shape) -> str:
    """Write a shape as people do.

    Examples
    --------
    >>> by((512, 256, 16))
    '512 x 256 x 16'
    """
    return " x ".join(map(str, shape)) or "one number"
