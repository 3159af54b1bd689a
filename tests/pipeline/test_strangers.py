"""Archives that were copied from elsewhere are made again where they are not those asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from deconviz import paths
from deconviz.config.file import load_config
from deconviz.config.jobs import upsampling_job
from deconviz.pipeline.strangers import UNFINISHED, disown_strangers
from support.made_up import MADE_UP, write_kernels
from support.workspace import ROOT

CONFIG = load_config(ROOT / "workflow/config.yaml")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [({}, ""), ({"learning_rate": 0.5}, f"{paths.UPSAMPLING}: made elsewhere, with other ")],
)
def test_small_kernels_from_elsewhere_are_kept_if_they_are_those_asked_for(
    settings: dict[str, float],
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    job = upsampling_job(CONFIG)
    other = job.settings.model_copy(update=settings)
    write_kernels(tmp_path, job.model_copy(update={"settings": other}))
    disown_strangers(CONFIG, MADE_UP)
    assert capsys.readouterr().err.startswith(expected)
    assert UNFINISHED.exists() == bool(expected)
