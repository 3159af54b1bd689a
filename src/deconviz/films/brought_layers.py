"""What a scene can show of a layer that a user brings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from deconviz.analysis.stamp_sum import most_columns
from deconviz.analysis.three_views import strongest_pair
from deconviz.films.shows import Shows, fits, in_words
from deconviz.layers.axis import Axis
from deconviz.layers.example import Example

FEWEST = 2
"""Points of the input that a film about a setting shows."""


def problems_of_example(shows: Shows, scene: str, example: Example) -> Iterator[str]:
    """Say what of a layer a scene cannot show, and what to do about it.

    Parameters
    ----------
    shows, scene
        What the scene can show, and its name.
    example
        The layer, at work on its input.
    """
    axes, way_out = example.layer.axes, "choose another scene"
    if not shows.in_dimensions(example.dimensions):
        shown = in_words(shows.dimensions, "dimension")
        yield f"{scene} shows layers of {shown}, not {example.dimensions}: {way_out}"
        return
    if not shows.crops and any(any(axis.crop) for axis in axes):
        yield f"{scene} shows no padding, and {example.name} has some: {way_out}"
    if not shows.dilations and any(axis.dilation > 1 for axis in axes):
        yield f"{scene} shows no dilation, and {example.name} has some: {way_out}"
    for axis in axes:
        if not fits(axis.reach, shows.reach):
            shown = f"kernels that reach over {in_words(shows.reach, 'point')}"
            yield f"{scene} shows {shown}, not {axis.reach}: {way_out}"
        if axis.crop[0] < 0 and not shows.ahead:
            yield f"{scene} shows no points ahead of the first stamp: {way_out}"
    if shows.setting:
        of_setting = _problems_of_groups if shows.setting == "groups" else _problems_of_axis
        yield from (f"{scene} shows {what}: {way_out}" for what in of_setting(shows, example))


def plain(shows: Shows, axis: Axis) -> Axis:
    """Return settings without what a scene is about."""
    near, _ = axis.crop
    match shows.setting:
        case "stride":
            return replace(axis, stride=1)
        case "dilation":
            return replace(axis, dilation=1)
        case "padding":
            return replace(axis, crop=(0, 0))
        case "output_padding":
            return replace(axis, crop=(near, near))
    return axis


def points_shown(shows: Shows, example: Example) -> range:
    """Return for how many points of the input there are columns.

    There are at least two, and something comes out, also without what the scene is about.
    """
    room = _room(example)
    [axis], [given] = example.layer.axes, example.inputs
    fewest, most = max(shows.inputs[0], FEWEST), min(shows.inputs[1], given)
    fit = [
        points
        for points in range(fewest, most + 1)
        if axis.columns(points) <= room
        and all(one.outputs(points) > 0 for one in (axis, plain(shows, axis)))
    ]
    return range(fit[0], fit[-1] + 1) if fit else range(0)


def _problems_of_groups(shows: Shows, example: Example) -> Iterator[str]:
    """Say why the groups of a layer cannot be shown."""
    layer = example.layer
    if layer.groups == 1:
        yield f"what groups do, and {example.name} has one"
    for count, allowed, way in (
        (layer.channels, shows.inputs, "in"),
        (layer.outputs, shows.outputs, "out"),
    ):
        if not fits(count, allowed):
            yield f"{in_words(allowed, 'channel')} {way}, not {count}"


def _problems_of_axis(shows: Shows, example: Example) -> Iterator[str]:
    """Say why the setting of a layer does nothing, or cannot be shown."""
    [axis], name = example.layer.axes, example.name
    (near, far), about = axis.crop, shows.setting
    added = near - far
    does = {
        "stride": axis.stride > 1,
        "dilation": axis.dilation > 1 and axis.kernel > 1,
        "padding": max(near, far) > 0,
        "output_padding": added > 0,
    }
    if not does[about]:
        yield f"what {about} does, and that of {name} does nothing"
    elif about == "output_padding" and added >= axis.stride:
        yield (
            "lengths that one convolution makes alike, and the output_padding of "
            f"{name} is not below its stride ({axis.stride})"
        )
    elif about != "output_padding" and far < 0:
        yield f"no output_padding, and {name} has some"
    elif not points_shown(shows, example):
        yield (
            f"{FEWEST} inputs or more in {_room(example)} columns, what is cropped included, "
            f"and {name} with kernel {axis.kernel}, stride {axis.stride} and dilation "
            f"{axis.dilation} has no room, or nothing is left of it"
        )


def _room(example: Example) -> int:
    """Return how many columns have room for the numbers of a layer."""
    return most_columns(strongest_pair(example))
