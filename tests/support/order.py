"""Which tests take long, and in which order tests run."""

from __future__ import annotations

import pytest

PIPELINE = "built"  # the fixture that builds the whole pipeline


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark a test that asks for the pipeline, itself or through another fixture."""
    if isinstance(item, pytest.Function) and PIPELINE in item.fixturenames:
        item.add_marker("pipeline")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put quick tests first, so that a failure shows early.

    Workers share the list from both ends. There the longest tests come first: while one worker
    builds the pipeline, the others run the quick tests, and none waits for the longest at the end.
    """
    is_worker = hasattr(config, "workerinput")  # one of several processes of pytest-xdist
    items.sort(key=length, reverse=is_worker)


def length(item: pytest.Item) -> int:
    """Rank a test by its marks: quick, slow, of the pipeline, or both."""
    marks = {mark.name for mark in item.iter_markers()}
    return 2 * ("pipeline" in marks) + ("slow" in marks)
