"""What another film or figure costs the site, as the workflow plans it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deconviz import paths
from support.workspace import Workspace, draft

pytestmark = [pytest.mark.pipeline, pytest.mark.slow]

FOLDERS = {"site_assets", "site_libraries", "site_film", "site_figure"}  # rules that write them
# All but those that read archives: here these are empty.
RULES = ["figure", "web", "gif", "still", "site"]
RULES += [f"site_{name}" for name in ("assets", "libraries", "film", "figure", "variant", "page")]
LONG_AGO = 1e9  # seconds since 1970
DONE = "The site is made: open results/site/index.html"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A site of empty files, with all that it is made of, all equally old."""
    workspace = draft(tmp_path_factory.mktemp("site") / "copy")
    result = workspace.snakemake("-n", "site", "--summary")
    assert result.code == 0, result.text
    rows = [line.split("\t") for line in result.text.splitlines() if line.startswith("results/")]
    for name, _, rule, *_ in rows:
        _write(workspace.path(name), is_folder=rule in FOLDERS)
    return workspace


def _write(path: Path, *, is_folder: bool) -> None:
    file = path / ".snakemake_timestamp" if is_folder else path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    for made in {file, path}:
        os.utime(made, (LONG_AGO, LONG_AGO))


def planned_after(workspace: Workspace, changed: Path) -> set[str]:
    """What is planned when a file is new, before it is old again."""
    path = workspace.path(changed)
    path.touch()
    options = ("--rerun-triggers", "mtime", "--allowed-rules", *RULES)
    jobs = workspace.planned("site", *options)
    os.utime(path, (LONG_AGO, LONG_AGO))
    return jobs - {DONE}


def test_another_film_costs_its_formats_its_card_and_the_page_of_films(made: Workspace) -> None:
    assert planned_after(made, paths.film_path("OverlapAdd", "draft", "dark")) == {
        "Making OverlapAdd small",
        "Making a GIF of OverlapAdd",
        "Putting OverlapAdd into the site",
        "Writing index.html of the site",
    }


def test_another_figure_costs_its_card_and_the_pages_that_show_it(made: Workspace) -> None:
    jobs = planned_after(made, paths.figure_path("loss", "light", "svg"))
    assert "Putting loss into the site" in jobs
    assert "Writing figures.html of the site" in jobs
    assert all(" loss " in job or job.startswith("Writing") for job in jobs)
