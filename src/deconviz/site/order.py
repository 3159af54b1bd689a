"""In which order pages show films and figures, and how many films a topic has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from deconviz.look.topics import TOPICS

Card = dict[str, Any]
HERO = "AllComponentsBare"
"""The film beside the headline."""
QUICK = ("MP4", "GIF", "Light", "Dark")
"""Downloads of a film that its card shows at once."""
FIRST_FIGURES = (
    "decoder-filters-aligned-code-noise",
    "zeroed-components",
    "sample-curves",
    "encoder-filters",
)
"""Those that the first page shows, if there are such; others take their places."""


def films(cards: Sequence[Card]) -> list[Card]:
    """Put one film of each topic first, then the next of each, and so on.

    In a topic, films of a scene's own name come before others of the scene.
    """
    placed: list[tuple[int, Card]] = []
    for topic in TOPICS:
        alike = [card for card in cards if card["topic"] == topic]
        alike.sort(key=lambda card: card["scene"] != card["name"])
        placed += list(enumerate(alike))
    return [card for _, card in sorted(placed, key=lambda place: place[0])]


def topics(cards: Sequence[Card]) -> dict[str, int]:
    """Count the films of each topic that has any."""
    counts = {topic: sum(card["topic"] == topic for card in cards) for topic in TOPICS}
    return {topic: count for topic, count in counts.items() if count}


def hero(cards: Sequence[Card]) -> Card | None:
    """Return the film beside the headline, if there is one."""
    return next((card for card in cards if card["name"] == HERO), None)


def quick(card: Card) -> list[Card]:
    """Return the downloads of a film that its card shows at once."""
    named = {download["name"]: download for download in card["downloads"]}
    return [named[name] for name in QUICK if name in named]


def first_figures(cards: Sequence[Card]) -> list[Card]:
    """Return the figures of the first page, those that have a picture."""
    drawn = [card for card in cards if card["shown"]]
    rank = {name: place for place, name in enumerate(FIRST_FIGURES)}
    drawn.sort(key=lambda card: rank.get(card["name"], len(rank)))
    return drawn[: len(rank)]
