"""Whatever a config, a command line or a film's settings hold: a short answer, in a moment."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deconviz.config.file import load_config
from deconviz.config.given_job import JOB, given_job
from deconviz.config.plain_yaml import MOST_LETTERS, parse
from deconviz.config.schema import FilmEntry
from deconviz.errors import UserError
from support.made_up import film_job

SHIPPED = (Path(__file__).parents[2] / "workflow/config.yaml").read_text(encoding="utf-8")
SECONDS = 2.0  # of one processor
LONGEST = 3500  # letters of an answer

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
keys = st.sampled_from(
    ["data", "network", "training", "seeds", "variants", "audit", "films", "figures", "talk"]
)


def answer(work: Callable[[], Any]) -> str:
    """Return what is said of hostile input; any error but ours is a failure of the test."""
    begin = time.process_time()
    try:
        work()
        said = ""
    except UserError as error:
        said = str(error)
    assert time.process_time() - begin < SECONDS
    assert len(said) < LONGEST
    assert len(said.splitlines()) <= 5
    return said


def config(folder: Path, text: str) -> str:
    path = folder / "config.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return answer(lambda: load_config(path))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A config that says little."""
    path = tmp_path_factory.mktemp("small") / "config.yaml"
    path.write_text("variants: {a: {}}")
    return path


def bomb(levels: int = 9) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in range(1, levels):
        again = ", ".join([f"*a{level - 1}"] * 9)
        lines.append(f"a{level}: &a{level} [{again}]")
    return "\n".join([*lines, f"seeds: *a{levels - 1}"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("? [a]\n: 1", "line 1: a list or a mapping is no key: write a name"),
        ("a: \a", "line 1: not valid YAML: the character U+0007: delete it"),
        ('a: 1\nb: "\\ud800"', "line 2: the character U+D800 cannot be shown: delete it"),
        ('a: "\\U00110000"', "not valid YAML: an escape in it is no character"),
        ("a: !!timestamp 2020-13-45", "line 1: !!timestamp has no meaning here: leave it out"),
        ("a: !!bool x", "line 1: x is not a boolean: write true or false"),
        ("a: " + "[" * 500, "line 1: more than 30 lists or mappings in one another"),
        ("a: &a [*a]", "line 1: repeats what it stands in: write it out"),
        ("seeds: [" + "1" * 5000 + "]", "is not a plain number: write it like 11 or 0.01"),
        (bomb(), "more than 20,000 values: leave some out"),
        ("a: [" + "1," * 30000 + "]", "more than 20,000 values: leave some out"),
        ("#" * (MOST_LETTERS + 1), "is 500,001 letters long: 500,000 are allowed"),
        ("a: !!python/object/apply:os.abort []", "could not determine a constructor for the tag"),
    ],
    ids=range(13),
)
def test_what_would_hurt_is_refused_with_its_line(text: str, expected: str, tmp_path: Path) -> None:
    said = config(tmp_path, text)
    assert expected in said
    assert "config.yaml" in said


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "config.yaml")
    assert "is not a file" in answer(lambda: load_config(tmp_path / "config.yaml"))


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_any_text_is_read_or_refused(text: str) -> None:
    answer(lambda: parse(text))


@pytest.mark.slow
@given(data=st.data())
@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_shipped_config_with_some_letters_changed_is_read_or_refused(
    data: st.DataObject, tmp_path: Path
) -> None:
    place = data.draw(st.integers(0, 3000))
    length = data.draw(st.integers(0, 30))
    letters = st.text(st.sampled_from("[]{}:,-*&!|>'\"#%@`\n\t 0aé\0"), max_size=6)
    put = data.draw(letters)
    config(tmp_path, SHIPPED[:place] + put + SHIPPED[place + length : 4000])


@given(overrides=st.dictionaries(keys | st.text(max_size=5), anything, max_size=3))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_anything_on_the_command_line_is_read_or_refused(
    small: Path, overrides: dict[str, Any]
) -> None:
    answer(lambda: load_config(small, overrides))


# --- The settings of a film, which a build hands over ---

GOOD = json.loads(
    film_job("OneComponent", "dark", FilmEntry(variant="code-noise")).model_dump_json()
)


def film(text: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(JOB, text)
    return answer(given_job)


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, "null", "3", '"x"', "[]", "{}", "1" * 5000, '{"name": NaN}']
)
def test_what_is_no_film_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = film(text, monkeypatch)
    assert said.startswith(f"{JOB} is no film of a build (")
    assert said.endswith("unset it, or call ./run")


@pytest.mark.parametrize("folder", ["/tmp", "..", "results/../..", "docs", ""])
def test_a_film_goes_nowhere_but_into_results(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "folder: is not in results" in film(json.dumps(GOOD | {"folder": folder}), monkeypatch)
    inside = GOOD | {"folder": "results/layers/mine/films"}
    assert film(json.dumps(inside), monkeypatch) == ""


@given(key=st.sampled_from(sorted(GOOD)), value=anything)
@settings(max_examples=100)
def test_a_film_with_anything_in_it_is_read_or_refused(key: str, value: Any) -> None:
    with pytest.MonkeyPatch.context() as patch:
        film(json.dumps(GOOD | {key: value}), patch)
