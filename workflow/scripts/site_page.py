"""Write a page of the site."""

from pathlib import Path

from deconviz.archive.files import read_json
from deconviz.config.site_jobs import SitePagesJob
from deconviz.pipeline.script import script
from deconviz.site import pages

with script() as snakemake:
    job = SitePagesJob.model_validate_json(snakemake.params.job)
    shown = {
        name: [read_json(Path(folder, "card.json")) for folder in snakemake.input.get(name, [])]
        for name in ("films", "figures")
    }
    claims = [read_json(Path(path)) for path in snakemake.input.get("claims", [])]
    pages.write(Path(snakemake.output[0]), job=job, claims=claims, **shown)
