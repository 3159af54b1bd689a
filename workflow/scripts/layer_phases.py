"""Draw the phases of a layer in every look that is asked for, and write its caption and numbers."""

from itertools import groupby
from pathlib import Path

from deconviz.archive.files import verify, write_bytes, write_figure, write_json
from deconviz.archive.layers import read_layer
from deconviz.archive.made_by import MadeBy
from deconviz.config.layers import LayerJob
from deconviz.layers.channel_pairs import ChannelPairs
from deconviz.look.wording import rst_text
from deconviz.pipeline.script import script
from deconviz.plotting import style
from deconviz.plotting.page import page_of
from deconviz.plotting.phases import draw_layer_phases

with script() as snakemake:
    job = LayerJob.model_validate_json(snakemake.params.job)
    made_by = MadeBy(job, snakemake.params.imported_by)
    layer = read_layer(Path(snakemake.input.archive), made_by).layer
    fonts = [verify(Path(path)) for path in snakemake.input.fonts]
    pictures = sorted(map(Path, snakemake.output.pictures))
    for look, paths in groupby(pictures, lambda path: path.parent.name):
        page = page_of(look)
        with style.context(page.theme, fonts, snakemake.params.svg_text):
            plot = draw_layer_phases(layer, job.name, page)
            for path in paths:
                write_figure(plot.figure, path, style.metadata(plot.caption, path.suffix[1:]))
    pairs = ChannelPairs(layer)
    shown = pairs.phases(pairs.most_uneven)
    numbers = {
        "channels": pairs.channels(pairs.most_uneven),
        "sums": shown.sums.tolist(),
        "cover": shown.cover.astype(int).tolist(),
        "unevenness": shown.unevenness,
        "verdict": shown.verdict,
    }
    write_json(Path(snakemake.output.words), {**plot.caption.words, "phases": numbers})
    write_bytes(Path(snakemake.output.caption), rst_text(plot.caption.text).encode())
