"""Turn a film into another format: prores."""

from pathlib import Path

from deconviz.archive.files import read_json
from deconviz.config.talk_jobs import FormatJob
from deconviz.pipeline.script import script
from deconviz.talk.formats import prores

with script() as snakemake:
    job = FormatJob.model_validate_json(snakemake.params.job)
    about = read_json(Path(snakemake.input.about[0]))
    prores.write(Path(snakemake.input[0]), Path(snakemake.output[0]), about, job.credit)
