"""Write the audit as a page for readers."""

from pathlib import Path

from deconviz.archive.files import check_record, read_json, write_bytes
from deconviz.audit.page import markdown
from deconviz.pipeline.script import script

with script() as snakemake:
    claims = Path(snakemake.input[0])
    check_record(claims, snakemake.params.made_from)
    record = read_json(claims)
    write_bytes(Path(snakemake.output[0]), markdown(record).encode())
