"""All that the config asks for is checked before any job, in at most five plain lines."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from deconviz import paths
from deconviz.archive.unfinished import Owner
from deconviz.pipeline import preflight
from deconviz.provenance import builds
from support.workspace import ROOT


def refusal(asked: list[str], root: Path = ROOT, **config: Any) -> str:
    with pytest.raises(SystemExit) as caught:
        preflight.start(root, config, asked=asked)
    return str(caught.value)


@pytest.fixture
def without_films(tmp_path: Path) -> Path:
    """A repository whose config has no films."""
    for folder in ("scenes", "src"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    config = tmp_path / paths.CONFIG
    config.parent.mkdir()
    text = (ROOT / paths.CONFIG).read_text()
    config.write_text(text[: text.index("\nfilms:")])
    return tmp_path


def test_the_config_that_we_ship_asks_for_what_can_be_made() -> None:
    plan = preflight.start(ROOT, {}, asked=["noise_grid"])
    assert plan.scenes.keys() == plan.config.films.entries.keys()
    assert {f"decoder-filters-{variant}" for variant in plan.config.variants} <= plan.figures.keys()


def test_many_films_that_cannot_be_made_are_counted_and_the_first_are_told() -> None:
    text = refusal(
        [],
        variants={name: {"network": {"channels": 3, "kernel": 9}} for name in ["x"]}
        | {"baseline": {"network": {"channels": 8}}},
    )
    assert text.splitlines() == [
        f"{ROOT}/workflow/config.yaml is not usable:",
        "  films.entries.OneComponentBaseline.variant: OneComponent shows 1 to 4 channels, but "
        "baseline has 8: choose another variant or remove the film",
        "  films.entries.AllComponentsBaseline.variant: AllComponents shows 1 to 4 channels, but "
        "baseline has 8: choose another variant or remove the film",
        "  films.entries.SideBySide.variants: SideBySide shows networks of one size, not of "
        "8 x 7, 3 x 7, 3 x 7: choose others",
        "  and 2 more",
    ]


def test_two_figures_of_one_name_are_refused() -> None:
    header, line = refusal([], variants={"aligned-baseline": {}}).splitlines()
    assert header.endswith("workflow/config.yaml is not usable:")
    assert line.strip() == (
        "variants: the figures decoder-filters of aligned-baseline and decoder-filters-aligned of "
        "baseline would both be decoder-filters-aligned-baseline: rename aligned-baseline or "
        "baseline"
    )


ONE_CHANNEL = {
    "network": {"channels": 1},
    "variants": {name: {"code_noise": []} for name in ("code-noise", "input-noise")},
}


@pytest.mark.parametrize(
    "target",
    [
        "noise_grid",
        "results/noise-grid.json",
        "results/tables/noise-grid.csv",
        "results/figures/light/noise-grid.png",
    ],
)
def test_a_noise_grid_that_cannot_be_measured_is_refused(target: str, without_films: Path) -> None:
    expected = "noise_grid: compares seeds, and there is one: list more under seeds"
    assert refusal(["--cores", "2", target], root=without_films, seeds=[11]) == expected
    figure = "results/figures/light/loss.png"
    assert preflight.start(without_films, {"seeds": [11]}, asked=[figure])


ONE_FILM = {"heading": "A film", "film": "RoundTrip", "notes": "Play it."}


def deck_refusal(**slide: Any) -> str:
    decks = {"mine": {"title": "A talk", "slides": [ONE_FILM | slide]}}
    header, line = refusal([], talk={"decks": decks}).splitlines()
    assert header.endswith("workflow/config.yaml is not usable:")
    return line.strip()


def test_a_film_that_does_not_end_as_it_begins_cannot_loop() -> None:
    assert deck_refusal(film="Remedies", loop=True) == (
        "talk.decks.mine: Remedies does not end as it begins and would jump: "
        "remove loop from slide 'A film'"
    )


def test_a_figure_of_a_deck_that_nothing_draws_is_named_with_the_nearest() -> None:
    assert deck_refusal(film=None, figure="los") == (
        "talk.decks.mine: there is no figure los: did you mean loss?"
    )


@pytest.mark.parametrize("form", ["deck.json", "reveal", "mine.pptx"])
def test_a_deck_that_is_asked_for_must_be_there(form: str) -> None:
    assert refusal([f"results/decks/five-minute/{form}"]) == (
        "there is no deck five-minute: did you mean five-minutes?"
    )


def test_a_film_that_compares_seeds_is_refused_where_there_is_one() -> None:
    header, line = refusal([], seeds=[11]).splitlines()
    assert header == f"{ROOT}/workflow/config.yaml is not usable:"
    assert line.strip() == (
        "films.entries.FallingIntoLine.seed: FallingIntoLine compares 2 seeds or more, and the "
        "config lists 1: list more under seeds, or remove the film"
    )


def test_a_film_about_noise_on_the_input_is_refused_where_there_is_none() -> None:
    _, line = refusal([], variants={"input-noise": {"input_noise": 0}}).splitlines()
    assert line.strip() == (
        "films.entries.InputNoise.variants: InputNoise shows noise on the input, but code-noise, "
        "input-noise have none: choose another variant or remove the film"
    )


@pytest.fixture
def killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The lock, the record and a half file of a build that was killed."""
    monkeypatch.chdir(tmp_path)
    gone = replace(Owner.of_this_process(), birth="1")
    half = f"results/films/{gone.prefix}abc.mp4"
    left = [builds.LOCKS / "0.input.lock", builds.record_of(gone), Path(half)]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(gone)))
    return left


def test_a_build_clears_away_what_one_that_was_killed_has_left(killed: list[Path]) -> None:
    preflight.begin(["all"], dry=False)
    assert not any(path.exists() for path in killed)


@pytest.mark.parametrize(("asked", "dry"), [(["--summary", "all"], False), (["all"], True)])
def test_what_only_reads_leaves_all_as_it_is(
    killed: list[Path], asked: list[str], dry: bool
) -> None:
    preflight.begin(asked, dry=dry)
    assert all(path.exists() for path in killed)
    assert [path.name for path in builds.BUILDS.iterdir()] == [killed[1].name]
