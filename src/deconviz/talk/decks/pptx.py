"""A deck for PowerPoint, Keynote and LibreOffice."""

from __future__ import annotations

from pathlib import Path

from deconviz.talk.decks.deck import Deck


def write(deck: Deck, path: Path) -> None:
    """Write a deck."""
    raise NotImplementedError
