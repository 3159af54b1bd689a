"""A film in the site: its files, and its card."""

from __future__ import annotations

import shutil
from pathlib import Path

from deconviz import paths
from deconviz.archive.files import read_json, replacing_folder, write_json
from deconviz.config.site_jobs import SiteFilmJob


def write(job: SiteFilmJob, folder: Path) -> None:
    """Copy a film and its formats into a folder, with ``card.json`` about them.

    Raises
    ------
    UserError
        If a file is missing, or the folder around it cannot be written to.
    """
    with replacing_folder(folder) as temporary:
        for theme in job.themes:
            web = paths.format_path(paths.WEB, job.film, theme)
            shutil.copyfile(web, temporary / f"{theme}.mp4")
        about = read_json(paths.film_path(job.film, job.quality, job.themes[0], "about.json"))
        write_json(temporary / "card.json", {"name": job.film, **about})
