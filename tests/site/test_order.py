"""Films of all topics come first, and counts are those of the films."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from deconviz.look.topics import TOPICS
from deconviz.site import order


def film(name: str, topic: str, scene: str = "") -> dict[str, Any]:
    return {"name": name, "scene": scene or name, "topic": topic}


cards = st.lists(st.sampled_from(TOPICS), max_size=12).map(
    lambda topics: [film(f"Film{number}", topic) for number, topic in enumerate(topics)]
)


def test_one_film_of_each_topic_comes_first() -> None:
    given = [
        film("A", "The sum"),
        film("B", "The sum"),
        film("C", "Settings"),
        film("D", "Overlaps"),
        film("E", "Overlaps"),
    ]
    assert [card["name"] for card in order.films(given)] == ["A", "D", "C", "B", "E"]


def test_others_of_a_scene_come_after_the_film_of_its_name() -> None:
    given = [film("RainBare", "The sum", "Rain"), film("Rain", "The sum"), film("Sun", "The sum")]
    assert [card["name"] for card in order.films(given)] == ["Rain", "Sun", "RainBare"]


@given(cards)
def test_no_film_is_lost_and_counts_add_up(given: list[dict[str, Any]]) -> None:
    placed = order.films(given)
    assert sorted(card["name"] for card in placed) == sorted(card["name"] for card in given)
    counts = order.topics(given)
    assert sum(counts.values()) == len(given)
    assert all(counts.values())
    assert list(counts) == [topic for topic in TOPICS if topic in counts]


def test_the_first_page_shows_figures_that_have_a_picture() -> None:
    given = [{"name": "sample-curves", "shown": {}}] + [
        {"name": name, "shown": {"light": "x"}} for name in ("loss", "relu", "zeroed-components")
    ]
    names = [card["name"] for card in order.first_figures(given)]
    assert names == ["zeroed-components", "loss", "relu"]


def test_a_card_has_its_quick_downloads_in_one_order() -> None:
    named = [{"name": name} for name in ("Light", "PDF", "GIF", "MP4")]
    quick = order.quick({"downloads": named})
    assert [download["name"] for download in quick] == ["MP4", "GIF", "Light"]
