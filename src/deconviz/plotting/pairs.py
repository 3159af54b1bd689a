"""A target and what a network makes of it, in one panel."""

from __future__ import annotations

from matplotlib.axes import Axes

from deconviz.arrays import Floats
from deconviz.look.theme import Mark, Theme
from deconviz.plotting.labels import end_labels
from deconviz.plotting.panels import curve

RING = 6.5  # points across: an output's dot has room in it
THIN = 1.0  # points


def pair(axes: Axes, target: Floats, output: Floats, theme: Theme) -> None:
    """Draw a target as rings, and the output as dots that lie in them where it is right.

    Parameters
    ----------
    axes
        Of values.
    target, output
        Shape (K,).
    theme
        Colours.
    """
    rings = curve(axes, target, Mark(theme.muted), THIN)
    rings.set(markersize=RING, markerfacecolor=theme.background, label="target")
    curve(axes, output, Mark(theme.foreground)).set_label("output")


def pair_labels(
    axes: Axes,
    target: Floats,
    output: Floats,
    theme: Theme,
    height: float,
    names: tuple[str, str] = ("target", "output"),
) -> None:
    """Say at the right end of axes of this height in inches which is which."""
    colours = theme.muted, theme.foreground
    lasts = float(target[-1]), float(output[-1])
    end_labels(axes, dict(zip(names, zip(lasts, colours, strict=True), strict=True)), height)
