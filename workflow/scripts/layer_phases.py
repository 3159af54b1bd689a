"""Draw the phases of a layer in every look that is asked for, and write its caption and numbers."""

from functools import partial
from pathlib import Path

from deconviz.archive.files import write_bytes, write_json
from deconviz.archive.layers import read_layer
from deconviz.archive.made_by import MadeBy
from deconviz.config.layers import LayerJob
from deconviz.layers.channel_pairs import ChannelPairs
from deconviz.layers.phases import finite_or_none
from deconviz.look.wording import rst_text
from deconviz.pipeline.looks import draw_looks
from deconviz.pipeline.script import script
from deconviz.plotting.phases import draw_layer_phases

with script() as snakemake:
    job = LayerJob.model_validate_json(snakemake.params.job)
    made_by = MadeBy(job, snakemake.params.imported_by)
    pairs = ChannelPairs(read_layer(Path(snakemake.input.archive), made_by).layer)
    caption = draw_looks(
        snakemake.output.pictures,
        snakemake.input.fonts,
        snakemake.params.svg_text,
        partial(draw_layer_phases, pairs, job.name),
    )
    shown = pairs.phases(pairs.most_uneven)
    numbers = {
        "channels": pairs.channels(pairs.most_uneven),
        "sums": shown.sums.tolist(),
        "cover": shown.cover.astype(int).tolist(),
        "unevenness": finite_or_none(shown.unevenness),
        "verdict": shown.verdict,
    }
    write_json(Path(snakemake.output.words), {**caption.words, "phases": numbers})
    write_bytes(Path(snakemake.output.caption), rst_text(caption.text).encode())
