"""Write the weights of Inter that figures use as static fonts."""

from pathlib import Path

from deconviz.archive.files import replacing, write_sums
from deconviz.look.fonts import write_static
from deconviz.pipeline.script import script

with script() as snakemake:
    paths = [Path(path) for path in snakemake.output.fonts]
    for path in paths:
        with replacing(path) as temporary:
            write_static(path.stem.removeprefix("Inter-"), temporary)
    write_sums(paths)
