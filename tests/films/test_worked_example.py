"""The film that CONTRIBUTING builds step by step can be built so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from deconviz.config.schema import FilmEntry
from deconviz.look.theme import THEMES, ThemeName
from support import layout_rules, made_up
from support.staging import Stage, film_stage
from support.workspace import ROOT

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def example(language: str) -> str:
    """Return the first block in a language after the remark that marks the example."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", GUIDE.split("<!--")[1], re.M | re.S)
    return str(blocks[0])


@pytest.fixture(scope="module", params=THEMES)
def stage(
    request: pytest.FixtureRequest, networks: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    theme: ThemeName = request.param
    scene = tmp_path_factory.mktemp("scenes") / "one_filter.py"
    scene.write_text(example("python"))
    [(name, entry)] = yaml.safe_load(example("yaml")).items()
    job = made_up.film_job(name, theme, FilmEntry.model_validate(entry))
    with film_stage(str(scene), name, networks, job) as stage:
        yield stage


def facts(stage: Stage, time: float) -> dict[str, Any]:
    stage.draw(time)
    [shown] = stage.scene.facts()["shown"]
    return dict(shown)


def test_it_keeps_the_rules_of_layout(stage: Stage) -> None:
    assert layout_rules.limits_of(stage.scene)
    assert layout_rules.findings(stage) == []


def test_it_shows_the_filter_times_the_number(stage: Stage) -> None:
    subject = stage.scene.subject
    highest = np.abs(subject.codes[:, -1]).max()
    for share, factor in ((0, 0), (0.25, 1), (0.75, -1)):
        numbers = facts(stage, share * stage.seconds)
        [values] = numbers["scaled"]
        np.testing.assert_allclose(values, factor * highest * subject.filters[-1], atol=1e-6)
        [text] = numbers["numbers"]
        assert float(text.replace("−", "-")) == pytest.approx(factor * highest, abs=0.0006)


def test_it_ends_as_it_begins(stage: Stage) -> None:
    assert facts(stage, 0)["numbers"] == facts(stage, stage.seconds)["numbers"] == ["+0.000"]
