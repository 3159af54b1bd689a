"""Train all seeds of a variant at once."""

import platform
from pathlib import Path

import numpy as np
import torch

import deconviz
from deconviz.archive.made_by import MadeBy
from deconviz.archive.networks import write_networks
from deconviz.config.experiment import Experiment
from deconviz.data.pictures import patches
from deconviz.network.one_thread import use_one_thread
from deconviz.network.training import fit
from deconviz.pipeline.progress import progress_lines
from deconviz.pipeline.reading import read_curves
from deconviz.pipeline.script import script

VERSIONS = {
    "deconviz": deconviz.__version__,
    "numpy": np.__version__,
    "python": platform.python_version(),
    "torch": torch.__version__,
}

with script() as snakemake:
    use_one_thread()
    experiment = Experiment.model_validate(snakemake.params.experiment)
    seeds, sizes = snakemake.params.seeds, experiment.network
    drawn_by = MadeBy(experiment.data, snakemake.params.drawn_by)
    curves = read_curves(Path(snakemake.input.curves), drawn_by)
    train, held_out = (patches(part, sizes.kernel) for part in (curves.train, curves.held_out))
    progress = progress_lines(experiment.training.steps)
    weights, history = fit(train, held_out, experiment, seeds, progress)
    networks = dict(zip(seeds, weights.autoencoders(sizes), strict=True))
    files = dict(zip(seeds, map(Path, snakemake.output.models), strict=True))
    history_file = Path(snakemake.output.history)
    made_by = MadeBy(experiment, snakemake.params.fingerprints["workflow/scripts/train.py"])
    write_networks(files, history_file, made_by, networks, history, {"versions": VERSIONS})
