"""A deck for Beamer: the source of a PDF that plays films."""

from __future__ import annotations

from pathlib import Path

from deconviz.talk.decks.deck import Deck


def write(deck: Deck, path: Path) -> None:
    """Write a deck."""
    raise NotImplementedError
