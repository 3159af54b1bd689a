"""Where the method works: networks trained with many sizes of noise, one measure a pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from deconviz.analysis.ensemble import Ensemble
from deconviz.arrays import Floats
from deconviz.audit.claims.agreement import ALIKE, same_filters
from deconviz.audit.claims.order import quieter_matters_more
from deconviz.audit.table import Rows, table
from deconviz.config.experiment import Experiment, Noise
from deconviz.network.autoencoder import Autoencoder
from deconviz.network.history import History


@dataclass(frozen=True)
class Cell:
    """What one pair of noises brings.

    Attributes
    ----------
    code_noise
        On the first component, the noisiest.
    input_noise
        On every point.
    ensemble
        The networks of all seeds.
    """

    code_noise: float
    input_noise: float
    ensemble: Ensemble

    @cached_property
    def order(self) -> Floats:
        """How much more it hurts to zero a component than the next noisier, at least, (S,)."""
        return np.array(quieter_matters_more(self.ensemble).measured.seeds)

    @cached_property
    def ordered(self) -> float:
        """The share of seeds where the quieter a component is, the more it matters."""
        return float((self.order > 1).mean())

    @cached_property
    def agreement(self) -> float:
        """Agreement of the filters as trained, from chance to perfect, 0 to 1."""
        return same_filters(self.ensemble).measured.value

    @cached_property
    def loss(self) -> float:
        """The median held-out loss."""
        return float(np.median(self.ensemble.losses))

    @cached_property
    def used(self) -> bool:
        """Whether all components are used: fewer could not restore as much."""
        return self.loss < self.ensemble.floor_of(self.ensemble.channels - 1)

    @cached_property
    def works(self) -> bool:
        """Whether all seeds find the same filters in the same order, and use all of them."""
        return self.ordered == 1 and self.agreement > ALIKE and self.used


def noises(
    code: Sequence[float], fall: float, on_input: Sequence[float], channels: int
) -> list[Noise]:
    """Pair every code noise with every input noise.

    Parameters
    ----------
    code
        Deviations on the first component; those on the next are `fall` times that, and so on.
    fall
        Between 0 and 1.
    on_input
        Deviations on the input.
    channels
        How many components there are.
    """
    return [
        (tuple(first * fall**component for component in range(channels)), other)
        for first in code
        for other in on_input
    ]


def cells(
    experiment: Experiment,
    noises: Sequence[Noise],
    seeds: tuple[int, ...],
    networks: Sequence[Autoencoder],
    history: History,
    held_out: Floats,
) -> list[Cell]:
    """Sort networks into cells.

    Parameters
    ----------
    experiment
        What they share.
    noises
        N of them.
    seeds
        S of them.
    networks
        N * S: those of the first noise, then those of the next.
    history
        The same networks along training.
    held_out
        Curves of shape (M, points).
    """
    grid = []
    for index, (code, on_input) in enumerate(noises):
        own = slice(index * len(seeds), (index + 1) * len(seeds))
        ensemble = Ensemble(
            name=f"code noise {code[0]:g}, input noise {on_input:g}",
            experiment=experiment.model_copy(update={"code_noise": code, "input_noise": on_input}),
            seeds=seeds,
            networks=tuple(networks[own]),
            history=history.of_seeds(own),
            held_out=held_out,
        )
        grid.append(Cell(code[0], on_input, ensemble))
    return grid


@table(
    "code_noise",
    "input_noise",
    "seed",
    "mean_squared_error",
    "least_step_in_order",
    "agreement_beyond_chance",
    "works",
)
def rows(cells: Sequence[Cell]) -> Rows:
    """Networks trained with every pair of noises: one row per cell and seed."""
    for cell in cells:
        ensemble = cell.ensemble
        for index, seed in enumerate(ensemble.seeds):
            yield (
                cell.code_noise,
                cell.input_noise,
                seed,
                ensemble.losses[index],
                cell.order[index],
                cell.agreement,
                int(cell.works),
            )


def record(cells: Sequence[Cell]) -> dict[str, Any]:
    """Return all cells as JSON has them, with a sentence on where the method works."""
    return {
        "rule": (
            "The method works where for every seed the quieter a component is the more it hurts "
            f"to zero it, where agreement of the filters as trained is more than {ALIKE:g} of the "
            "way from chance to perfect, and where the median held-out loss is below the least "
            "that one component fewer could have."
        ),
        "finding": finding(cells),
        "cells": [
            {
                "code_noise": cell.code_noise,
                "input_noise": cell.input_noise,
                "share_of_seeds_in_order": cell.ordered,
                "agreement_beyond_chance": float(f"{cell.agreement:.6g}"),
                "median_loss": float(f"{cell.loss:.6g}"),
                "all_components_used": cell.used,
                "works": cell.works,
            }
            for cell in cells
        ],
    }


def finding(cells: Sequence[Cell]) -> str:
    """Say with which code noises the method works, for each input noise."""
    parts = []
    for on_input in dict.fromkeys(cell.input_noise for cell in cells):
        row = [cell for cell in cells if cell.input_noise == on_input]
        working = [f"{cell.code_noise:g}" for cell in row if cell.works]
        noises = f"with code noise {', '.join(working)}" if working else "with none"
        parts.append(f"input noise {on_input:g}: {noises}")
    every = ", ".join(f"{code:g}" for code in dict.fromkeys(cell.code_noise for cell in cells))
    return f"Of code noises {every} on the first component the method works: {'; '.join(parts)}."
