"""What comes from npm: with the npm of the system, or else that of pip."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from deconviz.errors import UserError
from deconviz.site import libraries


def as_npm(folder: Path, script: str) -> None:
    npm = folder / "npm"
    npm.write_text(f"#!/bin/sh\n{script}\n")
    npm.chmod(0o755)


def test_without_an_npm_of_the_system_that_of_pip_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    said = subprocess.run([*libraries._npm(), "--version"], capture_output=True, text=True)
    assert said.stdout[:1].isdigit(), said.stderr


def test_that_there_is_none_is_said_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr("sysconfig.get_path", lambda _: str(tmp_path))
    with pytest.raises(UserError, match=r"There is no npm: install Node\.js, or delete \.venv"):
        libraries.write(tmp_path / "libraries")


def test_a_registry_out_of_reach_is_told_in_two_lines(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    as_npm(
        tmp_path, "echo 'npm error code ENOTFOUND' >&2\necho 'npm error no such host' >&2\nexit 1"
    )
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(UserError) as told:
        libraries.write(tmp_path / "libraries")
    assert str(told.value).splitlines() == [
        "npm could not fetch D3 for the site: no such host",
        "Is the npm registry within reach (npm ping)? It is needed once: what was fetched is kept.",
    ]
    assert not (tmp_path / "libraries").exists()
