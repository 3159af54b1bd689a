"""What tests of trouble share."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.once import once
from support.small_build import TARGETS, small_workspace
from support.workspace import Workspace


@pytest.fixture(scope="session")
def peaceful(shared: Path) -> Workspace:
    """The small build, undisturbed."""
    return Workspace(once(shared / "small", lambda folder: small_workspace(folder).build(*TARGETS)))


@pytest.fixture
def finished(peaceful: Workspace, tmp_path: Path) -> Workspace:
    """A copy of it."""
    return peaceful.copy(tmp_path / "copy")
