"""The decoder's filters of every seed of a variant, as trained."""

from __future__ import annotations

from deconviz.analysis.comparison import agreement
from deconviz.analysis.ensemble import Ensemble
from deconviz.look.wording import number_list
from deconviz.plotting.caption import Caption
from deconviz.plotting.filters import (
    COLUMNS,
    NO_PAIR,
    UNIT_LENGTH,
    filter_table,
    table_title,
    table_view,
)
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot

VARIANTS = "each"
NEEDS = ("models",)

ALIKE = 0.99  # least |cos| between any two seeds at which filters agree


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw a row per component and a column per seed, each filter divided by its length."""
    ensemble = inputs.ensemble
    figure = filter_table(ensemble.seeds, ensemble.decoder_filters, page)
    return Plot(figure, _caption(ensemble))


def _caption(ensemble: Ensemble) -> Caption:
    least = agreement(ensemble.decoder_filters)  # (C,)
    single = len(ensemble.seeds) < 2
    verb = "" if single else " agree up to sign" if least.min() >= ALIKE else " differ"
    return Caption(
        finding=f"{table_title(ensemble)}{verb}",
        method=f"{COLUMNS}, as trained: neither reordered nor flipped. {UNIT_LENGTH}",
        view=table_view(ensemble, "as trained"),
        figures=(
            NO_PAIR
            if single
            else f"The least |cos| between two seeds is {number_list(least, 3)}, from filter 1 on"
        ),
    )
