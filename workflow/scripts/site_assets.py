"""Copy what all pages of the site share."""

from pathlib import Path

from deconviz.pipeline.script import script
from deconviz.site import assets

with script() as snakemake:
    assets.write(Path(snakemake.output[0]))
