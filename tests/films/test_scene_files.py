"""Films that cannot be made are refused before anything is trained, with the way out."""

from __future__ import annotations

import runpy
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from deconviz.config.file import load_config
from deconviz.config.schema import FilmEntry
from deconviz.errors import UserError
from deconviz.films.scene_files import (
    SceneFile,
    problems,
    read_scene_file,
    scene_file,
    scene_files,
)
from deconviz.films.shows import Shows
from support.workspace import ROOT

CONFIG = ROOT / "workflow/config.yaml"
FILES = scene_files(ROOT / "scenes")
SCENES = {name: file for file in FILES for name in file.scenes}


SHIPPED = load_config(CONFIG)


def problems_of(film: str, entry: dict[str, Any], **config: Any) -> list[str]:
    """What is said of a config with this film alone, and with other settings."""
    settings = load_config(CONFIG, config)
    alone = settings.films.model_copy(update={"entries": {film: FilmEntry.model_validate(entry)}})
    return problems(settings.model_copy(update={"films": alone}), FILES)


def test_all_films_that_we_ship_can_be_made() -> None:
    assert problems(SHIPPED, FILES) == []


# Names.

ENTRIES = {
    entry.scene or name: entry.model_dump(exclude_defaults=True, exclude={"scene"})
    for name, entry in SHIPPED.films.entries.items()
}
"""An entry of the config for each scene."""


@pytest.mark.parametrize("film", ["Film", "Shows", "ValueError", "None"])
@pytest.mark.parametrize("scene", ENTRIES)
def test_a_film_called_like_what_its_scene_file_uses_is_refused(scene: str, film: str) -> None:
    assert problems_of(film, {"scene": scene, **ENTRIES[scene]}) == [
        f"films.entries.{film}.scene: {SCENES[scene].path.name} uses the name {film} itself: "
        "rename the film"
    ]


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_file_uses_every_name_that_it_has_when_it_runs(scene: str) -> None:
    namespace = runpy.run_path(str(SCENES[scene].path), run_name=scene)
    own = {name for name in namespace if not name.startswith("__")}
    assert own - set(SHIPPED.films.entries) <= SCENES[scene].names


@pytest.mark.parametrize(("film", "scene"), list(pairwise([*ENTRIES, next(iter(ENTRIES))])))
def test_a_film_called_like_a_scene_tells_that_scene(film: str, scene: str) -> None:
    assert problems_of(scene, {"scene": scene, **ENTRIES[scene]}) == []
    assert problems_of(film, {"scene": scene, **ENTRIES[scene]}) == [
        f"films.entries.{film}.scene: {film} is a scene too and cannot tell {scene}: "
        "rename the film"
    ]


def test_an_unknown_scene_is_refused_with_the_nearest() -> None:
    assert problems_of("OneComponents", ENTRIES["OneComponent"]) == [
        "films.entries.OneComponents.scene: there is no scene OneComponents: did you mean "
        "OneComponent?"
    ]
    [other] = problems_of("F", {"scene": "Act", "variant": "baseline"})
    assert other.startswith("films.entries.F.scene: there is no scene Act: use one of AllC")


# What a file of scenes says of itself.


def scenes_of(tmp_path: Path, text: str) -> dict[str, Shows]:
    path = tmp_path / "s.py"
    path.write_text(text)
    return read_scene_file(path).scenes


def test_scenes_are_the_classes_that_a_file_hands_over(tmp_path: Path) -> None:
    text = """
class A(Film):
    shows = Shows(channels=(2, 3), one_size=True)
class B(A): pass
class C(Film): pass
class Helper: pass
globals().update(film.films(A, B)); films(C)
"""
    two = Shows(channels=(2, 3), one_size=True)
    assert scenes_of(tmp_path, text) == {"A": two, "B": two, "C": Shows()}


@pytest.mark.parametrize(
    "shows",
    ["Shows(channels=MOST)", "Shows((2, 3))", "Shows(channel=(2, 3))", "Shows(channels=2)", "MINE"],
)
def test_what_a_scene_shows_is_written_out(tmp_path: Path, shows: str) -> None:
    with pytest.raises(UserError, match=r"s\.py: what a scene shows must be written out: `shows ="):
        scenes_of(tmp_path, f"class A(Film):\n    shows = {shows}\nfilms(A)\n")


def test_a_file_that_is_not_python_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"s\.py, line 2: is not Python: correct it"):
        scenes_of(tmp_path, "a = 1\nclass:\n")


def test_a_scene_in_two_files_is_refused() -> None:
    files = [SceneFile(Path(name), {"A": Shows()}, frozenset()) for name in ("a.py", "b.py")]
    with pytest.raises(UserError, match=r"a\.py and b\.py both have a scene A: rename one"):
        scene_file("A", files)
