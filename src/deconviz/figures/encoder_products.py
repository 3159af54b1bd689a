"""The encoder's multiply-and-sum: an input, each filter, their products and the code."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from deconviz.analysis.examples import Example, example
from deconviz.look.theme import Mark, Theme
from deconviz.look.wording import number, number_list, quantity, signed
from deconviz.plotting.caption import Caption
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.panels import (
    curve,
    heading,
    points_axis,
    points_label,
    stems,
    values_axis,
)
from deconviz.plotting.sentences import LIKELY_PATCH

VARIANTS = "each"
NEEDS = ("curves", "models")

ROW = 0.95  # inches
AROUND = 0.65  # inches, of headings and the label
COLUMNS = {"A": "input", "B": "× filter", "C": "= product"}


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw a row per component: the input, the filter, their products, and what these add up to."""
    of_seed = example(inputs.ensemble, inputs.seed)
    sums = _sums(of_seed)
    figure = Figure(figsize=(page.width, ROW * len(sums) + AROUND))
    grid = figure.subplots(len(sums), len(COLUMNS), squeeze=False, sharex=True)
    for axes, (letter, name) in zip(grid[0], COLUMNS.items(), strict=True):
        heading(axes, name, page.theme.muted, letter)
    for component, (row, lines) in enumerate(zip(grid, sums, strict=True)):
        _row(row, of_seed, component, page.theme)
        colour = page.theme.component(component).colour
        text = "\n".join(lines)
        row[-1].text(1.05, 0.5, text, color=colour, transform=row[-1].transAxes, va="center")
    points_label(figure, "patch", page.theme)
    return Plot(figure, _caption(of_seed, sums, inputs))


def _row(row: Sequence[Axes], of_seed: Example, component: int, theme: Theme) -> None:
    mark, kernel = theme.component(component), of_seed.network.encoder_kernels[component]
    of_input, of_filter, of_products = row
    values_axis(of_input, of_seed.patch, theme)
    curve(of_input, of_seed.patch, Mark(theme.foreground))
    values_axis(of_filter, kernel, theme)
    curve(of_filter, kernel, mark)
    values_axis(of_products, of_seed.patch * kernel, theme)
    stems(of_products, of_seed.patch * kernel, mark.colour)
    for axes in row:
        points_axis(axes, len(kernel))
    of_input.set_ylabel(f"component {component + 1}", color=mark.colour)


def _sums(of_seed: Example) -> list[list[str]]:
    """Write for each component, line by line, how products and bias add up to the code."""
    network = of_seed.network
    weighted_sums, decimals = of_seed.weighted_sums, of_seed.decimals
    parts = zip(weighted_sums, network.encoder_bias, of_seed.code, decimals, strict=True)
    return [
        [
            f"sum {number(total, decimals)}",
            f"bias {signed(bias, decimals)}",
            f"{network.activation} of {number(total + bias, decimals)}",
            f"= code {number(code, decimals)}",
        ]
        for total, bias, code, decimals in parts
    ]


def _caption(of_seed: Example, sums: Sequence[Sequence[str]], inputs: FigureInputs) -> Caption:
    code = of_seed.code
    return Caption(
        finding=(
            f"{inputs.ensemble.name}: the code ({number_list(code, 2)}) is made of "
            f"{quantity(len(code), 'weighted sum')} of {len(of_seed.patch)} points"
        ),
        method=(
            f"Encoder of seed {inputs.seed}, on {LIKELY_PATCH}. The input, the same in every row, "
            "is multiplied point by point by the encoder's filter. The products and the bias are "
            f"added, and {of_seed.network.activation} of the sum is the code. Each filter and each "
            "product has its own scale. The numbers add up as printed"
        ),
        view="For each component a row of three panels: the input, the filter and their products",
        figures=_figures(sums),
    )


def _figures(sums: Sequence[Sequence[str]]) -> str:
    return "; ".join(
        f"component {component}: {', '.join(lines)}".replace(", =", " is")
        for component, lines in enumerate(sums, 1)
    ).capitalize()
