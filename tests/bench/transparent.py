"""What files without background cost, beside rendering the film that they are made of."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from deconviz import paths
from deconviz.archive.files import read_json
from deconviz.config.talk import Credit
from deconviz.talk.formats import prores, webm
from support.workspace import Workspace

from . import video
from .clones import run, say
from .report import Row

FORMATS = {"ProRes": (prores.write, ".mov"), "WebM": (webm.write, ".webm")}


def measure(clone: Workspace, films: list[str]) -> list[Row]:
    """Render each film without background, and turn it into both formats."""
    return [row for film in films for row in _rows(clone, film)]


def _rows(clone: Workspace, film: str) -> list[Row]:
    say(f"Rendering {film} without background, and turning it into {' and '.join(FORMATS)}")
    path = paths.TRANSPARENT.format(quality=f"1080p{video.RATE}", light="", film=film)
    rendering = run(clone, "snakemake", "--cores", "2", "--force", path).cpu
    about = read_json(video.talk(clone, film).with_suffix(".about.json"))
    rows = [Row(f"{film}: size without background", clone.path(path).stat().st_size / 1e6, "MB")]
    for name, (write, ending) in FORMATS.items():
        with TemporaryDirectory() as folder:
            to = Path(folder, film + ending)
            before = process_time()
            write(clone.path(path), to, about, Credit())
            cost = process_time() - before
            size = to.stat().st_size / 1e6
        rows += [
            Row(f"{film}: CPU time of {name} over rendering without background", cost / rendering),
            Row(f"{film}: size as {name}", size, "MB"),
        ]
    return rows
