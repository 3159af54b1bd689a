"""What several test files share.

The fixtures import late what takes seconds to load: this file is read for any test, and by the
process that only starts workers.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from support.once import once
from support.workspace import Workspace, draft

pytest_plugins = ["support.no_skips", "support.order"]

settings.register_profile("here", deadline=None, derandomize=True)  # the same on every machine
settings.load_profile("here")


@pytest.fixture(scope="session")
def fonts(shared: Path) -> list[Path]:
    """Inter as figures read it, one file a weight."""
    from deconviz.look.fonts import WEIGHTS, write_static

    def make(folder: Path) -> None:
        folder.mkdir()
        for weight in WEIGHTS:
            write_static(weight, folder / f"Inter-{weight}.ttf")

    folder = once(shared / "fonts", make)
    return [folder / f"Inter-{weight}.ttf" for weight in WEIGHTS]


@pytest.fixture(scope="session")
def networks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with archives of networks in closed form, for films that need no pipeline."""
    from support import made_up

    root = tmp_path_factory.mktemp("networks")
    made_up.write_archives(root)
    return root


@pytest.fixture(scope="session")
def built(shared: Path) -> Workspace:
    """The whole pipeline, built at draft size. Copy it before changing anything."""
    return Workspace(once(shared / "built", lambda folder: draft(folder).build()))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of pytest-xdist have in common."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture
def inter(fonts: list[Path]) -> Iterator[None]:
    """Let matplotlib write in Inter."""
    from deconviz.look.theme import LIGHT
    from deconviz.plotting import style

    with style.context(LIGHT, fonts):
        yield
