"""The decoder restores the input from the encoder's code."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from deconviz.analysis.examples import Example, example
from deconviz.arrays import Floats
from deconviz.look.wording import number, number_list, quantity
from deconviz.plotting.caption import Caption
from deconviz.plotting.composition import composition, composition_height, parts
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.pairs import pair, pair_labels
from deconviz.plotting.panels import heading, points_axis, points_label, values_axis
from deconviz.plotting.sentences import LIKELY_PATCH, SAME_LIMITS

VARIANTS = "each"
NEEDS = ("curves", "models")

AROUND = 0.75  # inches, of headings and labels
DECIMALS = 3


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw the scaled filters with their sum, and this sum beside the input."""
    of_seed = example(inputs.ensemble, inputs.seed)
    code, patch, network = of_seed.code, of_seed.patch, of_seed.network
    filters, bias = network.decoder_filters, network.decoder_bias
    output = network.decode(code)  # (K,)
    height = composition_height(len(code))
    down = 1 if page.columns == 2 else 2
    figure = Figure(figsize=(page.width, down * (height + AROUND)))
    terms, comparison = figure.subplots(down, 2 // down).flat
    for axes in (terms, comparison):
        values_axis(axes, np.append(parts(code, filters, bias), patch), page.theme)
        points_axis(axes, len(patch))
        axes.set_ylabel("y")
    heading(terms, "filters times code, and their sum", page.theme.muted, "A")
    names = [f"{number(c, DECIMALS)} × filter {n}" for n, c in enumerate(code, 1)]
    composition(terms, code, filters, bias, names, page.theme)
    heading(comparison, "the sum beside the input", page.theme.muted, "B")
    pair(comparison, patch, output, page.theme)
    pair_labels(comparison, patch, output, page.theme, height, ("input", "sum"))
    points_label(figure, "patch", page.theme)
    return Plot(figure, _caption(of_seed, output, inputs))


def _caption(of_seed: Example, output: Floats, inputs: FigureInputs) -> Caption:
    code, patch = of_seed.code, of_seed.patch
    error = np.sqrt(np.mean((output - patch) ** 2))
    return Caption(
        finding=(
            f"{inputs.ensemble.name}: the sum of {quantity(len(code), 'scaled filter')} restores "
            f"all {len(patch)} points of the input to within {np.abs(output - patch).max():.4f}"
        ),
        method=(
            f"Decoder of seed {inputs.seed}, on {LIKELY_PATCH}. (A) The filters times their "
            "components, and the sum of these and the bias, "
            f"{number(of_seed.network.decoder_bias, 4)}. (B) This sum (dots) and the encoder's "
            f"input (rings). {SAME_LIMITS}"
        ),
        view="Two line charts: scaled filters with their sum, and this sum beside the input",
        figures=(
            f"The code is ({number_list(code, DECIMALS)}). The root mean square error is "
            f"{error:.4f}, on values from {number(patch.min(), 2)} to {number(patch.max(), 2)}"
        ),
    )
