"""An edit of code changes the fingerprint of what really imports it, and of nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from deconviz.provenance.fingerprint import Sources
from support.imports import ROOT, really_imported

FOLDERS = ("workflow/scripts", "scenes", "src/deconviz/figures")
USERS = sorted(file for folder in FOLDERS for file in (ROOT / folder).glob("[!_]*.py"))
CACHE = Path("sources.json")


@pytest.fixture(scope="module")
def imported() -> Mapping[Path, set[Path]]:
    return really_imported(USERS)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The code, to be edited."""
    for folder in ("src", "workflow/scripts", "scenes"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def prints(root: Path) -> dict[Path, str]:
    """Return the fingerprint of each user, by its place in the repository."""
    sources = Sources(root / "src", root / CACHE)
    names = [user.relative_to(ROOT) for user in USERS]
    return {name: sources.fingerprint(root / name) for name in names}


def test_there_are_users_of_every_kind() -> None:
    assert {str(file.parent.relative_to(ROOT)) for file in USERS} == set(FOLDERS)


@pytest.mark.slow
def test_the_closure_is_what_python_really_imports(imported: Mapping[Path, set[Path]]) -> None:
    sources = Sources(ROOT / "src")
    assert {user: set(sources.closure(user)) - {user} for user in USERS} == imported


@pytest.mark.slow
def test_other_docstrings_and_comments_change_nothing(copy: Path) -> None:
    before = prints(copy)
    for file in copy.rglob("*.py"):
        with file.open("a", encoding="utf-8") as end:
            end.write('\n\n"""In other words."""  # or in none\n')
    assert prints(copy) == before


@pytest.mark.faults
def test_an_edit_of_each_module_in_turn_changes_what_imports_it_and_nothing_else(
    copy: Path, imported: Mapping[Path, set[Path]]
) -> None:
    before = prints(copy)
    for file in sorted(copy.rglob("*.py")):
        name = file.relative_to(copy)
        text = file.read_text(encoding="utf-8")
        file.write_text(f"{text}\nEDITED = True\n", encoding="utf-8")
        changed = {user for user, now in prints(copy).items() if now != before[user]}
        file.write_text(text, encoding="utf-8")
        users = {user.relative_to(ROOT) for user in USERS if ROOT / name in {user, *imported[user]}}
        assert changed == users, name
