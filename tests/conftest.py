"""What several test files share."""

from __future__ import annotations

import pytest

from workspace import Workspace, draft


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The whole pipeline, built at draft size. Copy it before changing anything."""
    workspace = draft(tmp_path_factory.mktemp("built"))
    workspace.build()
    return workspace
