"""A made-up site: one film and one figure whose words are hard to write, and two claims."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PIL import Image

from deconviz import paths
from deconviz.archive.files import write_json
from deconviz.config.site_jobs import SiteFigureJob, SiteFilmJob, SitePagesJob
from deconviz.config.talk import Credit
from deconviz.site import assets, figure_card, film_card, pages

HARD = "5 < 6 & \"7\" > '6' <b>é −1</b>"
"""Words that must be escaped."""
ABOUT: dict[str, Any] = {
    "film": "Rain",
    "scene": "Rain",
    "theme": "dark",
    "title": HARD,
    "finding": f"{HARD}.",
    "description": f"What is seen: {HARD}.",
    "beats": [{"begin": 0.0, "says": HARD}],
    "seconds": 3.5,
    "poster": 0.0,
    "topic": "Overlaps",
    "claims": ["C1", "C99"],
    "loops": True,
}
WORDS = {"title": HARD, "caption": f"{HARD}. More of it.", "alternative": HARD}
FILM = SiteFilmJob(film="Rain", themes=("dark", "light"), quality="talk")
PICTURES = ("light/drops.pdf", "light/drops.svg", "light/drops.png", "dark/drops.png")
FIGURE = SiteFigureJob(
    figure="drops", pictures=tuple(f"results/figures/{picture}" for picture in PICTURES)
)
CHECK = {"rule": HARD, "holds": "yes", "limit": 1, "side": "below", "name": HARD, "seeds": []}
CLAIMS = {
    "about": HARD,
    "claims": [
        {
            "id": "C1",
            "statement": HARD,
            "verdict": "mixed",
            "rule": HARD,
            "checks": [
                CHECK | {"value": -1.25e-05, "interval": [-2e-05, 0.5]},
                CHECK | {"value": 3, "interval": None},
            ],
            "context": [{"name": HARD, "value": 2.0, "interval": None, "seeds": []}],
            "lacking": "",
            "figure": "drops",
        },
        {
            "id": "C2",
            "statement": HARD,
            "verdict": "not decided",
            "rule": "",
            "checks": [],
            "context": [],
            "lacking": HARD,
            "figure": "none",
        },
    ],
}
SITE = Path("results/site")


def write_results() -> None:
    """Write what a build leaves of the film and the figure, where we are."""
    for light in ("", "-light"):
        films = Path(f"results/films/1080p60{light}")
        films.mkdir(parents=True)
        for ending in ("mp4", "srt", "vtt"):
            (films / f"Rain.{ending}").write_text(f"{ending} of {HARD}", encoding="utf-8")
        write_json(films / "Rain.about.json", ABOUT)
        Image.new("RGB", (960, 540)).save(films / "Rain.poster.png")
        _write(Path(f"results/talk/web{light}/Rain.mp4"), 7)
        _write(Path(f"results/talk/gif{light}/Rain.gif"), 1500)
        _write(Path(f"results/talk/still{light}/Rain.pdf"), 999_999)
    Path("results/figures").mkdir()
    write_json(Path("results/figures/drops.json"), WORDS)
    for picture in map(Path, FIGURE.pictures):
        _write(picture, 10)
        if picture.suffix == ".png":
            Image.new("RGB", (1000, 400)).save(picture)


def write_site(**changes: Any) -> Path:
    """Write the whole site where we are, of what `write_results` has left."""
    film_card.write(FILM, SITE / "films/Rain")
    figure_card.write(FIGURE, SITE / "figures/drops")
    assets.write(SITE / "assets")
    cards = {
        kind: [json.loads((SITE / kind / name / "card.json").read_text(encoding="utf-8"))]
        for kind, name in (("films", "Rain"), ("figures", "drops"))
    }
    shown = {"job": pages_job(), "claims": [CLAIMS], **cards} | changes
    for page in paths.SITE_PAGES:
        pages.write(SITE / f"{page}.html", **shown)
    return SITE


def pages_job(repository: str = "") -> SitePagesJob:
    """Return what the pages take from the config."""
    return SitePagesJob(
        films=("Rain",),
        figures=("drops",),
        variants=("baseline",),
        layers=(),
        themes=("dark", "light"),
        repository=repository,
        credit=Credit(),
    )


def _write(path: Path, size: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)
