"""A deck for manim-slides: it stops at each part of a film."""

from __future__ import annotations

from pathlib import Path

from deconviz.talk.decks.deck import Deck


def write(deck: Deck, path: Path) -> None:
    """Write a deck."""
    raise NotImplementedError
