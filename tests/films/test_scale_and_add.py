"""ScaleAndAdd: bars are number times filter at any moment, and their sum is the output."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deconviz.config.schema import FilmEntry
from deconviz.films.mobjects.plate import Plate
from deconviz.films.mobjects.stage import to_pixels
from deconviz.look.language import SUM_DOT, TEXT_TO_MARK
from deconviz.look.theme import contrast
from support import layout_rules, made_up
from support.control_frames import SEED
from support.geometry import boxes_of, hexadecimal, margins
from support.loops import check_loop
from support.odd_films import odd_config, odd_stage
from support.staging import Stage, box_of, film_stage, ink

FILE, SCENE = "scenes/scale_and_add.py", "ScaleAndAdd"
TWO = ((0.0, 0.1, 0.2), (0.1, 0.1, 0.0))  # the codes of the article
FIRST, IN_AIR, FALLING, LANDED = 0.0, 5.6, 6.2, 7.2  # seconds; the first step begins at 3.8


@pytest.fixture(scope="module")
def stage(networks: Path) -> Iterator[Stage]:
    entry = FilmEntry(variant="baseline", seed=SEED)
    with film_stage(FILE, SCENE, networks, made_up.film_job(SCENE, "dark", entry)) as stage:
        yield stage


@pytest.fixture(scope="module")
def of_two(networks: Path) -> Iterator[Stage]:
    entry = FilmEntry(variant="code-noise", seed=SEED, codes=TWO)
    with film_stage(FILE, SCENE, networks, made_up.film_job(SCENE, "dark", entry)) as stage:
        yield stage


def facts(stage: Stage, time: float) -> dict[str, Any]:
    stage.draw(time)
    [shown] = stage.scene.facts()["shown"]
    return dict(shown)


def ends_of_bars(bars: Any) -> np.ndarray:
    """Return the upper and the lower edge of each bar in pixels, shape (K, 2)."""
    y = to_pixels(bars.points).reshape(-1, 32, 2)[..., 1]  # (K, 32)
    return np.stack([y.min(1), y.max(1)], 1)


def closed_form(stage: Stage, code: np.ndarray) -> np.ndarray:
    subject = stage.scene.subject
    return np.asarray(code @ subject.filters + subject.bias)


@pytest.mark.parametrize("time", [4.2, 4.7, IN_AIR])
def test_bars_in_the_air_are_number_times_filter(stage: Stage, time: float) -> None:
    code = np.array(facts(stage, time)["code"])
    assert code[1:].tolist() == [0.0, 0.0]
    term = code[0] * stage.scene.subject.filters[0]  # (K,)
    axes = stage.scene.layout.air
    ends = ends_of_bars(stage.scene.air_bars.solid[1])
    values = axes.values(np.where(term > 0, ends[:, 0], ends[:, 1]))
    has_height = np.abs(axes.down(term) - axes.down(0.0)) > 6
    assert has_height.sum() >= 4
    assert values[has_height] == pytest.approx(term[has_height], abs=1e-6)


@pytest.mark.parametrize("landed", [0, 1, 2, 3])
def test_the_line_is_the_sum_so_far(stage: Stage, landed: int) -> None:
    shown = facts(stage, IN_AIR + 3.6 * landed if landed < 3 else 15.9)
    code = np.where(np.arange(3) < landed, shown["code"], 0.0)
    assert shown["shares"] == [*(np.arange(3) < landed).astype(float).tolist(), 1.0]
    assert shown["sum"] == pytest.approx(closed_form(stage, code), abs=1e-6)


def test_the_finished_sum_is_what_the_network_makes_of_the_patch(stage: Stage) -> None:
    shown, subject = facts(stage, FIRST), stage.scene.subject
    curve, (start, end) = shown["curve"], shown["points"]
    patch = subject.patches[curve * subject.starts + start]
    assert end - start + 1 == len(patch)
    output = subject.network.decode(subject.network.encode(patch[None]))[0]
    assert shown["sum"] == pytest.approx(output, abs=1e-6)


def test_while_faders_go_to_zero_all_bars_go_with_them(stage: Stage) -> None:
    finished = np.array(facts(stage, FIRST)["code"])
    shown = facts(stage, 2.9)
    assert 0 < np.abs(shown["code"]).max() < np.abs(finished).max()
    assert shown["sum"] == pytest.approx(closed_form(stage, np.array(shown["code"])), abs=1e-6)
    assert facts(stage, 3.5)["code"] == [0.0, 0.0, 0.0]


def test_numbers_are_those_of_the_code_and_add_up_as_written(stage: Stage) -> None:
    shown = facts(stage, FIRST)
    numbers = [float(text.replace("−", "-")) for text in shown["numbers"]]
    assert numbers == pytest.approx(shown["code"], abs=0.00501)
    *terms, total = (float(text.replace("−", "-")) for text in shown["terms"])
    assert sum(terms) == pytest.approx(total, abs=1e-9)
    assert total == pytest.approx(shown["sum"][shown["point"]], abs=0.00501)


def test_bars_fall_one_after_another_and_none_bounces(stage: Stage) -> None:
    shares = []
    for time in np.linspace(IN_AIR, LANDED, 60):
        stage.draw(float(time))
        shares.append(stage.scene.landed[0].copy())
    along = np.array(shares)  # (60, K)
    assert (np.diff(along, axis=0) >= -1e-12).all()
    assert (along[0] == 0).all()
    assert (along[-1] == 1).all()


def test_it_lasts_16_seconds_and_its_poster_is_the_finished_picture(stage: Stage) -> None:
    assert stage.seconds == pytest.approx(16.0)
    assert stage.story.poster == 0.0


def test_it_ends_on_the_frame_that_it_begins_with(stage: Stage, of_two: Stage) -> None:
    for one in (stage, of_two):
        check_loop(one)


def test_numbers_in_flight_can_be_read_on_whatever_they_cross(stage: Stage) -> None:
    [equation] = stage.scene.equations
    for time in (2.1, 2.2, 2.3, *np.arange(15.0, 15.9, 0.05)):
        stage.draw(float(time))
        plates = [part for part in stage.visible() if isinstance(part, Plate)]
        flying = [label for label in equation.numbers if ink(label)[3] > 0.5]
        assert flying
        for label in flying:
            around = [margins(box_of(label), boxes_of(plate)).min() for plate in plates]
            nearest = plates[int(np.argmax(around))]
            assert max(around) >= TEXT_TO_MARK - 2  # round figures reach beyond capitals
            assert ink(nearest)[3] == ink(label)[3]
            colours = (hexadecimal(ink(part)[:3]) for part in (label, nearest))
            assert contrast(*colours) >= 4.5


def test_the_sum_leaves_from_above_what_lies_in_its_column(stage: Stage) -> None:
    [equation] = stage.scene.equations
    point = facts(stage, FIRST)["point"]
    top = min(ends_of_bars(bars)[point, 0] for bars in stage.scene.bars.solid[1:])
    for time in np.arange(14.85, 15.9, 0.05):
        stage.draw(float(time))
        assert box_of(equation.numbers[-1]).bottom < top - SUM_DOT


def test_a_hatch_is_named_as_soon_as_it_has_landed(stage: Stage) -> None:
    remark = stage.text_line("takes")
    [labels] = stage.scene.labels
    lands = 3.8 + 3.6 * (labels.takes_away - 1) + 2.2 + 0.5
    for time, opacity in ((lands, 0), (lands + 0.3, 1), (stage.seconds, 1), (FIRST, 1), (2.6, 1)):
        stage.draw(time)
        assert ink(remark)[3] == pytest.approx(opacity), time


def test_given_codes_are_shown_one_after_another(of_two: Stage) -> None:
    assert of_two.seconds <= 25
    assert facts(of_two, FIRST)["code"] == pytest.approx(TWO[1])
    assert facts(of_two, 12.0)["code"] == pytest.approx(TWO[0])
    assert facts(of_two, of_two.seconds)["code"] == pytest.approx(TWO[1])
    assert facts(of_two, FIRST)["rule"] == "given in the config"


def test_filters_of_very_different_size_have_scales_of_their_own_and_say_their_peaks(
    of_two: Stage,
) -> None:
    peaks = np.abs(of_two.scene.subject.filters).max(1)
    assert all(of_two.text_line(f"peak {peak:.2f}") for peak in peaks.tolist())


def test_filters_of_one_scale_state_no_peaks(stage: Stage) -> None:
    with pytest.raises(StopIteration):
        stage.text_line(f"peak {np.abs(stage.scene.subject.filters[0]).max():.2f}")


SIZES = [(2, 4, 2), (4, 5, 5), (1, 3, 1), (3, 7, 4), (3, 31, 4), (4, 2, 1), (9, 7, 4)]


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize(("channels", "kernel", "stride"), SIZES)
def test_layers_of_any_size_keep_the_rules_of_layout(
    channels: int, kernel: int, stride: int, theme: Any, tmp_path: Path
) -> None:
    size = {"channels": channels, "kernel": kernel, "stride": stride}
    config = odd_config(SCENE, size)
    with odd_stage(config, tmp_path, theme) as stage:
        assert layout_rules.findings(stage) == []
        assert at_rest(stage) == []


@pytest.fixture(scope="module")
def of_nine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    config = odd_config(SCENE, {"channels": 9})
    with odd_stage(config, tmp_path_factory.mktemp("nine")) as stage:
        yield stage


def test_of_nine_components_those_that_reach_highest_have_cards_of_their_own(
    of_nine: Stage,
) -> None:
    shown, subject = facts(of_nine, FIRST), of_nine.scene.subject
    scaled = np.array(shown["code"])[:, None] * subject.filters  # (9, K)
    reach = np.abs(scaled).max(1)
    assert set(shown["alone"]) == set(reach.argsort()[-3:].tolist())
    assert sorted([*shown["alone"], *shown["together"]]) == list(range(9))
    assert len(shown["numbers"]) == 3
    others = scaled[list(shown["together"])].sum(0)
    assert shown["scaled"][3] == pytest.approx(others, abs=1e-6)
    assert of_nine.text_line("6 others")


def test_cards_and_others_add_up_to_the_output(of_nine: Stage) -> None:
    shown = facts(of_nine, FIRST)
    output = closed_form(of_nine, np.array(shown["code"]))
    assert shown["sum"] == pytest.approx(output, abs=1e-6)
    *terms, total = (float(text.replace("−", "-")) for text in shown["terms"])
    assert len(terms) == 5  # the bias is one
    assert sum(terms) == pytest.approx(total, abs=1e-9)
    assert total == pytest.approx(output[shown["point"]], abs=0.00501)


def test_the_card_of_the_others_draws_their_sum_as_it_grows(of_nine: Stage) -> None:
    begins = 3.8 + 3 * 3.6
    card = of_nine.scene.cards.submobjects[3]
    for time in (begins, begins + 0.4, begins + 2.0):
        scaled = facts(of_nine, time)["scaled"][3]
        drawn = card.submobjects[0].values()
        assert drawn == pytest.approx(0.0 if scaled is None else scaled, abs=1e-6)
    assert not of_nine.scene.cards.submobjects[3].submobjects[2].get_fill_opacity()


def test_text_keeps_its_distance_where_the_picture_rests(stage: Stage, of_two: Stage) -> None:
    assert at_rest(stage) == []
    assert at_rest(of_two) == []


def at_rest(stage: Stage) -> list[str]:
    """What is too near to what in the finished picture, and with bars in the air."""
    found = []
    for time in (FIRST, *np.arange(IN_AIR, stage.seconds - 3, 3.6)):
        stage.draw(float(time))
        found += [f"{time:.1f} s: {finding}" for finding in layout_rules.of_rest(stage)]
    return found


def test_columns_fill_two_fifths_of_the_frame(stage: Stage) -> None:
    assert stage.scene.layout.sums.box.width >= 0.4 * 1920


def test_the_title_can_be_read_at_320_pixels(stage: Stage) -> None:
    title = stage.text_line("Scale each filter by its code number, then add")
    assert title.cap_height * 320 / 1920 >= 7
