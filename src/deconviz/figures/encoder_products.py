"""The encoder's multiply-and-sum: an input, each filter, their products and the code."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from deconviz.examples import Example, example
from deconviz.material import Material
from deconviz.plotting.numbers import listed, number, signed
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.panels import (
    curve,
    heading,
    points_axis,
    points_label,
    stems,
    values_axis,
)
from deconviz.theme import Mark, Theme

VARIANTS = "each"
NEEDS = ("curves", "models")

ROW = 0.95  # inches
AROUND = 0.65  # inches, of headings and the label
COLUMNS = {"A": "input", "B": "× filter", "C": "= product"}

Floats = NDArray[np.float64]


def draw(material: Material, page: Page) -> Drawn:
    """Draw a row a component: the input, the filter, their products, and what these add up to."""
    [(variant, networks)] = material.variants.items()
    shown = example(material, networks)
    sums = _sums(shown)
    figure = Figure(figsize=(page.width, ROW * len(sums) + AROUND))
    grid = figure.subplots(len(sums), len(COLUMNS), squeeze=False, sharex=True)
    for axes, (letter, name) in zip(grid[0], COLUMNS.items(), strict=True):
        heading(axes, name, page.theme.muted, letter)
    for component, (row, lines) in enumerate(zip(grid, sums, strict=True)):
        _row(row, shown, component, page.theme)
        colour = page.theme.component(component).colour
        text = "\n".join(lines)
        row[-1].text(1.05, 0.5, text, color=colour, transform=row[-1].transAxes, va="center")
    points_label(figure, "patch", page.theme)
    finding = _finding(variant, shown)
    words = _words(sums)
    return Drawn(
        figure,
        finding,
        _caption(finding, material.seed, shown, words),
        _alternative(variant, shown, words),
    )


def _row(row: Sequence[Axes], shown: Example, component: int, theme: Theme) -> None:
    mark, kernel = theme.component(component), shown.network.encoder_kernels[component]
    of_input, of_filter, of_products = row
    values_axis(of_input, shown.patch, theme)
    curve(of_input, shown.patch, Mark(theme.foreground))
    values_axis(of_filter, kernel, theme)
    curve(of_filter, kernel, mark)
    values_axis(of_products, shown.patch * kernel, theme)
    stems(of_products, shown.patch * kernel, mark.colour)
    for axes in row:
        points_axis(axes, len(kernel))
    of_input.set_ylabel(f"component {component + 1}", color=mark.colour)


def _sums(shown: Example) -> list[list[str]]:
    """Write, a component a list, how products and bias add up and what becomes of them."""
    network = shown.network
    parts = zip(shown.weighted_sums, network.encoder_bias, shown.code, shown.decimals, strict=True)
    return [
        [
            f"sum {number(total, decimals)}",
            f"bias {signed(bias, decimals)}",
            f"{network.activation} of {number(total + bias, decimals)}",
            f"= code {number(code, decimals)}",
        ]
        for total, bias, code, decimals in parts
    ]


def _finding(variant: str, shown: Example) -> str:
    return (
        f"{variant}: {len(shown.code)} weighted sums make of {len(shown.patch)} points "
        f"the code ({listed(shown.code, 2)})"
    )


def _caption(finding: str, seed: int, shown: Example, words: str) -> str:
    return (
        f"{finding}. Encoder of seed {seed}, on a held-out patch whose code is near one standard "
        "deviation in every component. The input, the same in every row, is multiplied point by "
        "point with the encoder's filter; the products and the bias are added, and "
        f"{shown.network.activation} of the sum is the code. Filters and products each at their "
        f"own scale; the numbers add up as they are shown. {words}."
    )


def _alternative(variant: str, shown: Example, words: str) -> str:
    return (
        f"A row of three panels for each of {len(shown.code)} components of the {variant} encoder: "
        f"the input's {len(shown.patch)} points, the filter, and the products as stems. {words}."
    )


def _words(sums: list[list[str]]) -> str:
    return "; ".join(
        f"component {component}: {', '.join(lines)}".replace(", =", " is")
        for component, lines in enumerate(sums, 1)
    ).capitalize()
