"""An archive says what made it, and is refused where something else is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from deconviz.archive.files import check_record, write_json
from deconviz.archive.made_by import MadeBy
from deconviz.config.experiment import (
    CurveSettings,
    Experiment,
    NetworkSettings,
    SeriesSettings,
    Strict,
    TrainingSettings,
)
from deconviz.errors import UserError

EXPERIMENT = Experiment(
    data=CurveSettings(),
    network=NetworkSettings(),
    training=TrainingSettings(),
    code_noise=(0.1, 0.01, 0.001),
    input_noise=0.0,
)
PATH = Path("results/models/code-noise/seed11.safetensors")


def refusal(asked: MadeBy, found: MadeBy) -> str:
    with pytest.raises(UserError) as caught:
        asked.check(PATH, found.record())
    return str(caught.value)


@pytest.mark.parametrize("settings", [EXPERIMENT, CurveSettings(), SeriesSettings(series="ecg")])
def test_what_was_made_as_asked_is_taken(settings: Strict) -> None:
    MadeBy(settings, "code").check(PATH, MadeBy(settings, "code").record())


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"code_noise": (0.3, 0.01, 0.001)}, "code_noise: [0.1, 0.01, 0.001], but the config has"),
        ({"training": TrainingSettings(steps=7)}, "training.steps: 40000, but the config has 7"),
        ({"data": SeriesSettings(series="ecg")}, "data."),
        ({"input_noise": 0.01}, "input_noise: 0.0, but the config has 0.01"),
    ],
)
def test_another_setting_is_named_with_the_command_that_rebuilds(
    change: dict[str, object], expected: str
) -> None:
    asked = MadeBy(EXPERIMENT.model_copy(update=change), "code")
    message = refusal(asked, MadeBy(EXPERIMENT, "code"))
    assert expected in message
    assert message.startswith(f"{PATH}: was made with ")
    assert message.endswith(f"rebuild it with `./run -f {PATH}`")
    assert len(message.splitlines()) == 1


def test_other_code_is_refused() -> None:
    message = refusal(MadeBy(EXPERIMENT, "new"), MadeBy(EXPERIMENT, "old"))
    assert "was made by other code than there is now: rebuild it with `./run -f " in message


@pytest.mark.parametrize("about", [{}, {"run": None, "config_hash": None}, {"run": [1]}])
def test_an_archive_that_does_not_say_what_made_it_is_refused(about: dict[str, object]) -> None:
    with pytest.raises(UserError, match="was made with settings"):
        MadeBy(EXPERIMENT, "code").check(PATH, about)


def test_tables_and_claims_are_refused_when_they_were_made_from_something_else(
    tmp_path: Path,
) -> None:
    record = tmp_path / "results/claims.json"
    write_json(record, {"claims": [], "made_from": "these"})
    check_record(record, "these")
    with pytest.raises(UserError, match=r"from other networks.*`\./run -f results/claims\.json`"):
        check_record(record, "others")
    write_json(record, ["no", "record"])
    with pytest.raises(UserError, match="from other networks"):
        check_record(record, "these")
