"""Decide every claim."""

from pathlib import Path

from deconviz.archive.files import write_json
from deconviz.audit import questions
from deconviz.pipeline.reading import read_evidence
from deconviz.pipeline.script import script

with script() as snakemake:
    data = {variant: Path(path) for variant, path in snakemake.params.data.items()}
    evidence = read_evidence(data, snakemake.params.seeds)
    write_json(Path(snakemake.output[0]), questions.record(questions.audit(evidence)))
