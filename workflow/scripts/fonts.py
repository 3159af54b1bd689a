"""Write the weights of Inter that figures use as static fonts."""

from pathlib import Path

from deconviz import archive, fonts
from deconviz.job import job

with job(snakemake):
    paths = [Path(path) for path in snakemake.output.fonts]
    for path in paths:
        with archive.replacing(path) as temporary:
            fonts.write_static(path.stem.removeprefix("Inter-"), temporary)
    archive.write_sums(paths)
