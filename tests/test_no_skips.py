"""No test of this suite is skipped without failing the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.inner_run import run_pytest

pytestmark = pytest.mark.slow

PLUGIN = "support.no_skips"
KINDS = {
    "a mark": "@pytest.mark.skip\ndef test_it(): pass",
    "a condition": "@pytest.mark.skipif(True, reason='not here')\ndef test_it(): pass",
    "a call": "def test_it(): pytest.skip('not today')",
    "a fixture": "@pytest.fixture\ndef it(): pytest.skip()\ndef test_it(it): pass",
    "no parameters": "@pytest.mark.parametrize('it', [])\ndef test_it(it): pass",
    "a mark that expects a failure": "@pytest.mark.xfail\ndef test_it(): assert False",
    "a library that is missing": "pytest.importorskip('nowhere')\ndef test_it(): pass",
}


@pytest.mark.parametrize("skip", KINDS.values(), ids=KINDS.keys())
def test_a_skipped_test_fails_the_run(tmp_path: Path, skip: str) -> None:
    result = run_pytest(tmp_path, skip, "-p", PLUGIN)
    assert result.returncode != 0
    assert "test_one.py" in result.stdout
    assert "did not run to its end: mend it or delete it" in result.stdout


def test_a_skipped_test_fails_the_run_of_a_worker(tmp_path: Path) -> None:
    result = run_pytest(tmp_path, KINDS["a call"], "-p", PLUGIN, "-p", "xdist", "-n", "1")
    assert result.returncode != 0
    assert "did not run to its end: mend it or delete it" in result.stdout


def test_a_test_that_runs_passes(tmp_path: Path) -> None:
    assert run_pytest(tmp_path, "def test_it(): pass", "-p", PLUGIN).returncode == 0


def test_this_run_heeds_it(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.pluginmanager.hasplugin(PLUGIN)
