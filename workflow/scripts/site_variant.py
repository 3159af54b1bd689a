"""Write the networks of a variant for the explorer."""

from pathlib import Path

from deconviz.config.site_jobs import SiteVariantJob
from deconviz.pipeline.reading import read_variant
from deconviz.pipeline.script import script
from deconviz.site import data_script, variant_data

with script() as snakemake:
    job = SiteVariantJob.model_validate_json(snakemake.params.job)
    networks, curves = read_variant(job)
    content = variant_data.content(job, networks, curves.held_out)
    data_script.write(Path(snakemake.output[0]), "variants", content)
