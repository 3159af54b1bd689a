"""Open every deck and format in the programs that can be had here, and say what was seen.

It tries what lies in `results`: ``./run hosts`` makes it first.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

from deconviz.archive.files import write_json
from deconviz.errors import UserError

from . import chromium, closed, impress, manim_slides, players, presenter, tex
from .table import Seen, as_text

RESULT = Path("results/hosts")
FILMS, FORMATS, DECKS = Path("results/films"), Path("results/talk"), Path("results/decks")

CHECKS: list[tuple[str, Callable[[Path, Path], list[Seen]]]] = [
    ("reveal", chromium.check),
    ("{deck}.pptx", impress.check),
    ("manim-slides", manim_slides.check),
    ("beamer", tex.check),
    ("beamer", presenter.check),
]


def main() -> int:
    """Try everything, print a table and leave it beside the screenshots; 1 if anything fails."""
    try:
        rows = list(_rows())
        write_json(RESULT / "hosts.json", [asdict(row) for row in rows])
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    print(as_text(rows))
    print(f"Screenshots: {RESULT}")
    return int(any(row.fails for row in rows))


def _rows() -> Iterator[Seen]:
    folders = [*_folders(FILMS), *_folders(FORMATS)]
    decks = _folders(DECKS)
    if not decks:
        raise UserError(f"{DECKS}: there is no deck: make them with `./run talk`")
    yield from _seen(lambda: players.check({str(folder): folder for folder in folders}))
    for deck in decks:
        for form, check in CHECKS:
            file = deck / form.format(deck=deck.name)
            yield from _seen(partial(check, file, RESULT / deck.name))
    yield from _seen(lambda: closed.check(folders, decks))


def _folders(place: Path) -> list[Path]:
    return sorted(path for path in place.glob("[!.]*") if path.is_dir())


def _seen(check: Callable[[], Iterable[Seen]]) -> list[Seen]:
    """Ask a program, and once more if something fails: windows and screens have their moods."""
    rows = _said(check())
    if not any(row.fails for row in rows):
        return rows
    print("Something fails: asking again", file=sys.stderr, flush=True)
    return _said(check())


def _said(rows: Iterable[Seen]) -> list[Seen]:
    """Say each row on its way, since a program takes a minute."""
    said = []
    for row in rows:
        print(f"{row.host}: {row.asked}: {row.seen}", file=sys.stderr, flush=True)
        said.append(row)
    return said


if __name__ == "__main__":
    sys.exit(main())
