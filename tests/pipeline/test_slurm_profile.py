"""The profile for Slurm says of every rule what a job of it takes."""

from __future__ import annotations

import configparser
import re
from typing import Any

import pytest
import yaml

from support.workspace import ROOT

RULE = re.compile(r"^(?:use )?rule (?:\w+ as )?(\w+)(?: with)?:$", re.MULTILINE)
LOCAL = re.compile(r"^localrules:\n((?:    .*\n)+)", re.MULTILINE)


def submitted() -> set[str]:
    """The rules whose jobs go to the cluster."""
    snakefile = (ROOT / "Snakefile").read_text(encoding="utf-8")
    local = LOCAL.search(snakefile)
    assert local
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "workflow/rules").glob("*.smk")]
    rules = {name for text in (snakefile, *texts) for name in RULE.findall(text)}
    return rules - set(re.findall(r"^    (\w+),", local[1], re.MULTILINE))


FEW = {"picture", "claims_page", "draw_curves", "draw_own_curves", "fonts"}
"""Rules of short jobs of which there are never many."""
BY_LAYER_OR_PAGE = {"layer", "layer_phases", "layer_contents", "site_page"}
"""Rules of short jobs, one for each layer or page, that wait for those of groups."""


@pytest.fixture
def profile() -> dict[str, Any]:
    settings: dict[str, Any] = yaml.safe_load((ROOT / "profiles/slurm/config.yaml").read_text())
    return settings


def test_memory_and_minutes_of_every_rule_are_named(profile: dict[str, Any]) -> None:
    assert profile["set-resources"].keys() == submitted()
    for resources in profile["set-resources"].values():
        assert resources.keys() == {"mem_mb", "runtime"}


def test_threads_and_groups_are_of_rules_that_there_are(profile: dict[str, Any]) -> None:
    assert profile["set-threads"].keys() | profile["groups"].keys() <= submitted()
    assert set(profile["groups"].values()) == profile["group-components"].keys()


def test_rules_of_many_short_jobs_are_in_groups(profile: dict[str, Any]) -> None:
    """Starting a job takes longer than most of what runs a few seconds."""
    short = {
        rule
        for rule, resources in profile["set-resources"].items()
        if isinstance(resources["runtime"], int) and resources["runtime"] <= 5
    }
    assert short - profile["groups"].keys() == FEW | BY_LAYER_OR_PAGE


def test_no_rule_takes_threads_that_the_profile_does_not_know() -> None:
    files = [ROOT / "Snakefile", *(ROOT / "workflow/rules").glob("*.smk")]
    for file in files:
        assert "threads:" not in file.read_text(encoding="utf-8"), file


def test_a_job_that_is_cancelled_starts_again(profile: dict[str, Any]) -> None:
    assert profile["retries"] >= 1


def test_a_film_has_the_threads_that_its_encoder_takes(profile: dict[str, Any]) -> None:
    manim = configparser.ConfigParser()
    manim.read(ROOT / "manim.cfg")
    threads = int(manim["video_encoder.options"]["threads"])
    for rule in ("film", "transparent", "layer_film"):
        assert profile["set-threads"][rule] == threads <= profile["cores"]


def test_what_keeps_a_build_safe_is_as_on_one_machine(profile: dict[str, Any]) -> None:
    default = yaml.safe_load((ROOT / "profiles/default/config.yaml").read_text())
    assert {name: profile[name] for name in default} == default
