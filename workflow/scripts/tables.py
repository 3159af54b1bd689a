"""Write what was measured as tables."""

from pathlib import Path

from deconviz.archive.files import write_json
from deconviz.archive.tables import write_table
from deconviz.audit.tables import TABLES
from deconviz.config.jobs import EvidenceJob, made_from_hash
from deconviz.pipeline.reading import read_evidence
from deconviz.pipeline.script import script

with script() as snakemake:
    job = EvidenceJob.model_validate_json(snakemake.params.job)
    evidence = read_evidence(job)
    for path in map(Path, snakemake.output.tables):
        table = TABLES[path.stem]
        write_table(path, table.columns, table(evidence))
    made_from = made_from_hash(job, snakemake.params.fingerprints["workflow/scripts/tables.py"])
    write_json(Path(snakemake.output.record), {"made_from": made_from})
