"""List what a deck has, when all of it is there."""

from pathlib import Path

from deconviz.archive.files import write_json
from deconviz.config.talk_jobs import DeckJob
from deconviz.pipeline.script import script

with script() as snakemake:
    job = DeckJob.model_validate_json(snakemake.params.job)
    contents = Path(snakemake.output[0])
    content = {
        "deck": job.name,
        "title": job.deck.title,
        "theme": job.deck.theme,
        "forms": [str(Path(form).relative_to(contents.parent)) for form in snakemake.input],
        "slides": [slide.heading for slide in job.deck.slides],
    }
    write_json(contents, content)
