"""Decide every claim."""

from pathlib import Path

from deconviz.archive.files import write_json
from deconviz.audit import questions
from deconviz.config.jobs import EvidenceJob, made_from_hash
from deconviz.pipeline.reading import read_evidence
from deconviz.pipeline.script import script

with script() as snakemake:
    job = EvidenceJob.model_validate_json(snakemake.params.job)
    record = questions.record(questions.audit(read_evidence(job)))
    made_from = made_from_hash(job, snakemake.params.fingerprints["workflow/scripts/claims.py"])
    write_json(Path(snakemake.output[0]), {**record, "made_from": made_from})
