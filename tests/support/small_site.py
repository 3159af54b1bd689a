"""A whole site without the pipeline: what it is made of is made up, and its rules' scripts run."""

from __future__ import annotations

import json
import runpy
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pydantic import BaseModel

from deconviz import paths
from deconviz.archive.layers import write_layer
from deconviz.archive.made_by import MadeBy
from deconviz.config import site_jobs
from deconviz.config.file import load_config
from deconviz.config.layers import LayerEntry, LayerJob
from deconviz.config.schema import Config
from deconviz.films.rendering import subtitles
from deconviz.films.rendering.story import Beat, Story
from deconviz.layers.axis import Axis
from deconviz.layers.example import Example
from deconviz.layers.layer import Layer
from deconviz.look.topics import TOPICS, Topic
from deconviz.site import libraries
from support import made_up
from support.recorded import record_all
from support.tiny_films import write_tiny_film
from support.workspace import ROOT

FILMS: dict[str, Topic] = {
    "AllComponentsBare": TOPICS[0],
    "ScaleAndAdd": TOPICS[0],
    "OverlapAdd": TOPICS[1],
}
FIGURES = ("loss", "network")
NPM = Path("npm")
SIZE = (640, 360)  # pixels, of films
STORY = Story(
    title="A short film",
    finding="A grey film grows brighter, and then starts again.",
    description="A frame of one grey, from dark to light.",
    beats=(Beat(0.0, "It begins dark."), Beat(1.0, "It ends light.")),
    seconds=2.0,
    poster=1.5,
    topic=TOPICS[0],
    claims=("C4",),
)
WORDS = {
    "title": "The loss falls",
    "caption": "The loss falls. Mean squared error over training, on logarithmic axes.",
    "alternative": "A line that falls.",
}
LAYER = "upsample"
DRAWS = np.random.default_rng(3)
EXAMPLE = Example(
    Layer(
        DRAWS.normal(size=(4, 3, 4)),  # (C, O / groups, K)
        DRAWS.normal(size=6),  # (O,)
        (Axis(kernel=4, stride=2, crop=(1, 1)),),
        groups=2,
    ),
    DRAWS.normal(size=(4, 5)),  # (C, n)
    LAYER,
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0L4 3"/></svg>'


def write(folder: Path) -> None:
    """Write what a site is made of, and the site, as they lie in a repository.

    Raises
    ------
    UserError
        If npm does not get the libraries.
    """
    folder.mkdir()
    _write_parts(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        _write_site(patch)


def site(folder: Path) -> Path:
    """Return the site in such a folder."""
    return folder / paths.SITE


def axe(folder: Path) -> str:
    """Return the text of axe-core, a script that finds what people cannot use."""
    script = folder / NPM / "node_modules/axe-core/axe.min.js"
    return script.read_text(encoding="utf-8")


def config() -> Config:
    """Return the repository's config, cut down to what there is."""
    whole = load_config(ROOT / paths.CONFIG)
    entries = {film: whole.films.entries[film] for film in FILMS}
    return whole.model_copy(
        update={
            "films": whole.films.model_copy(update={"entries": entries}),
            "layers": {LAYER: LayerEntry(file="mine.npz", tensor="kernel")},
        }
    )


# --- What it is made of ---


def _write_parts(folder: Path) -> None:
    made_up.write_archives(folder)
    job = LayerJob(name=LAYER, entry=config().layers[LAYER])
    write_layer(folder / paths.layer_path(LAYER), EXAMPLE, MadeBy(job, made_up.MADE_UP.layer))
    claims = {"about": "Each claim is decided by its rule.", "claims": made_up.claims()}
    (folder / paths.CLAIMS).write_text(json.dumps(claims), encoding="utf-8")
    for theme in config().site.themes:
        for film in FILMS:
            _write_film(folder, film, theme)
    for figure in FIGURES:
        _write_figure(folder, figure)
    record_all(folder)


def _write_film(folder: Path, name: str, theme: str) -> None:
    film = folder / paths.film_path(name, config().films.quality, theme)
    web, gif, still = (
        folder / paths.format_path(pattern, name, theme)
        for pattern in (paths.WEB, paths.GIF, paths.STILL)
    )
    for file in (film, web, gif, still):
        file.parent.mkdir(parents=True, exist_ok=True)
    write_tiny_film(film, STORY.seconds, rate=10, size=SIZE)
    web.write_bytes(film.read_bytes())
    grey = Image.new("RGB", SIZE, "#171c25" if theme == "dark" else "#f7f8fa")
    for file in (gif, still, film.with_suffix(".poster.png"), film.with_suffix(".sheet.png")):
        grey.save(file)
    story = replace(STORY, topic=FILMS[name])
    about = {"film": name, "scene": name, "theme": theme, **asdict(story), "loops": True}
    film.with_suffix(".about.json").write_text(json.dumps(about), encoding="utf-8")
    film.with_suffix(".srt").write_text(subtitles.srt(STORY), encoding="utf-8")
    film.with_suffix(".vtt").write_text(subtitles.vtt(STORY), encoding="utf-8")


def _write_figure(folder: Path, name: str) -> None:
    for picture in _pictures(name):
        file = folder / picture
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix == ".svg":
            file.write_text(SVG, encoding="utf-8")
        else:
            Image.new("RGB", (400, 300), "#dde1e8").save(file)
    words = folder / paths.figure_words_path(name)
    words.write_text(json.dumps(WORDS), encoding="utf-8")
    caption = folder / paths.FIGURE_CAPTION.format(figure=name)
    caption.write_text(WORDS["caption"], encoding="utf-8")


def _pictures(figure: str) -> tuple[str, ...]:
    looks = config().figures.looks
    return tuple(
        str(paths.figure_path(figure, look, ending))
        for look, endings in looks.items()
        for ending in endings
    )


# --- The site, by the scripts of its rules ---


class Files(dict[str, Any]):
    """Input files by name, as Snakemake hands them to a script."""

    __getattr__ = dict.__getitem__


def _write_site(patch: pytest.MonkeyPatch) -> None:
    settings = config()
    _write_libraries()
    _run(patch, "site_assets", paths.SITE_ASSETS)
    for film in FILMS:
        job = site_jobs.site_film_job(settings, film)
        _run(patch, "site_film", paths.SITE_FILM.format(film=film), job)
    for figure in FIGURES:
        of_figure = site_jobs.SiteFigureJob(figure=figure, pictures=_pictures(figure))
        _run(patch, "site_figure", paths.SITE_FIGURE.format(figure=figure), of_figure)
    for variant in settings.variants:
        _run(patch, "site_variant", paths.SITE_VARIANT.format(variant=variant), _variant(variant))
    layer = LayerJob(name=LAYER, entry=settings.layers[LAYER])
    archive = {"archive": str(paths.layer_path(LAYER))}
    _run(patch, "site_layer", paths.SITE_LAYER.format(layer=LAYER), layer, archive)
    shown = {
        "films": [paths.SITE_FILM.format(film=film) for film in FILMS],
        "figures": [paths.SITE_FIGURE.format(figure=figure) for figure in FIGURES],
        "claims": [paths.CLAIMS],
    }
    for page in paths.SITE_PAGES:
        of_pages = site_jobs.site_pages_job(settings, FIGURES)
        _run(patch, "site_page", paths.SITE_PAGE.format(page=page), of_pages, shown)


def _write_libraries() -> None:
    """Write D3 as the script would, and keep what else npm brings for tests."""
    NPM.mkdir()
    modules = libraries.install(NPM)
    folder = Path(paths.SITE_LIBRARIES)
    folder.mkdir(parents=True)
    for name, source in libraries.FILES.items():
        shutil.copyfile(modules / source, folder / name)


def _variant(variant: str) -> site_jobs.SiteVariantJob:
    return site_jobs.SiteVariantJob(
        variant=variant,
        experiment=made_up.FILM_EXPERIMENTS[variant],
        seeds=made_up.FILM_SEEDS,
        data=made_up.FILM_DATA,
        fingerprints=made_up.MADE_UP,
    )


def _run(
    patch: pytest.MonkeyPatch,
    script: str,
    output: str,
    job: BaseModel | None = None,
    files: Mapping[str, str | Sequence[str]] | None = None,
) -> None:
    """Run a script on what Snakemake would hand it."""
    params = {"fingerprints": {}, "imported_by": made_up.MADE_UP.layer}
    snakemake = SimpleNamespace(
        input=Files(files or {}),
        output=[output],
        params=SimpleNamespace(job=job and job.model_dump_json(), **params),
        scriptdir=str(ROOT / "workflow/scripts"),
    )
    patch.setattr(sys.modules["__main__"], "snakemake", snakemake, raising=False)
    runpy.run_path(str(ROOT / "workflow/scripts" / f"{script}.py"))
