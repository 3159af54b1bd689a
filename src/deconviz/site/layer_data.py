"""A layer that a user brings, for the explorer: the channels that matter most."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from deconviz.layers.example import Example


def content(example: Example, channel: int | None) -> dict[str, Any]:
    """Return what the explorer needs of a layer, as JSON holds it.

    Parameters
    ----------
    example
        The layer and its input.
    channel
        The output channel that the config asks for; None for the one with the largest output.
    """
    layer = example.layer
    return {
        "name": example.name,
        "channel": channel,
        "axes": [asdict(axis) for axis in layer.axes],
        "groups": layer.groups,
    }
