"""Where everything lies, relative to the repository: patterns for Snakemake, paths for Python."""

from __future__ import annotations

from pathlib import Path

RESULTS = Path("results")
CONFIG = Path("workflow/config.yaml")
STATE = Path(".snakemake/deconviz")
"""What builds keep for later builds, beside what Snakemake keeps."""
FIGURE_MODULES = Path("src/deconviz/figures")
SCENES = Path("scenes")
DOCS = Path("docs")

CURVES = "results/data/curves.safetensors"
OWN_CURVES = "results/data/{variant}/curves.safetensors"
MODEL = "results/models/{variant}/seed{seed}.safetensors"
HISTORY = "results/models/{variant}/history.safetensors"
TABLE = "results/tables/{table}.csv"
TABLES_RECORD = "results/tables/made-from.json"
CLAIMS = "results/claims.json"
NOISE_GRID = "results/noise-grid.json"
FONT = "results/fonts/Inter-{weight}.ttf"
LAYER = "results/layers/{layer}/layer.safetensors"
LAYER_CONTENTS = "results/layers/{layer}/layer.json"
UPSAMPLING = "results/upsampling/kernels.safetensors"
FIGURE = "results/figures/{look}/{figure}.{format}"
FIGURE_WORDS = "results/figures/{figure}.json"
FIGURE_CAPTION = "results/figures/{figure}.rst"
FILM = "results/films/{quality}{light}/{film}.mp4"
TRANSPARENT = "results/films/{quality}{light}-transparent/{film}.mov"
WEB = "results/talk/web{light}/{film}.mp4"
GIF = "results/talk/gif{light}/{film}.gif"
STILL = "results/talk/still{light}/{film}.pdf"
PRORES = "results/talk/prores{light}/{film}.mov"
WEBM = "results/talk/webm{light}/{film}.webm"
REVEAL = "results/decks/{deck}/reveal"
PPTX = "results/decks/{deck}/{deck}.pptx"
BEAMER = "results/decks/{deck}/beamer"
MANIM_SLIDES = "results/decks/{deck}/manim-slides"
HANDOUT = "results/decks/{deck}/{deck}-handout.pdf"
DECK = "results/decks/{deck}/deck.json"
MANIFEST = "results/manifest.json"
SITE = "results/site"
SITE_PAGE = "results/site/{page}.html"
SITE_PAGES = ("index", "figures", "claims", "explorer", "layer")
SITE_ASSETS = "results/site/assets"
SITE_LIBRARIES = "results/site/libraries"
SITE_FILM = "results/site/films/{film}"
SITE_FIGURE = "results/site/figures/{figure}"
SITE_VARIANT = "results/site/variants/{variant}.js"
SITE_LAYER = "results/site/layers/{layer}.js"
LOG = "results/logs/{job}.log"
KINDS = {
    Path(pattern).parts[1]
    for pattern in (
        *(CURVES, MODEL, TABLE, CLAIMS, NOISE_GRID, FONT, LAYER, UPSAMPLING, FIGURE, FILM),
        *(WEB, DECK, MANIFEST, SITE, LOG),
    )
}
"""What lies in the results folder: folders, and files that stand alone."""

QUALITIES = {"draft": "480p15", "web": "720p30", "talk": "1080p60", "cinema": "2160p60"}
"""What the folders of films are called, by quality."""


def curves_path(variant: str = "") -> Path:
    """Return the archive of a variant's own curves, or of those that variants share."""
    return Path(OWN_CURVES.format(variant=variant) if variant else CURVES)


def model_path(variant: str, seed: int) -> Path:
    """Return the archive of a network."""
    return Path(MODEL.format(variant=variant, seed=seed))


def history_path(variant: str) -> Path:
    """Return the archive of a variant's networks along training."""
    return Path(HISTORY.format(variant=variant))


def sums_path(archive: Path) -> Path:
    """Return the checksums of all archives in the folder of one."""
    return archive.with_name("SHA256SUMS")


def layer_path(layer: str) -> Path:
    """Return the archive of a layer that a user brings."""
    return Path(LAYER.format(layer=layer))


def of_layer(pattern: str) -> str:
    """Return the pattern of what films and talks have, for the films of a layer that a user brings.

    Examples
    --------
    >>> of_layer(GIF)
    'results/layers/{layer}/talk/gif{light}/{film}.gif'
    """
    return pattern.replace(str(RESULTS), str(Path(LAYER).parent), 1)


def layer_films(layer: str) -> Path:
    """Return the folder of all films of a layer that a user brings."""
    return layer_path(layer).with_name(Path(FILM).parts[1])


def table_path(table: str) -> Path:
    """Return the file of a table."""
    return Path(TABLE.format(table=table))


def film_side_file(ending: str) -> str:
    """Return the pattern of a file that lies beside a film."""
    return FILM.removesuffix("mp4") + ending


def film_path(film: str, quality: str, theme: str, ending: str = "mp4") -> Path:
    """Return the file of a film, or one that lies beside it; `quality` as in `QUALITIES`."""
    return Path(
        film_side_file(ending).format(quality=QUALITIES[quality], light=light(theme), film=film)
    )


def format_path(pattern: str, film: str, theme: str) -> Path:
    """Return the file that a film was turned into, by the pattern of its kind, such as `GIF`."""
    return Path(pattern.format(light=light(theme), film=film))


def figure_path(figure: str, look: str, ending: str) -> Path:
    """Return the file of a figure."""
    return Path(FIGURE.format(figure=figure, look=look, format=ending))


def figure_words_path(figure: str) -> Path:
    """Return the file with the title, the caption and the alternative text of a figure."""
    return Path(FIGURE_WORDS.format(figure=figure))


def light(theme: str) -> str:
    """Return what the folders of a theme end with."""
    return "-light" if theme == "light" else ""
