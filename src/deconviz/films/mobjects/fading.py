"""Fading: the opacity of all that a thing consists of."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from deconviz.arrays import Floats


def fade(thing: VMobject, opacity: float) -> None:
    """Set the opacity of each part of a thing: of its stroke, or of its fill if it has no stroke.

    Parameters
    ----------
    thing
        Its parts are either lines or areas.
    opacity
        0 to 1.
    """
    if thing.stroke_width:
        thing.stroke_rgbas = _with_opacity(thing.stroke_rgbas, opacity)
    else:
        thing.fill_rgbas = _with_opacity(thing.fill_rgbas, opacity)
    for part in thing.submobjects:
        fade(part, opacity)


def _with_opacity(rgbas: Floats, opacity: float) -> Floats:
    if rgbas[0, 3] == opacity:
        return rgbas
    return np.column_stack([rgbas[:, :3], np.full(len(rgbas), opacity)])
