"""The pack for talks is what `./run talk` makes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from deconviz import paths
from deconviz.archive.files import read_json, replacing_folder, write_bytes
from deconviz.config import jobs
from deconviz.config.file import load_config
from deconviz.config.jobs import Fingerprints
from deconviz.config.manifest_job import Deliverable, ManifestJob, settings_hash
from deconviz.config.schema import Config
from deconviz.pipeline import figure_list
from deconviz.pipeline.pack import Pack
from support.workspace import ROOT, Workspace, draft

NOBODY = Fingerprints()
OTHER_CONFIG = {
    "formats: [web, gif, still]": "formats: [gif]",
    "    five-minutes:\n": "    five-minutes:\n      theme: light\n",
    "figure: network": "figure: claims",
    "dark: [png]": "dark: [pdf]",
}
"""Formats that lack what decks need, another theme, a figure that reads claims, and no such PNG."""


def manifest_job(config: Config) -> ManifestJob:
    figures = figure_list.figures(
        ROOT / paths.FIGURE_MODULES, list(config.variants), list(config.audit.variants)
    )
    return Pack(
        config,
        lambda film, theme: jobs.film_job(config, film, theme, NOBODY),
        lambda name: jobs.figure_job(config, name, figure_list.figure(name, figures), NOBODY),
        jobs.evidence_job(config, NOBODY),
    ).manifest_job()


@pytest.fixture(scope="module")
def config() -> Config:
    return load_config(ROOT / paths.CONFIG)


@pytest.fixture(scope="module")
def made(config: Config) -> tuple[Deliverable, ...]:
    return manifest_job(config).deliverables


def of(path: str, made: Iterable[Deliverable]) -> Deliverable:
    (found,) = (one for one in made if path in one.targets)
    return found


def test_every_target_is_made_once(made: tuple[Deliverable, ...]) -> None:
    targets = [target for one in made for target in one.targets]
    assert len(targets) == len(set(targets))


def test_seeds_are_those_of_the_networks_that_are_shown(
    made: tuple[Deliverable, ...], config: Config
) -> None:
    films = "results/films/1080p60/{}.mp4"
    assert of(films.format("OneComponent"), made).seeds == (11,)
    assert of(films.format("ThreeViews"), made).seeds == ()
    assert of(films.format("Checkerboard"), made).seeds == config.seeds
    assert of("results/talk/gif/OneComponent.gif", made).seeds == (11,)
    deck = of("results/decks/twenty-minutes/reveal", made)
    assert set(deck.seeds) == set(config.seeds)


def test_settings_are_a_film_s_own(made: tuple[Deliverable, ...], config: Config) -> None:
    film = of("results/films/1080p60/OneComponent.mp4", made)
    assert film.settings == settings_hash(jobs.film_job(config, "OneComponent", "dark", NOBODY))
    assert film.settings != of("results/talk/gif/OneComponent.gif", made).settings


def test_another_seed_of_a_film_changes_its_settings_and_those_of_decks_that_hold_it(
    made: tuple[Deliverable, ...],
) -> None:
    film = {"films": {"entries": {"RoundTrip": {"variant": "code-noise", "seed": 22}}}}
    other = manifest_job(load_config(ROOT / paths.CONFIG, film)).deliverables
    pairs = zip(made, other, strict=True)
    changed = {
        target
        for one, another in pairs
        if one.settings != another.settings
        for target in one.targets
    }
    assert all("RoundTrip" in target or "twenty-minutes" in target for target in changed)
    assert "results/talk/gif/RoundTrip.gif" in changed
    assert "results/decks/twenty-minutes/twenty-minutes.pptx" in changed


def test_versions_are_of_python_and_of_all_that_draws(config: Config) -> None:
    versions = manifest_job(config).versions
    assert {"python", "deconviz", "torch", "manim", "numpy", "matplotlib", "av"} <= versions.keys()
    assert all(version[0].isdigit() and "+" not in version for version in versions.values())


@pytest.mark.slow
@pytest.mark.parametrize("edits", [{}, OTHER_CONFIG], ids=["our config", "another config"])
def test_the_list_has_every_file_that_the_workflow_makes_for_talks(
    edits: dict[str, str], tmp_path: Path
) -> None:
    workspace = draft(tmp_path / "draft")
    for old, new in edits.items():
        workspace.edit("workflow/config.yaml", old, new)
    listed = manifest_job(load_config(workspace.path(paths.CONFIG)))
    rules = {target: one.rule for one in listed.deliverables for target in one.targets}
    assert rules == made_for_talks(workspace, rules)


def made_for_talks(workspace: Workspace, read: Iterable[str]) -> dict[str, str]:
    """Return the rule of each file, but for what is on the way to them.

    Parameters
    ----------
    workspace
        Where nothing has been made.
    read
        Tables and claims that count, as figures of decks read them.
    """
    result = workspace.snakemake("talk", "--summary")
    rows = [line.split("\t") for line in result.text.splitlines() if line.startswith("results/")]
    on_the_way = (
        *("data", "models", "upsampling", "fonts", "tables", "claims.json", "manifest.json"),
    )
    return {
        path: rule
        for path, _, rule, *_ in rows
        if path in read or (Path(path).parts[1] not in on_the_way and "-transparent" not in path)
    }


@pytest.mark.slow
def test_the_list_is_written_of_what_is_there_and_stays_until_that_changes(tmp_path: Path) -> None:
    workspace = draft(tmp_path / "draft")
    job = manifest_job(load_config(workspace.path(paths.CONFIG)))
    for target in job.targets:
        path = workspace.path(target)
        if path.suffix:
            write_bytes(path, target.encode())
        else:
            with replacing_folder(path) as folder:
                (folder / "a file in it").write_text(target)
    only = (paths.MANIFEST, "--allowed-rules", "manifest")
    workspace.build(*only)
    listed = read_json(workspace.path(paths.MANIFEST))
    rules = [made["rule"] for made in listed["deliverables"]]
    assert rules == [one.rule for one in job.deliverables]
    assert workspace.planned(*only) == set()
    write_bytes(workspace.path("results/talk/gif/Overture.gif"), b"another")
    assert workspace.planned(*only) == {"Listing all files for talks: results/manifest.json"}
