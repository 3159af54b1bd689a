"""Draw a figure in every look that is asked for, and write its caption."""

from functools import partial
from importlib import import_module
from pathlib import Path

from deconviz.archive.files import write_bytes, write_json
from deconviz.config.jobs import FigureJob
from deconviz.look.wording import rst_text
from deconviz.pipeline.looks import draw_looks
from deconviz.pipeline.reading import read_inputs
from deconviz.pipeline.script import check_job, script

with script() as snakemake:
    job = FigureJob.model_validate_json(snakemake.params.job)
    draw = import_module(f"deconviz.figures.{job.figure.stem}").draw
    check_job(snakemake)  # again, with the module that was imported just now
    caption = draw_looks(
        snakemake.output.pictures,
        snakemake.input.fonts,
        job.svg_text,
        partial(draw, read_inputs(job)),
    )
    if words := snakemake.output.get("words"):
        write_json(Path(words), caption.words)
        write_bytes(Path(snakemake.output.caption), rst_text(caption.text).encode())
