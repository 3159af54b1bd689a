"""Write a layer that a user brings for the explorer."""

from pathlib import Path

from deconviz.archive.layers import read_layer
from deconviz.archive.made_by import MadeBy
from deconviz.config.layers import LayerJob
from deconviz.pipeline.script import script
from deconviz.site import data_script, layer_data

with script() as snakemake:
    job = LayerJob.model_validate_json(snakemake.params.job)
    made_by = MadeBy(job, snakemake.params.imported_by)
    example = read_layer(Path(snakemake.input.archive), made_by)
    content = layer_data.content(example, job.entry.channel)
    data_script.write(Path(snakemake.output[0]), "layers", content)
