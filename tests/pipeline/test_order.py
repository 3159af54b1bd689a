"""What people ask for goes first; the audit fills idle cores and comes last."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from deconviz.config.file import load_config
from deconviz.pipeline import figure_list, order
from support.workspace import ROOT, Workspace, draft

CONFIG = load_config(ROOT / "workflow/config.yaml")
VARIANTS, AUDITED = list(CONFIG.variants), list(CONFIG.audit.variants)
FIGURES = figure_list.figures(ROOT / "src/deconviz/figures", VARIANTS, AUDITED)
OF_AUDIT = {name for name, entry in FIGURES.items() if order.needs_audit(CONFIG, entry)}


def first_to_last(names: list[str], priority: Callable[[str], int]) -> list[str]:
    return sorted(names, key=priority, reverse=True)


def training(variant: str) -> int:
    return order.of_training(CONFIG, variant)


def film(name: str) -> int:
    return order.of_film(CONFIG, name)


def figure(name: str) -> int:
    return order.of_figure(CONFIG, FIGURES[name])


def test_the_first_film_goes_before_everything_else() -> None:
    first, *others = CONFIG.films.entries
    everything = [*map(film, others), *map(training, VARIANTS + AUDITED), *map(figure, FIGURES)]
    assert film(first) > max(everything)


def test_networks_are_trained_in_the_order_in_which_films_wait_for_them() -> None:
    assert first_to_last(VARIANTS, training) == ["code-noise", "baseline", "input-noise"]


def test_films_come_in_the_order_of_the_config() -> None:
    films = list(CONFIG.films.entries)
    assert first_to_last(films, film) == films


def test_trainings_go_before_other_films_films_before_figures_and_figures_before_the_audit() -> (
    None
):
    films = list(CONFIG.films.entries)[1:]
    own = sorted(FIGURES.keys() - OF_AUDIT)
    assert min(map(training, VARIANTS)) > max(map(film, films))
    assert min(map(film, films)) > max(map(figure, own))
    assert min(map(figure, own)) > max(map(training, AUDITED))
    assert min(map(training, AUDITED)) > max(map(figure, OF_AUDIT))


def test_small_kernels_are_trained_as_soon_as_their_film_could_be_made() -> None:
    assert order.of_upsampling(CONFIG) == film("Checkerboard")


def test_of_the_audit_s_trainings_the_long_ones_go_first() -> None:
    steps = [CONFIG.all_variants[name].training.steps for name in first_to_last(AUDITED, training)]
    assert steps[0] == 640000
    assert steps == sorted(steps, reverse=True)


def test_figures_of_the_audit_are_those_that_show_what_it_trained_measured_or_decided() -> None:
    trained = {"compound", "filters-along-training", "larger-networks", "real-data", "relu"}
    trained |= {name for name in FIGURES if name.startswith("photograph-")}
    assert trained | {"claims", "noise-grid"} == OF_AUDIT


def left_out() -> list[str]:
    """What `./run --no-audit` gives to Snakemake."""
    option = re.search(r"--omit-from [\w ]+", (ROOT / "run").read_text(encoding="utf-8"))
    assert option
    return option[0].split()


@pytest.fixture(scope="module")
def unbuilt(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return draft(tmp_path_factory.mktemp("unbuilt") / "copy")


@pytest.mark.pipeline
def test_without_the_audit_all_but_what_it_trains_measures_and_decides_is_built(
    unbuilt: Workspace,
) -> None:
    jobs = unbuilt.planned(*left_out())
    assert {job for job in jobs if job.startswith("Training")} == {
        *(f"Training {variant}, all seeds at once" for variant in VARIANTS),
        "Training small kernels that double images",
    }
    assert {job for job in jobs if job.startswith("Filming")} == {
        f"Filming {name} at 480p15" for name in CONFIG.films.entries
    }
    own = {f"Drawing {name}" for name in FIGURES.keys() - OF_AUDIT}
    assert {job for job in jobs if job.startswith("Drawing")} == own | {"Drawing curves"}


@pytest.mark.pipeline
def test_any_target_can_be_asked_for_without_the_audit(unbuilt: Workspace) -> None:
    jobs = unbuilt.planned("figures", *left_out())
    assert "Drawing loss" in jobs
    assert not any("claims" in job or "Film" in job or "relu" in job for job in jobs)


@pytest.mark.pipeline
@pytest.mark.slow
def test_on_two_cores_films_are_started_before_figures_and_figures_before_the_audit(
    built: Workspace,
) -> None:
    log = next(iter(sorted(built.path(".snakemake/log").iterdir()))).read_text(encoding="utf-8")
    started = re.findall(r"^Job \d+: (.*)$", log, re.MULTILINE)
    film_places = [n for n, job in enumerate(started) if job.startswith("Filming")]
    audit = [started.index(f"Training {name}, all seeds at once") for name in AUDITED]
    figures = [n for n, job in enumerate(started) if job[8:] in FIGURES.keys() - OF_AUDIT]
    assert started.index("Filming OneComponent at 480p15") < 8
    assert max(film_places) < min(audit)
    assert max(figures) < min(audit)
