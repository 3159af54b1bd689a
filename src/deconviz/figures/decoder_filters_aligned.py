"""The decoder's filters of every seed of a variant, in one order and sign."""

from __future__ import annotations

from deconviz.analysis.alignment import mean_agreement
from deconviz.analysis.ensemble import Ensemble
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
from deconviz.plotting.sentences import code_noise

VARIANTS = "each"
NEEDS = ("models",)


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw a row per component and a column per seed, aligned, each filter of length one."""
    ensemble = inputs.ensemble
    figure = filter_table(ensemble.seeds, ensemble.aligned_filters, page)
    return Plot(figure, _caption(ensemble))


def _caption(ensemble: Ensemble) -> Caption:
    reference = ensemble.seeds[ensemble.alignment.reference]
    return Caption(
        finding=_finding(ensemble),
        method=(
            f"{COLUMNS}. Order and sign mean nothing for a network; here they are those of seed "
            f"{reference}, which agrees best with all others. {UNIT_LENGTH}. "
            f"{code_noise([ensemble])}"
        ),
        view=table_view(ensemble, "in one order and sign"),
        figures=_figures(ensemble),
    )


def _finding(ensemble: Ensemble) -> str:
    if len(ensemble.seeds) < 2:
        return table_title(ensemble)
    return (
        f"{table_title(ensemble)} in one order and sign agree to "
        f"{mean_agreement(ensemble.aligned_filters):.2f}, where chance gives "
        f"{ensemble.chance_aligned:.2f}"
    )


def _figures(ensemble: Ensemble) -> str:
    if len(ensemble.seeds) < 2:
        return NO_PAIR
    return (
        "The mean |cos| between the filters of two seeds is "
        f"{mean_agreement(ensemble.decoder_filters):.3f} as trained and "
        f"{mean_agreement(ensemble.aligned_filters):.3f} aligned. Aligned filters of random "
        "directions, in as many dimensions as there are filters, have "
        f"{ensemble.chance_aligned:.3f}"
    )
