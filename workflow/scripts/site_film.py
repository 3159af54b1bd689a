"""Put a film, its formats and its card into the site."""

from pathlib import Path

from deconviz.config.site_jobs import SiteFilmJob
from deconviz.pipeline.script import script
from deconviz.site import film_card

with script() as snakemake:
    job = SiteFilmJob.model_validate_json(snakemake.params.job)
    film_card.write(job, Path(snakemake.output[0]))
