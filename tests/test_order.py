"""Tests that run the pipeline are marked, and come last, or first for workers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.inner_run import run_pytest

pytestmark = pytest.mark.slow

PLUGIN = "support.order"
TESTS = """
@pytest.fixture
def built(): pass

@pytest.fixture
def workspace(built): pass

def test_workspace(workspace): pass

@pytest.mark.slow
def test_longest(built): pass

@pytest.mark.slow
def test_slow(): pass

def test_quick(): pass

def test_built(built): pass
"""


def order(folder: Path, *arguments: str) -> list[str]:
    """Run the tests above; return the names of those that ran, in order."""
    result = run_pytest(folder, TESTS, "-p", PLUGIN, "-v", *arguments)
    assert result.returncode == 0, result.stdout
    alone, with_workers = r"::test_(\w+) PASSED", r"PASSED \S*::test_(\w+)"
    return re.findall(with_workers if "xdist" in arguments else alone, result.stdout)


def test_tests_of_the_pipeline_come_last(tmp_path: Path) -> None:
    assert order(tmp_path) == ["slow", "quick", "workspace", "built", "longest"]


def test_a_worker_begins_with_them(tmp_path: Path) -> None:
    names = order(tmp_path, "-p", "xdist", "-n", "1")
    assert names == ["longest", "workspace", "built", "slow", "quick"]


def test_all_that_need_the_pipeline_are_marked(tmp_path: Path) -> None:
    assert order(tmp_path, "-m", "pipeline") == ["workspace", "built", "longest"]


def test_the_quick_ones_are_those_without_a_mark(tmp_path: Path) -> None:
    assert order(tmp_path, "-m", "not pipeline and not slow") == ["quick"]


def test_this_run_heeds_it(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.pluginmanager.hasplugin(PLUGIN)
