"""Dimming: a colour on its way into the background, where lines and dots overlap unseen."""

from __future__ import annotations

from typing import cast

import numpy as np
from manim import ManimColor, VMobject

from deconviz.look.theme import Theme


def dim(thing: VMobject, presence: float, opacity: float, theme: Theme) -> None:
    """Paint all parts of a thing between the background and the foreground.

    Parameters
    ----------
    thing
        Its parts are either lines or areas.
    presence
        0 is the background, 1 the foreground.
    opacity
        0 to 1.
    theme
        Colours.
    """
    ends = [np.array(ManimColor(c).to_rgb()) for c in (theme.background, theme.foreground)]
    rgba = np.array([[*((1 - presence) * ends[0] + presence * ends[1]), opacity]])  # (1, 4)
    for part in cast("list[VMobject]", thing.get_family()):
        if part.stroke_width:
            part.stroke_rgbas = rgba
        else:
            part.fill_rgbas = rgba
