"""Whether the trained networks show what they are trained to show, by their archives."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from deconviz import paths
from deconviz.analysis import comparison
from deconviz.analysis.ensemble import Ensemble
from deconviz.archive.made_by import MadeBy
from deconviz.archive.networks import read_model
from deconviz.archive.tensors import read_arrays
from deconviz.config.jobs import experiment_of
from deconviz.config.schema import Config
from deconviz.provenance.repository import Repository

from .report import Row

PLAIN = "baseline"
RANKED = ("code-noise", "input-noise")  # variants whose noise sorts the filters
SMOOTHED = [1, 2]  # the components whose encoder filters input noise smooths


def measure(config: Config) -> list[Row]:
    """Read the archives in ``results`` and hold them against what they must reach.

    Raises
    ------
    UserError
        If an archive is missing, damaged or of another config.
    """
    plain, *ranked = (read(config, variant) for variant in (PLAIN, *RANKED))
    rows = [
        Row(
            f"{PLAIN}: held-out MSE over the PCA floor, worst of {len(plain.seeds)} seeds",
            float(plain.losses.max() / plain.floor),
            at_most=1.2,
        )
    ]
    for ensemble in ranked:
        rows += _rank_rows(ensemble)
    return [
        *rows,
        Row(
            "encoder roughness of filters 2 and 3, code-noise over input-noise",
            smoothing(*ranked),
            at_least=10,
        ),
    ]


def read(config: Config, variant: str) -> Ensemble:
    """Read a variant's networks, of today's config."""
    files = [paths.model_path(variant, seed) for seed in config.seeds]
    experiment = experiment_of(config, variant)
    made_by = MadeBy(experiment, Repository(Path()).fingerprints.train)
    models = [
        read_model(file, made_by, seed) for file, seed in zip(files, config.seeds, strict=True)
    ]
    return Ensemble(
        name=variant,
        experiment=experiment,
        seeds=config.seeds,
        networks=tuple(model.network for model in models),
        held_out=read_arrays(paths.curves_path())["held_out"],
    )


def least_step(ensemble: Ensemble) -> float:
    """Return the least factor in error between zeroing a component and zeroing the next.

    Above 1 for every seed's networks means that the first hurts least and the last most.
    """
    errors = ensemble.zeroed  # (S, C)
    return float((errors[:, 1:] / errors[:, :-1]).min())


def least_likeness(ensemble: Ensemble) -> float:
    """Return the least |cos| of any filter with its principal component.

    The last filter belongs to the first component, as the last is the least noisy.
    """
    opposite = np.fliplr(np.eye(ensemble.channels, dtype=bool))  # (C, C)
    return float(ensemble.likeness[:, opposite].min())


def smoothing(rough: Ensemble, smooth: Ensemble) -> float:
    """Return how many times rougher the encoder filters of `rough` are, by medians over seeds."""
    before, after = (
        np.median(comparison.roughness(ensemble.encoder_kernels), axis=0)[SMOOTHED]
        for ensemble in (rough, smooth)
    )
    return float((before / after).min())


def _rank_rows(ensemble: Ensemble) -> list[Row]:
    agreement = comparison.agreement(ensemble.decoder_filters).min()
    return [
        Row(
            f"{ensemble.name}: MSE from zeroing one component to the next, least factor",
            least_step(ensemble),
            at_least=5,
        ),
        Row(
            f"{ensemble.name}: |cos| of filters 1, 2, 3 with principal components 3, 2, 1, least",
            least_likeness(ensemble),
            at_least=0.99,
            digits=5,
        ),
        Row(
            f"{ensemble.name}: |cos| between any two seeds' filters as trained, least",
            float(agreement),
            at_least=0.99,
            digits=5,
        ),
    ]
