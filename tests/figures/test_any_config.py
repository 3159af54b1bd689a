"""Every figure that a config asks for can be drawn, however small or large its networks are."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
import pytest

from deconviz.analysis.ensemble import Ensemble
from deconviz.audit import questions, tables
from deconviz.audit.evidence import Evidence
from deconviz.config.file import load_config
from deconviz.config.jobs import Fingerprints, experiment_of, figure_job
from deconviz.config.schema import Config
from deconviz.data.sources import dataset
from deconviz.network.autoencoder import Autoencoder
from deconviz.network.history import History
from deconviz.pipeline import figure_list
from deconviz.plotting.inputs import Curves, FigureInputs
from deconviz.plotting.page import page_of
from support.workspace import ROOT

SHIPPED = load_config(ROOT / "workflow/config.yaml")
FIGURES = figure_list.figures(
    ROOT / "src/deconviz/figures", list(SHIPPED.variants), list(SHIPPED.audit.variants)
)
ONE_A_FILE = {
    entry.stem: name for name, entry in FIGURES.items() if "tables/noise-grid" not in entry.needs
}
SIZES = {
    "small": (1, [11], 2, 1),
    "large": (8, [11, 22], 15, 2),
}  # channels, seeds, kernel, held-out curves
STEPS = np.array([1, 10, 100])


def config_of(channels: int, seeds: list[int], kernel: int, held_out: int) -> Config:
    noise = {"code_noise": [0.1] * channels}
    plain: dict[str, Any] = {"network": {"channels": channels, "kernel": kernel}} | noise
    square = {"network": {"channels": channels, "kernel": [kernel, kernel]}} | noise
    long = {"points": 63, "curves": 2, "held_out": 2}
    return load_config(
        ROOT / "workflow/config.yaml",
        {
            "data": {"curves": 2, "held_out": held_out},
            "network": {"channels": channels, "kernel": kernel, "stride": 1024},
            "seeds": seeds,
            "variants": dict.fromkeys(SHIPPED.variants, noise),
            "audit": {
                "variants": dict.fromkeys(SHIPPED.audit.variants, plain)
                | {"longer-signal": {"data": long, **noise, "network": {"channels": channels}}}
                | {"photograph": square, "photograph-code-noise": square}
            },
            "figures": {"codes": []},
        },
    )


def data_of(config: Config, variant: str) -> Curves:
    return Curves(*dataset(experiment_of(config, variant).data))


def ensemble_of(config: Config, variant: str) -> Ensemble:
    """Make networks of random weights up, each the same along its training."""
    experiment, seeds = experiment_of(config, variant), config.seeds
    sizes = experiment.network
    shape = (len(seeds), 2, sizes.channels, sizes.points)
    weights = np.random.default_rng(0).normal(size=shape)  # (S, 2, C, K)
    zeros = np.zeros(sizes.channels)  # (C,)
    networks = [
        Autoencoder(one, zeros, other, 0.1, sizes.activation, sizes.grid) for one, other in weights
    ]
    along = np.repeat(weights[:, None], len(STEPS), axis=1).astype(np.float32)  # (S, T, 2, C, K)
    history = History(
        steps=STEPS,
        loss=np.ones((len(seeds), len(STEPS)), np.float32),
        encoder_kernels=along[:, :, 0],
        decoder_filters=along[:, :, 1],
    )
    data = data_of(config, variant)
    parts = data.held_out, data.train
    return Ensemble(variant, experiment, seeds, tuple(networks), history, *parts)


@pytest.fixture(scope="module", params=SIZES)
def made(request: pytest.FixtureRequest) -> tuple[Config, dict[str, Any]]:
    """A config, and all that its figures read."""
    config = config_of(*SIZES[request.param])
    every = Evidence({name: ensemble_of(config, name) for name in config.all_variants})
    read = {name: list(table(every)) for name, table in tables.TABLES.items()}
    claims = questions.record(questions.audit(every))["claims"]
    return config, {"ensembles": every.variants, "tables": read, "claims": claims}


@pytest.mark.parametrize("stem", ONE_A_FILE)
@pytest.mark.usefixtures("inter")
def test_a_figure_can_be_drawn(stem: str, made: tuple[Config, dict[str, Any]]) -> None:
    config, read = made
    job = figure_job(config, stem, FIGURES[ONE_A_FILE[stem]], Fingerprints())
    inputs = FigureInputs(
        data=job.data,
        network=job.network,
        seed=job.seed,
        codes=job.codes,
        curves=Curves(*dataset(config.data)),
        **read | {"ensembles": {name: read["ensembles"][name] for name in job.figure.variants}},
    )
    plot = import_module(f"deconviz.figures.{stem}").draw(inputs, page_of("light"))
    plot.figure.draw_without_rendering()
    assert "nan" not in plot.caption.text.lower().split()
