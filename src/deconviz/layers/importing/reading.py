"""A layer read from a file, with what the config says of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from deconviz.arrays import Floats
from deconviz.config.layers import LayerEntry
from deconviz.errors import UserError
from deconviz.layers.axis import Axis
from deconviz.layers.conventions import OnnxAxis
from deconviz.layers.importing.found import Asked, Found, Shape, by
from deconviz.layers.importing.opening import opened
from deconviz.layers.layer import Layer
from deconviz.layers.settings import Settings
from deconviz.look.wording import quantity

DEFAULTS = {"stride": 1, "padding": 0, "output_padding": 0, "dilation": 1, "trim": 0}
"""What torch and ONNX take where nothing is said."""


@dataclass(frozen=True)
class Imported:
    """The numbers of a layer, and its settings as far as they do not need the input's length.

    Attributes
    ----------
    file
        Where it lies.
    found
        What the file says of it.
    entry
        What the config says of it, which wins.
    kernel
        Shape (C, O / groups, *K).
    bias
        Shape (O,); zeros if there is none.
    groups
        Into which channels are split.
    """

    file: Path
    found: Found
    entry: LayerEntry
    kernel: Floats
    bias: Floats
    groups: int

    @property
    def dimensions(self) -> int:
        """1 or 2."""
        return self.kernel.ndim - 2

    @property
    def points(self) -> Shape | None:
        """Of the input along each dimension, as the entry says; None if it does not."""
        return _each(self.entry.points, self.dimensions)

    def axes(self, inputs: tuple[int, ...]) -> tuple[Axis, ...]:
        """Return the settings of each dimension for an input of so many points in each.

        Raises
        ------
        UserError
            If the settings do not suit each other, or there are more dimensions, or fewer.
        """
        if len(inputs) != self.dimensions:
            raise self._refused(
                f"the input has {len(inputs)} dimensions, but the layer has {self.dimensions}"
            )
        return tuple(self._axis(n, points) for n, points in enumerate(inputs))

    def resolve(self, inputs: tuple[int, ...]) -> Layer:
        """Return the layer for an input of so many points in each dimension.

        Raises
        ------
        UserError
            If the settings do not suit each other, the kernel or the input.
        """
        axes = self.axes(inputs)
        for axis, points in zip(axes, inputs, strict=True):
            for problem in axis.problems_with(points):
                raise self._refused(problem)
        try:
            return Layer(self.kernel, self.bias, axes, self.groups)
        except UserError as error:
            raise self._refused(str(error)) from None

    def _axis(self, dimension: int, points: int) -> Axis:
        said = self.found.said
        kernel = self.kernel.shape[2 + dimension]
        stride = self._setting("stride", dimension, said.strides)
        dilation = self._setting("dilation", dimension, said.dilations)
        more = self._setting("output_padding", dimension, said.output_padding)
        if self.found.kind == "tensor":
            padding = self._setting("padding", dimension)
            axis = self._checked(Settings(kernel, stride, padding, more, dilation))
        else:
            axis = self._as_onnx(OnnxAxis(kernel, stride, dilation, more), dimension).resolve(
                points
            )
        near, far = axis.crop
        return replace(axis, crop=(near, far + self._setting("trim", dimension)))

    def _setting(self, key: str, dimension: int, said: Shape | None = None) -> int:
        """Return what the entry has, else what the file says, else what torch takes."""
        given = _each(getattr(self.entry, key), self.dimensions)
        if given is None:
            given = said or (DEFAULTS[key],) * self.dimensions
        return given[dimension]

    def _checked(self, settings: Settings) -> Axis:
        for problem in settings.problems():
            raise self._refused(problem)
        return settings.axis

    def _as_onnx(self, axis: OnnxAxis, dimension: int) -> OnnxAxis:
        """Add the padding to the settings, in the words of ONNX."""
        said = self.found.said
        if self.entry.padding is not None:
            padding = self._setting("padding", dimension)
            return replace(axis, pads=(padding, padding))
        if said.pads is not None:
            pads = said.pads[dimension], said.pads[self.dimensions + dimension]
            axis = replace(axis, pads=pads)
        if said.output_shape is not None:
            axis = replace(axis, output_shape=said.output_shape[dimension])
        return replace(axis, auto_pad=said.auto_pad or "NOTSET")

    def _refused(self, problem: str) -> UserError:
        return UserError(f"{self.file}: {self.found.name}: {problem}")


def read_layer(file: Path, entry: LayerEntry) -> Imported:
    """Read the numbers of a layer; nothing in the file is executed.

    Parameters
    ----------
    file
        Where it lies.
    entry
        Which layer of the file is meant, and the settings that the file does not have. The file
        that the entry names is not looked at.

    Raises
    ------
    UserError
        If there is no such layer, or it cannot be read or shown, with what to do.
    """
    source = opened(file)
    try:
        certain = entry.groups is not None or entry.bias is not None
        found = source.find(Asked(entry.tensor, entry.node, certain))
        if found.trouble:
            raise UserError(f"{file}: {found.name}: {found.trouble}")
        kernel = source.kernel(found)  # (C, O / groups, *K)
        name = entry.bias or found.bias
        bias = None if name is None else source.bias(found, name)
    except OSError as error:
        raise UserError(f"{file}: cannot be read ({error.strerror})") from None
    groups = _groups(file, found, entry, bias)
    if bias is None:
        bias = np.zeros(kernel.shape[1] * groups)
    _check_entry(file, found, entry, kernel.ndim - 2)
    return Imported(file, found, entry, kernel, bias, groups)


def _groups(file: Path, found: Found, entry: LayerEntry, bias: Floats | None) -> int:
    """Return how many groups there are, by the entry, the file, or the length of the bias."""
    into, out = found.shape[:2]
    groups = entry.groups
    if groups is None and found.kind == "tensor" and bias is not None:
        groups = bias.size // out
    if groups is None:
        groups = found.groups or 1
    if into % groups:
        raise UserError(
            f"{file}: {found.name} is {by(found.shape)}: {groups} groups do not divide the {into} "
            "channels that go in"
        )
    if bias is not None and bias.shape != (groups * out,):
        raise UserError(
            f"{file}: {found.name} is {by(found.shape)}, so {groups * out} channels come out of "
            f"{groups} groups, but the bias has {bias.size} numbers: correct groups or bias"
        )
    return groups


def _check_entry(file: Path, found: Found, entry: LayerEntry, dimensions: int) -> None:
    """Refuse numbers for more dimensions, or fewer, than the layer has."""
    for key in (*DEFAULTS, "points"):
        value = getattr(entry, key)
        if isinstance(value, tuple) and len(value) != dimensions:
            raise UserError(
                f"{file}: {found.name}: {key} has {quantity(len(value), 'number')}, but the layer "
                f"has {quantity(dimensions, 'dimension')}: give one for each, or one for all"
            )


def _each(value: int | tuple[int, ...] | None, dimensions: int) -> Shape | None:
    return (value,) * dimensions if isinstance(value, int) else value
