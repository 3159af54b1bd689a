"""A deck for manim-slides in its presenter, and through its converters."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import pptx

from .table import Seen

HOST = "manim-slides"
ROOT = Path(__file__).parents[2]
QT = ROOT / ".snakemake/hosts/qt"
"""The presenter needs Qt, and nothing else here does: 500 MB."""
QT_PACKAGE = "PySide6-Addons>=6.8,<7"
PATIENCE = 600  # seconds
STAYS_ALIVE = "stays alive"
"""PySide miscounts references to None, of which Python 3.11 dies in the end."""


def check(deck_folder: Path, screenshots: Path) -> list[Seen]:
    """Ask manim-slides for all that a deck should do.

    Parameters
    ----------
    deck_folder
        It has ``slides``, and is itself called ``manim-slides`` in the folder of its deck.
    screenshots
        A folder for pictures.
    """
    screenshots.mkdir(parents=True, exist_ok=True)
    deck = deck_folder.parent.name
    answers = [
        *_in_presenter(deck_folder.resolve(), deck, screenshots.resolve()),
        *_converted(deck_folder.resolve(), deck),
    ]
    return [
        Seen(HOST, version("manim-slides"), f"{deck}: {asked}", seen, holds, asked == STAYS_ALIVE)
        for asked, seen, holds in answers
    ]


def _in_presenter(folder: Path, deck: str, screenshots: Path) -> list[tuple[str, str, bool]]:
    if not _qt_is_there():
        return [("is presented", f"untried: {QT_PACKAGE} cannot be installed", False)]
    done = _run("-m", "hosts.qt_presenter", str(folder), deck, str(screenshots))
    answers = [tuple(json.loads(line)) for line in done.stdout.splitlines() if line[:1] == "["]
    if done.returncode < 0:
        return [*answers, (STAYS_ALIVE, f"ended by signal {-done.returncode}", False)]
    if done.returncode:
        return [*answers, ("is presented", (done.stderr.splitlines() or ["it failed"])[-1], False)]
    return [*answers, (STAYS_ALIVE, "to the last slide", True)]


def _converted(folder: Path, deck: str) -> list[tuple[str, str, bool]]:
    slides = len(json.loads((folder / "slides" / f"{deck}.json").read_text())["slides"])
    with tempfile.TemporaryDirectory() as name:
        page, powerpoint = Path(name, "talk.html"), Path(name, "talk.pptx")
        for target in (page, powerpoint):
            convert = ("-m", "manim_slides", "convert", deck, str(target))
            _run(*convert, "--folder", str(folder / "slides"))
        films = page.read_text().count("data-background-video=") if page.is_file() else 0
        pages = len(pptx.Presentation(str(powerpoint)).slides) if powerpoint.is_file() else 0
    return [
        ("convert to HTML", f"{films} of {slides} films", films == slides),
        ("convert to PPTX", f"{pages} of {slides} slides", pages == slides),
    ]


def _qt_is_there() -> bool:
    """Tell whether Qt is there, after installing it if it is not."""
    if not (QT / "PySide6").is_dir():
        pip = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        shutil.rmtree(QT, ignore_errors=True)
        subprocess.run([*pip, "--target", str(QT), QT_PACKAGE], check=False)
    return (QT / "PySide6").is_dir()


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with Qt, without a screen."""
    places = [QT, *map(Path, sys.path)]
    settings = {
        "PYTHONPATH": os.pathsep.join(map(str, places)),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": "*=false",
    }
    return subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
