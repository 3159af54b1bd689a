"""Draw the decoder filters of every seed of a variant."""

from pathlib import Path

from deconviz import archive
from deconviz.figures import decoder_filters, style
from deconviz.job import job
from deconviz.theme import LIGHT

with job(snakemake):
    models = [archive.read_model(Path(path)) for path in snakemake.input.models]
    filters = {model.seed: model.decoder_filters for model in models}
    fonts = [archive.verified(Path(path)) for path in snakemake.input.fonts]
    with style.styled(LIGHT, fonts):
        drawn = decoder_filters.draw(snakemake.wildcards.variant, filters, LIGHT)
        for path in map(Path, snakemake.output):
            archive.write_figure(drawn.figure, path, style.metadata(drawn, path.suffix[1:]))
