"""A transposed convolution with its numbers, in one or two dimensions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats
from deconviz.errors import UserError
from deconviz.layers.axis import Axis


@dataclass(frozen=True)
class Layer:
    """A transposed convolution.

    Attributes
    ----------
    kernel
        Shape (C, O / groups, *K), as torch and ONNX lay it out: C channels in, O out.
    bias
        Shape (O,).
    axes
        The settings of each dimension.
    groups
        Channels are split into as many groups, and none of them sees another.
    """

    kernel: Floats
    bias: Floats
    axes: tuple[Axis, ...]
    groups: int = 1

    def __post_init__(self) -> None:
        if problem := next(_problems(self), None):
            raise UserError(problem)

    @property
    def channels(self) -> int:
        """Channels in, C."""
        return len(self.kernel)

    @property
    def outputs(self) -> int:
        """Channels out, O."""
        return int(self.kernel.shape[1]) * self.groups

    @property
    def grouped(self) -> Floats:
        """The kernel by group, shape (groups, C / groups, O / groups, *K)."""
        return self.kernel.reshape(self.groups, -1, *self.kernel.shape[1:])

    def grouped_input(self, given: Floats) -> Floats:
        """Return an input (C, *n) by group, shape (groups, C / groups, *n).

        Raises
        ------
        UserError
            If it does not suit the layer, with the reason.
        """
        if given.ndim != len(self.axes) + 1 or len(given) != self.channels:
            shape = " x ".join(map(str, given.shape))
            sides = ", ".join("nm"[: len(self.axes)])
            raise UserError(
                f"the input has the shape {shape}, but the layer takes "
                f"({self.channels}, {sides}): channels first"
            )
        for axis, points in zip(self.axes, given.shape[1:], strict=True):
            if problem := next(axis.problems_with(points), None):
                raise UserError(problem)
        return given.reshape(self.groups, -1, *given.shape[1:])

    def sizes(self, inputs: tuple[int, ...]) -> tuple[int, ...]:
        """Return the length of each dimension that comes out, of those that go in."""
        return tuple(axis.outputs(n) for axis, n in zip(self.axes, inputs, strict=True))


def _problems(layer: Layer) -> Iterator[str]:
    kernel, taps = layer.kernel, tuple(axis.kernel for axis in layer.axes)
    if len(taps) not in (1, 2):
        yield f"the layer has {len(taps)} dimensions, but 1 or 2 can be shown"
    elif kernel.ndim != len(taps) + 2 or kernel.shape[2:] != taps or not kernel.size:
        shape = " x ".join(map(str, kernel.shape))
        yield f"the kernel has the shape {shape}, but needs (in, out / groups, {_sides(taps)})"
    elif layer.groups < 1 or len(kernel) % layer.groups:
        yield (
            f"groups is {layer.groups}, but must divide the {len(kernel)} channels that go in: "
            "each group takes as many"
        )
    elif layer.bias.shape != (layer.outputs,):
        yield f"the bias has {layer.bias.size} numbers, but {layer.outputs} channels come out"
    elif not (np.isfinite(kernel).all() and np.isfinite(layer.bias).all()):
        yield "the kernel or the bias has numbers that are NaN or infinite"
    for number, axis in enumerate(layer.axes):
        where = f"dimension {number + 1}: " if len(layer.axes) > 1 else ""
        yield from (f"{where}{problem}" for problem in axis.problems())


def _sides(taps: tuple[int, ...]) -> str:
    return ", ".join(map(str, taps))
