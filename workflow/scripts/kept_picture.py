"""Keep a picture for the README, as it was made."""

from pathlib import Path

from deconviz.archive.files import write_bytes
from deconviz.pipeline.script import script

with script() as snakemake:
    write_bytes(Path(snakemake.output[0]), Path(snakemake.input[0]).read_bytes())
