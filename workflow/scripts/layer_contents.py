"""Say what a layer is and list what it has, when all of it is there."""

from dataclasses import asdict
from pathlib import Path

from deconviz.archive.files import sha256, write_json
from deconviz.archive.layers import read_layer
from deconviz.archive.made_by import MadeBy
from deconviz.config.layers import LayerJob
from deconviz.pipeline.script import script

with script() as snakemake:
    job = LayerJob.model_validate_json(snakemake.params.job)
    contents = Path(snakemake.output[0])
    made_by = MadeBy(job, snakemake.params.imported_by)
    example = read_layer(Path(snakemake.input.archive), made_by)
    layer = example.layer
    files = map(Path, snakemake.input)
    content = {
        "layer": job.name,
        "entry": job.entry.model_dump(exclude_none=True),
        "kernel": layer.kernel.shape,
        "axes": [asdict(axis) for axis in layer.axes],
        "groups": layer.groups,
        "input": example.given.shape,
        "output": example.output.shape,
        "files": {str(file.relative_to(contents.parent)): sha256(file) for file in files},
    }
    write_json(contents, content)
