"""FallingIntoLine: filters turn and change places, and the bar says how well they agree now."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deconviz.config.schema import FilmEntry
from deconviz.films.mobjects.stage import to_pixels
from support import layout_rules, made_up
from support.odd_films import odd_config, odd_stage
from support.staging import Stage, film_stage, ink

FILE, SCENE = "scenes/falling_into_line.py", "FallingIntoLine"
TRAINED, TURNED, RESULT = 0.0, 9.0, 13.5  # seconds, at rest
VARIANTS = ("code-noise", "baseline")


@pytest.fixture(scope="module")
def stage(networks: Path) -> Iterator[Stage]:
    entry = FilmEntry(variants=VARIANTS)
    job = made_up.film_job(SCENE, "dark", entry, ensemble=True)
    with film_stage(FILE, SCENE, networks, job) as stage:
        yield stage


def facts(stage: Stage, time: float) -> list[dict[str, Any]]:
    stage.draw(time)
    return list(stage.scene.facts()["shown"])


def mean_cosine(filters: np.ndarray) -> float:
    """Over all pairs of seeds and all components, with its sign; filters (S, C, K)."""
    cosines = [
        float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))
        for first, second in combinations(filters, 2)
        for one, other in zip(first, second, strict=True)
    ]
    return float(np.mean(cosines))


def as_trained(stage: Stage, variant: int) -> np.ndarray:
    networks = stage.scene.subjects[variant].every_seed.networks
    return np.stack([network.decoder_filters for network in networks])  # (S, C, K)


@pytest.mark.parametrize("variant", [0, 1])
def test_it_begins_with_the_filters_as_trained_at_length_1(stage: Stage, variant: int) -> None:
    trained = as_trained(stage, variant)
    lengths = np.linalg.norm(trained, axis=-1, keepdims=True)
    shown = facts(stage, TRAINED)[variant]
    assert np.array(shown["filters"]) == pytest.approx(trained / lengths, abs=1e-6)
    agreement = mean_cosine(trained)
    assert shown["number"] == f"{agreement:.2f}".replace("-", "−")
    assert (shown["agreement"] is None) == (agreement <= 0)


@pytest.mark.parametrize("variant", [0, 1])
def test_in_the_end_they_have_the_order_and_signs_of_the_projects_alignment(
    stage: Stage, variant: int
) -> None:
    aligned = stage.scene.subjects[variant].every_seed.aligned_filters  # (S, C, K)
    shown = facts(stage, RESULT)[variant]
    assert shown["agreement"] == pytest.approx(mean_cosine(aligned), abs=1e-6)
    for filters, of_seed in zip(np.array(shown["filters"]), aligned, strict=True):
        directions = of_seed / np.linalg.norm(of_seed, axis=1, keepdims=True)
        nearest = np.abs(filters[:, None] - directions).max(-1).min(1)  # (C,)
        assert nearest == pytest.approx(np.zeros(len(filters)), abs=1e-6)


def test_turning_changes_signs_alone(stage: Stage) -> None:
    for before, after in zip(facts(stage, TRAINED), facts(stage, TURNED), strict=True):
        one, other = np.array(before["filters"]), np.array(after["filters"])
        assert np.abs(other) == pytest.approx(np.abs(one))
        assert after["agreement"] == pytest.approx(mean_cosine(other), abs=1e-6)


def test_a_line_turns_through_zero(stage: Stage) -> None:
    wrong = stage.scene.families[0].wrong
    seed, component = np.argwhere(wrong)[0].tolist()
    sizes = []
    for time in np.linspace(3, 9, 200):
        filters = np.array(facts(stage, float(time))[0]["filters"])
        sizes.append(float(np.linalg.norm(filters[seed, component])))
    assert min(sizes) < 0.1
    assert sizes[0] == pytest.approx(1)
    assert sizes[-1] == pytest.approx(1)


def test_the_reference_never_moves(stage: Stage) -> None:
    for family, subject in zip(stage.scene.families, stage.scene.subjects, strict=True):
        reference = subject.every_seed.alignment.reference
        assert not family.wrong[reference].any()
        assert family.places[reference].tolist() == [0, 1, 2]


def test_lines_are_drawn_where_the_filters_are(stage: Stage) -> None:
    stage.draw(RESULT)
    card = stage.scene.cards[0]
    solid, *_ = card._rest
    aligned = stage.scene.subjects[0].every_seed.aligned_filters[:, 0]  # (S, K)
    directions = aligned / np.linalg.norm(aligned, axis=1, keepdims=True)
    y = to_pixels(solid.points).reshape(len(directions), -1, 4, 2)[..., [0, 3], 1]
    values = card.axes.values(y)  # (S, K - 1, 2)
    drawn = np.concatenate([values[..., 0], values[:, -1:, 1]], 1)  # (S, K)
    assert np.sort(drawn, 0) == pytest.approx(np.sort(directions, 0), abs=1e-6)


def test_networks_that_agree_become_one_line_with_a_disc_and_others_do_not(stage: Stage) -> None:
    one, other = stage.scene.cards
    assert one.joined == [0, 1, 2]
    assert other.joined == []


def test_both_cards_have_the_same_axes(stage: Stage) -> None:
    one, other = stage.scene.cards
    assert one.axes.y == other.axes.y
    assert one.axes.box.height == other.axes.box.height
    assert one.axes.box.width == pytest.approx(other.axes.box.width)


def test_lines_that_get_no_discs_lie_in_the_middle_of_their_card(stage: Stage) -> None:
    with_discs, without = stage.scene.cards
    for card, is_middle in ((with_discs, False), (without, True)):
        left = card.axes.box.left - card.box.left
        right = card.box.right - card.axes.box.right
        assert (left == pytest.approx(right)) == is_middle


@pytest.mark.parametrize("time", [0.5, 4.0, 9.6, 11.0, RESULT, 15.5])
def test_a_remark_says_swapping_only_where_something_swaps(stage: Stage, time: float) -> None:
    stage.draw(time)
    said = [
        next(label.text for label in heading.stages.submobjects if ink(label)[3] > 0.99)
        for heading in stage.scene.headings
    ]
    for family, text in zip(stage.scene.families, said, strict=True):
        swaps = (family.places != np.arange(3)).any()
        if 9 < time < 12:
            assert text == ("9 filters, swapping" if swaps else "9 filters, sorted")
        assert text.endswith("sorted") == (9 < time < 15 and (not swaps or time > 12))


def test_one_of_two_networks_of_the_test_has_nothing_to_swap(stage: Stage) -> None:
    swaps = [(family.places != np.arange(3)).any() for family in stage.scene.families]
    assert sorted(swaps) == [False, True]


def test_the_mark_is_what_random_directions_reach_in_the_same_way(stage: Stage) -> None:
    for shown in facts(stage, TRAINED):
        assert shown["chance"] == pytest.approx(stage.scene.chance, abs=1e-9)


def test_the_title_says_that_noise_helps_where_it_does(stage: Stage) -> None:
    assert stage.story.title == "Noise on the code makes three networks agree"
    assert "1.00" in stage.story.finding


def test_the_title_claims_nothing_where_noise_does_not_help(networks: Path) -> None:
    entry = FilmEntry(variants=("code-noise", "input-noise"))
    job = made_up.film_job(SCENE, "dark", entry, ensemble=True)
    with film_stage(FILE, SCENE, networks, job) as stage:
        assert stage.story.title == "How well three networks agree"
        assert layout_rules.findings(stage) == []


def test_it_ends_on_the_frame_that_it_begins_with(stage: Stage) -> None:
    stage.draw(0.0)
    first = [part.points.copy() for part in stage.visible()]
    stage.draw(stage.seconds)
    last = [part.points for part in stage.visible()]
    for before, after in zip(first, last, strict=True):
        assert before == pytest.approx(after, abs=1e-4)


def test_text_keeps_its_distance_where_the_picture_rests(stage: Stage) -> None:
    for time in (TRAINED, TURNED, RESULT):
        stage.draw(time)
        assert list(layout_rules.of_rest(stage)) == []


def test_the_two_cards_fill_two_fifths_of_the_frame_each(stage: Stage) -> None:
    for heading in stage.scene.headings:
        assert heading.stages.submobjects
    for card in stage.scene.cards:
        assert card.box.width >= 0.4 * 1920


SIZES = [(1, 3, 1), (2, 4, 2), (4, 5, 5), (9, 7, 4)]


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize(("channels", "kernel", "stride"), SIZES)
def test_networks_of_any_size_keep_the_rules_of_layout(
    channels: int, kernel: int, stride: int, theme: Any, tmp_path: Path
) -> None:
    size = {"channels": channels, "kernel": kernel, "stride": stride}
    config = odd_config(SCENE, size, networks=2, data={"held_out": 4}, seeds=[11, 22])
    with odd_stage(config, tmp_path, theme) as stage:
        assert layout_rules.findings(stage) == []
        stage.draw(RESULT)
        assert list(layout_rules.of_rest(stage)) == []
