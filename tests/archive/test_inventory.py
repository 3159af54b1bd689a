"""All that is in results is held against its SHA-256 on record."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from deconviz.archive.files import (
    NO_RECORD,
    replacing,
    replacing_folder,
    write_bytes,
    write_sums,
)
from deconviz.archive.inventory import DAMAGED, Finding, inventory

KINDS = (
    *("models/baseline/seed11.safetensors", "data/curves.safetensors", "claims.json"),
    *("tables/losses.csv", "tables/made-from.json", "noise-grid.json", "manifest.json"),
    *("figures/light/loss.png", "figures/light/loss.pdf", "figures/light/loss.svg"),
    *("figures/loss.json", "figures/loss.rst", "fonts/Inter-Regular.ttf"),
    *("films/1080p60/Rain.mp4", "films/1080p60/Rain.poster.png", "films/1080p60/Rain.about.json"),
    *("films/1080p60/Rain.facts.json", "films/1080p60/Rain.srt", "films/1080p60/Rain.vtt"),
    *("films/1080p60-transparent/Rain.mov", "talk/gif/Rain.gif", "talk/webm/Rain.webm"),
    *("talk/still/Rain.pdf", "decks/short/short.pptx", "decks/short/deck.json"),
    *("layers/mine/layer.safetensors", "layers/mine/films/1080p60/Rain.mp4"),
    *("upsampling/kernels.safetensors", "site/index.html", "site/variants/baseline.js"),
)
FOLDER = "decks/short/reveal"
FLIPS = 50


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of every kind, each with other bytes, and a folder."""
    folder = tmp_path_factory.mktemp("whole") / "results"
    draws = random.Random(1)
    for name in KINDS:
        write_bytes(folder / name, draws.randbytes(200))
    write_sums([folder / "models/baseline/seed11.safetensors"])
    with replacing_folder(folder / FOLDER) as made:
        for name in ("index.html", "films/Rain.mp4"):
            (made / name).parent.mkdir(exist_ok=True)
            (made / name).write_bytes(draws.randbytes(200))
    return folder


EVERY = [*KINDS, "models/baseline/SHA256SUMS", f"{FOLDER}/index.html", f"{FOLDER}/films/Rain.mp4"]


def target(name: str) -> str:
    return FOLDER if name.startswith(FOLDER) else name


def test_a_whole_tree_has_nothing_to_find(results: Path) -> None:
    found = inventory(results)
    assert found.findings == []
    assert found.sizes.keys() == set(EVERY)
    assert all(size for size in found.sizes.values())


Change = Callable[[bytes], bytes]


def flip_a_bit(draws: random.Random) -> Change:
    """Return what flips one bit anywhere."""

    def flip(content: bytes) -> bytes:
        place = draws.randrange(8 * len(content))
        flipped = bytearray(content)
        flipped[place // 8] ^= 1 << place % 8
        return bytes(flipped)

    return flip


CHANGES: dict[str, Change] = {
    "the last byte is cut off": lambda content: content[:-1],
    "half is cut off": lambda content: content[: len(content) // 2],
    "it is emptied": lambda content: content[:0],
    **{f"bit flip {number}": flip_a_bit(random.Random(number)) for number in range(FLIPS)},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_damage_to_any_kind_of_file_is_found(results: Path, change: Change) -> None:
    before = {name: (results / name).read_bytes() for name in EVERY}
    for name, content in before.items():
        (results / name).write_bytes(change(content))
    found = inventory(results).findings
    for name, content in before.items():
        (results / name).write_bytes(content)
    assert found == [Finding(name, "damaged", DAMAGED, target(name)) for name in sorted(EVERY)]


def test_missing_files_are_found(results: Path) -> None:
    away = results.with_name("away")
    results.rename(away)
    shutil.copytree(away / ".sums", results / ".sums")
    found = inventory(results).findings
    shutil.rmtree(results)
    away.rename(results)
    missing = [Finding(name, "missing", "is missing", target(name)) for name in sorted(EVERY)]
    assert found == missing


@pytest.mark.parametrize(
    "name", ["notes.txt", "tables/other.csv", f"{FOLDER}/notes.txt", "films/.unfinished-1.mp4"]
)
def test_a_file_that_no_job_has_made_is_foreign(results: Path, name: str) -> None:
    (results / name).write_bytes(b"")
    found = inventory(results).findings
    (results / name).unlink()
    assert found == [Finding(name, "foreign", NO_RECORD)]


def test_what_a_build_at_work_has_not_finished_is_left_out(results: Path) -> None:
    with (
        pytest.raises(KeyboardInterrupt),
        replacing(results / "claims.json"),
        replacing_folder(results / FOLDER) as deck,
    ):
        (deck / "index.html").touch()
        found = inventory(results)
        assert found.findings == []
        assert found.sizes.keys() == set(EVERY)
        raise KeyboardInterrupt


def test_a_file_that_is_deleted_meanwhile_is_passed_over(
    results: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked: list[tuple[str, list[str], list[str]]] = [(str(results), [], ["claims.json", "gone"])]
    monkeypatch.setattr("os.walk", lambda folder: walked if folder == results else [])
    assert inventory(results).sizes.keys() == {"claims.json"}


@pytest.mark.parametrize("name", ["logs/a.log", "manim/texts/a.svg", "films/stills/Rain.png"])
def test_what_nobody_reads_is_left_out(results: Path, name: str) -> None:
    (results / name).parent.mkdir(parents=True, exist_ok=True)
    (results / name).write_bytes(b"")
    assert inventory(results).findings == []


def test_what_snakemake_leaves_in_folders_is_left_out(results: Path) -> None:
    (results / FOLDER / ".snakemake_timestamp").touch()
    assert inventory(results).findings == []


@pytest.mark.parametrize(("is_there", "what"), [(True, "damaged"), (False, "missing")])
def test_a_file_whose_job_was_killed_just_before_it_got_its_name_is_made_again(
    is_there: bool, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is on record by then. Snakemake deletes the old file first; whoever films by hand not."""
    results = tmp_path / "results"
    film = results / "films/480p15/Rain.mp4"
    if is_there:
        write_bytes(film, b"the film before")
    replace = Path.replace

    def die(self: Path, target: Path) -> Path:
        if target == film:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", die)
    with pytest.raises(KeyboardInterrupt):
        write_bytes(film, b"a film")
    [found] = inventory(results).findings
    assert (found.what, found.target) == (what, "films/480p15/Rain.mp4")


@pytest.mark.parametrize("content", [b"", b"\xff", b"nothing\n"])
def test_a_damaged_record_makes_its_file_foreign(results: Path, content: bytes) -> None:
    record = results / ".sums/claims.json.sha256"
    before = record.read_bytes()
    record.write_bytes(content)
    found = inventory(results).findings
    record.write_bytes(before)
    assert found == [Finding("claims.json", "foreign", NO_RECORD)]


def test_where_nothing_is_built_there_is_nothing_to_find(tmp_path: Path) -> None:
    assert inventory(tmp_path / "results").findings == []
