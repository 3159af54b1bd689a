"""Figures look the same whatever matplotlib has read on a machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib import font_manager
from matplotlib.figure import Figure

from deconviz.archive.files import write_figure
from deconviz.look.theme import LIGHT
from deconviz.plotting import style
from support.other_machine import write_false_font

PERSONAL: Any = {"lines.linewidth": 9, "axes.grid": True, "font.size": 30, "text.language": "tr"}


def draw(path: Path, fonts: list[Path]) -> bytes:
    with style.context(LIGHT, fonts):
        figure = Figure(figsize=(2, 1))
        figure.subplots().plot([1, 2], [2, 1], label="first")
        write_figure(figure, path, {"Software": None})
    return path.read_bytes()


def test_personal_settings_change_nothing_and_are_kept(tmp_path: Path, fonts: list[Path]) -> None:
    plain = draw(tmp_path / "plain.png", fonts)
    with mpl.rc_context(PERSONAL):
        assert draw(tmp_path / "personal.png", fonts) == plain
        assert {key: mpl.rcParams[key] for key in PERSONAL} == PERSONAL


@pytest.mark.slow
def test_an_inter_that_the_machine_has_does_not_stand_in_for_ours(
    tmp_path: Path, fonts: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = draw(tmp_path / "plain.png", fonts)
    theirs = tmp_path / "Inter.ttf"
    write_false_font(theirs)
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [])
    font_manager.fontManager.addfont(theirs)
    assert draw(tmp_path / "theirs.png", fonts) == plain
