"""`./run verify` says what is missing, damaged, stale or foreign, and what puts it right."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from deconviz.archive.files import NO_RECORD, write_bytes, write_json
from deconviz.archive.inventory import DAMAGED, Finding, Inventory
from deconviz.errors import UserError
from deconviz.pipeline.script import check_inputs
from deconviz.pipeline.verify import Report, command, read_summary, report
from support.workspace import ROOT, Workspace, draft

CLAIMS, TABLE, DECK = "claims.json", "tables/losses.csv", "decks/short/reveal"
SUMMARY = """output_file\tdate\trule\tlog-file(s)\tstatus\tplan
results/claims.json\tThu Nov 26 11:02:13 2026\tclaims\t-\tok\tno update
results/tables/losses.csv\tThu Nov 26 11:02:13 2026\ttables\ta.log\tparams changed\tupdate pending
results/decks/short/reveal\t-\treveal\t-\tmissing\tupdate pending
"""


def lines(asked: dict[str, str], *findings: Finding, sizes: dict[str, int]) -> list[str]:
    return list(report(Inventory(sizes, list(findings)), asked).lines())


def test_a_summary_of_snakemake_s_is_read() -> None:
    assert read_summary(SUMMARY) == {CLAIMS: "", TABLE: "params changed", DECK: "missing"}


def test_what_is_as_it_was_made_is_counted() -> None:
    sizes = {CLAIMS: 1_400_000, TABLE: 1_000_000}
    assert lines({CLAIMS: "", TABLE: ""}, sizes=sizes) == [
        "2 files, 2 MB: none is missing, damaged, stale or foreign"
    ]


def test_each_finding_comes_with_its_command_and_all_at_once() -> None:
    found = [
        Finding("notes 1.txt", "foreign", NO_RECORD),
        Finding(CLAIMS, "damaged", DAMAGED, CLAIMS),
        Finding(f"{DECK}/index.html", "missing", "is missing", DECK),
    ]
    asked = {CLAIMS: "", TABLE: "params changed", DECK: ""}
    sizes = {CLAIMS: 1, TABLE: 1, "notes 1.txt": 1}
    assert lines(asked, *found, sizes=sizes) == [
        f"results/{DECK}/index.html: is missing: build it with `./run results/{DECK}`",
        "results/claims.json: is damaged (its SHA-256 is not the one on record): "
        "rebuild it with `./run -f results/claims.json`",
        "results/tables/losses.csv: is stale (settings or code have changed): "
        "rebuild it with `./run results/tables/losses.csv`",
        "results/notes 1.txt: has no SHA-256 on record: "
        "move it elsewhere, or delete it with `rm 'results/notes 1.txt'`",
        "3 files, 0 MB: 1 missing, 1 damaged, 1 stale, 1 foreign",
        "  ./run -f results/claims.json",
        f"  ./run results/{DECK} results/tables/losses.csv",
    ]


def test_what_is_damaged_is_not_called_stale_too() -> None:
    damage = Finding(CLAIMS, "damaged", DAMAGED, CLAIMS)
    made = report(Inventory({CLAIMS: 1}, [damage]), {CLAIMS: "params changed"})
    assert made.findings == [damage]


def test_what_was_never_made_is_neither_missing_nor_stale() -> None:
    assert report(Inventory({}, []), {CLAIMS: "missing"}).findings == []


def test_a_folder_is_stale_as_a_whole() -> None:
    made = report(Inventory({f"{DECK}/index.html": 1}, []), {DECK: "ok"})
    assert [finding.path for finding in made.findings] == [DECK]


def test_what_nobody_asks_for_any_more_may_be_deleted() -> None:
    gone = Finding("figures/dark/old.png", "missing", "is missing", "figures/dark/old.png")
    assert report(Inventory({}, [gone]), {}).findings == []


def test_what_is_asked_for_and_on_no_record_is_built_again() -> None:
    unknown = Finding(CLAIMS, "foreign", NO_RECORD)
    [found] = report(Inventory({CLAIMS: 1}, [unknown]), {CLAIMS: ""}).findings
    assert command(found) == "./run -f results/claims.json"


def test_a_folder_that_has_lost_its_record_is_built_again_and_not_thrown_away() -> None:
    names = [f"{DECK}/index.html", f"{DECK}/films/Rain.mp4"]
    found = [Finding(name, "foreign", NO_RECORD) for name in names]
    made = report(Inventory(dict.fromkeys(names, 1), found), {DECK: ""})
    assert {command(finding) for finding in made.findings} == {f"./run -f results/{DECK}"}


def test_a_user_s_own_file_in_a_folder_is_named_alone() -> None:
    sizes = {f"{DECK}/index.html": 1, f"{DECK}/notes.txt": 1}
    own = Finding(f"{DECK}/notes.txt", "foreign", NO_RECORD)
    [found] = report(Inventory(sizes, [own]), {DECK: ""}).findings
    assert command(found) == f"rm results/{DECK}/notes.txt"


def test_of_very_much_that_is_stale_the_groups_are_named() -> None:
    names = [f"figures/light/{number}.png" for number in range(30)]
    names += ["site/index.html", DECK, "layers/mine/layer.json", "noise-grid.json"]
    said = lines(dict.fromkeys(names, "ok"), sizes=dict.fromkeys(names, 1))
    assert said[-1] == "  ./run talk all layers noise_grid site"
    said = lines(dict.fromkeys(names[:30], "ok"), sizes=dict.fromkeys(names, 1))
    assert said[-1] == "  ./run all"


def test_programs_are_told_the_same() -> None:
    made = Report(7, 99, [Finding(CLAIMS, "damaged", DAMAGED, CLAIMS)])
    assert made.record() == {
        "files": 7,
        "bytes": 99,
        "findings": [
            {
                "path": "results/claims.json",
                "what": "damaged",
                "why": DAMAGED,
                "repair": "./run -f results/claims.json",
            }
        ],
    }


def test_a_job_refuses_what_is_damaged_whatever_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    film = Path("results/films/480p15/Rain.mp4")
    write_bytes(film, b"a film")
    Path("own.pt").write_bytes(b"a layer of a user's")
    check_inputs([str(film), "own.pt"])
    film.write_bytes(b"a silm")
    with pytest.raises(UserError, match=rf"{film}: is damaged .*`\./run -f {film}`"):
        check_inputs(["own.pt", str(film)])


def test_a_picture_for_the_readme_is_kept_as_it_was_made_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    picture, kept = Path("results/figures/light/loss.png"), Path("docs/loss.png")
    write_bytes(picture, b"a picture")
    job = SimpleNamespace(
        input=[str(picture)],
        output=[str(kept)],
        params=SimpleNamespace(fingerprints={}),
        scriptdir=str(ROOT / "workflow/scripts"),
    )
    monkeypatch.setattr(sys.modules["__main__"], "snakemake", job, raising=False)
    runpy.run_path(f"{job.scriptdir}/kept_picture.py")
    assert kept.read_bytes() == b"a picture"
    picture.write_bytes(b"a pixture")
    with pytest.raises(SystemExit, match="is damaged"):
        runpy.run_path(f"{job.scriptdir}/kept_picture.py")
    assert kept.read_bytes() == b"a picture"


# --- In a repository ---


@pytest.fixture
def unbuilt(tmp_path: Path) -> Workspace:
    return draft(tmp_path / "unbuilt")


@pytest.mark.pipeline
def test_it_finds_what_is_wrong_in_a_repository(unbuilt: Workspace) -> None:
    results = unbuilt.path("results")
    write_json(results / "claims.json", {"claims": []})
    write_json(results / "manifest.json", {})
    write_bytes(results / "figures/light/loss.png", b"a picture")
    (results / "manifest.json").write_text("{ }\n")
    (results / "figures/light/loss.png").unlink()
    (results / "notes.txt").touch()
    verify = [sys.executable, "-m", "deconviz.pipeline.verify", "--json"]
    done = subprocess.run(
        verify, cwd=unbuilt.folder, env=unbuilt.environment(), capture_output=True, text=True
    )
    assert done.returncode == 1
    said = {one["path"]: one for one in json.loads(done.stdout)["findings"]}
    assert {path: (one["what"], one["repair"]) for path, one in said.items()} == {
        "results/claims.json": ("stale", "./run results/claims.json"),
        "results/manifest.json": ("damaged", "./run -f results/manifest.json"),
        "results/figures/light/loss.png": ("missing", "./run results/figures/light/loss.png"),
        "results/notes.txt": ("foreign", "rm results/notes.txt"),
    }


@pytest.mark.pipeline
def test_damage_is_found_under_a_config_that_cannot_be_used(unbuilt: Workspace) -> None:
    write_json(unbuilt.path("results/claims.json"), {"claims": []})
    unbuilt.path("results/claims.json").unlink()
    unbuilt.edit("workflow/config.yaml", "channels: 3", "channels: many")
    result = unbuilt.run(sys.executable, "-m", "deconviz.pipeline.verify")
    assert result.code == 1
    assert "results/claims.json: is missing: build it with" in result.text
    assert "What is stale cannot be known:\nUsing" not in result.text
    assert "network.channels" in result.text
    assert "Traceback" not in result.text
