"""Draw a figure in every look that is asked for, and write its caption."""

from importlib import import_module
from itertools import groupby
from pathlib import Path

from deconviz.archive.files import verify, write_bytes, write_figure, write_json
from deconviz.config.jobs import FigureJob
from deconviz.look.wording import rst_text
from deconviz.pipeline.reading import read_inputs
from deconviz.pipeline.script import check_job, script
from deconviz.plotting import style
from deconviz.plotting.page import page_of

with script() as snakemake:
    job = FigureJob.model_validate_json(snakemake.params.job)
    draw = import_module(f"deconviz.figures.{job.figure.stem}").draw
    check_job(snakemake)  # again, with the module that was imported just now
    fonts = [verify(Path(path)) for path in snakemake.input.fonts]
    inputs = read_inputs(job)
    pictures = sorted(map(Path, snakemake.output.pictures))
    for look, paths in groupby(pictures, lambda path: path.parent.name):
        page = page_of(look)
        with style.context(page.theme, fonts, job.svg_text):
            plot = draw(inputs, page)
            for path in paths:
                write_figure(plot.figure, path, style.metadata(plot.caption, path.suffix[1:]))
    if words := snakemake.output.get("words"):
        write_json(Path(words), plot.caption.words)
        write_bytes(Path(snakemake.output.caption), rst_text(plot.caption.text).encode())
