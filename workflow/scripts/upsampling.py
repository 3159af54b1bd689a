"""Train the small kernels that double images, all seeds at once."""

import platform
from pathlib import Path

import numpy as np
import torch

import deconviz
from deconviz.archive.made_by import MadeBy
from deconviz.archive.upsampling import write_upsampling
from deconviz.config.jobs import UpsamplingJob
from deconviz.network.one_thread import use_one_thread
from deconviz.network.upsampling import fit
from deconviz.pipeline.script import script

VERSIONS = {
    "deconviz": deconviz.__version__,
    "numpy": np.__version__,
    "python": platform.python_version(),
    "torch": torch.__version__,
}

with script() as snakemake:
    use_one_thread()
    job = UpsamplingJob.model_validate_json(snakemake.params.job)
    history = fit(job.settings, job.seeds)
    made_by = MadeBy(job.settings, snakemake.params.fingerprints["workflow/scripts/upsampling.py"])
    about = {"versions": VERSIONS}
    write_upsampling(Path(snakemake.output.kernels), history, made_by, job.seeds, about)
