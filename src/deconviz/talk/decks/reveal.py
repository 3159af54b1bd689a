"""A deck for a browser: a folder with reveal.js that needs no network."""

from __future__ import annotations

from pathlib import Path

from deconviz.talk.decks.deck import Deck


def write(deck: Deck, path: Path) -> None:
    """Write a deck."""
    raise NotImplementedError
