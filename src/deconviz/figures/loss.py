"""Loss over training: mean and standard deviation over the seeds, with the PCA floor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from deconviz.figures.style import TWO_COLUMNS, Drawn, line, spread
from deconviz.theme import Mark, Theme

LABEL_GAP = 0.075  # of the height of the axes
FIRST_STEP = 10  # before it nothing happens
NOTHING = 1e-12


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


def draw(variants: Mapping[str, Losses], floors: Mapping[str, float], theme: Theme) -> Drawn:
    """Draw the loss of every variant.

    Parameters
    ----------
    variants
        Losses by the variant's name.
    floors
        By what it is called, the least error of a linear decoder with as many components as a
        variant has, on the same held-out patches. One that is nothing, as that of a code no
        shorter than the patch is, is not drawn.
    theme
        Colours.
    """
    figure = Figure(figsize=(TWO_COLUMNS, 3.0))
    axes = figure.add_subplot()
    axes.set_xscale("log")
    axes.set_yscale("log")
    marks = theme.marks_of_variants(list(variants))
    for name, losses in variants.items():
        _curve(axes, name, losses, marks[name])
    drawn = {text: floor for text, floor in floors.items() if floor > NOTHING}
    for text, floor in drawn.items():
        axes.axhline(floor, color=theme.foreground, lw=0.8, label=text)
    _limit(axes, variants, drawn)
    ends = {
        name: (losses.loss[:, -1].mean(), marks[name].colour) for name, losses in variants.items()
    }
    ends |= {text: (floor, theme.foreground) for text, floor in drawn.items()}
    _label_ends(axes, ends)
    seeds = len(next(iter(variants.values())).loss)
    title = f"Held-out loss over training, {seeds} seeds a variant"
    return Drawn(figure, title, _describe(variants, floors))


def _curve(axes: Axes, name: str, losses: Losses, mark: Mark) -> None:
    mean, deviation = losses.loss.mean(0), losses.loss.std(0)  # (T,)
    axes.plot(losses.steps, mean, **line(mark), label=name)
    low = np.maximum(mean - deviation, losses.loss.min(0))  # above 0, as the axis is logarithmic
    axes.fill_between(losses.steps, low, mean + deviation, color=mark.colour, alpha=0.2, lw=0)


def _limit(axes: Axes, variants: Mapping[str, Losses], floors: Mapping[str, float]) -> None:
    last = max(int(losses.steps[-1]) for losses in variants.values())
    least = min([*floors.values(), *(float(losses.loss.min()) for losses in variants.values())])
    axes.set_xlim(min(FIRST_STEP, last / 2), last)
    axes.set_ylim(bottom=least / 2.5)  # room for the label of the floor
    axes.set_xlabel("training step")
    axes.set_ylabel("mean squared error on held-out patches")
    axes.grid(axis="y")
    axes.minorticks_off()


def _label_ends(axes: Axes, ends: Mapping[str, tuple[float, str]]) -> None:
    """Write each text, in its colour, as near to its value as the others allow."""
    to_axes = axes.transData + axes.transAxes.inverted()
    right = axes.get_xlim()[1]
    heights = [float(to_axes.transform((right, value))[1]) for value, _ in ends.values()]
    for (text, (_, colour)), height in zip(ends.items(), spread(heights, LABEL_GAP), strict=True):
        axes.text(1.01, height, text, color=colour, transform=axes.transAxes, va="center")


def _describe(variants: Mapping[str, Losses], floors: Mapping[str, float]) -> str:
    ends = "; ".join(
        f"{name} {losses.loss[:, -1].mean():.2e} (deviation {losses.loss[:, -1].std():.1e})"
        for name, losses in variants.items()
    )
    lowest = "; ".join(f"{text} {floor:.2e}" for text, floor in floors.items())
    return (
        "Mean squared error on held-out patches against training step, both logarithmic, "
        f"as mean and standard deviation over the seeds. At the end: {ends}. {lowest}."
    )
