"""The site, made by the real pipeline at draft size: all of it, and then what an edit changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from deconviz import paths
from support.once import once
from support.workspace import Workspace

pytestmark = [pytest.mark.pipeline, pytest.mark.slow]

CONFIG = "workflow/config.yaml"
FILMS = ("ScaleAndAdd", "AllComponentsBare")
MADE = "The site is made: open results/site/index.html"


@pytest.fixture(scope="module")
def site(built: Workspace, shared: Path) -> Workspace:
    """A build with two films, and its site."""

    def make(folder: Path) -> None:
        workspace = built.copy(folder)
        config = yaml.safe_load(workspace.path(CONFIG).read_text())
        films = config["films"]
        films["entries"] = {name: films["entries"][name] for name in FILMS}
        config["talk"].pop("decks")
        workspace.path(CONFIG).write_text(yaml.safe_dump(config))
        workspace.build("site")

    return Workspace(once(shared / "site-of-pipeline", make))


def references(page: Path) -> Iterator[Path]:
    """Yield the files that a page refers to."""
    for address in re.findall(r'(?:href|src|poster)="([^"]*)"', page.read_text()):
        if not address.startswith(("#", "data:", "https:", "mailto:")):
            yield page.parent / address.partition("#")[0]


@pytest.mark.parametrize("page", paths.SITE_PAGES)
def test_every_file_that_a_page_refers_to_is_there(site: Workspace, page: str) -> None:
    files = list(references(site.path(f"results/site/{page}.html")))
    assert files
    assert [file for file in files if not file.is_file()] == []


def test_nothing_is_made_twice(site: Workspace) -> None:
    assert site.planned("site") == set()


def test_another_film_changes_its_card_and_the_page_that_shows_it(
    site: Workspace, tmp_path: Path
) -> None:
    workspace = site.copy(tmp_path / "copy")
    workspace.edit(CONFIG, "    ScaleAndAdd:\n      seed: 11", "    ScaleAndAdd:\n      seed: 22")
    jobs = workspace.planned("site")
    others = {job for job in jobs if "ScaleAndAdd" not in job}
    assert others == {"Writing index.html of the site", MADE}
    assert "Putting ScaleAndAdd into the site" in jobs


def test_another_figure_changes_its_card_and_the_pages_that_show_it(
    site: Workspace, tmp_path: Path
) -> None:
    workspace = site.copy(tmp_path / "copy")
    workspace.edit("src/deconviz/figures/relu.py", "def draw(", "EDITED = True\n\n\ndef draw(")
    assert workspace.planned("site") == {
        "Drawing relu",
        "Putting relu into the site",
        "Writing index.html of the site",
        "Writing figures.html of the site",
        MADE,
    }
