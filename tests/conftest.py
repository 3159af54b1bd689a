"""What several test files share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import fixed_networks
from deconviz.fonts import WEIGHTS, write_static
from deconviz.plotting import style
from deconviz.theme import LIGHT
from workspace import Workspace, draft

pytest_plugins = ["no_skips"]

settings.register_profile("here", deadline=None, derandomize=True)  # the same on every machine
settings.load_profile("here")


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Inter as figures read it, one file a weight."""
    folder = tmp_path_factory.mktemp("fonts")
    paths = {weight: folder / f"Inter-{weight}.ttf" for weight in WEIGHTS}
    for weight, path in paths.items():
        write_static(weight, path)
    return list(paths.values())


@pytest.fixture(scope="session")
def networks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with archives of networks in closed form, for films that need no pipeline."""
    root = tmp_path_factory.mktemp("networks")
    fixed_networks.write(root)
    return root


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The whole pipeline, built at draft size. Copy it before changing anything."""
    workspace = draft(tmp_path_factory.mktemp("built"))
    workspace.build()
    return workspace


@pytest.fixture
def inter(fonts: list[Path]) -> Iterator[None]:
    """Let matplotlib write in Inter."""
    with style.styled(LIGHT, fonts):
        yield
