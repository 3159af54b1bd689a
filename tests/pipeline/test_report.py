"""The report has every figure, with its own caption."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from docutils.core import publish_doctree
from hypothesis import given
from hypothesis import strategies as st

from deconviz.look.wording import rst_text
from support.workspace import Workspace


@pytest.fixture(scope="module")
def reported(built: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = built.copy(tmp_path_factory.mktemp("reported") / "copy")
    result = workspace.run("snakemake", "--report", "results/report.zip")
    assert result.code == 0, result.text
    return workspace


def words(workspace: Workspace) -> dict[str, dict[str, str]]:
    """Return what each figure of the default build says."""
    folder = workspace.path("results/figures")
    return {path.stem: json.loads(path.read_text()) for path in folder.glob("*.json")}


def page(workspace: Workspace) -> str:
    with ZipFile(workspace.path("results/report.zip")) as archive:
        return archive.read("report/report.html").decode()


def test_the_report_has_one_sharp_picture_of_every_figure(reported: Workspace) -> None:
    with ZipFile(reported.path("results/report.zip")) as archive:
        pictures = [Path(name) for name in archive.namelist() if name.startswith("report/data/")]
    assert sorted(path.name for path in pictures if path.suffix == ".svg") == sorted(
        f"{name}.svg" for name in words(reported)
    )


def test_the_report_has_the_finding_and_caption_of_every_figure(reported: Workspace) -> None:
    html = page(reported)
    for name, text in words(reported).items():
        labels = {"figure": name, "finding": text["title"], "look": "light"}
        assert f'"labels": {json.dumps(labels)}' in html
        assert json.dumps(_as_html(text["caption"]))[1:-1] in html


def test_the_report_has_every_table_with_what_its_rows_are(reported: Workspace) -> None:
    html = page(reported)
    for path in reported.path("results/tables").glob("*.csv"):
        assert f'"table": "{path.stem}", "rows": "' in html


def test_the_report_says_what_it_is_and_fits_into_an_email(reported: Workspace) -> None:
    assert "What a transposed convolution does" in page(reported)
    assert reported.path("results/report.zip").stat().st_size < 10_000_000


def _as_html(caption: str) -> str:
    return caption.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@given(st.text("ab12 *`|_\\[]{}:-.,()%=<>&#·−×'\"", min_size=1))
def test_text_is_shown_as_it_is(text: str) -> None:
    sentence = f"A {text.strip()} b."
    assert publish_doctree(rst_text(sentence)).astext() == sentence
