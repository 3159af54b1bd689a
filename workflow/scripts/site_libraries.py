"""Fetch what the site needs from npm."""

from pathlib import Path

from deconviz.pipeline.script import script
from deconviz.site import libraries

with script() as snakemake:
    libraries.write(Path(snakemake.output[0]))
