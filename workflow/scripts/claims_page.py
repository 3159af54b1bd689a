"""Write the audit as a page for readers."""

from pathlib import Path

from deconviz import archive
from deconviz.claims import page
from deconviz.job import job

with job(snakemake):
    record = archive.read_json(Path(snakemake.input[0]))
    archive.write_bytes(Path(snakemake.output[0]), page.markdown(record).encode())
