"""The decoder's filters on patches of a photograph, as pictures: every seed, as trained."""

from __future__ import annotations

from collections.abc import Mapping

from deconviz.analysis.alignment import mean_agreement, random_cosine
from deconviz.analysis.comparison import unit_length
from deconviz.analysis.ensemble import Ensemble
from deconviz.look.wording import quantity
from deconviz.plotting.caption import Caption
from deconviz.plotting.filters import COLUMNS, NO_PAIR
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.photographs import SAME_GREY, Block, filter_blocks
from deconviz.plotting.sentences import by_name, code_noise

VARIANTS = ("photograph", "photograph-code-noise")
NEEDS = ("models",)


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw a row per component and a column per seed, a block per variant."""
    blocks = {name: _block(ensemble) for name, ensemble in inputs.ensembles.items()}
    return Plot(filter_blocks(blocks, page), _caption(inputs.ensembles))


def _block(ensemble: Ensemble) -> Block:
    return Block(
        filters=unit_length(ensemble.decoder_filters).swapaxes(0, 1),  # (C, S, K)
        grid=ensemble.experiment.network.grid,
        columns=[str(seed) for seed in ensemble.seeds],
        rows=[f"filter {component + 1}" for component in range(ensemble.channels)],
        beside=[f"{noise:g}" for noise in ensemble.experiment.code_noise],
        beside_title="noise" if ensemble.experiment.code_noise else "",
    )


def _caption(ensembles: Mapping[str, Ensemble]) -> Caption:
    seeds, channels, _ = next(iter(ensembles.values())).decoder_filters.shape
    agreements = {
        name: f"{mean_agreement(ensemble.decoder_filters):.2f}"
        for name, ensemble in ensembles.items()
        if seeds > 1
    }
    high, wide = next(iter(ensembles.values())).experiment.network.grid
    return Caption(
        finding=(
            f"Filters of {high} x {wide} points on a photograph, as trained"
            + (f", agree between seeds to {by_name(agreements, ', ')}" if agreements else "")
            + (f", where chance gives {random_cosine(channels):.2f}" if agreements else "")
        ),
        method=(
            f"{COLUMNS}, neither reordered nor flipped. {SAME_GREY}. Agreement is the mean "
            f"|cos|. {code_noise(ensembles.values())}"
        ),
        view=(
            f"{len(ensembles)} tables of small grey pictures, with a column for each of "
            f"{quantity(seeds, 'seed')} and a row for each of {quantity(channels, 'filter')}"
        ),
        figures="" if agreements else NO_PAIR,
    )
