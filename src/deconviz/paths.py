"""Where everything lies, relative to the repository: patterns for Snakemake, paths for Python."""

from __future__ import annotations

from pathlib import Path

RESULTS = Path("results")
CONFIG = Path("workflow/config.yaml")
FIGURE_MODULES = Path("src/deconviz/figures")
SCENES = Path("scenes")

CURVES = "results/data/curves.safetensors"
OWN_CURVES = "results/data/{variant}/curves.safetensors"
MODEL = "results/models/{variant}/seed{seed}.safetensors"
HISTORY = "results/models/{variant}/history.safetensors"
TABLE = "results/tables/{table}.csv"
TABLES_RECORD = "results/tables/made-from.json"
CLAIMS = "results/claims.json"
NOISE_GRID = "results/noise-grid.json"
FONT = "results/fonts/Inter-{weight}.ttf"
FIGURE = "results/figures/{look}/{figure}.{format}"
FIGURE_WORDS = "results/figures/{figure}.json"
FIGURE_CAPTION = "results/figures/{figure}.rst"
FILM = "results/films/{quality}{light}/{film}.mp4"
LOG = "results/logs/{job}.log"
KINDS = {
    Path(pattern).parts[1]
    for pattern in (CURVES, MODEL, TABLE, CLAIMS, NOISE_GRID, FONT, FIGURE, FILM, LOG)
}
"""What lies in the results folder: folders, and files that stand alone."""


def curves_path(variant: str = "") -> Path:
    """Return the archive of a variant's own curves, or of those that variants share."""
    return Path(OWN_CURVES.format(variant=variant) if variant else CURVES)


def model_path(variant: str, seed: int) -> Path:
    """Return the archive of a network."""
    return Path(MODEL.format(variant=variant, seed=seed))


def history_path(variant: str) -> Path:
    """Return the archive of a variant's networks along training."""
    return Path(HISTORY.format(variant=variant))


def table_path(table: str) -> Path:
    """Return the file of a table."""
    return Path(TABLE.format(table=table))


def film_side_file(ending: str) -> str:
    """Return the pattern of a file that lies beside a film."""
    return FILM.removesuffix("mp4") + ending
