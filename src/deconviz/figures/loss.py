"""Loss over training: mean and standard deviation over the seeds, with the PCA floor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from deconviz.figures.style import TWO_COLUMNS, Drawn, line, spread
from deconviz.theme import Theme

LABEL_GAP = 0.075  # of the height of the axes
FIRST_STEP = 10  # before it nothing happens


@dataclass(frozen=True)
class Losses:
    """A variant's held-out loss along training.

    Attributes
    ----------
    steps
        Shape (T,).
    loss
        Mean squared error, shape (S, T), a row a seed.
    """

    steps: NDArray[np.int64]
    loss: NDArray[np.float32]


def draw(variants: Mapping[str, Losses], floor: float, components: int, theme: Theme) -> Drawn:
    """Draw the loss of every variant.

    Parameters
    ----------
    variants
        Losses by the variant's name.
    floor
        Least error of a linear decoder of so many components, on the same held-out patches.
    components
        Number of components of the code.
    theme
        Colours.
    """
    figure = Figure(figsize=(TWO_COLUMNS, 3.0))
    axes = figure.add_subplot()
    axes.set_xscale("log")
    axes.set_yscale("log")
    marks = theme.marks_of_variants(list(variants))
    for name, losses in variants.items():
        mean, deviation = losses.loss.mean(0), losses.loss.std(0)
        axes.plot(losses.steps, mean, **line(marks[name]), label=name)
        low = np.maximum(mean - deviation, losses.loss.min(0))
        axes.fill_between(
            losses.steps, low, mean + deviation, color=marks[name].colour, alpha=0.2, lw=0
        )
    axes.axhline(floor, color=theme.foreground, lw=0.8, label="floor")
    _finish(axes, variants, floor, components, theme)
    seeds = len(next(iter(variants.values())).loss)
    return Drawn(
        figure,
        f"Held-out loss over training, {seeds} seeds a variant",
        _describe(variants, floor, components),
    )


def _finish(
    axes: Axes, variants: Mapping[str, Losses], floor: float, components: int, theme: Theme
) -> None:
    last = max(int(losses.steps[-1]) for losses in variants.values())
    axes.set_xlim(FIRST_STEP, last)
    axes.set_ylim(bottom=floor / 2.5)  # room for the label of the floor
    axes.set_xlabel("training step")
    axes.set_ylabel("mean squared error on held-out patches")
    axes.grid(axis="y")
    axes.minorticks_off()
    marks = theme.marks_of_variants(list(variants))
    labels = [
        (name, float(losses.loss[:, -1].mean()), marks[name].colour)
        for name, losses in variants.items()
    ]
    labels.append((f"PCA floor, {components} components", floor, theme.foreground))
    to_axes = axes.transData + axes.transAxes.inverted()
    heights = [float(to_axes.transform((last, value))[1]) for _, value, _ in labels]
    for (text, _, colour), height in zip(labels, spread(heights, LABEL_GAP), strict=True):
        axes.text(1.01, height, text, color=colour, transform=axes.transAxes, va="center")


def _describe(variants: Mapping[str, Losses], floor: float, components: int) -> str:
    ends = "; ".join(
        f"{name} {losses.loss[:, -1].mean():.2e} (deviation {losses.loss[:, -1].std():.1e})"
        for name, losses in variants.items()
    )
    return (
        "Mean squared error on held-out patches against training step, both logarithmic, "
        f"as mean and standard deviation over the seeds. At the end: {ends}. "
        f"The floor of any linear decoder of {components} components is {floor:.2e}."
    )
