"""Draw the curves to train on and the held-out ones."""

from pathlib import Path

from deconviz import archive, curves
from deconviz.experiment import Data
from deconviz.job import job

with job(snakemake):
    data = Data.model_validate(snakemake.params.data)
    train, held_out = curves.dataset(data)
    path = Path(snakemake.output.curves)
    archive.write_arrays(
        path, {"train": train, "held_out": held_out}, {"data": snakemake.params.data}
    )
    archive.write_sums([path])
