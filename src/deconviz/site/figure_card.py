"""A figure in the site: its files, and its card."""

from __future__ import annotations

import shutil
from pathlib import Path

from deconviz import paths
from deconviz.archive.files import read_json, replacing_folder, write_json
from deconviz.config.site_jobs import SiteFigureJob


def write(job: SiteFigureJob, folder: Path) -> None:
    """Copy a figure into a folder, with ``card.json`` about it.

    Raises
    ------
    UserError
        If a file is missing, or the folder around it cannot be written to.
    """
    with replacing_folder(folder) as temporary:
        for picture in map(Path, job.pictures):
            shutil.copyfile(picture, temporary / f"{picture.parent.name}-{picture.name}")
        words = read_json(paths.figure_words_path(job.figure))
        write_json(temporary / "card.json", {"name": job.figure, **words})
