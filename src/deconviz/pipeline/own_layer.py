"""A layer that a user brings, at work: read from its file, on the input that the config names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from deconviz.archive.given import read_given
from deconviz.arrays import Floats
from deconviz.config.layers import LayerJob
from deconviz.data.signals import signal
from deconviz.errors import UserError
from deconviz.layers.example import Example
from deconviz.layers.importing.reading import Imported, read_layer
from deconviz.look.wording import quantity

POINTS = {1: (6, 5, 4), 2: (4,)}
"""How many points the input may have along each dimension, the best first, by dimensions."""
FEWEST = 3
"""Points of an input to a layer that has room nowhere else."""
ROOM = {1: (10, 48), 2: (10, 24)}
"""Points of the output with what is cropped, along each dimension: that films show one by one, and
that they show well."""


def bring(job: LayerJob, files: Sequence[Path]) -> Example:
    """Read a layer, and make or read its input.

    Parameters
    ----------
    job
        What the config says about it.
    files
        Where those of its entry are: that of the layer, and that of its input if it has one.

    Raises
    ------
    UserError
        What of the entry or of its files cannot be used, and what to do.
    """
    file, *inputs = files
    imported = read_layer(file, job.entry)
    given = _read(imported, inputs[0]) if inputs else _made(job, imported)  # (C, *n)
    layer = imported.resolve(tuple(given.shape[1:]))
    _check_channel(job.entry.channel, layer.outputs)
    return Example(layer, given, job.name)


def points_for(imported: Imported) -> tuple[int, ...]:
    """Return as many points for the input as films have room for, along each dimension.

    Something comes out of so many, if it does of any that films have room for.
    """
    dimensions = imported.dimensions
    for room in ROOM[dimensions]:
        for points in POINTS[dimensions]:
            axes = imported.axes((points,) * dimensions)
            if all(axis.whole(points) <= room and axis.outputs(points) > 0 for axis in axes):
                return (points,) * dimensions
    return (FEWEST,) * dimensions


def _check_channel(channel: int | None, outputs: int) -> None:
    if channel is not None and channel >= outputs:
        raise UserError(
            f"channel is {channel}, but {quantity(outputs, 'channel')} come out: counted from 0, "
            f"the last is {outputs - 1}"
        )


def _read(imported: Imported, path: Path) -> Floats:
    return read_given(path, len(imported.kernel), imported.dimensions)


def _made(job: LayerJob, imported: Imported) -> Floats:
    points = imported.points or points_for(imported)
    return signal(job.entry.input, len(imported.kernel), points)
