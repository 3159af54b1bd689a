"""The pack for talks, built by the real pipeline at draft size."""

from __future__ import annotations

from pathlib import Path

import pytest

from deconviz import paths
from deconviz.config.file import load_config
from support.once import once
from support.workspace import ROOT, Workspace

pytestmark = [pytest.mark.pipeline, pytest.mark.slow]

CONFIG = load_config(ROOT / paths.CONFIG)
FILMS = list(CONFIG.films.entries)
DECKS = CONFIG.talk.decks
FORMS = (paths.REVEAL, paths.PPTX, paths.BEAMER, paths.MANIM_SLIDES, paths.HANDOUT, paths.DECK)
DONE = "Films are ready for talks: results/films, results/talk, results/decks"


@pytest.fixture(scope="module")
def pack(shared: Path, built: Workspace) -> Workspace:
    """All that talks need. Copy it before changing anything."""

    def make(folder: Path) -> None:
        built.copy(folder).build("talk")

    return Workspace(once(shared / "pack", make))


def planned(workspace: Workspace) -> set[str]:
    return workspace.planned("talk") - {DONE}


def test_every_film_is_there_in_every_format_of_the_config(pack: Workspace) -> None:
    patterns = {"web": paths.WEB, "gif": paths.GIF, "still": paths.STILL}
    assert set(CONFIG.talk.formats) == set(patterns)
    for pattern in patterns.values():
        for film in FILMS:
            assert pack.path(paths.format_path(pattern, film, "dark")).stat().st_size > 0


def test_every_deck_is_there_in_every_form(pack: Workspace) -> None:
    for deck in DECKS:
        for form in FORMS:
            assert pack.path(form.format(deck=deck)).exists()


def test_nothing_is_left_to_do(pack: Workspace) -> None:
    assert planned(pack) == set()


def test_another_film_costs_its_formats_and_the_decks_that_hold_it(
    pack: Workspace, tmp_path: Path
) -> None:
    changed = pack.copy(tmp_path / "changed")
    old = "RoundTrip: {variant: code-noise, seed: 11}"
    changed.edit("workflow/config.yaml", old, old.replace("11", "22"))
    holding = [name for name, deck in DECKS.items() if "RoundTrip" in deck.films]
    assert holding == ["twenty-minutes"]
    jobs = planned(changed)
    about = {"Filming RoundTrip at 480p15", "Making RoundTrip small, as a GIF and as a page"}
    assert about == {job for job in jobs if "RoundTrip" in job}
    of_decks = {job for job in jobs - about if "five-minutes" in job or "twenty-minutes" in job}
    assert not any("five-minutes" in job for job in of_decks)
    assert len(of_decks) == len(FORMS)
    assert jobs - about - of_decks == {"Listing all files for talks: results/manifest.json"}


def test_another_note_costs_its_deck_alone(pack: Workspace, tmp_path: Path) -> None:
    changed = pack.copy(tmp_path / "changed")
    changed.edit("workflow/config.yaml", "Start here. The code is", "The code is")
    jobs = planned(changed) - {"Listing all files for talks: results/manifest.json"}
    assert len(jobs) == len(FORMS)
    assert all("five-minutes" in job for job in jobs)


def test_a_deck_alone_makes_its_own_films_small_and_no_others(
    built: Workspace,
) -> None:
    jobs = built.planned(paths.DECK.format(deck="five-minutes"))
    small = {job for job in jobs if "small" in job}
    films = DECKS["five-minutes"].films
    assert {film for film in FILMS if any(f" {film} " in job for job in small)} == set(films)
