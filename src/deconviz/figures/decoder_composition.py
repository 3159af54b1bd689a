"""Each filter is scaled by its code component, and the sum is the output."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpecBase

from deconviz.analysis.examples import likely_codes
from deconviz.arrays import Floats
from deconviz.look.wording import number, number_list
from deconviz.network.autoencoder import Autoencoder
from deconviz.plotting.caption import Caption
from deconviz.plotting.composition import (
    composition,
    composition_height,
    parts,
    peak,
    shelf,
)
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.panels import (
    cells,
    heading,
    letters,
    points_axis,
    points_label,
    values_axis,
)

VARIANTS = "each"
NEEDS = ("curves", "models")

DECIMALS = 3  # of a code
FEW = 4  # numbers that fit in a heading
SHELF = 0.75  # inches
ON_SHELF = 3  # filters in a row of a column's width
AROUND = 0.6  # inches, of a row's headings and labels


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw the scaled filters and their sum for every code, and below them the filters."""
    network = inputs.ensemble.network(inputs.seed)
    codes = _codes(inputs)  # (N, C)
    channels = codes.shape[1]
    rows, shelves = -(-len(codes) // page.columns), -(-channels // (ON_SHELF * page.columns))
    heights = rows * (composition_height(channels) + AROUND), shelves * (SHELF + AROUND)
    figure = Figure(figsize=(page.width, sum(heights)))
    outer = figure.add_gridspec(2, 1, height_ratios=heights)
    above, below = outer[0], outer[1]
    _compositions(figure, above.subgridspec(rows, page.columns), codes, network, page)
    panels = cells(
        figure, below.subgridspec(shelves, min(channels, ON_SHELF * page.columns)), channels
    )
    shelf(panels, network.decoder_filters, page.theme)
    last = letters(len(codes) + 1)[-1]
    heading(panels[0], "filters, each at its own scale", page.theme.muted, last)
    points_label(figure, "filter", page.theme)
    return Plot(figure, _caption(codes, network, inputs))


def _codes(inputs: FigureInputs) -> Floats:
    """Return the codes of the config if they fit the network, or else two likely ones, (N, C)."""
    if inputs.codes and len(inputs.codes[0]) == inputs.ensemble.channels:
        return np.array(inputs.codes)
    return likely_codes(inputs.ensemble, inputs.seed)


def _compositions(
    figure: Figure, grid: GridSpecBase, codes: Floats, network: Autoencoder, page: Page
) -> None:
    filters, bias = network.decoder_filters, network.decoder_bias
    panels = cells(figure, grid, len(codes))
    for axes, code, letter in zip(panels, codes, letters(len(codes)), strict=True):
        values_axis(axes, parts(codes, filters, bias), page.theme)
        points_axis(axes, network.kernel)
        axes.set_ylabel("y")
        heading(axes, _name(code), page.theme.muted, letter)
        names = [f"{_short(value)} × filter {c + 1}" for c, value in enumerate(code)]
        composition(axes, code, filters, bias, names, page.theme)


def _short(value: float) -> str:
    return number(round(value, DECIMALS))


def _name(code: Floats) -> str:
    """Name a code by its numbers if they are few; the filters' labels have all of them."""
    return f"code {_code(code)}" if len(code) <= FEW else f"code of {len(code)} numbers"


def _code(code: Floats) -> str:
    return f"({', '.join(map(_short, code))})"


def _caption(codes: Floats, network: Autoencoder, inputs: FigureInputs) -> Caption:
    variant = inputs.ensemble.name
    return Caption(
        finding=f"{variant}: the output is the sum of the filters, each times its code component",
        method=(
            f"Decoder of seed {inputs.seed}. Above, one panel for each code, with the same limits: "
            "the filters times their components, and the sum of these and the bias, "
            f"{number(network.decoder_bias, 4)}. Below, the filters, each at its own scale"
        ),
        view=f"Line charts of {network.channels} scaled filters and their sum, above the filters",
        figures=f"{_sums(codes, network)}. The peaks of the filters are {_peaks(network)}",
    )


def _sums(codes: Floats, network: Autoencoder) -> str:
    """Give the range of the sum for each code."""
    outputs = network.decode(codes)  # (N, K)
    ranges = [
        f"for code {_code(code)} the sum ranges from {number(output.min(), 3)} to "
        f"{number(output.max(), 3)}"
        for code, output in zip(codes, outputs, strict=True)
    ]
    return "; ".join(ranges).replace("for", "For", 1)


def _peaks(network: Autoencoder) -> str:
    return number_list(map(peak, network.decoder_filters), 2)
