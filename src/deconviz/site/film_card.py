"""A film in the site: its files, and its card."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deconviz import paths
from deconviz.archive.files import read_json, replacing_folder, write_json
from deconviz.config.site_jobs import SiteFilmJob
from deconviz.look.theme import ThemeName
from deconviz.site import download, thumbnails
from deconviz.site.download import Download

WORDS = ("scene", "title", "finding", "description", "seconds", "loops", "topic", "claims")
"""What a card has of the film's own file."""


def write(job: SiteFilmJob, folder: Path) -> None:
    """Copy a film and its formats into a folder, with ``card.json`` about them.

    Raises
    ------
    UserError
        If a file is missing, or the folder around it cannot be written to.
    """
    first = job.themes[0]
    about = read_json(paths.film_path(job.film, job.quality, first, "about.json"))
    captions = paths.film_path(job.film, job.quality, first, "vtt")
    with replacing_folder(folder) as temporary:
        downloads = [*_downloads(job, temporary)]
        card: dict[str, Any] = {
            "name": job.film,
            **{word: about[word] for word in WORDS},
            "command": f"./run {paths.film_path(job.film, job.quality, first)}",
            "shown": [_shown(job, theme, temporary) for theme in job.themes],
            "captions": captions.read_text(encoding="utf-8"),
            "downloads": downloads,
        }
        write_json(temporary / "card.json", card)


def _shown(job: SiteFilmJob, theme: ThemeName, folder: Path) -> dict[str, str]:
    """Return what a page plays in a theme, and its poster."""
    name = job.film + paths.light(theme)
    poster = paths.film_path(job.film, job.quality, theme, "poster.png")
    thumbnails.write(poster, folder / f"{name}.webp", thumbnails.POSTER)
    return {"theme": theme, "video": f"{name}-web.mp4", "poster": f"{name}.webp"}


def _downloads(job: SiteFilmJob, folder: Path) -> Iterator[Download]:
    film, first = job.film, job.themes[0]
    size = paths.QUALITIES[job.quality]
    for theme in job.themes:
        name = film + paths.light(theme)
        source = paths.film_path(film, job.quality, theme)
        title = "MP4" if theme == first else theme.capitalize()
        yield download.add(source, folder, f"{name}.mp4", title, f"for slides, {size}, {theme}")
    for theme in job.themes:
        name = film + paths.light(theme)
        source = paths.format_path(paths.WEB, film, theme)
        title = "Small" if theme == first else f"Small, {theme}"
        remark = f"for web pages, 720p30, {theme}"
        yield download.add(source, folder, f"{name}-web.mp4", title, remark)
    for pattern, ending, remark in (
        (paths.GIF, "gif", "for documents and chats"),
        (paths.STILL, "pdf", "the poster as a page"),
    ):
        source = paths.format_path(pattern, film, first)
        yield download.add(source, folder, f"{film}.{ending}", ending.upper(), remark)
    for ending, remark in (("srt", "subtitles, for players"), ("vtt", "subtitles, for browsers")):
        source = paths.film_path(film, job.quality, first, ending)
        yield download.add(source, folder, f"{film}.{ending}", ending.upper(), remark)
