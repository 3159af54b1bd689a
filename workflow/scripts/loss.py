"""Draw the loss over training, all variants."""

from pathlib import Path

from deconviz import archive, comparison, curves
from deconviz.figures import loss, style
from deconviz.figures.loss import Losses
from deconviz.job import job
from deconviz.theme import LIGHT

with job(snakemake):
    held_out = archive.read_arrays(Path(snakemake.input.curves))["held_out"]
    networks, floors = {}, {}
    for variant, file in zip(snakemake.params.variants, snakemake.input.histories, strict=True):
        path = Path(file)
        history = archive.read_arrays(path, {"steps": (None,), "loss": (None, None)})
        networks[variant] = Losses(history["steps"], history["loss"])
        sizes = archive.read_about(path)["run"]["network"]
        patches = curves.patches(held_out, sizes["kernel"])
        name = f"PCA floor, {sizes['channels']} components of {sizes['kernel']} points"
        floors[name] = comparison.pca_floor(patches, sizes["channels"])
    fonts = [archive.verified(Path(path)) for path in snakemake.input.fonts]
    with style.styled(LIGHT, fonts):
        drawn = loss.draw(networks, floors, LIGHT)
        for path in map(Path, snakemake.output):
            archive.write_figure(drawn.figure, path, style.metadata(drawn, path.suffix[1:]))
