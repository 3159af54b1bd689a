"""Let things be seen more or less."""

from __future__ import annotations

from typing import cast

import numpy as np
from manim import VMobject
from numpy.typing import NDArray


def fade(thing: VMobject, opacity: float) -> None:
    """Set the opacity of all that a thing consists of: of strokes, or of fills without a stroke.

    Parameters
    ----------
    thing
        Of parts that are either lines or areas.
    opacity
        0 to 1.
    """
    for part in cast("list[VMobject]", thing.get_family()):
        if part.stroke_width:
            part.stroke_rgbas = _with_opacity(part.stroke_rgbas, opacity)
        else:
            part.fill_rgbas = _with_opacity(part.fill_rgbas, opacity)


def _with_opacity(rgbas: NDArray[np.float64], opacity: float) -> NDArray[np.float64]:
    return np.column_stack([rgbas[:, :3], np.full(len(rgbas), opacity)])
