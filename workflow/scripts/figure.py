"""Draw a figure in every look that is asked for, and write down what it says."""

from importlib import import_module
from itertools import groupby
from pathlib import Path

from deconviz import archive
from deconviz.gathering import gather
from deconviz.job import job
from deconviz.plotting import style
from deconviz.plotting.page import page_of
from deconviz.report import restructured
from deconviz.settings import FigureJob

with job(snakemake):
    figure = FigureJob.model_validate_json(snakemake.params.job)
    draw = import_module(f"deconviz.figures.{figure.figure.stem}").draw
    fonts = [archive.verified(Path(path)) for path in snakemake.input.fonts]
    material = gather(figure)
    pictures = sorted(map(Path, snakemake.output.pictures))
    for look, paths in groupby(pictures, lambda path: path.parent.name):
        page = page_of(look)
        with style.styled(page.theme, fonts):
            drawn = draw(material, page)
            for path in paths:
                archive.write_figure(drawn.figure, path, style.metadata(drawn, path.suffix[1:]))
    if words := snakemake.output.get("words"):
        archive.write_json(Path(words), drawn.words)
        archive.write_bytes(Path(snakemake.output.caption), restructured(drawn.caption).encode())
