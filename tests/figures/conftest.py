"""Tests of what single figures show draw them many times: quick checks draw each figure once."""

from __future__ import annotations

import pytest

QUICK = {"test_figures.py"}


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark as slow all but the tests that every figure has."""
    if item.path.name not in QUICK:
        item.add_marker("slow")
