"""Open every deck and format in the programs that can be had here, and say what was seen.

It tries what lies in `results`: ``./run hosts`` makes it first.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from deconviz.archive.files import write_json
from deconviz.errors import UserError

from . import chromium, closed, impress, manim_slides, players, presenter, tex
from .table import Seen, as_text

RESULT = Path("results/hosts")
FILMS, FORMATS, DECKS = Path("results/films"), Path("results/talk"), Path("results/decks")

CHECKS: dict[str, Callable[[Path, Path], list[Seen]]] = {
    "reveal": chromium.check,
    "{deck}.pptx": impress.check,
    "manim-slides": manim_slides.check,
}


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
    yield from _said(players.check({str(folder): folder for folder in folders}))
    for deck in decks:
        screenshots = RESULT / deck.name
        for form, check in CHECKS.items():
            yield from _said(check(deck / form.format(deck=deck.name), screenshots))
        yield from _said(tex.check(deck / "beamer", screenshots))
        yield from _said(presenter.check(deck / "beamer", screenshots))
    yield from _said(closed.check(folders, decks))


def _folders(place: Path) -> list[Path]:
    return sorted(path for path in place.glob("[!.]*") if path.is_dir())


def _said(rows: Iterator[Seen] | list[Seen]) -> Iterator[Seen]:
    """Say each row on its way, since a program takes a minute."""
    for row in rows:
        print(f"{row.host}: {row.asked}: {row.seen}", file=sys.stderr, flush=True)
        yield row


if __name__ == "__main__":
    sys.exit(main())
