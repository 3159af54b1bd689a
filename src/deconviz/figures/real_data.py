"""How networks that are trained on curves do on a measured series."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from deconviz.arrays import Floats
from deconviz.plotting.caption import Caption
from deconviz.plotting.floors import PCA_FLOOR
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.sentences import by_name
from deconviz.plotting.tables import series_losses

VARIANTS = ("baseline", "code-noise", "input-noise", "real")
NEEDS = ("tables/real-data",)

HEIGHT = 2.4  # inches
MOST_TICKS = 4
SPREAD = 0.3  # of the distance between two variants, that seeds are spread over


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw a dot per seed, or say why there is none."""
    rows = inputs.tables["real-data"]
    if not any(row["variant"] == "real" and row["trained_on"] == "series" for row in rows):
        return _without_series(page)
    losses = {name: series_losses(rows, name) for name in VARIANTS}
    losses = {name: of_variant for name, of_variant in losses.items() if len(of_variant)}
    floor = float(rows[0]["pca_floor"])
    figure = Figure(figsize=(page.width, HEIGHT))
    axes = figure.add_subplot()
    for place, (name, of_variant) in enumerate(losses.items()):
        mark = page.theme.variants[1 if name == "real" else 0]
        y = place + np.linspace(-SPREAD, SPREAD, len(of_variant))
        axes.plot(of_variant, y, "o", color=mark.colour, label=name)
    axes.axvline(floor, color=page.theme.foreground, lw=0.8, label="PCA floor")
    axes.text(floor, 1.02, "PCA floor", ha="center", transform=axes.get_xaxis_transform())
    axes.set_xlim(left=0)
    axes.xaxis.set_major_locator(MaxNLocator(MOST_TICKS))
    axes.set_yticks(range(len(losses)), list(losses))
    axes.invert_yaxis()
    axes.set_ylabel("variant")
    axes.set_xlabel("mean squared error on the series")
    axes.grid(axis="x")
    return Plot(figure, _caption(losses, floor))


def _without_series(page: Page) -> Plot:
    figure = Figure(figsize=(page.width, HEIGHT))
    finding = "The variant real is not trained on a series"
    figure.text(0.5, 0.5, finding, color=page.theme.muted, ha="center", va="center")
    method = "Networks that are trained on curves would be compared with it on the series"
    return Plot(figure, Caption(finding, method, view="A sentence and no picture", figures=""))


def _caption(losses: Mapping[str, Floats], floor: float) -> Caption:
    medians = {name: f"{np.median(of_variant):.2e}" for name, of_variant in losses.items()}
    others = [name for name in VARIANTS if name not in losses]
    left_out = f". Left out, since their kernel is another: {', '.join(others)}" if others else ""
    return Caption(
        finding=_finding(losses),
        method=(
            "Mean squared error on the held-out part of the measured series; each dot is a seed. "
            "The series is scaled so that its training part has the mean and deviation of the "
            "curves. Each factor is the median over seeds of the ratio to the same seed of real, "
            f"which is trained on the series. {PCA_FLOOR}"
        ),
        view=f"A row of dots for each of {', '.join(losses)}, and a line at the PCA floor",
        figures=f"Medians: {by_name(medians, ', ')}. PCA floor: {floor:.2e}{left_out}",
    )


def _finding(losses: Mapping[str, Floats]) -> str:
    factors = [
        f"{factor_over_real(losses, name):.1f} ({name})" for name in losses if name != "real"
    ]
    if not factors:
        return "No network that is trained on curves has a kernel as long as those of real"
    return (
        f"On the measured series, networks trained on curves have {', '.join(factors)} times the "
        "error of networks trained on it"
    )


def factor_over_real(losses: Mapping[str, Floats], name: str) -> float:
    """Return the median over seeds of a variant's loss over that of networks that know the data."""
    return float(np.median(losses[name] / losses["real"]))
