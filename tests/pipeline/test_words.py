"""Settings on a command line are refused before Snakemake stumbles over them, or executes them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deconviz.errors import UserError
from deconviz.pipeline.words import check_words


def refusal(*words: str) -> str:
    with pytest.raises(UserError) as caught:
        check_words(words)
    return str(caught.value)


@pytest.mark.parametrize("setting", ["a", "=x", "a.b=1", "é=1", "x=1"])
def test_what_is_no_setting_is_refused(setting: str) -> None:
    expected = f"--config {setting!r}: is no setting: write it like 'seeds=[11, 22]'"
    assert refusal("-n", "--config", "seeds=[1]", setting, "--", "films") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("[" * 60, "line 1: more than 30 lists or mappings in one another"),
        ("&a [*a]", "line 1: repeats what it stands in: write it out"),
        ("[" + "1," * 30_000 + "]", "line 1: more than 20,000 values: leave some out"),
        (
            "{a: &a {x: 1, y: 2}, b: &b {x: *a, y: *a, z: *a}, c: &c ["
            + "*b, " * 2000
            + "], d: [*c, *c]}",
            "line 1: more than 20,000 values: leave some out",
        ),
    ],
    ids=range(4),
)
def test_a_setting_that_would_fill_the_memory_is_refused(value: str, expected: str) -> None:
    assert refusal("-C", f"films={value}") == f"--config films: {expected}"


def test_what_snakemake_would_execute_in_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text('"\\x5f_use_yte__": true\nseeds: ?__import__("os").getpid()\n')
    assert refusal("--configfile", str(file)).startswith(f"{file}: '__use_yte__': no such key")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("- 1", "must be a mapping such as `seeds: [11]`, not [1]"),
        ("", "must be a mapping such as `seeds: [11]`, not None"),
        ('{"sedes": [1]}', "'sedes': no such key: did you mean seeds?"),
        ("[" * 100_000, "line 1: more than 30 lists or mappings in one another"),
        ("a: [", "line 1: not valid YAML: expected the node content, but found '<stream end>'"),
    ],
)
def test_a_file_of_settings_is_held_to_the_config(
    content: str, expected: str, tmp_path: Path
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(content)
    assert refusal("-n", f"--configfile={file}") == f"{file}: {expected}"


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is not a file" in refusal("--configfiles", str(tmp_path / "pipe"))
    assert "cannot be read (No such file" in refusal("--configfile", str(tmp_path / "nowhere"))


def test_all_else_is_snakemake_s(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("seeds: [11]\n")
    settings = ["seeds=[11, 22]", "films={quality: draft}", "talk="]
    check_words(["--cores", "2", "-n", "films", "--configfile", str(file), "-C", *settings])
    check_words(["--configfile"])
