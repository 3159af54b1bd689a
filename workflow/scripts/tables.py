"""Write what was measured as tables."""

from pathlib import Path

from deconviz.archive.tables import write_table
from deconviz.audit.tables import TABLES
from deconviz.pipeline.reading import read_evidence
from deconviz.pipeline.script import script

with script() as snakemake:
    data = {variant: Path(path) for variant, path in snakemake.params.data.items()}
    evidence = read_evidence(data, snakemake.params.seeds)
    for path in map(Path, snakemake.output):
        table = TABLES[path.stem]
        write_table(path, table.columns, table(evidence))
