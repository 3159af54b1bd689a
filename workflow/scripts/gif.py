"""Turn a film into the moving picture of the README."""

from pathlib import Path

from deconviz.archive.files import replacing
from deconviz.films import gif
from deconviz.pipeline.script import script

with script() as snakemake, replacing(Path(snakemake.output[0])) as path:
    gif.from_film(Path(snakemake.input.film), path, width=720, rate=10)
