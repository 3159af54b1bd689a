"""The code that a file uses is found, and its fingerprint changes with what the code does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deconviz.provenance import fingerprint, versions
from deconviz.provenance.fingerprint import Sources

MADE_UP = {
    "script.py": "import os\nfrom house import attic\nattic.climb()\n",
    "src/house/__init__.py": '"""A house."""\n',
    "src/house/attic.py": "from house.cellar.wine import POUR as p\n\ndef climb(): return p\n",
    "src/house/cellar/__init__.py": "",
    "src/house/cellar/wine.py": "def late():\n    import house.stairs\n\nPOUR = 1\n",
    "src/house/stairs.py": "import house.attic as up  # round and round\n",
    "src/house/garden.py": "GREEN = True\n",
}
USED = {name for name in MADE_UP if name != "src/house/garden.py"}


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    for name, text in MADE_UP.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def print_of(root: Path) -> str:
    return Sources(root / "src").fingerprint(root / "script.py")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_closure_is_the_file_with_all_that_it_imports_directly_or_not(made_up: Path) -> None:
    found = Sources(made_up / "src").closure(made_up / "script.py")
    assert found == sorted(made_up / name for name in USED)


def test_the_closure_of_a_file_that_imports_nothing_of_ours_is_the_file(made_up: Path) -> None:
    alone = made_up / "alone.py"
    alone.write_text("import os\n", encoding="utf-8")
    assert Sources(made_up / "src").closure(alone) == [alone]


def test_a_module_runs_the_packages_that_it_lies_in(made_up: Path) -> None:
    module, package = made_up / "src/house/garden.py", made_up / "src/house/__init__.py"
    assert Sources(made_up / "src").closure(module) == sorted([module, package])


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("script.py", "import os\n", "# what a day\n\n\nimport os  # for later\n"),
        ("src/house/attic.py", "def climb(): return p", "def climb():\n    return (p)"),
        ("src/house/cellar/wine.py", "POUR = 1", "POUR = 1  # glass"),
        ("src/house/__init__.py", "A house.", "A large house."),
        ("src/house/cellar/wine.py", "POUR = 1", 'POUR = 1\n"""Glasses."""'),
    ],
)
def test_comments_docstrings_and_layout_leave_the_fingerprint(
    made_up: Path, file: str, old: str, new: str
) -> None:
    before = print_of(made_up)
    edit(made_up / file, old, new)
    assert print_of(made_up) == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("script.py", "attic.climb()", "attic.climb"),
        ("src/house/attic.py", "return p", "return -p"),
        ("src/house/cellar/wine.py", "POUR = 1", "POUR = 2"),
        ("src/house/stairs.py", "as up", "as down"),
        ("src/house/__init__.py", '"""A house."""', "LIGHTS = 3"),
        ("src/house/cellar/wine.py", "POUR = 1", 'POUR = "1"'),
    ],
)
def test_an_edit_of_code_changes_the_fingerprint_of_all_that_use_it(
    made_up: Path, file: str, old: str, new: str
) -> None:
    before = print_of(made_up)
    edit(made_up / file, old, new)
    assert print_of(made_up) != before


def test_an_edit_of_code_that_is_not_used_leaves_the_fingerprint(made_up: Path) -> None:
    before = print_of(made_up)
    edit(made_up / "src/house/garden.py", "True", "False")
    assert print_of(made_up) == before


def test_each_byte_counts_of_a_file_in_another_language(made_up: Path) -> None:
    page = made_up / "page.html"
    prints = []
    for text in ("<p>One</p>", "<p>One</p> ", "<p>One</p>"):
        page.write_text(text, encoding="utf-8")
        prints.append(Sources(made_up / "src").fingerprint(page))
    assert prints[0] == prints[2] != prints[1]


def test_the_version_of_a_library_counts_where_it_is_imported(
    made_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(made_up / "src/house/cellar/wine.py", "POUR = 1", "import av.frame\n\nPOUR = 1")
    garden = made_up / "src/house/garden.py"
    with_av, without = print_of(made_up), Sources(made_up / "src").fingerprint(garden)
    monkeypatch.setattr(versions, "_version", lambda package: f"99 of {package}")
    assert print_of(made_up) != with_av
    assert Sources(made_up / "src").fingerprint(garden) == without


def test_the_fingerprint_does_not_depend_on_where_the_code_lies(
    made_up: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "copy"
    made_up.rename(elsewhere)
    there = print_of(elsewhere)
    elsewhere.rename(made_up)
    assert print_of(made_up) == there


@pytest.fixture
def cache(made_up: Path) -> Path:
    """A cache that an earlier run has filled."""
    cache = made_up / ".snakemake/sources.json"
    Sources(made_up / "src", cache).fingerprint(made_up / "script.py")
    return cache


def test_what_an_earlier_run_parsed_is_not_parsed_again(
    made_up: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = print_of(made_up)
    monkeypatch.setattr("ast.parse", None)
    assert Sources(made_up / "src", cache).fingerprint(made_up / "script.py") == expected


def test_what_another_version_of_the_reader_has_kept_is_not_taken(
    made_up: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = print_of(made_up)
    kept = json.loads(cache.read_text())
    cache.write_text(json.dumps({key: ["wrong", imports] for key, (_, imports) in kept.items()}))
    monkeypatch.setattr(fingerprint, "READER", b"another")
    assert Sources(made_up / "src", cache).fingerprint(made_up / "script.py") == expected


def test_an_edit_is_seen_whatever_the_cache_holds(made_up: Path, cache: Path) -> None:
    edit(made_up / "src/house/attic.py", "return p", "return -p")
    (made_up / "src/house/garden.py").rename(made_up / "src/house/lawn.py")
    cached = Sources(made_up / "src", cache).fingerprint(made_up / "script.py")
    assert cached == print_of(made_up)


@pytest.mark.parametrize("content", ["", "{", "[]", "3", '{"a": 1}', '{"a": ["b"]}'])
def test_a_damaged_cache_is_made_anew(made_up: Path, cache: Path, content: str) -> None:
    cache.write_text(content)
    fresh = Sources(made_up / "src", cache).fingerprint(made_up / "script.py")
    assert fresh == print_of(made_up)
    assert len(json.loads(cache.read_text())) == len(USED)
