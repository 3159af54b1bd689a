"""Damage to any kind of file that a real build makes is found, and no job takes it for whole."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deconviz.archive import records
from deconviz.archive.inventory import DAMAGED, Finding, inventory
from deconviz.errors import UserError
from deconviz.pipeline.script import check_inputs
from support.once import once
from support.small_build import FILM, MODEL, TARGETS, small_workspace
from support.workspace import Workspace

pytestmark = [pytest.mark.pipeline, pytest.mark.faults]

DECK = """
talk:
  formats: [web, gif, still]
  decks:
    mine:
      title: Mine
      slides:
        - {heading: First, film: Blink, notes: Look.}
        - {heading: Then, figure: loss, notes: Look again.}
"""
MADE = [
    *TARGETS,
    *("results/tables/losses.csv", "results/claims.json", "results/figures/light/loss.pdf"),
    "results/figures/light/network.png",
    *("results/talk/web/Blink.mp4", "results/talk/gif/Blink.gif", "results/talk/still/Blink.pdf"),
    *("results/decks/mine/deck.json", "results/site/assets", "results/site/films/Blink"),
    *("results/site/figures/loss", "results/site/variants/code-noise.js"),
    "results/site/explorer.html",
]
FLIPS = 50
Change = Callable[[bytes], bytes]


def flip(number: int) -> Change:
    """Return what flips one bit anywhere."""
    draws = random.Random(number)

    def change(content: bytes) -> bytes:
        place = draws.randrange(8 * len(content))
        held = bytearray(content)
        held[place // 8] ^= 1 << place % 8
        return bytes(held)

    return change


CHANGES: list[Change] = [
    lambda content: content[:-1],
    lambda content: content[: len(content) // 2],
    lambda content: content[:0],
    *(flip(number) for number in range(FLIPS)),
]


@pytest.fixture(scope="session")
def made(shared: Path) -> Workspace:
    """A small build of everything but D3, which comes from npm."""

    def make(folder: Path) -> None:
        workspace = small_workspace(folder)
        with workspace.path("workflow/config.yaml").open("a") as config:
            config.write(DECK)
        workspace.build(*MADE)

    return Workspace(once(shared / "damage", make))


@contextmanager
def damage(file: Path, change: Change) -> Iterator[None]:
    content = file.read_bytes()
    file.write_bytes(change(content))
    try:
        yield
    finally:
        file.write_bytes(content)


def whole_files(results: Path) -> list[str]:
    """Return every file that is on record; some are empty, which nothing can damage."""
    found = inventory(results)
    assert found.findings == []
    return sorted(name for name, size in found.sizes.items() if size)


def kind(name: str) -> str:
    """Return what stands for all files like this one: folders without names, and its ending."""
    folder, _, rest = name.partition("/")
    deeper = rest.split("/")[1] if folder == "decks" else ""
    return folder + deeper + "".join(Path(name).suffixes)


def taken(workspace: Workspace) -> dict[str, list[str]]:
    """Return what each job takes from results, by the first of its files."""
    command = [sys.executable, "-m", "snakemake", "--cores", "1", "--detailed-summary", *MADE]
    done = subprocess.run(
        command,
        cwd=workspace.folder,
        env=workspace.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    head, *rows = (line.split("\t") for line in done.stdout.splitlines())
    column = head.index("input-file(s)")
    return {
        row[0]: [file for file in row[column].split(",") if file.startswith("results/")]
        for row in rows
    }


def test_every_kind_of_damage_to_every_file_is_found(made: Workspace) -> None:
    results = made.path("results")
    names = whole_files(results)
    contents = {name: (results / name).read_bytes() for name in names}
    for change in CHANGES:
        for name, content in contents.items():
            (results / name).write_bytes(change(content))
        found = inventory(results).findings
        for name, content in contents.items():
            (results / name).write_bytes(content)
        assert [(one.path, one.what, one.why) for one in found] == [
            (name, "damaged", DAMAGED) for name in names
        ]
        assert all(isinstance(one, Finding) and one.target for one in found)
    kinds = {kind(name) for name in names}
    print(
        f"\ndamage: {len(names)} files of {len(kinds)} kinds x {len(CHANGES)}: "
        f"{len(names) * len(CHANGES)} damages, all found",
        file=sys.__stderr__,
    )


def test_every_job_refuses_every_damage_to_what_it_takes(
    made: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What scripts do with their inputs before they begin, for each input of each job."""
    monkeypatch.chdir(made.folder)
    inputs = sorted({file for files in taken(made).values() for file in files})
    refused = 0
    for file in inputs:
        inside = records.files_of(Path(file)) if Path(file).is_dir() else [Path(file)]
        part = next(path for path in sorted(inside) if path.stat().st_size)
        for change in CHANGES:
            with damage(part, change), pytest.raises(UserError, match="is damaged"):
                check_inputs([file])
            refused += 1
        check_inputs([file])
    print(f"\nrefused by jobs: {refused} damages to {len(inputs)} inputs", file=sys.__stderr__)


@pytest.mark.parametrize(
    ("taken_file", "product"),
    [
        (MODEL, FILM),
        (MODEL, "results/tables/losses.csv"),
        ("results/data/curves.safetensors", "results/site/variants/code-noise.js"),
        ("results/models/code-noise/history.safetensors", "results/figures/light/loss.png"),
        ("results/fonts/Inter-Regular.ttf", "results/figures/light/network.png"),
        (FILM, "results/talk/web/Blink.mp4"),
        (FILM.replace("mp4", "about.json"), "results/talk/gif/Blink.gif"),
        (FILM.replace("mp4", "poster.png"), "results/talk/still/Blink.pdf"),
        ("results/figures/light/loss.png", "results/site/figures/loss"),
        ("results/figures/loss.json", "results/decks/mine/mine.pptx"),
    ],
)
def test_a_real_job_makes_nothing_of_what_is_damaged(
    taken_file: str, product: str, made: Workspace, tmp_path: Path
) -> None:
    workspace = made.copy(tmp_path / "copy")
    file, wanted = workspace.path(taken_file), workspace.path(product)
    file.write_bytes(flip(7)(file.read_bytes()))
    before = wanted.stat().st_mtime_ns
    result = workspace.snakemake("--rerun-triggers", "params", "--forcerun", product, "--", product)
    assert result.code != 0
    assert f"{taken_file}: is damaged" in result.text
    assert f"`./run -f {taken_file}`" in result.text
    assert "Traceback" not in result.text
    assert not wanted.exists() or wanted.stat().st_mtime_ns == before
