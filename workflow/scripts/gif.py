"""Turn a film into the moving picture of the README."""

from pathlib import Path

from deconviz import archive, gif
from deconviz.job import job

with job(snakemake), archive.replacing(Path(snakemake.output[0])) as path:
    gif.from_film(Path(snakemake.input.film), path, width=720, rate=10)
