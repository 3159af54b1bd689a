"""Write what was measured as tables."""

from pathlib import Path

from deconviz import archive, dossier
from deconviz.job import job
from deconviz.tables import TABLES

with job(snakemake):
    variants = {name: Path(path) for name, path in snakemake.params.variants.items()}
    evidence = dossier.read(variants, snakemake.params.seeds)
    for path in map(Path, snakemake.output):
        archive.write_table(path, TABLES[path.stem](evidence))
