"""A deck on paper: for each film its poster and what it shows."""

from __future__ import annotations

from pathlib import Path

from deconviz.talk.decks.deck import Deck


def write(deck: Deck, path: Path) -> None:
    """Write a deck."""
    raise NotImplementedError
