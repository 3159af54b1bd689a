"""Import one layer, and make an input for it."""

from pathlib import Path

from deconviz.archive.layers import write_layer
from deconviz.archive.made_by import MadeBy
from deconviz.config.layers import LayerJob
from deconviz.pipeline.own_layer import bring
from deconviz.pipeline.script import script

with script() as snakemake:
    job = LayerJob.model_validate_json(snakemake.params.job)
    example = bring(job, list(map(Path, snakemake.input)))
    made_by = MadeBy(job, snakemake.params.fingerprints["workflow/scripts/layer.py"])
    write_layer(Path(snakemake.output.archive), example, made_by)
