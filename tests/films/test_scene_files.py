"""Films that cannot be made are refused before anything is trained, with the way out."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from deconviz.config.file import load_config
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
    """What is said of a config with this film, and with other settings."""
    plain: dict[str, Any] = {"seed": 11, "variant": None, "variants": [], "codes": []}
    films = {"films": {"entries": {film: plain | entry}}}
    return problems(load_config(CONFIG, {**films, **config}), FILES)


def test_all_films_that_we_ship_can_be_made() -> None:
    assert problems(SHIPPED, FILES) == []


# Names.

FILLING: dict[str, dict[str, Any]] = {
    "OneComponent": {"variant": "baseline"},
    "AllComponents": {"variant": "baseline"},
    "SideBySide": {"variants": ["baseline"]},
    "ScaleAndAdd": {"variant": "baseline"},
}


@pytest.mark.parametrize(
    ("scene", "film"),
    [
        ("AllComponents", "Label"),
        ("AllComponents", "Surface"),
        ("AllComponents", "SECONDS"),
        ("AllComponents", "Any"),
        ("ScaleAndAdd", "SumLine"),
        ("ScaleAndAdd", "Act"),
        ("OneComponent", "ValueError"),
        ("OneComponent", "None"),
    ],
)
def test_a_film_called_like_what_its_scene_file_uses_is_refused(scene: str, film: str) -> None:
    assert problems_of(film, {"scene": scene, **FILLING[scene]}) == [
        f"films.entries.{film}.scene: {SCENES[scene].path.name} uses the name {film} itself: "
        "rename the film"
    ]


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_file_uses_every_name_that_it_has_when_it_runs(scene: str) -> None:
    namespace = runpy.run_path(str(SCENES[scene].path), run_name=scene)
    own = {name for name in namespace if not name.startswith("__")}
    assert own - set(SHIPPED.films.entries) <= SCENES[scene].names


@pytest.mark.parametrize("film", SCENES)
@pytest.mark.parametrize("scene", SCENES)
def test_a_film_called_like_a_scene_tells_that_scene(film: str, scene: str) -> None:
    found = problems_of(film, {"scene": scene, **FILLING[scene]})
    assert found == [
        f"films.entries.{film}.scene: {film} is a scene too and cannot tell {scene}: "
        "rename the film"
    ] * (film != scene)


def test_an_unknown_scene_is_refused_with_the_nearest() -> None:
    assert problems_of("OneComponents", FILLING["OneComponent"]) == [
        "films.entries.OneComponents.scene: there is no scene OneComponents: did you mean "
        "OneComponent?"
    ]
    [other] = problems_of("F", {"scene": "Act", "variant": "baseline"})
    assert other.startswith("films.entries.F.scene: there is no scene Act: use one of AllC")


# What scenes show.

FIVE = {"variants": {"five": {"network": {"channels": 5}}, "one": {"network": {"channels": 1}}}}
LONG = {"variants": {"long": {"network": {"kernel": 9}}}}
OTHER = "choose another variant or remove the film"


@pytest.mark.parametrize(
    ("entry", "config", "expected"),
    [
        (
            {"scene": "OneComponent", "variant": "five"},
            FIVE,
            f"variant: OneComponent shows 2 to 3 channels, but five has 5: {OTHER}",
        ),
        (
            {"scene": "AllComponents", "variant": "five"},
            FIVE,
            f"variant: AllComponents shows 1 to 4 channels, but five has 5: {OTHER}",
        ),
        (
            {"scene": "ScaleAndAdd", "variant": "five"},
            FIVE,
            f"variant: ScaleAndAdd shows 1 to 3 channels, but five has 5: {OTHER}",
        ),
        (
            {"scene": "ScaleAndAdd", "variant": "wide"},
            {"data": {"points": 40}, "variants": {"wide": {"network": {"kernel": 32}}}},
            f"variant: ScaleAndAdd shows kernels of 2 to 31 points, but wide has 32: {OTHER}",
        ),
        (
            {"scene": "OneComponent", "variant": "baseline", "codes": [[0, 0, 0]]},
            {},
            "codes: OneComponent shows no codes, not 1: remove codes",
        ),
        (
            {"scene": "OneComponent", "variants": ["baseline", "code-noise"]},
            {},
            "variants: OneComponent shows 1 network, not 2: choose as many",
        ),
        (
            {"scene": "SideBySide", "variants": ["a-variant-with-a-long-name"]},
            {"variants": {"a-variant-with-a-long-name": {}}},
            "variants: SideBySide has room for names of 22 letters, a-variant-with-a-long-name has "
            "26: rename it",
        ),
        (
            {"scene": "SideBySide", "variants": ["baseline"] * 4},
            {},
            "variants: SideBySide shows 1 to 3 networks, not 4: choose as many",
        ),
        (
            {"scene": "SideBySide", "variants": ["baseline", "long", "five"]},
            {"variants": FIVE["variants"] | LONG["variants"]},
            "variants: SideBySide shows networks of one size, not of 3 x 7, 3 x 9, 5 x 7: "
            "choose others",
        ),
    ],
)
def test_what_a_scene_cannot_show_is_refused(
    entry: dict[str, Any], config: dict[str, Any], expected: str
) -> None:
    assert problems_of("F", entry, **config) == [f"films.entries.F.{expected}"]


@pytest.mark.parametrize("kernel", [2, 15])
@pytest.mark.parametrize(
    ("scene", "channels"),
    [("OneComponent", 2), ("AllComponents", 1), ("SideBySide", 9), ("ScaleAndAdd", 1)],
)
def test_all_else_is_let_through(scene: str, channels: int, kernel: int) -> None:
    size = {"channels": channels, "kernel": kernel, "stride": 20}
    entry = {"variant": "x"} if scene != "SideBySide" else {"variants": ["x"] * 3}
    config = {"variants": {"x": {"network": size}}}
    assert problems_of("F", {"scene": scene, **entry}, **config) == []


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
