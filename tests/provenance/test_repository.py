"""The repository at work is the one that a file lies in, and its package is the one that runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from deconviz.errors import UserError
from deconviz.provenance.repository import Repository
from support.workspace import ROOT


def test_a_scene_is_of_the_repository_that_it_lies_in() -> None:
    assert Repository.of(ROOT / "scenes/one_component.py").root == ROOT


def test_a_file_of_no_repository_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="lies in no checkout of deconviz"):
        Repository.of(tmp_path / "scene.py")


def test_the_package_of_another_checkout_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "workflow").mkdir(parents=True)
    (other / "workflow/config.yaml").touch()
    with pytest.raises(UserError) as caught:
        Repository.of(other / "scenes/one_component.py")
    assert str(caught.value).startswith(f"{other}: the deconviz that runs is that of {ROOT}: ")
    assert "`. .venv/bin/activate`" in str(caught.value)


def test_paths_are_right_wherever_the_work_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(ROOT)
    monkeypatch.chdir(ROOT)
    assert repository.path(Path("results/x")) == Path("results/x")
    monkeypatch.chdir(tmp_path)
    assert repository.path(Path("results/x")) == ROOT / "results/x"


def test_every_script_that_makes_archives_has_a_fingerprint_of_its_own() -> None:
    found = Repository(ROOT).fingerprints.model_dump()
    assert all(len(fingerprint) == 16 for fingerprint in found.values())
    assert len(set(found.values())) == len(found)
