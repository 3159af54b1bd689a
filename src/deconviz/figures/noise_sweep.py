"""Where the method works: order, agreement and loss over both noises."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.figure import Figure
from numpy.typing import NDArray

from deconviz.material import Material, Row
from deconviz.plotting.numbers import listed, number
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.panels import heading
from deconviz.theme import Theme, contrast

VARIANTS = ()
NEEDS = ("tables/noise-sweep",)

Floats = NDArray[np.float64]

PANEL = 2.7  # inches high


def draw(material: Material, page: Page) -> Drawn:
    """Draw three heat maps, an entry a pair of noises."""
    rows = material.tables["noise-sweep"]
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
    works = grid(rows, "works", code, on_input, _mean)
    found = _found(works)
    told = _told(works, code, on_input)
    return Drawn(
        figure,
        found,
        "For each pair of noises: the share of seeds where zeroing a component hurts more the "
        "quieter it is, agreement of their filters as trained from chance (0) to perfect (1), and "
        f"the decimal logarithm of the median held-out loss. {found}. {told}.",
        f"Three heat maps with a number in each field, {len(code)} noises on the code by "
        f"{len(on_input)} on the input. {found}. {told}.",
    )


def _found(works: Floats) -> str:
    return f"The method works with {int(works.sum())} of {works.size} pairs of noises"


def _told(works: Floats, code: Sequence[float], on_input: Sequence[float]) -> str:
    """Say for each noise on the input with which noises on the code the method works."""
    places = []
    for noise, column in zip(on_input, works.T, strict=True):
        fine = [value for value, does in zip(code, column, strict=True) if does]
        places.append(f"{listed(fine) or 'none'} (input {number(noise)})")
    return (
        "It works where all seeds are in order, agree, and have a lower loss than one component "
        f"fewer allows: with these noises on component 1, by that on the input: {'; '.join(places)}"
    )


def middles(values: Sequence[float]) -> list[float]:
    """Return where the middles of the fields are, each 1 wide."""
    return [place + 0.5 for place in range(len(values))]


def grid(
    rows: list[Row],
    column: str,
    code: Sequence[float],
    on_input: Sequence[float],
    reduce: Callable[[list[float]], float],
) -> Floats:
    """Reduce a column over seeds, shape (code noises, input noises)."""
    found: dict[tuple[float, float], list[float]] = {}
    for row in rows:
        found.setdefault((row["code_noise"], row["input_noise"]), []).append(row[column])
    return np.array([[reduce(found[first, second]) for second in on_input] for first in code])


def _ordered(steps: list[float]) -> float:
    return float(np.mean(np.array(steps) > 1))


def _mean(values: list[float]) -> float:
    return float(np.mean(values))


def _log_median(losses: list[float]) -> float:
    return float(np.log10(np.median(losses)))


def _heat(axes: Axes, values: Floats, theme: Theme) -> None:
    """Colour fields from the background's colour to another, and write their values."""
    shades = LinearSegmentedColormap.from_list(
        "shades", [theme.background, theme.variants[1].colour]
    )
    low, high = values.min(), values.max()
    shown = (values - low) / (high - low) if high > low else np.zeros_like(values)
    axes.pcolormesh(shown, cmap=shades, vmin=0, vmax=1, edgecolors="face", lw=0.2)
    for (row, column), share in np.ndenumerate(shown):
        field = to_hex(shades(share))
        ink = max((theme.background, theme.foreground), key=lambda one: contrast(one, field))
        text = number(float(values[row, column]), 2)
        axes.text(column + 0.5, row + 0.5, text, color=ink, ha="center", va="center")
