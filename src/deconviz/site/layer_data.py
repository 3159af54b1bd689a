"""A layer that a user brings, for the explorer: the channels that matter most, and what is left."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import numpy as np

from deconviz.arrays import Floats
from deconviz.layers.axis import Axis
from deconviz.layers.contributions import Contributions
from deconviz.layers.example import Example

PARTS = 4
"""What the output is shown as at most: channels one by one, and the others as one sum."""
MOST_INPUTS = {1: 64, 2: 12}
"""Points of the input along each dimension that there is room for, by dimensions."""
MOST_COLUMNS = {1: 512, 2: 32}
"""The same of the output, with what is cropped."""


def content(example: Example, channel: int | None) -> dict[str, Any]:
    """Return what the explorer needs of a layer, as JSON holds it.

    What the channels in `alone` add, `rest` and `bias` sum up to the output channel. Of a long
    input, the first points are taken.

    Parameters
    ----------
    example
        The layer and its input.
    channel
        The output channel that the config asks for; None for the one with the largest output.
    """
    shown = replace(example, given=_first_points(example))
    parted = Contributions.of(shown, PARTS, channel)
    alone = list(parted.alone)
    return {
        "name": example.name,
        "channel": parted.channel,
        "alone": alone,
        "together": len(parted.together),
        "inputs": list(example.inputs),
        "axes": [asdict(axis) for axis in example.layer.axes],
        "kernel": [parted.kernel(one).tolist() for one in alone],  # (P, *K)
        "input": shown.given[alone].tolist(),  # (P, *n)
        "rest": parted.of_channels[list(parted.together)].sum(0).tolist(),  # (*N)
        "bias": parted.bias,
        "output": parted.output.tolist(),  # (*N)
    }


def _first_points(example: Example) -> Floats:
    """Return the input (C, *n), with as many points as there is room for."""
    room = tuple(
        slice(_count(axis, points, example.dimensions))
        for axis, points in zip(example.layer.axes, example.inputs, strict=True)
    )
    return np.asarray(example.given[:, *room])


def _count(axis: Axis, points: int, dimensions: int) -> int:
    """Return how many points fit; more if nothing would come out of so few."""
    room = min(points, MOST_INPUTS[dimensions])
    fits = (n for n in range(room, 0, -1) if axis.columns(n) <= MOST_COLUMNS[dimensions])
    count = next(fits, 1)
    return next(n for n in range(count, points + 1) if axis.outputs(n) > 0)
