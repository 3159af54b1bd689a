"""The input beside an output: what is wanted."""

from __future__ import annotations

from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.sum_line import LARGEST_DOT
from deconviz.look.language import SURFACES
from deconviz.look.theme import DASHED, Mark, ThemeName

WIDTH, DOT = 6.0, 9.0  # pixels, with dashes that no second component has beside it
DOT_SHARE = 0.6  # of the output's dots, where columns are narrow


class WantedLine(Curve):
    """A pink dashed curve, thinner than the output that it is compared with.

    Parameters
    ----------
    axes
        The map to pixels; points are 1 apart.
    name
        The theme's.
    """

    def __init__(self, axes: Axes, name: ThemeName) -> None:
        pitch = float(axes.across(1) - axes.across(0))
        dot = min(DOT, pitch * LARGEST_DOT * DOT_SHARE)
        super().__init__(axes, Mark(SURFACES[name].wanted, DASHED), WIDTH * dot / DOT, dot)
