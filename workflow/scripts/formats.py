"""Turn a film into the formats that have its background."""

from pathlib import Path

from deconviz.archive.files import read_json
from deconviz.config.talk_jobs import FormatJob
from deconviz.pipeline.script import script
from deconviz.talk.formats import with_background
from deconviz.talk.formats.with_background import Formats

with script() as snakemake:
    job = FormatJob.model_validate_json(snakemake.params.job)
    film, poster, about = (Path(snakemake.input[name][0]) for name in ("film", "poster", "about"))
    to = Formats(*map(Path, snakemake.output))
    with_background.write(film, poster, to, read_json(about), job.credit)
