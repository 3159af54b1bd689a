"""No test of this suite is skipped without failing the run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
KINDS = {
    "a mark": "@pytest.mark.skip\ndef test_it(): pass",
    "a condition": "@pytest.mark.skipif(True, reason='not here')\ndef test_it(): pass",
    "a call": "def test_it(): pytest.skip('not today')",
    "a fixture": "@pytest.fixture\ndef it(): pytest.skip()\ndef test_it(it): pass",
    "no parameters": "@pytest.mark.parametrize('it', [])\ndef test_it(it): pass",
    "a mark that expects a failure": "@pytest.mark.xfail\ndef test_it(): assert False",
    "a library that is missing": "pytest.importorskip('nowhere')\ndef test_it(): pass",
}


def run(folder: Path, test: str) -> subprocess.CompletedProcess[str]:
    """Run pytest on one file with this project's settings, in a process of its own."""
    file = folder / "test_one.py"
    file.write_text(f"import pytest\n{test}\n")
    settings = ["-c", str(TESTS.parent / "pyproject.toml"), "--rootdir", str(folder)]
    plugins = ["-p", "no_skips", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *settings, *plugins, str(file)]
    alone = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # other plugins take a second
    return subprocess.run(
        command, cwd=TESTS, env=alone, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("skipped", KINDS.values(), ids=KINDS.keys())
def test_a_skipped_test_fails_the_run(tmp_path: Path, skipped: str) -> None:
    said = run(tmp_path, skipped)
    assert said.returncode != 0
    assert "test_one.py" in said.stdout
    assert "did not run to its end: mend it or delete it" in said.stdout


def test_a_test_that_runs_passes(tmp_path: Path) -> None:
    assert run(tmp_path, "def test_it(): pass").returncode == 0


def test_this_run_heeds_it(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.pluginmanager.hasplugin("no_skips")
