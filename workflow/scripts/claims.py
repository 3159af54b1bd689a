"""Decide every claim."""

from pathlib import Path

from deconviz import archive, dossier
from deconviz.claims import audit
from deconviz.job import job

with job(snakemake):
    variants = {name: Path(path) for name, path in snakemake.params.variants.items()}
    evidence = dossier.read(variants, snakemake.params.seeds)
    archive.write_json(Path(snakemake.output[0]), audit.record(audit.audit(evidence)))
