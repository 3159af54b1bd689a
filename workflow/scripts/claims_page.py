"""Write the audit as a page for readers."""

from pathlib import Path

from deconviz.archive.files import read_json, write_bytes
from deconviz.audit.page import markdown
from deconviz.pipeline.script import script

with script() as snakemake:
    record = read_json(Path(snakemake.input[0]))
    write_bytes(Path(snakemake.output[0]), markdown(record).encode())
