"""What comes out beside what should: held-out patches from well restored to worst, all seeds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from deconviz.examples import at_percentiles, errors
from deconviz.material import Material
from deconviz.plotting.labels import end_labels
from deconviz.plotting.numbers import listed
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.pairs import pair, pair_labels
from deconviz.plotting.panels import curve, heading, letters, points_axis, points_label, values_axis
from deconviz.theme import Mark, Theme

VARIANTS = "each"
NEEDS = ("curves", "models")

PERCENTS = {"25th percentile": 25, "median": 50, "75th percentile": 75, "largest error": 100}
HEIGHTS = (1.25, 0.75)  # inches, of values and of what they miss
AROUND = 0.64  # inches, of headings and ticks
BELOW = 0.24  # inches, of the label
THIN = 0.7  # points

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Shown:
    """N patches, and what S seeds make of them.

    Attributes
    ----------
    seed, index
        Of the network whose outputs are drawn.
    targets
        Shape (N, K).
    outputs
        Shape (S, N, K).
    errors
        Of all held-out patches, shape (M,), on average over the seeds.
    """

    variant: str
    seed: int
    index: int
    targets: Floats
    outputs: Floats
    errors: Floats

    @property
    def differences(self) -> Floats:
        """Output less target, shape (S, N, K)."""
        return self.outputs - self.targets


def draw(material: Material, page: Page) -> Drawn:
    """Draw targets and outputs, and below each the difference at a scale of its own."""
    shown = _choose(material)
    across = len(PERCENTS) if page.columns == 2 else 2
    down = len(PERCENTS) // across
    figure = Figure(figsize=(page.width, down * (sum(HEIGHTS) + AROUND) + BELOW))
    grid = figure.subplots(2 * down, across, height_ratios=HEIGHTS * down, squeeze=False)
    for patch, (name, letter) in enumerate(zip(PERCENTS, letters(len(PERCENTS)), strict=True)):
        row, column = divmod(patch, across)
        above, below = grid[2 * row, column], grid[2 * row + 1, column]
        heading(above, name, page.theme.muted, letter)
        _values(above, shown, patch, page.theme)
        _differences(below, shown, patch, page.theme)
        if column == 0:
            above.set_ylabel("y")
            below.set_ylabel("output − target")
        else:
            above.set_yticklabels([])
            below.set_yticklabels([])
        if column == across - 1:
            _name(above, below, shown, patch, page.theme)
    figure.align_ylabels()
    points_label(figure, "patch", page.theme)
    return Drawn(figure, _finding(shown), _caption(shown), _alternative(shown))


def _choose(material: Material) -> Shown:
    [(variant, networks)] = material.variants.items()
    patches = material.curves.patches(networks.run.network.kernel)  # (M, K)
    sizes = errors(networks, patches)  # (M,)
    targets = patches[at_percentiles(sizes, list(PERCENTS.values()))]  # (N, K)
    outputs = [each.decode(each.encode(targets)) for each in networks.by_seed.values()]
    index = networks.seeds.index(material.seed)
    return Shown(variant, material.seed, index, targets, np.stack(outputs), sizes)


def _values(axes: Axes, shown: Shown, patch: int, theme: Theme) -> None:
    output = shown.outputs[shown.index]  # (N, K)
    values_axis(axes, np.stack([shown.targets, output]), theme)
    pair(axes, shown.targets[patch], output[patch], theme)
    points_axis(axes, shown.targets.shape[1])
    axes.set_xticklabels([])


def _differences(axes: Axes, shown: Shown, patch: int, theme: Theme) -> None:
    values_axis(axes, shown.differences, theme)
    for number, difference in enumerate(shown.differences[:, patch]):
        if number == shown.index:
            curve(axes, difference, Mark(theme.foreground)).set_zorder(3)
        else:
            axes.plot(difference, color=theme.muted, lw=THIN)
    points_axis(axes, shown.targets.shape[1])


def _name(above: Axes, below: Axes, shown: Shown, patch: int, theme: Theme) -> None:
    """Say at the right what lines are."""
    output = shown.outputs[shown.index, patch]  # (K,)
    pair_labels(above, shown.targets[patch], output, theme, HEIGHTS[0])
    last = shown.differences[:, patch, -1]  # (S,)
    ends = {f"seed {shown.seed}": (float(last[shown.index]), theme.foreground)}
    others = np.delete(last, shown.index)
    if len(others):
        ends["others"] = (float(others.mean()), theme.muted)
    end_labels(below, ends, HEIGHTS[1])


def _finding(shown: Shown) -> str:
    return (
        f"{shown.variant}: half of the held-out patches are restored "
        f"with a root mean square error below {np.sqrt(np.median(shown.errors)):.4f}"
    )


def _caption(shown: Shown) -> str:
    return (
        f"{_finding(shown)}. Patches of {shown.targets.shape[1]} points, chosen by their mean "
        f"squared error on average over {_seeds(shown)}: at the percentiles named, and the one "
        f"with the largest of all {len(shown.errors)} held-out patches. Above, target (wide, "
        f"pale) and output of seed {shown.seed}; below, the difference at a scale of its own, "
        f"seed {shown.seed} with dots and all others as thin lines. {_sizes(shown)}."
    )


def _alternative(shown: Shown) -> str:
    return (
        f"Pairs of panels for {len(shown.targets)} held-out patches: target and output of the "
        f"{shown.variant} network of seed {shown.seed}, and below the differences for "
        f"{_seeds(shown)}. {_sizes(shown)}."
    )


def _sizes(shown: Shown) -> str:
    sizes = np.sqrt((shown.differences**2).mean((0, 2)))  # (N,)
    largest = np.abs(shown.differences).max()
    return (
        f"From {' to '.join(list(PERCENTS)[::3])} their root mean square errors are "
        f"{listed(sizes, 4)}; no point of theirs is missed by more than {largest:.4f}"
    )


def _seeds(shown: Shown) -> str:
    count = len(shown.outputs)
    return f"{count} seed{'s' if count > 1 else ''}"
