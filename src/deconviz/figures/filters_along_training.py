"""Which of filters 2 and 3 has which principal component, at every step of training."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from deconviz.comparison import lead_in_order, principal_components
from deconviz.material import Curves, Material, Networks
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.panels import heading, letters
from deconviz.plotting.style import line
from deconviz.theme import Theme

VARIANTS = ("code-noise", "source", "compound", "source-compound")
NEEDS = ("curves", "histories")

Floats = NDArray[np.float64]

ROW = 1.55  # inches
AROUND = 0.5  # inches, of tick and axis labels
FIRST_STEP = 10  # before it nothing happens
TICKS = {1: "in order", 0: "halfway", -1: "swapped"}


def draw(material: Material, page: Page) -> Drawn:
    """Draw a line a seed, a panel a variant."""
    leads = {name: lead(networks, material.curves) for name, networks in material.variants.items()}
    rows, columns = (2, 2) if page.columns == 2 else (4, 1)
    figure = Figure(figsize=(page.width, ROW * rows + AROUND))
    grid = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    for letter, axes, name in zip(letters(len(leads)), grid.flat, leads, strict=True):
        heading(axes, name, page.theme.muted, letter)
        _panel(axes, material.variants[name].history.steps, leads[name], page.theme)
    last = max(int(networks.history.steps[-1]) for networks in material.variants.values())
    grid[0, 0].set_xlim(min(FIRST_STEP, last / 2), last)
    for axes in grid[:, 0]:
        axes.set_ylabel("filters 2 and 3")
    for axes in grid[-1]:
        axes.set_xlabel("training step")
    return Drawn(figure, _finding(leads), _caption(leads), _alternative(leads))


def lead(networks: Networks, curves: Curves) -> Floats:
    """Return how much better filters 2 and 3 fit in order than swapped, shape (S, T).

    1 if filter 3 has the direction of the first principal component and filter 2 that of the
    second, -1 if it is the other way round.
    """
    filters = networks.history.decoder_filters.astype(np.float64)  # (S, T, C, K)
    leading = principal_components(curves.patches(filters.shape[-1]))[:2]  # (2, K)
    return lead_in_order(filters[:, :, [2, 1]], leading)


def _panel(axes: Axes, steps: NDArray[np.int64], leads: Floats, theme: Theme) -> None:
    in_order, swapped = theme.variants[:2]
    axes.set_xscale("log")
    axes.axhline(0, color=theme.grid, lw=0.8)
    for of_seed in leads:
        mark = in_order if of_seed[-1] > 0 else swapped
        axes.plot(steps, of_seed, **line(mark), lw=1)
    axes.set_ylim(-1.1, 1.1)
    axes.set_yticks(list(TICKS), list(TICKS.values()))
    axes.minorticks_off()


def _swapped(leads: Floats) -> int:
    return int((leads[:, -1] < 0).sum())


def _ends(leads: Mapping[str, Floats]) -> str:
    return ", ".join(f"{name} {_swapped(lead)} of {len(lead)}" for name, lead in leads.items())


def _finding(leads: Mapping[str, Floats]) -> str:
    found = [name for name, lead in leads.items() if _swapped(lead)]
    return f"Filters 2 and 3 end swapped with {' and '.join(found) or 'no noise'}"


def _caption(leads: Mapping[str, Floats]) -> str:
    return (
        "How much better filters 2 and 3 fit the second and first principal component than the "
        "other way round, along training: half the difference between the two sums of |cos|. A "
        f"line a seed, dashed if it ends swapped. Seeds that end swapped: {_ends(leads)}. "
        "compound has the noise of the source's listing, source its training."
    )


def _alternative(leads: Mapping[str, Floats]) -> str:
    return (
        f"Four panels with a line a seed over training steps, between in order and swapped: "
        f"{', '.join(leads)}. Seeds that end swapped: {_ends(leads)}."
    )
