"""Filters on a photograph in one order and sign, ranked, beside the principal components."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from deconviz.analysis.alignment import mean_agreement
from deconviz.analysis.ensemble import Ensemble
from deconviz.analysis.ranked_filters import RankedFilters
from deconviz.look.wording import number_list, quantity
from deconviz.plotting.caption import Caption
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.photographs import SAME_GREY, Block, filter_blocks
from deconviz.plotting.sentences import by_name, code_noise

VARIANTS = ("photograph", "photograph-code-noise")
NEEDS = ("curves", "models")

DECIMALS = 2


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw a row per rank and a column per seed, and the principal components in the first."""
    ranked = {name: RankedFilters.of(each) for name, each in inputs.ensembles.items()}
    blocks = {name: _block(inputs.ensembles[name], each) for name, each in ranked.items()}
    return Plot(filter_blocks(blocks, page), _caption(inputs.ensembles, ranked))


def _block(ensemble: Ensemble, ranked: RankedFilters) -> Block:
    empty = np.full_like(ranked.principal, np.nan)
    filters = np.stack([ranked.principal, empty, *ranked.filters], axis=1)  # (C, 2 + S, K)
    return Block(
        filters=filters,
        grid=ensemble.experiment.network.grid,
        columns=["PCA", "", *map(str, ensemble.seeds)],
        rows=[f"rank {rank + 1}" for rank in range(ensemble.channels)],
        beside=[f"{cosine:.{DECIMALS}f}" for cosine in ranked.likeness],
        beside_title="|cos|",
    )


def _caption(ensembles: Mapping[str, Ensemble], ranked: Mapping[str, RankedFilters]) -> Caption:
    seeds = len(next(iter(ensembles.values())).seeds)
    return Caption(
        finding=_finding(ensembles, seeds),
        method=(
            "Filters of every seed in the order and sign of the seed that agrees best with all "
            "others; rows by what it costs to zero the component, the most first. The first "
            "column has the principal components of the patches that the networks were trained on; "
            "numbers on the right are the median |cos| of a row with its principal component. "
            f"{SAME_GREY}. {code_noise(ensembles.values())}"
        ),
        view=(
            f"{len(ranked)} tables of small grey pictures, ranked: a first column of principal "
            f"components, and then one for each of {quantity(seeds, 'seed')}"
        ),
        figures=_figures(ranked),
    )


def _finding(ensembles: Mapping[str, Ensemble], seeds: int) -> str:
    if seeds < 2:
        return "Filters on a photograph, ranked by what it costs to zero them"
    agreements = {
        name: f"{mean_agreement(each.aligned_filters):.2f}" for name, each in ensembles.items()
    }
    chance = next(iter(ensembles.values())).chance_aligned
    return (
        "Filters on a photograph in one order and sign agree between seeds to "
        f"{by_name(agreements, ', ')}, where chance gives {chance:.2f}"
    )


def _figures(ranked: Mapping[str, RankedFilters]) -> str:
    likeness = {name: number_list(each.likeness, DECIMALS) for name, each in ranked.items()}
    agreement = {
        name: number_list(each.agreement, DECIMALS)
        for name, each in ranked.items()
        if len(each.filters) > 1
    }
    alike = f"Median |cos| with the principal component of the same rank: {by_name(likeness)}"
    between = f"Mean |cos| between two seeds, by rank: {by_name(agreement)}"
    return f"{alike}. {between}" if agreement else alike
