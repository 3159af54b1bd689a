"""Every result has its SHA-256 on record, and is refused on reading when it has another."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from deconviz.archive import records
from deconviz.archive.files import (
    read_json,
    replacing_folder,
    sha256,
    verify_all,
    write_bytes,
    write_json,
)
from deconviz.archive.tables import read_table, write_table
from deconviz.errors import UserError

TABLE, CLAIMS = Path("results/tables/losses.csv"), Path("results/claims.json")
FILM, CARD = Path("results/films/480p15/Rain.mp4"), Path("results/site/films/Rain")


@pytest.fixture(autouse=True)
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One result of each kind, in a place of its own."""
    monkeypatch.chdir(tmp_path)
    write_table(TABLE, ["seed", "loss"], [{"seed": 11, "loss": 0.25}])
    write_json(CLAIMS, {"claims": [{"value": 0.25}]})
    write_bytes(FILM, b"a film")
    with replacing_folder(CARD) as folder:
        write_json(folder / "card.json", {"seconds": 1.25})
        (folder / "more").mkdir()
        (folder / "more/dark.mp4").write_bytes(b"a film")
    return Path("results")


def flip(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def refusal(read: Callable[[Path], object], path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read(path)
    return str(caught.value)


def test_a_result_has_its_sum_on_record(results: Path) -> None:
    for path in (TABLE, CLAIMS, FILM, CARD / "card.json", CARD / "more/dark.mp4"):
        assert records.recorded_sum(path) == sha256(path)
        assert records.recorded_sum(path.absolute()) == sha256(path)
    assert sorted(map(str, (results / records.SUMS).rglob("*.sha256"))) == [
        "results/.sums/claims.json.sha256",
        "results/.sums/films/480p15/Rain.mp4.sha256",
        "results/.sums/site/films/Rain.sha256",
        "results/.sums/tables/losses.csv.sha256",
    ]


def test_sha256sum_reads_all_records(results: Path) -> None:
    lines = "".join(path.read_text() for path in (results / records.SUMS).rglob("*.sha256"))
    command = ["sha256sum", "--check", "--strict"]
    done = subprocess.run(command, cwd=results, input=lines, capture_output=True, text=True)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 5


def test_a_file_has_its_record_before_it_has_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that whatever stops a job, no finished file lacks one."""
    names = []
    replace = Path.replace

    def watched(self: Path, target: Path) -> Path:
        names.append(str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    write_bytes(FILM, b"another film")
    assert names == ["results/.sums/films/480p15/Rain.mp4.sha256", str(FILM)]
    assert records.recorded_sum(FILM) == sha256(FILM)


def test_a_digit_flipped_in_a_table_is_refused() -> None:
    assert read_table(TABLE) == [{"seed": 11, "loss": 0.25}]
    flip(TABLE, "0.25", "0.35")
    assert refusal(read_table, TABLE) == (
        f"{TABLE}: is damaged (its SHA-256 is not the one on record): "
        f"rebuild it with `./run -f {TABLE}`"
    )


def test_a_digit_flipped_in_the_claims_is_refused() -> None:
    flip(CLAIMS, "0.25", "0.35")
    assert refusal(read_json, CLAIMS) == (
        f"{CLAIMS}: is damaged (its SHA-256 is not the one on record): "
        f"rebuild it with `./run -f {CLAIMS}`"
    )


def test_of_a_file_in_a_folder_the_folder_is_rebuilt() -> None:
    flip(CARD / "card.json", "1.25", "1.35")
    assert refusal(read_json, CARD / "card.json").endswith(f"rebuild it with `./run -f {CARD}`")


@pytest.mark.parametrize("path", [TABLE, FILM, CARD])
def test_what_is_as_it_was_made_passes(path: Path) -> None:
    verify_all(path)
    verify_all(path.absolute())


@pytest.mark.parametrize(
    ("path", "damaged"),
    [(FILM, FILM), (CARD, CARD / "card.json"), (CARD, CARD / "more/dark.mp4")],
)
def test_what_a_job_takes_is_checked_whatever_it_is(path: Path, damaged: Path) -> None:
    damaged.write_bytes(b"a film!")
    assert refusal(verify_all, path).startswith(f"{damaged}: is damaged")
    damaged.unlink()
    assert refusal(verify_all, path).startswith(f"{damaged}: is missing")


def test_a_folder_without_a_record_is_not_trusted() -> None:
    record = records.record_of(CARD)
    assert record
    record.unlink()
    assert refusal(verify_all, CARD) == (
        f"{CARD}: has no SHA-256 on record: rebuild it with `./run -f {CARD}`"
    )


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"0  tables/losses.csv\n"])
def test_what_has_no_sum_on_record_is_not_trusted(content: bytes | None) -> None:
    record = records.record_of(TABLE)
    assert record
    if content is None:
        record.unlink()
    else:
        record.write_bytes(content)
    assert "has no SHA-256 on record: rebuild it with" in refusal(read_table, TABLE)


@pytest.mark.parametrize(
    "path",
    [
        "docs/claims.md",
        ".snakemake/deconviz/times.json",
        "results/.sums/claims.json.sha256",
        "results/site/.unfinished-1/Rain/card.json",
    ],
)
def test_what_is_no_result_has_no_record(path: str) -> None:
    assert records.record_of(Path(path)) is None
    assert records.record_of(Path(path).absolute()) is None


def test_a_record_says_nothing_of_what_lies_elsewhere(results: Path) -> None:
    record = records.record_of(FILM)
    assert record
    record.write_text(f"{'0' * 64}  claims.json\n{'0' * 64}  ../../etc/passwd\n")
    assert records.kept(results)["films/480p15/Rain.mp4"] == {}


@pytest.mark.parametrize("content", ["NaN", "Infinity", "-Infinity", "1e999", "{", '"\xff'])
def test_what_is_no_json_is_refused_with_a_matching_sum(content: str) -> None:
    write_bytes(CLAIMS, content.encode("latin-1"))
    assert "is not JSON: rebuild it with" in refusal(read_json, CLAIMS)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_json_with_a_number_that_is_none_is_not_written(number: float) -> None:
    before = CLAIMS.read_bytes()
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_json(CLAIMS, {"claims": [{"value": number}]})
    assert CLAIMS.read_bytes() == before


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_table_with_a_number_that_is_none_is_not_written(number: float) -> None:
    before = TABLE.read_bytes()
    with pytest.raises(ValueError, match="has NaN or infinity: loss in"):
        write_table(TABLE, ["seed", "loss"], [{"seed": 11, "loss": number}])
    assert TABLE.read_bytes() == before


@pytest.mark.parametrize("cell", ["nan", "inf", "-inf", "1e999"])
def test_a_table_with_a_number_that_is_none_is_refused_with_a_matching_sum(cell: str) -> None:
    write_bytes(TABLE, f"seed,loss\n11,{cell}\n".encode())
    assert "under loss: rebuild it with" in refusal(read_table, TABLE)
