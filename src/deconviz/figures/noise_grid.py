"""Where the method works: order, agreement and loss over both noises."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.figure import Figure

from deconviz.arrays import Floats, Row
from deconviz.look.theme import Theme, contrast
from deconviz.look.wording import number, number_list
from deconviz.plotting.caption import Caption
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.panels import heading

VARIANTS = ()
NEEDS = ("tables/noise-grid",)

PANEL = 2.7  # inches high


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw three heat maps, a cell per pair of noises."""
    rows = inputs.tables["noise-grid"]
    code, on_input = (sorted({row[name] for row in rows}) for name in ("code_noise", "input_noise"))
    maps = {
        "share of seeds in order": grid(rows, "least_step_in_order", code, on_input, _ordered),
        "agreement beyond chance": grid(rows, "agreement_beyond_chance", code, on_input, _mean),
        "log10 of median loss": grid(rows, "mean_squared_error", code, on_input, _log_median),
    }
    down, across = (1, 3) if page.columns == 2 else (3, 1)
    figure = Figure(figsize=(page.width, PANEL * down))
    panels = figure.subplots(down, across, squeeze=False)
    for letter, axes, (title, values) in zip("ABC", panels.flat, maps.items(), strict=True):
        heading(axes, title, page.theme.muted, letter)
        _heat(axes, values, page.theme)
        axes.set_xticks(middles(on_input), [f"{value:g}" for value in on_input])
        axes.set_yticks(middles(code), [f"{value:g}" for value in code])
        axes.set_xlabel("noise on the input")
    for first in panels[:, 0]:
        first.set_ylabel("noise on component 1")
    works = grid(rows, "works", code, on_input, _mean)  # (code noises, input noises)
    return Plot(figure, _caption(works, code, on_input))


def _caption(works: Floats, code: Sequence[float], on_input: Sequence[float]) -> Caption:
    return Caption(
        finding=f"The method works with {int(works.sum())} of {works.size} pairs of noises",
        method=(
            "(A) Share of seeds in which zeroing a component hurts more the quieter it is. (B) "
            "Agreement of the seeds' filters as trained, from chance (0) to perfect (1). (C) "
            "Decimal logarithm of the median held-out loss. The method works where all seeds are "
            "in order and agree, and the loss is lower than one component fewer allows"
        ),
        view=f"Heat maps, {len(code)} noises on the code by {len(on_input)} on the input",
        figures=_figures(works, code, on_input),
    )


def _figures(works: Floats, code: Sequence[float], on_input: Sequence[float]) -> str:
    """List for each noise on the input the noises on the code with which the method works."""
    places = []
    for noise, column in zip(on_input, works.T, strict=True):
        fine = [value for value, does in zip(code, column, strict=True) if does]
        places.append(f"{number_list(fine) or 'none'} (input {number(noise)})")
    return (
        f"Noises on component 1 with which it works, by the noise on the input: {'; '.join(places)}"
    )


def middles(values: Sequence[float]) -> list[float]:
    """Return where the middles of cells are, each 1 wide."""
    return [place + 0.5 for place in range(len(values))]


def grid(
    rows: list[Row],
    column: str,
    code: Sequence[float],
    on_input: Sequence[float],
    reduce: Callable[[list[float]], float],
) -> Floats:
    """Reduce a column over seeds, shape (code noises, input noises)."""
    cells: dict[tuple[float, float], list[float]] = {}
    for row in rows:
        cells.setdefault((row["code_noise"], row["input_noise"]), []).append(row[column])
    return np.array([[reduce(cells[first, second]) for second in on_input] for first in code])


def _ordered(steps: list[float]) -> float:
    return float(np.mean(np.array(steps) > 1))


def _mean(values: list[float]) -> float:
    return float(np.mean(values))


def _log_median(losses: list[float]) -> float:
    return float(np.log10(np.median(losses)))


def _heat(axes: Axes, values: Floats, theme: Theme) -> None:
    """Colour cells from the background's colour to another, and write their values."""
    shades = LinearSegmentedColormap.from_list(
        "shades", [theme.background, theme.variants[1].colour]
    )
    low, high = values.min(), values.max()
    shares = (values - low) / (high - low) if high > low else np.zeros_like(values)
    axes.pcolormesh(shares, cmap=shades, vmin=0, vmax=1, edgecolors="face", lw=0.2)
    for (row, column), share in np.ndenumerate(shares):
        shade = to_hex(shades(share))
        ink = max((theme.background, theme.foreground), key=lambda one: contrast(one, shade))
        text = number(float(values[row, column]), 2)
        axes.text(column + 0.5, row + 0.5, text, color=ink, ha="center", va="center")
