"""The checked config, and what the rules share."""

import sys
from pathlib import Path

from snakemake.exceptions import WorkflowError

sys.path.insert(0, str(Path(workflow.basedir) / "src"))

from deconviz import preflight, settings, sources

ROOT = Path(workflow.basedir)
CONFIG = preflight.start(ROOT / "workflow" / "config.yaml", config)
VARIANTS = list(CONFIG.variants)
SEEDS = CONFIG.seeds
FORMATS = CONFIG.figures.formats
FILMS = CONFIG.films.entries
WEIGHTS = ["Regular", "SemiBold"]


wildcard_constraints:
    variant="[a-z0-9-]+",
    film="[A-Za-z0-9]+",
    quality="[0-9]+p[0-9]+",
    weight="[A-Za-z]+",


def code(file):
    """Fingerprint a file with its imports, so that an edit reruns what uses it."""
    return sources.fingerprint(ROOT / file, ROOT / "src")


def plain(model):
    """Settings as Snakemake can record and compare them."""
    return model.model_dump(mode="json")


def models_of(variant):
    """The archives of a variant's networks."""
    return expand(
        "results/models/{variant}/seed{seed}.safetensors", variant=variant, seed=SEEDS
    )
