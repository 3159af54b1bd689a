"""Each filter is scaled by its code component, and the sum is the output."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpecBase
from numpy.typing import NDArray

from deconviz.assembly import Autoencoder
from deconviz.examples import codes_to_show
from deconviz.material import Material
from deconviz.plotting.composition import (
    composition,
    composition_height,
    parts,
    peak,
    shelf,
)
from deconviz.plotting.numbers import listed, number
from deconviz.plotting.page import Drawn, Page
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

Floats = NDArray[np.float64]


def draw(material: Material, page: Page) -> Drawn:
    """Draw scaled filters with their sum for every code, and below them the filters as they are."""
    [(variant, networks)] = material.variants.items()
    network = networks.by_seed[material.seed]
    codes = codes_to_show(material, networks)  # (N, C)
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
    finding = f"{variant}: each filter is scaled by its code component, and the sum is the output"
    words = _sums(codes, network)
    return Drawn(
        figure,
        finding,
        _caption(finding, material.seed, words, network),
        _alternative(variant, words, network),
    )


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
    """Name a code by its numbers, if they are few; they all stand on its filters too."""
    return f"code {_code(code)}" if len(code) <= FEW else f"code of {len(code)} numbers"


def _code(code: Floats) -> str:
    return f"({', '.join(map(_short, code))})"


def _caption(finding: str, seed: int, sums: str, network: Autoencoder) -> str:
    return (
        f"{finding}. Decoder of seed {seed}. Above, a panel a code on shared axes: the filters "
        f"times their components, and the sum of these and the bias of "
        f"{number(network.decoder_bias, 4)}. {sums}. Below, the same filters as they are, each "
        f"at its own scale; their peaks are {_peaks(network)}."
    )


def _alternative(variant: str, sums: str, network: Autoencoder) -> str:
    return (
        f"Line charts of the {variant} decoder's filters of {network.kernel} points, scaled by "
        f"codes and summed, above small panels of the {len(network.decoder_filters)} filters. "
        f"{sums}. The filters' peaks are {_peaks(network)}."
    )


def _sums(codes: Floats, network: Autoencoder) -> str:
    """Say where the sum of each code ends up."""
    outputs = network.decode(codes)  # (N, K)
    ranges = [
        f"for code {_code(code)} the sum goes from {number(output.min(), 3)} to "
        f"{number(output.max(), 3)}"
        for code, output in zip(codes, outputs, strict=True)
    ]
    return "; ".join(ranges).replace("for", "For", 1)


def _peaks(network: Autoencoder) -> str:
    return listed(map(peak, network.decoder_filters), 2)
