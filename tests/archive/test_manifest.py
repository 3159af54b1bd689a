"""The list of all files for talks says what is there, and nothing of the machine."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from deconviz.archive.manifest import manifest
from deconviz.config.manifest_job import Deliverable, ManifestJob
from deconviz.config.talk import Credit
from deconviz.errors import UserError

FILES = {
    "results/films/1080p60/Rain.mp4": b"a film",
    "results/films/1080p60/Rain.srt": b"its subtitles",
    "results/talk/gif/Rain.gif": b"a moving picture",
    "results/decks/short/reveal/index.html": b"a page",
    "results/decks/short/reveal/films/Rain.mp4": b"a film",
}
FILM, GIF, REVEAL = (
    Deliverable(rule="film", settings="0f", seeds=(11,), targets=tuple(list(FILES)[:2])),
    Deliverable(rule="gif", settings="1f", seeds=(11,), targets=("results/talk/gif/Rain.gif",)),
    Deliverable(
        rule="reveal", settings="2f", seeds=(11, 22), targets=("results/decks/short/reveal",)
    ),
)
JOB = ManifestJob(
    credit=Credit(author="Somebody", source="A book", licence="MIT"),
    versions={"python": "3.11.7", "av": "18.1.0"},
    deliverables=(FILM, GIF, REVEAL),
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        path = tmp_path / "place" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path / "place"


def files(listed: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {file["path"]: file for made in listed["deliverables"] for file in made["files"]}


def test_every_file_is_listed_with_its_size_and_its_hash(place: Path) -> None:
    listed = files(manifest(JOB, place))
    assert listed.keys() == FILES.keys()
    for name, content in FILES.items():
        assert listed[name]["size"] == len(content)
        assert listed[name]["sha256"] == hashlib.sha256(content).hexdigest()


def test_each_deliverable_says_what_makes_it_and_how_to_make_it_again(place: Path) -> None:
    made = manifest(JOB, place)["deliverables"]
    assert [one["rule"] for one in made] == ["film", "gif", "reveal"]
    assert [one["settings"] for one in made] == ["0f", "1f", "2f"]
    assert [one["seeds"] for one in made] == [[11], [11], [11, 22]]
    assert [one["rebuild"] for one in made] == [
        "./run -f results/films/1080p60/Rain.mp4",
        "./run -f results/talk/gif/Rain.gif",
        "./run -f results/decks/short/reveal",
    ]


def test_it_says_whose_work_it_is_and_what_made_it(place: Path) -> None:
    listed = manifest(JOB, place)
    assert (listed["author"], listed["source"], listed["licence"]) == ("Somebody", "A book", "MIT")
    assert listed["versions"] == {"python": "3.11.7", "av": "18.1.0"}


@pytest.mark.parametrize("changed", FILES)
def test_a_file_that_changes_changes_its_entry_alone(place: Path, changed: str) -> None:
    before = files(manifest(JOB, place))
    (place / changed).write_bytes(b"something else")
    after = files(manifest(JOB, place))
    assert {name for name in FILES if before[name] != after[name]} == {changed}


def test_the_same_files_have_the_same_list_anywhere_and_at_any_time(
    place: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(place, moved)
    for file in filter(Path.is_file, moved.rglob("*")):
        os.utime(file, (0, 0))
    here, there = (json.dumps(manifest(JOB, folder)) for folder in (place, moved))
    assert here == there
    assert str(tmp_path) not in here


def test_a_file_that_is_missing_is_named_with_the_command_that_makes_it(place: Path) -> None:
    (place / "results/talk/gif/Rain.gif").unlink()
    with pytest.raises(UserError, match=r"is missing: build it with `./run results/talk/gif/Rain"):
        manifest(JOB, place)
