"""What each job takes of the config, and which archives it reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from deconviz.config import jobs
from deconviz.config.jobs import EvidenceJob, FigureEntry, FigureJob, FilmJob, Fingerprints
from deconviz.config.manifest_job import Deliverable, ManifestJob, settings_hash
from deconviz.config.schema import Config
from deconviz.config.site_jobs import site_film_job, site_pages_job, site_variant_job
from deconviz.config.talk import Credit
from deconviz.config.talk_jobs import deck_job, format_job

PRINTS = Fingerprints(
    curves="drawn",
    train="trained",
    layer="imported",
    upsampling="doubled",
    claims="judged",
    tables="listed",
    noise_grid="tried",
)
ENTRIES: dict[str, Any] = {
    "Two": {"scene": "SideBySide", "variants": ["baseline", "code-noise"], "seed": 2},
    "Mine": {"scene": "Stamp1D", "layer": "mine"},
    "Checkerboard": {"upsampling": True},
}
RAW: dict[str, Any] = {
    "variants": {"baseline": {}, "code-noise": {"code_noise": [0.1, 0.1, 0.1]}},
    "audit": {"variants": {"longer": {"data": {"points": 20}}}},
    "seeds": [1, 2],
    "layers": {"mine": {"file": "model.onnx"}},
    "films": {"entries": ENTRIES},
}


def config_with(**edit: Any) -> Config:
    return Config.model_validate(RAW | edit)


@pytest.fixture(scope="module")
def config() -> Config:
    return config_with()


def figure(config: Config, *needs: str, variants: tuple[str, ...] = ("baseline",)) -> FigureJob:
    entry = FigureEntry(stem="loss", variants=variants, needs=needs)
    return jobs.figure_job(config, "losses", entry, PRINTS)


def names(archives: tuple[Path, ...]) -> list[str]:
    return [path.relative_to("results").as_posix() for path in archives]


def film(config: Config, name: str, **options: Any) -> FilmJob:
    return jobs.film_job(config, name, "dark", PRINTS, **options)


def test_a_figure_reads_what_it_needs_and_no_more(config: Config) -> None:
    job = figure(config, "models", "histories", variants=("baseline", "code-noise"))
    assert names(job.sums) == ["models/baseline/SHA256SUMS", "models/code-noise/SHA256SUMS"]
    assert names(job.models_of("baseline")) == [
        "models/baseline/seed1.safetensors",
        "models/baseline/seed2.safetensors",
    ]
    assert names(job.histories_of("baseline")) == ["models/baseline/history.safetensors"]
    assert (job.curves, job.tables, job.claims) == ((), (), ())


def test_a_figure_that_needs_no_networks_reads_none(config: Config) -> None:
    job = figure(config, "claims", "tables/losses", "tables/noise-grid", "curves")
    assert job.sums == ()
    assert (job.models_of("baseline"), job.histories_of("baseline")) == ((), ())
    assert names(job.tables) == ["tables/losses.csv", "tables/noise-grid.csv"]
    assert names(job.claims) == ["claims.json"]


def test_curves_that_variants_share_are_read_once_and_those_of_their_own_follow(
    config: Config,
) -> None:
    job = figure(config, "curves", variants=("baseline", "longer", "code-noise"))
    assert names(job.curves) == [
        "data/curves.safetensors",
        "data/longer/curves.safetensors",
    ]


def test_one_network_stands_for_all_and_by_default_it_is_the_first(config: Config) -> None:
    assert (figure(config).seed, figure(config).seeds) == (1, (1, 2))
    assert figure(config_with(figures={"seed": 2})).seed == 2
    assert figure(config_with(figures={"seed": 0}, seeds=[2, 0])).seed == 0


def test_a_figure_says_what_tables_and_claims_must_be_made_from(config: Config) -> None:
    evidence = jobs.evidence_job(config, PRINTS)
    grid = jobs.noise_grid_job(config, PRINTS)
    needs = ("models", "claims", "tables/losses", "tables/noise-grid")
    assert figure(config, *needs).records == {
        "results/claims.json": jobs.made_from_hash(evidence, "judged"),
        "results/tables/made-from.json": jobs.made_from_hash(evidence, "listed"),
        "results/noise-grid.json": jobs.made_from_hash(grid, "tried"),
    }
    assert figure(config, "models", "curves").records == {}


def test_a_hash_depends_on_settings_and_on_code(config: Config) -> None:
    evidence = jobs.evidence_job(config, PRINTS)
    other = jobs.evidence_job(config_with(seeds=[2, 1]), PRINTS)
    hashes = {
        jobs.made_from_hash(evidence, "code"),
        jobs.made_from_hash(evidence, "other code"),
        jobs.made_from_hash(other, "code"),
    }
    assert [len(each) for each in hashes] == [16] * 3


def test_the_audit_reads_networks_and_curves_of_all_variants(config: Config) -> None:
    job: EvidenceJob = jobs.evidence_job(config, PRINTS)
    assert list(job.experiments) == list(config.all_variants)
    assert names(job.sums) == [f"models/{variant}/SHA256SUMS" for variant in config.all_variants]
    assert names(job.curves) == ["data/curves.safetensors", "data/longer/curves.safetensors"]
    assert (job.fingerprints.layer, job.fingerprints.upsampling) == ("", "")


def test_the_noise_grid_takes_no_noises_and_only_what_makes_the_curves(config: Config) -> None:
    job = jobs.noise_grid_job(config, PRINTS)
    assert (job.experiment.code_noise, job.experiment.input_noise) == ((), 0.0)
    assert job.fingerprints == Fingerprints(curves="drawn")
    assert job.seeds == (1, 2)


def test_a_film_reads_the_networks_of_one_seed(config: Config) -> None:
    job = film(config, "Two", scene_fingerprint="told")
    assert names(job.models) == [
        "models/baseline/seed2.safetensors",
        "models/code-noise/seed2.safetensors",
    ]
    assert (job.sums, job.layers, job.upsamplings) == ((), (), ())
    assert names(job.curves) == ["data/curves.safetensors"]
    assert (job.name, job.scene, job.scene_fingerprint) == ("Two", "SideBySide", "told")


def test_a_film_of_an_ensemble_reads_all_seeds_and_their_histories(config: Config) -> None:
    job = film(config, "Two", needs_ensemble=True)
    assert job.models == ()
    assert names(job.sums) == ["models/baseline/SHA256SUMS", "models/code-noise/SHA256SUMS"]


def test_a_film_of_a_layer_reads_the_layer_alone(config: Config) -> None:
    job = film(config, "Mine")
    assert names(job.layers) == ["layers/mine/layer.safetensors"]
    assert (job.models, job.sums, job.curves, job.upsamplings) == ((), (), (), ())
    assert (job.seed, job.folder, job.fingerprints.layer) == (1, None, "imported")
    assert job.layer == jobs.layer_job(config, "mine")
    assert job.fingerprints.upsampling == ""


def test_a_film_that_each_layer_gets_goes_to_the_folder_of_the_layer(config: Config) -> None:
    job = jobs.layer_film_job(config, "mine", "Stamp1D", "light", PRINTS, "told")
    assert (job.name, job.scene, job.theme) == ("Stamp1D", "Stamp1D", "light")
    assert job.folder == "results/layers/mine/films"
    assert job.scene_fingerprint == "told"


def test_a_film_of_small_kernels_reads_those(config: Config) -> None:
    job = film(config, "Checkerboard")
    assert names(job.upsamplings) == ["upsampling/kernels.safetensors"]
    assert job.upsampling == jobs.upsampling_job(config)
    assert jobs.upsampling_job(config).seeds == (1, 2)
    assert (job.fingerprints.upsampling, job.fingerprints.layer) == ("doubled", "")


def test_a_film_is_told_by_the_scene_of_its_name_if_it_names_no_other(config: Config) -> None:
    assert film(config, "Checkerboard").scene == "Checkerboard"
    assert film(config, "Mine").scene == "Stamp1D"


def test_the_card_of_a_film_depends_on_colours_and_quality(config: Config) -> None:
    job = site_film_job(config, "Two")
    assert (job.film, job.themes, job.quality) == (
        "Two",
        config.site.themes,
        config.films.quality,
    )


def test_the_explorers_data_depends_on_one_variant(config: Config) -> None:
    job = site_variant_job(config, "code-noise", PRINTS)
    assert job.experiment == jobs.experiment_of(config, "code-noise")
    assert (job.variant, job.seeds, job.data) == ("code-noise", (1, 2), config.data)
    assert job.fingerprints == PRINTS


def test_the_pages_depend_on_what_there_is_in_order(config: Config) -> None:
    job = site_pages_job(config, ("loss", "filters"))
    assert job.films == tuple(config.films.entries)
    assert job.figures == ("loss", "filters")
    assert job.variants == ("baseline", "code-noise")
    assert job.layers == ("mine",)
    assert (job.themes, job.repository) == (config.site.themes, config.site.repository)
    assert job.credit == config.talk.credit


def test_a_format_depends_on_the_film_and_whose_work_it_is(config: Config) -> None:
    job = format_job(config, "Two")
    assert (job.film, job.credit) == ("Two", config.talk.credit)


def test_a_deck_depends_on_its_slides_and_which_films_have_no_words() -> None:
    bare = {"Two": ENTRIES["Two"] | {"bare": True}, "Other": ENTRIES["Two"]}
    slides = [{"heading": name, "film": name, "notes": "Look."} for name in ("Other", "Two")]
    decks = {"short": {"title": "Short", "slides": slides}}
    config = config_with(films={"entries": bare}, talk={"decks": decks})
    job = deck_job(config, "short")
    assert (job.name, job.bare, job.quality) == ("short", ("Two",), config.films.quality)
    assert job.deck == config.talk.decks["short"]
    assert job.credit == config.talk.credit


def test_the_list_of_files_knows_the_targets_of_all_jobs() -> None:
    deliverables = tuple(
        Deliverable(rule="film", settings="", seeds=(), targets=targets)
        for targets in (("a.mp4", "a.srt"), ("b.mp4",))
    )
    job = ManifestJob(credit=Credit(), versions={}, deliverables=deliverables)
    assert job.targets == ["a.mp4", "a.srt", "b.mp4"]
    with pytest.raises(ValidationError):
        Deliverable(rule="film", settings="", seeds=(), targets=())


def test_a_deliverable_is_known_by_all_that_decides_it(config: Config) -> None:
    one, other = film(config, "Two"), format_job(config, "Two")
    hashes = {settings_hash(one), settings_hash(other), settings_hash(one, other)}
    assert [len(each) for each in hashes] == [16] * 3
    assert settings_hash(one, other) == settings_hash(film(config, "Two"), other)
