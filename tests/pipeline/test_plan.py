"""Jobs in the words that people use for them, and how long they take."""

from __future__ import annotations

from pathlib import Path

import pytest

from deconviz.pipeline.plan import KINDS, NAMES, Job, Plan
from deconviz.pipeline.times import Times
from support.workspace import ROOT


def film(number: int, name: str, *, needed: bool = True) -> Job:
    wildcards = {"film": name, "quality": "1080p60", "light": ""}
    outputs = [f"results/films/1080p60/{name}.mp4", f"results/films/1080p60/{name}.poster.png"]
    return Job(number, "film", wildcards, outputs, f"Filming {name} at 1080p60", needed)


def training(number: int, variant: str) -> Job:
    outputs = [f"results/models/{variant}/seed{seed}.safetensors" for seed in (11, 22)]
    return Job(number, "train", {"variant": variant}, outputs, f"Training {variant}", needed=True)


TABLES = Job(
    7,
    "tables",
    {},
    ["results/tables/a.csv", "results/tables/b.csv", "results/tables/record.json"],
    "Writing tables",
    needed=True,
)
CLAIMS = Job(8, "claims", {}, ["results/claims.json"], "Deciding claims", needed=True)
TARGET = Job(9, "all", {}, [], "Everything is built: results", needed=True)
OLD = film(1, "Rain", needed=False)
NEW = film(2, "Snow")


@pytest.fixture
def times(tmp_path: Path) -> Times:
    return Times(tmp_path / "times.json")


def test_every_rule_that_makes_something_has_a_kind() -> None:
    rules = [path.read_text(encoding="utf-8") for path in ROOT.glob("workflow/rules/*.smk")]
    lines = [line for text in rules for line in text.splitlines()]
    plain = {line[5:-1] for line in lines if line.startswith("rule ")}
    changed = {line.split()[4] for line in lines if line.startswith("use rule ")}
    assert plain | changed == KINDS.keys()
    assert NAMES.keys() <= KINDS.keys()


def test_a_plan_counts_what_people_count_and_says_of_how_many() -> None:
    plan = Plan([CLAIMS, TABLES, OLD, NEW, training(3, "relu"), TARGET])
    assert plan.summary() == "1 of 2 films, 1 training, 2 tables, claims"


def test_what_is_up_to_date_is_not_in_the_plan() -> None:
    assert Plan([OLD, CLAIMS]).summary() == "claims"


def test_a_listing_names_what_is_to_be_made() -> None:
    plan = Plan([OLD, NEW, training(3, "relu"), training(4, "real"), CLAIMS])
    assert plan.listing() == [
        "  1 of 2 films: Snow",
        "  2 trainings: relu, real",
        "  claims",
    ]


def test_a_long_listing_is_broken_between_names() -> None:
    plan = Plan([training(number, f"variant-{number:02}") for number in range(30)])
    assert max(map(len, plan.listing())) <= 100
    assert " ".join(plan.listing()).count("variant-") == 30


def test_places_are_the_folders_of_all_that_was_asked_for() -> None:
    assert Plan([OLD, training(3, "relu"), training(4, "real"), CLAIMS, TARGET]).places() == [
        "  films: results/films/1080p60",
        "  trainings: results/models",
        "  claims: results/claims.json",
    ]


def test_jobs_are_numbered_within_their_kind_as_they_begin() -> None:
    rain = film(1, "Rain")
    plan = Plan([rain, NEW, training(3, "relu"), CLAIMS])
    for job in (NEW, CLAIMS, rain):
        assert plan.begin(job.id) == job
    assert plan.label(NEW) == "film 1 of 2: Snow"
    assert plan.label(rain) == "film 2 of 2: Rain"
    assert plan.label(CLAIMS) == "claims"
    assert [job.name for job in plan.waiting] == ["relu"]


def test_a_job_that_begins_again_keeps_its_number() -> None:
    plan = Plan([film(1, "Rain"), NEW])
    for number in (2, 1, 2):
        plan.begin(number)
    assert plan.label(NEW) == "film 1 of 2: Snow"


def test_what_only_collects_does_not_count() -> None:
    plan = Plan([NEW, TARGET])
    assert plan.begin(TARGET.id) is None
    assert plan.needed == [NEW]


def test_light_films_and_pictures_on_request_are_known_by_all_that_tells_them_apart() -> None:
    light = {"film": "Rain", "quality": "480p15", "light": "-light"}
    assert Job(1, "film", light, ["x"], "", needed=True).name == "Rain-light"
    wildcards = {"figure": "loss", "look": "dark", "format": "svg"}
    assert Job(1, "figure_on_request", wildcards, ["x"], "", True).name == "loss, dark, svg"


# --- How long it takes ---


def test_nothing_is_said_of_what_was_never_done(times: Times) -> None:
    assert times.expected(NEW) is None
    assert times.left(NEW, 3) is None
    assert times.all_left([(NEW, 3.0)], [], cores=2) is None


def test_a_film_takes_as_long_as_the_films_before_it(times: Times) -> None:
    times.add(film(3, "Fog"), 20)
    times.add(film(4, "Hail"), 30)
    assert times.expected(NEW) == 25
    assert times.left(NEW, 5) == 20


def test_trainings_differ_too_much_to_be_judged_by_each_other(times: Times) -> None:
    times.add(training(3, "relu"), 20)
    assert times.expected(training(4, "source")) is None


def test_a_job_takes_as_long_as_in_an_earlier_build(times: Times) -> None:
    times.add(training(3, "relu"), 20)
    times.save()
    assert Times(times.file).expected(training(3, "relu")) == 20


def test_nothing_is_said_of_a_job_that_is_overdue(times: Times) -> None:
    times.add(film(3, "Fog"), 20)
    assert times.left(NEW, 21) is None


def test_all_takes_what_is_left_on_all_cores_and_at_least_as_long_as_the_longest(
    times: Times,
) -> None:
    times.add(film(3, "Fog"), 20)
    waiting = [film(4, "Hail"), film(5, "Sleet")]
    assert times.all_left([(NEW, 10.0)], waiting, cores=2) == 25
    assert times.all_left([(NEW, 10.0)], waiting, cores=8) == 20


def test_one_unknown_job_leaves_the_whole_unknown(times: Times) -> None:
    times.add(film(3, "Fog"), 20)
    assert times.all_left([(NEW, 1.0)], [training(3, "relu")], cores=2) is None


def test_what_was_only_touched_says_nothing_of_how_long_it_takes(times: Times) -> None:
    times.add(NEW, 0.01)
    assert times.expected(NEW) is None


@pytest.mark.parametrize("content", ["", "[]", '{"Filming": "long"}', "\x00"])
def test_a_damaged_record_of_times_is_none(times: Times, content: str) -> None:
    times.file.write_text(content)
    assert Times(times.file).expected(NEW) is None


def test_a_record_that_cannot_be_written_is_done_without(times: Times) -> None:
    times.file.mkdir()
    times.add(NEW, 20)
    times.save()
    assert times.file.is_dir()
