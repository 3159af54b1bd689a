"""Which tests run the pipeline, and when."""

from __future__ import annotations

import pytest

PIPELINE = "built"  # the fixture that builds the whole pipeline


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark a test that asks for the pipeline, itself or through another fixture."""
    if isinstance(item, pytest.Function) and PIPELINE in item.fixturenames:
        item.add_marker("pipeline")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put those of the pipeline last, so that a failure of the others shows early.

    Workers begin at several places of the list. For them the longest tests come first: one builds
    the pipeline while the others run the rest, and the longest does not run alone at the end.
    """
    is_worker = hasattr(config, "workerinput")  # one of several processes of pytest-xdist
    items.sort(key=length, reverse=is_worker)


def length(item: pytest.Item) -> int:
    """Rank a test: without the pipeline, with it, and slow with it."""
    marks = {mark.name for mark in item.iter_markers()}
    return len(marks & {"pipeline", "slow"}) if "pipeline" in marks else 0
