"""The checked config, and what all rules share."""

import configparser
import json
import sys
from functools import cache
from pathlib import Path
from types import SimpleNamespace

# workflow.basedir would be the folder of a workflow that takes this one as a module.
ROOT = Path(workflow.current_basedir.get_path_or_uri(secret_free=True)).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from deconviz import interrupts, paths
from deconviz.config import jobs, site_jobs, talk_jobs
from deconviz.pipeline import (
    figure_list,
    layer_list,
    order,
    preflight,
    surroundings,
    trained,
    voice,
)
from deconviz.pipeline.pack import FILM_FILES, ON_REQUEST, WITH_BACKGROUND, Pack
from deconviz.pipeline.strangers import disown_strangers
from deconviz.provenance import job
from deconviz.provenance.repository import Repository

# Braces would be wildcards in it.
ENVIRONMENT = str(ROOT / "environment.yml").replace("{", "{{").replace("}", "}}")
shell.prefix(surroundings.start(ROOT, Path(workflow.basedir)))
interrupts.answer_plainly()
REPOSITORY = Repository(ROOT)
FINGERPRINTS = REPOSITORY.fingerprints
job.declare_build()
CONFIG, SCENES, ENSEMBLE_FILMS, FIGURES, LAYER_FILMS = preflight.start(
    ROOT,
    config,
    files=workflow.overwrite_configfiles,
    asked=sys.argv[1:],
)
EVIDENCE = jobs.evidence_job(CONFIG, FINGERPRINTS)
if workflow.is_main_process:
    preflight.begin(sys.argv[1:], dry=workflow.output_settings.dryrun)
    disown_strangers(CONFIG, FINGERPRINTS)
    trained.disown_incomplete(EVIDENCE.sums)
VARIANTS = list(CONFIG.variants)
AUDITED = list(CONFIG.audit.variants)
SEEDS = CONFIG.seeds
LOOKS = CONFIG.figures.looks
PICTURES = [
    paths.FIGURE.format(look=look, figure="{figure}", format=format)
    for look, formats in LOOKS.items()
    for format in formats
]
# The picture of each figure that the report shows: a sharp one, if there is one.
ENDINGS = ["svg", "png", "pdf"]
IN_REPORT = min(
    PICTURES, key=lambda path: ENDINGS.index(path.rpartition(".")[2]), default=None
)
FONTS = expand(paths.FONT, weight=["Regular", "SemiBold"])


def one_of(names):
    """A pattern for wildcards that takes these names and no others."""
    return f"({'|'.join(names)})"


# With limits: in very long names Snakemake would look for repetitions, which takes it minutes.
wildcard_constraints:
    variant=one_of([*VARIANTS, *AUDITED]),
    figure="[a-z0-9-]{1,99}",
    look="(light|dark)(-one-column)?",
    format="pdf|svg|png",
    film="[A-Za-z0-9]{1,40}",
    quality="[0-9]{1,4}p[0-9]{1,4}",
    light="(-light)?",
    deck=one_of(CONFIG.talk.decks),
    layer=one_of(CONFIG.layers),
    page=one_of(paths.SITE_PAGES),


VOICE = voice.take_over(workflow)


onsuccess:
    VOICE.succeed()


onerror:
    VOICE.give_up(log)


def fingerprints(*files):
    """Hash each file with its imports, so that an edit reruns what uses it.

    The first is the script of the job, which `scripts/job.py` starts.
    """
    return {file: REPOSITORY.fingerprint(file) for file in files}


def plain(model):
    """Settings in a form that Snakemake can record and compare."""
    return model.model_dump(mode="json")


def networks_of(*variants):
    """What stands for all networks of variants and their histories: one file for each.

    Snakemake would look up each archive for each job that reads it, in a time that grows with the
    square of their number.
    """
    return trained.inputs(
        paths.sums_path(paths.history_path(name)) for name in variants
    )


def data_of(variant):
    """The archive of the data that a variant is trained and tested on."""
    return str(EVIDENCE.curves_of(variant))


def sums_of(path):
    """The checksums of the archives in the same folder."""
    return str(paths.sums_path(Path(path)))


def figure_entry(wildcards):
    """Which file draws a figure, and what it shows."""
    return figure_list.figure(wildcards.figure, FIGURES)


@cache
def job_of_figure(figure):
    """What a figure shows, from the config and the file that draws it."""
    entry = figure_list.figure(figure, FIGURES)
    return jobs.figure_job(CONFIG, figure, entry, FINGERPRINTS)


def figure_inputs(wildcards):
    """What a figure reads."""
    job = job_of_figure(wildcards.figure)
    return {
        "curves": job.curves,
        "networks": trained.inputs(job.sums),
        "tables": job.tables,
        "records": list(job.records),
    }


def figure_fingerprints(wildcards):
    """Hash the code that draws a figure."""
    drawing = str(paths.FIGURE_MODULES / f"{figure_entry(wildcards).stem}.py")
    return fingerprints("workflow/scripts/figure.py", drawing)


def figure_labels(wildcards, output):
    """The labels of a figure in the report."""
    words = json.loads(Path(output.words).read_text(encoding="utf-8"))
    look = IN_REPORT.split("/")[2]
    return {"figure": wildcards.figure, "finding": words["title"], "look": look}


def for_report(path):
    """Mark a picture that the report shows."""
    if path != IN_REPORT:
        return path
    return report(
        path,
        caption="../report/figure.rst",
        category="Figures",
        labels=figure_labels,
    )


