"""Put a figure and its card into the site."""

from pathlib import Path

from deconviz.config.site_jobs import SiteFigureJob
from deconviz.pipeline.script import script
from deconviz.site import figure_card

with script() as snakemake:
    job = SiteFigureJob.model_validate_json(snakemake.params.job)
    figure_card.write(job, Path(snakemake.output[0]))
