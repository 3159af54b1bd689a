"""Write one weight of Inter as a static font."""

from pathlib import Path

from deconviz import archive, fonts
from deconviz.job import job

with job(snakemake), archive.replacing(Path(snakemake.output[0])) as path:
    fonts.write_static(snakemake.wildcards.weight, path)
