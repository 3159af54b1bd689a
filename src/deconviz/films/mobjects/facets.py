"""Facets: four-cornered areas with colours of their own, painted one after another."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.stage import to_scene


class Facets(VMobject):
    """Areas of many colours as one object, which only the canvas of films can draw.

    A facet has four points, its corners in turn. Those behind come first. Facets of one colour that
    follow one another are painted as one area.

    Attributes
    ----------
    presence
        How far each stands out from the background that its colour is mixed with, from 0 to 1,
        shape (n,): its opacity in a film without a background.
    """

    presence: Floats

    def __init__(self) -> None:
        super().__init__(stroke_width=0, fill_opacity=1)

    def draw(self, corners: Floats, colours: Floats, presence: Floats | float = 1.0) -> None:
        """Draw facets.

        Parameters
        ----------
        corners
            Pixels, shape (n, 4, 2).
        colours
            Red, green and blue from 0 to 1, shape (n, 3), mixed with the background already.
        presence
            As the attribute; one for all, or shape (n,).
        """
        flat = corners.reshape(-1, 2)  # (4 n, 2)
        self.points = to_scene(flat[:, 0], flat[:, 1])
        self.presence = np.broadcast_to(presence, len(colours))
        self.fill_rgbas = np.column_stack([colours, np.ones(len(colours))])  # (n, 4)


OVERLAP = 0.6  # pixels by which pieces of a line reach over each other, so that no seam shows


def strips(starts: Floats, ends: Floats, start_width: Floats, end_width: Floats) -> Floats:
    """Return straight pieces of lines as facets that may grow narrower.

    Parameters
    ----------
    starts, ends
        Pixels, shape (n, 2).
    start_width, end_width
        Pixels, shape (n,).

    Returns
    -------
    array of shape (n, 4, 2)
    """
    along = ends - starts  # (n, 2)
    length = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)  # (n,)
    way = along / length[:, None]  # (n, 2)
    across = np.stack([-way[:, 1], way[:, 0]], 1) / 2  # (n, 2)
    ends = ends + OVERLAP * way
    before, after = across * start_width[:, None], across * end_width[:, None]  # (n, 2)
    return np.stack([starts + before, ends + after, ends - after, starts - before], 1)


def mixed(one: Floats, other: Floats, share: Floats | float) -> Floats:
    """Return a colour between two: the first where the share is 0, the second where it is 1."""
    return np.asarray(one + (other - one) * share)


def levels(colour: str) -> Floats:
    """Turn a hexadecimal colour into red, green and blue from 0 to 1, shape (3,)."""
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255


def hexadecimal(colour: Floats) -> str:
    """Turn red, green and blue from 0 to 1, shape (3,), into a hexadecimal colour."""
    return "#" + "".join(f"{round(level):02x}" for level in (255 * colour).tolist())