def table_labels(name):
    """The labels of a table, which only the report asks for."""

    def labels(wildcards):
        from deconviz.audit.tables import (
            TABLES,
        )  # loads NumPy, which no other command needs here

        return {"table": name, "rows": TABLES[name].__doc__.splitlines()[0]}

    return labels


@cache
def job_of_film(film, theme):
    """What a film shows, from the config and its theme."""
    return jobs.film_job(
        CONFIG,
        film,
        theme,
        FINGERPRINTS,
        REPOSITORY.fingerprint(SCENES[film]),
        needs_ensemble=film in ENSEMBLE_FILMS,
    )


def film_job(wildcards):
    """What a film shows, from the config and its folder."""
    return job_of_film(wildcards.film, "light" if wildcards.light else "dark")


def film_inputs(wildcards):
    """What a film shows the numbers of."""
    job = film_job(wildcards)
    return {
        "models": job.models,
        "networks": trained.inputs(job.sums),
        "curves": job.curves,
        "layers": job.layers,
        "upsamplings": job.upsamplings,
    }


def layer_job(wildcards):
    """What importing a layer depends on, from the config."""
    return jobs.layer_job(CONFIG, wildcards.layer)


def files_of_layer(layer):
    """The file of a layer, and that of its input if it has one."""
    return list(map(str, layer_list.where_files_are(ROOT, CONFIG.layers[layer].files)))


def films_of_layer(*patterns):
    """The files of all films that a layer gets, by their patterns."""

    def films(wildcards):
        return expand(
            patterns,
            layer=wildcards.layer,
            film=LAYER_FILMS[wildcards.layer],
            quality=QUALITY,
            light=LIGHTS,
        )

    return films


def phases_of_layer(pattern):
    """A file of the figure of a layer's phases, by the pattern of those of figures."""
    return paths.of_layer(pattern).replace("{figure}", "phases")


def layer_scene(wildcards):
    """The file of the scene that a film of a layer tells."""
    return layer_list.scene_of(wildcards.film, wildcards.layer, LAYER_FILMS)


def layer_film_job(wildcards):
    """What a film of a layer shows, from the config."""
    return jobs.layer_film_job(
        CONFIG,
        wildcards.layer,
        wildcards.film,
        "light" if wildcards.light else "dark",
        FINGERPRINTS,
        REPOSITORY.fingerprint(layer_scene(wildcards)),
    )


def manim_options():
    """The settings in manim.cfg, without its comments."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / "manim.cfg")
    return {name: dict(section) for name, section in parser.items()}


def format_job(wildcards):
    """What a format of a film depends on, from the config."""
    return talk_jobs.format_job(CONFIG, wildcards.film)


def deck_job(wildcards):
    """What a deck shows, from the config."""
    return talk_jobs.deck_job(CONFIG, wildcards.deck)


def films_of_deck(*endings):
    """The films of a deck, or files that lie beside them."""

    def films(wildcards):
        job = deck_job(wildcards)
        return [
            paths.film_path(film, job.quality, job.deck.theme, ending)
            for film in job.deck.films
            for ending in endings
        ]

    return films


def web_of_deck(wildcards):
    """The small films of a deck."""
    deck = deck_job(wildcards).deck
    return [paths.format_path(paths.WEB, film, deck.theme) for film in deck.films]


def figures_of_deck(wildcards):
    """The figures of a deck, and their words."""
    deck = deck_job(wildcards).deck
    pictures = [paths.figure_path(figure, deck.theme, "png") for figure in deck.figures]
    return [*pictures, *map(paths.figure_words_path, deck.figures)]


def manifest_job():
    """What is in the pack, from the config."""
    pack = Pack(
        CONFIG,
        job_of_film,
        job_of_figure,
        EVIDENCE,
    )
    return pack.manifest_job()


def site_files():
    """The files of the site that are no Python, by what they make, relative to the repository."""
    site = ROOT / "src/deconviz/site"
    groups = {"npm": "npm/*.json", "assets": "s*/*.[cj]s*", "pages": "pages/*.html"}
    return SimpleNamespace(
        **{
            name: sorted(str(file.relative_to(ROOT)) for file in site.glob(pattern))
            for name, pattern in groups.items()
        }
    )


def site_film_job(wildcards):
    """What a film's card depends on, from the config."""
    return site_jobs.site_film_job(CONFIG, wildcards.film)


def site_figure_job(wildcards):
    """What a figure's card depends on, from the config."""
    pictures = expand(PICTURES, figure=wildcards.figure)
    return site_jobs.SiteFigureJob(figure=wildcards.figure, pictures=tuple(pictures))


def site_variant_job(wildcards):
    """What the explorer's data of a variant depends on, from the config."""
    return site_jobs.site_variant_job(CONFIG, wildcards.variant, FINGERPRINTS)


def site_pages_job():
    """What the pages depend on, from the config."""
    return site_jobs.site_pages_job(CONFIG, tuple(DEFAULT))


def shown_on_page(wildcards):
    """The cards and claims that a page shows."""
    films = expand(paths.SITE_FILM, film=SCENES)
    figures = expand(paths.SITE_FIGURE, figure=DEFAULT)
    return {
        "index": {"films": films, "figures": figures, "claims": [paths.CLAIMS]},
        "figures": {"figures": figures},
        "claims": {"claims": [paths.CLAIMS]},
    }.get(wildcards.page, {})
