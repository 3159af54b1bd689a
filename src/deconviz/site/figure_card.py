"""A figure in the site: its files, and its card."""

from __future__ import annotations

from pathlib import Path

from deconviz import paths
from deconviz.archive.files import read_json, replacing_folder, write_json
from deconviz.config.site_jobs import SiteFigureJob
from deconviz.look.theme import THEMES
from deconviz.site import download, thumbnails


def write(job: SiteFigureJob, folder: Path) -> None:
    """Copy a figure into a folder, with ``card.json`` about it.

    Raises
    ------
    UserError
        If a file is missing, or the folder around it cannot be written to.
    """
    pictures = [Path(picture) for picture in job.pictures]
    words = read_json(paths.figure_words_path(job.figure))
    with replacing_folder(folder) as temporary:
        downloads = [
            download.add(
                picture,
                temporary,
                f"{job.figure}-{picture.parent.name}{picture.suffix}",
                picture.suffix[1:].upper(),
                _in_words(picture.parent.name),
            )
            for picture in pictures
        ]
        card = {
            "name": job.figure,
            **words,
            "command": f"./run {paths.figure_path(job.figure, 'light', 'pdf')}",
            "shown": _shown(pictures, temporary),
            "downloads": downloads,
        }
        write_json(temporary / "card.json", card)


def _shown(pictures: list[Path], folder: Path) -> dict[str, str]:
    """Return what a page shows in each theme that there is a PNG of."""
    shown: dict[str, str] = {}
    for picture in (picture for picture in pictures if picture.suffix == ".png"):
        theme = picture.parent.name.partition("-")[0]
        if theme in THEMES and theme not in shown:
            shown[theme] = f"{picture.stem}-{theme}.webp"
            thumbnails.write(picture, folder / shown[theme], thumbnails.FIGURE)
    return shown


def _in_words(look: str) -> str:
    """Name a look: light, or light, one column."""
    theme, _, columns = look.partition("-")
    return f"{theme}, {columns.replace('-', ' ')}" if columns else theme
