"""Draw the curves to train on and the held-out ones, or split a series or a photograph."""

from pathlib import Path

from deconviz.archive.files import write_sums
from deconviz.archive.made_by import MadeBy
from deconviz.archive.tensors import write_arrays
from deconviz.config.experiment import data_settings
from deconviz.data.sources import dataset
from deconviz.pipeline.script import script

with script() as snakemake:
    settings = data_settings(snakemake.params.data)
    train, held_out = dataset(settings)  # (N, P), (M, P)
    path = Path(snakemake.output.curves)
    made_by = MadeBy(settings, snakemake.params.fingerprints["workflow/scripts/curves.py"])
    write_arrays(path, {"train": train, "held_out": held_out}, made_by.record())
    write_sums([path])
