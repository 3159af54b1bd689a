"""The decoder makes the input again from the code that the encoder has made of it."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from deconviz.examples import Example, example
from deconviz.material import Material
from deconviz.plotting.composition import composition, composition_height, parts
from deconviz.plotting.numbers import listed, number
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.pairs import pair, pair_labels
from deconviz.plotting.panels import heading, points_axis, points_label, values_axis

VARIANTS = "each"
NEEDS = ("curves", "models")

AROUND = 0.75  # inches, of headings and labels
DECIMALS = 3

Floats = NDArray[np.float64]


def draw(material: Material, page: Page) -> Drawn:
    """Draw the scaled filters with their sum, and this sum on the input."""
    [(variant, networks)] = material.variants.items()
    shown = example(material, networks)
    filters, bias = shown.network.decoder_filters, shown.network.decoder_bias
    output = shown.network.decode(shown.code)  # (K,)
    height = composition_height(len(shown.code))
    down = 1 if page.columns == 2 else 2
    figure = Figure(figsize=(page.width, down * (height + AROUND)))
    added, compared = figure.subplots(down, 2 // down).flat
    for axes in (added, compared):
        values_axis(axes, np.append(parts(shown.code, filters, bias), shown.patch), page.theme)
        points_axis(axes, len(shown.patch))
        axes.set_ylabel("y")
    heading(added, "filters times code, and their sum", page.theme.muted, "A")
    names = [f"{number(c, DECIMALS)} × filter {n}" for n, c in enumerate(shown.code, 1)]
    composition(added, shown.code, filters, bias, names, page.theme)
    heading(compared, "the sum beside the input", page.theme.muted, "B")
    pair(compared, shown.patch, output, page.theme)
    pair_labels(compared, shown.patch, output, page.theme, height, ("input", "sum"))
    points_label(figure, "patch", page.theme)
    finding = _finding(variant, shown, output)
    words = _words(shown, output)
    return Drawn(
        figure,
        finding,
        _caption(finding, material.seed, shown, words),
        f"Two line charts of the {variant} decoder at work on one held-out patch: filters "
        f"scaled by the code, with their sum; and the sum beside the input. {words}.",
    )


def _finding(variant: str, shown: Example, output: Floats) -> str:
    return (
        f"{variant}: {len(shown.code)} scaled filters restore the {len(shown.patch)} points of "
        f"the input to within {np.abs(output - shown.patch).max():.4f}"
    )


def _caption(finding: str, seed: int, shown: Example, words: str) -> str:
    return (
        f"{finding}. Decoder of seed {seed}, on the code of a held-out patch, which is near one "
        "standard deviation in every component. A, the filters times their components, and "
        f"the sum of these and the bias of {number(shown.network.decoder_bias, 4)}; B, this sum "
        "(dots) and the input that the encoder was given (rings). Both panels have the same "
        f"limits. {words}."
    )


def _words(shown: Example, output: Floats) -> str:
    error = np.sqrt(np.mean((output - shown.patch) ** 2))
    return (
        f"The code is ({listed(shown.code, DECIMALS)}), the root mean square error {error:.4f} "
        f"on values from {number(shown.patch.min(), 2)} to {number(shown.patch.max(), 2)}"
    )
