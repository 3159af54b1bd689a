"""Outputs beside their targets: held-out patches from a small error to the largest, all seeds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from deconviz.analysis.ensemble import Ensemble
from deconviz.analysis.examples import at_percentiles
from deconviz.arrays import Floats
from deconviz.look.theme import Mark, Theme
from deconviz.look.wording import number_list, quantity
from deconviz.plotting.caption import Caption
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.labels import end_labels
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.pairs import pair, pair_labels
from deconviz.plotting.panels import curve, heading, letters, points_axis, points_label, values_axis

VARIANTS = "each"
NEEDS = ("curves", "models")

PERCENTS = {"25th percentile": 25, "median": 50, "75th percentile": 75, "largest error": 100}
HEIGHTS = (1.25, 0.75)  # inches, of values and of what they miss
AROUND = 0.64  # inches, of headings and ticks
BELOW = 0.24  # inches, of the label
THIN = 0.7  # points


@dataclass(frozen=True)
class Outputs:
    """What S networks make of N patches.

    Attributes
    ----------
    seed, index
        Of the network whose outputs are drawn.
    targets
        Shape (N, K).
    values
        Shape (S, N, K).
    """

    seed: int
    index: int
    targets: Floats
    values: Floats

    @property
    def of_seed(self) -> Floats:
        """The outputs that are drawn, shape (N, K)."""
        return np.asarray(self.values[self.index])

    @property
    def differences(self) -> Floats:
        """Output minus target, shape (S, N, K)."""
        return self.values - self.targets


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw targets and outputs, and below each the difference at a scale of its own."""
    outputs = _outputs(inputs)
    across = len(PERCENTS) if page.columns == 2 else 2
    down = len(PERCENTS) // across
    figure = Figure(figsize=(page.width, down * (sum(HEIGHTS) + AROUND) + BELOW))
    grid = figure.subplots(2 * down, across, height_ratios=HEIGHTS * down, squeeze=False)
    for patch, (name, letter) in enumerate(zip(PERCENTS, letters(len(PERCENTS)), strict=True)):
        row, column = divmod(patch, across)
        above, below = grid[2 * row, column], grid[2 * row + 1, column]
        heading(above, name, page.theme.muted, letter)
        _values(above, outputs, patch, page.theme)
        _differences(below, outputs, patch, page.theme)
        if column == 0:
            above.set_ylabel("y")
            below.set_ylabel("output − target")
        else:
            above.set_yticklabels([])
            below.set_yticklabels([])
        if column == across - 1:
            target, output = outputs.targets[patch], outputs.of_seed[patch]
            pair_labels(above, target, output, page.theme, HEIGHTS[0])
            _seed_labels(below, outputs, patch, page.theme)
    figure.align_ylabels()
    points_label(figure, "patch", page.theme)
    return Plot(figure, _caption(outputs, inputs.ensemble))


def _outputs(inputs: FigureInputs) -> Outputs:
    ensemble = inputs.ensemble
    places = at_percentiles(ensemble.patch_errors, list(PERCENTS.values()))
    targets = ensemble.patches[places]  # (N, K)
    values = [network.decode(network.encode(targets)) for network in ensemble.networks]
    index = ensemble.seeds.index(inputs.seed)
    return Outputs(inputs.seed, index, targets, np.stack(values))


def _values(axes: Axes, outputs: Outputs, patch: int, theme: Theme) -> None:
    values_axis(axes, np.stack([outputs.targets, outputs.of_seed]), theme)
    pair(axes, outputs.targets[patch], outputs.of_seed[patch], theme)
    points_axis(axes, outputs.targets.shape[1])
    axes.set_xticklabels([])


def _differences(axes: Axes, outputs: Outputs, patch: int, theme: Theme) -> None:
    values_axis(axes, outputs.differences, theme)
    for index, difference in enumerate(outputs.differences[:, patch]):
        if index == outputs.index:
            curve(axes, difference, Mark(theme.foreground)).set_zorder(3)
        else:
            axes.plot(difference, color=theme.muted, lw=THIN)
    points_axis(axes, outputs.targets.shape[1])


def _seed_labels(axes: Axes, outputs: Outputs, patch: int, theme: Theme) -> None:
    """Name the seeds at the right ends of their differences."""
    last = outputs.differences[:, patch, -1]  # (S,)
    ends = {f"seed {outputs.seed}": (float(last[outputs.index]), theme.foreground)}
    others = np.delete(last, outputs.index)  # (S - 1,)
    if len(others):
        ends["others"] = (float(others.mean()), theme.muted)
    end_labels(axes, ends, HEIGHTS[1])


def _caption(outputs: Outputs, ensemble: Ensemble) -> Caption:
    errors = ensemble.patch_errors  # (M,)
    seed, seeds = f"seed {outputs.seed}", quantity(len(ensemble.seeds), "seed")
    return Caption(
        finding=(
            f"{ensemble.name}: half of the held-out patches are restored with a root mean square "
            f"error below {np.sqrt(np.median(errors)):.4f}"
        ),
        method=(
            f"Patches of {outputs.targets.shape[1]} points at percentiles of the mean squared "
            f"error over {seeds}, and the one with the largest error of all {len(errors)} held-out "
            f"patches. Above, target (rings) and output (dots) of {seed}. Below, output minus "
            f"target at a scale of its own: {seed} with dots, other seeds as thin lines"
        ),
        view="Pairs of panels: target and output of a held-out patch, and below the differences",
        figures=_figures(outputs),
    )


def _figures(outputs: Outputs) -> str:
    sizes = np.sqrt((outputs.differences**2).mean((0, 2)))  # (N,)
    largest = np.abs(outputs.differences).max()
    return (
        f"The root mean square errors, from {' to '.join(list(PERCENTS)[::3])}, are "
        f"{number_list(sizes, 4)}. No point is missed by more than {largest:.4f}"
    )
