"""Hostile words on a command line, in Snakemake's hands: a line or two, and nothing is done."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from support import forks
from support.hostile import SECONDS, words
from support.small_build import small_workspace
from support.workspace import ROOT, Workspace

pytestmark = pytest.mark.pipeline

DECK = """
talk:
  decks:
    mine: {title: Mine, slides: [{heading: First, film: Blink, notes: Look.}]}
layers:
  own: {file: own.npz}
"""
PATTERNS = [
    *("results/data/{0}/curves.safetensors", "results/models/{0}/seed11.safetensors"),
    *("results/models/code-noise/seed{0}.safetensors", "results/models/{0}/history.safetensors"),
    *("results/figures/{0}/loss.png", "results/figures/light/{0}.png", "results/tables/{0}.csv"),
    *("results/films/{0}/Blink.mp4", "results/films/480p15/{0}.mp4", "results/talk/gif/{0}.gif"),
    *("results/films/480p15{0}/Blink.mov", "results/decks/{0}/deck.json", "results/decks/mine/{0}"),
    *("results/layers/{0}/layer.json", "results/layers/own/films/480p15/{0}.mp4"),
    *("results/site/{0}.html", "results/site/variants/{0}.js", "results/site/layers/{0}.js"),
    *("results/site/films/{0}", "results/site/figures/{0}", "docs/decoder-filters-{0}.png"),
    *("results/{0}", "{0}", "/{0}", "../{0}"),
]
MENDED = [
    (["results/data/nope/curves.safetensors"], "curves.safetensors: nothing makes it"),
    (["results/site/layers/nope.js"], "nope.js: nothing makes it"),
    (["results/layers/own/films/480p15/Nope.mp4"], "own gets no film Nope: use one of"),
    ([""], "a target is empty: leave it out"),
    (["a\nb"], "a\\nb: nothing makes it"),
    (["train"], "this rule makes many files: name one of them"),
    (["results/figures/light/" + "ab" * 30_000 + ".png"], "nothing makes it"),
    (["--config", "a"], "--config 'a': is no setting: write it like 'seeds=[11, 22]'"),
    (["--config", "seeds=" + "[" * 50 + "]" * 50], "more than 30 lists or mappings"),
    (["--configfile", "nope.yaml"], "nope.yaml: cannot be read (No such file or directory)"),
    (["--configfile", "evil.yaml"], "evil.yaml: '__use_yte__': no such key"),
    (
        ["--config", "layers={x: {file: ~nobody-at-all/x.pt}}", "--", "layers"],
        "nobody has this home",
    ),
]


@pytest.fixture
def unbuilt(tmp_path: Path) -> Workspace:
    workspace = small_workspace(tmp_path / "unbuilt")
    with workspace.path("workflow/config.yaml").open("a") as config:
        config.write(DECK)
    shutil.copy(ROOT / "scenes/stamp_1d.py", workspace.path("scenes"))
    np.savez(workspace.path("own.npz"), weight=np.ones((3, 2, 4)))
    return workspace


def state(workspace: Workspace) -> dict[str, tuple[int, int]]:
    """The size and the time of every file but Snakemake's own and compiled code."""
    return {
        str(path): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in workspace.folder.parent.rglob("*")
        if path.is_file() and not {".snakemake", "__pycache__"} & set(path.parts)
    }


def answers(
    workspace: Workspace, commands: Sequence[Sequence[str]]
) -> list[tuple[int, str, float]]:
    """What each command line gets in a dry run; the first only shows how long a good one takes."""
    lines = [["-n", "results/claims.json"], *(["-n", *command] for command in commands)]
    done = subprocess.run(
        [sys.executable, forks.__file__],
        cwd=workspace.folder,
        env=workspace.environment(),
        input="".join(json.dumps(line) + "\n" for line in lines),
        capture_output=True,
        text=True,
        check=True,
    )
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def test_what_snakemake_would_stumble_over_gets_a_line(unbuilt: Workspace) -> None:
    canary = unbuilt.folder.parent / "canary"
    code = f"__use_yte__: true\nseeds: ?__import__('os').mkdir('{canary}')\n"
    unbuilt.path("evil.yaml").write_text(code)
    before = state(unbuilt)
    _, *said = answers(unbuilt, [command for command, _ in MENDED])
    for (code_of_end, text, _), (_, expected) in zip(said, MENDED, strict=True):
        assert code_of_end == 1
        assert expected in text
        assert "Traceback" not in text
    assert state(unbuilt) == before
    assert not canary.exists()


@pytest.mark.faults
def test_hostile_targets_get_a_line(unbuilt: Workspace) -> None:
    canary = unbuilt.folder.parent / "canary"
    names = [name for name in words(canary) if "\0" not in name and "\ud800" not in name]
    draws = random.Random(14)
    targets = [pattern.replace("{0}", draws.choice(names)) for pattern in PATTERNS * 2]
    before = state(unbuilt)
    (_, _, usual), *said = answers(unbuilt, [["--", target] for target in targets])
    wrong = [
        (target, text)
        for target, (_, text, _) in zip(targets, said, strict=True)
        if "Traceback" in text or "Error" in text or len(text.splitlines()) > 6
    ]
    slow = [
        target for target, (*_, took) in zip(targets, said, strict=True) if took > usual + SECONDS
    ]
    longest = max(took for *_, took in said)
    print(
        f"\ntargets in Snakemake: {len(said)} tried, {len(wrong)} unclear, {len(slow)} over "
        f"{SECONDS:g} s beyond the {usual:.1f} s of a good one; the longest {longest:.1f} s",
        file=sys.__stderr__,
    )
    assert not wrong
    assert not slow
    assert state(unbuilt) == before
    assert not canary.exists()
