"""How networks that were trained on curves do on a measured series."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from deconviz.material import Material, Row
from deconviz.plotting.page import Drawn, Page
from deconviz.theme import Mark

VARIANTS = ("baseline", "code-noise", "input-noise", "real")
NEEDS = ("tables/real-data",)

HEIGHT = 2.4  # inches
MOST_TICKS = 4
SPREAD = 0.3  # of the distance between two variants, that seeds are spread over


def draw(material: Material, page: Page) -> Drawn:
    """Draw a dot a seed."""
    rows = material.tables["real-data"]
    losses = {name: losses_of(name, rows) for name in VARIANTS}
    floor = float(rows[0]["pca_floor"])
    figure = Figure(figsize=(page.width, HEIGHT))
    axes = figure.add_subplot()
    for place, (name, values) in enumerate(losses.items()):
        mark: Mark = page.theme.variants[1 if name == "real" else 0]
        y = place + np.linspace(-SPREAD, SPREAD, len(values))
        axes.plot(values, y, "o", color=mark.colour, label=name)
    axes.axvline(floor, color=page.theme.foreground, lw=0.8, label="PCA floor")
    axes.text(floor, 1.02, "PCA floor", ha="center", transform=axes.get_xaxis_transform())
    axes.set_xlim(left=0)
    axes.xaxis.set_major_locator(MaxNLocator(MOST_TICKS))
    axes.set_yticks(range(len(losses)), list(losses))
    axes.invert_yaxis()
    axes.set_ylabel("variant")
    axes.set_xlabel("mean squared error on the series")
    axes.grid(axis="x")
    told = ", ".join(f"{name} {np.median(values):.2e}" for name, values in losses.items())
    return Drawn(
        figure,
        _finding(losses),
        "Mean squared error on the held-out part of the measured series, a dot a seed. It is "
        "scaled so that its other part has the mean and deviation of curves. The line is the "
        f"least error of a linear decoder with as many components, {floor:.2e}. Medians: {told}.",
        f"Dots for each of four variants, a dot a seed. Medians: {told}; floor {floor:.2e}.",
    )


def losses_of(variant: str, rows: list[Row]) -> NDArray[np.float64]:
    """Return a variant's losses on the series, shape (S,)."""
    return np.array([row["mean_squared_error"] for row in rows if row["variant"] == variant])


def _finding(losses: dict[str, NDArray[np.float64]]) -> str:
    known = np.median(losses["real"])
    factors = [
        f"{np.median(values) / known:.1f} ({name})"
        for name, values in losses.items()
        if name != "real"
    ]
    return (
        "On the measured series, networks trained on curves have an error "
        f"{', '.join(factors)} times that of networks trained on it"
    )
