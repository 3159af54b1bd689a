"""Import one layer, and make an input for it."""

from deconviz.config.layers import LayerJob
from deconviz.pipeline.script import script

with script() as snakemake:
    job = LayerJob.model_validate_json(snakemake.params.job)
    raise NotImplementedError(job.name)
