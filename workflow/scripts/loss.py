"""Draw the loss over training, all variants."""

from pathlib import Path

from deconviz import archive, comparison, curves
from deconviz.figures import loss, style
from deconviz.figures.loss import Losses
from deconviz.job import job
from deconviz.theme import LIGHT

with job(snakemake):
    networks = {}
    for variant, file in zip(snakemake.params.variants, snakemake.input.histories, strict=True):
        history = archive.read_arrays(Path(file), {"steps": (None,), "loss": (None, None)})
        networks[variant] = Losses(history["steps"], history["loss"])
    network = archive.read_about(Path(file))["run"]["network"]
    held_out = archive.read_arrays(Path(snakemake.input.curves))["held_out"]
    floor = comparison.pca_floor(curves.patches(held_out, network["kernel"]), network["channels"])
    with style.styled(LIGHT, snakemake.input.fonts):
        drawn = loss.draw(networks, floor, network["channels"], LIGHT)
        for path in map(Path, snakemake.output):
            archive.write_figure(drawn.figure, path, style.metadata(drawn, path.suffix[1:]))
