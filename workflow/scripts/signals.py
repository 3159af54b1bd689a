"""Draw the curves that one variant has for itself, or split its measured series."""

from pathlib import Path

from deconviz import archive, curves, experiment, series
from deconviz.experiment import Series
from deconviz.job import job

with job(snakemake):
    data = experiment.signals(snakemake.params.data)
    train, held_out = (series if isinstance(data, Series) else curves).dataset(data)
    path = Path(snakemake.output.curves)
    archive.write_arrays(
        path, {"train": train, "held_out": held_out}, {"data": snakemake.params.data}
    )
    archive.write_sums([path])
