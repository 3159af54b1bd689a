"""List all files for talks."""

from pathlib import Path

from deconviz.archive.files import write_json
from deconviz.archive.manifest import manifest
from deconviz.config.manifest_job import ManifestJob
from deconviz.pipeline.script import script

with script() as snakemake:
    job = ManifestJob.model_validate_json(snakemake.params.job)
    write_json(Path(snakemake.output[0]), manifest(job))
