"""The decoder's filters of every seed of a variant, in one order and sign."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from deconviz.alignment import Alignment, align, chance_agreement, mean_agreement
from deconviz.material import Material, Networks
from deconviz.plotting.filters import filter_table
from deconviz.plotting.page import Drawn, Page

VARIANTS = "each"
NEEDS = ("models",)

CHANCE_SEED = 0

Floats = NDArray[np.float64]


def draw(material: Material, page: Page) -> Drawn:
    """Draw a row a component and a column a seed, aligned, each filter divided by its length."""
    [(variant, networks)] = material.variants.items()
    filters = networks.decoder_filters  # (S, C, K)
    alignment = align(filters)
    figure = filter_table(networks.seeds, alignment.apply(filters), page)
    words = _agreement(filters, alignment)
    return Drawn(
        figure,
        _finding(variant, filters, alignment),
        _caption(variant, networks, alignment, words),
        _alternative(variant, networks, words),
    )


def _finding(variant: str, filters: Floats, alignment: Alignment) -> str:
    seeds = len(filters)
    if seeds < 2:
        return f"{variant}: the decoder filters of one seed"
    after = mean_agreement(alignment.apply(filters))
    return (
        f"{variant}: in one order and sign, the decoder filters of {seeds} seeds "
        f"agree to {after:.2f}, where chance gives {_chance(*filters.shape[:2]):.2f}"
    )


def _caption(variant: str, networks: Networks, alignment: Alignment, words: str) -> str:
    reference = networks.seeds[alignment.reference]
    return (
        f"{_finding(variant, networks.decoder_filters, alignment)}. A column a seed, a row a "
        f"component. Order and sign, which say nothing about a network, are those of seed "
        f"{reference}, which agrees best with all others; filter 1 is that of the noisiest "
        "component where there is noise on the code. Each filter is divided by its length. "
        f"{words}."
    )


def _alternative(variant: str, networks: Networks, words: str) -> str:
    seeds, channels = networks.decoder_filters.shape[:2]
    return (
        f"Small panels, a column for each of {seeds} {variant} networks and a row for each of "
        f"{channels} filters, brought into one order and sign. {words}."
    )


def _agreement(filters: Floats, alignment: Alignment) -> str:
    if len(filters) < 2:
        return "With one seed there is nothing to agree with"
    before, after = mean_agreement(filters), mean_agreement(alignment.apply(filters))
    return (
        f"The mean |cos| between any two seeds' filters is {before:.3f} as trained and {after:.3f} "
        f"aligned; filters of random directions among as many dimensions as there are filters "
        f"have {_chance(*filters.shape[:2]):.3f} when they are aligned"
    )


@cache
def _chance(seeds: int, channels: int) -> float:
    """Return what filters agree to that share a decoder's span and nothing else."""
    return chance_agreement(seeds, channels, channels, np.random.default_rng(CHANCE_SEED))
