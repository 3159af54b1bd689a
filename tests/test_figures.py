"""Every figure can be read, is in the theme's colours, tells what it shows, and stays the same."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
import pytest
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from PIL import Image

from deconviz import archive, catalogue
from deconviz.catalogue import Entry
from deconviz.claims.audit import QUESTIONS
from deconviz.messages import UserError
from deconviz.plotting import style
from deconviz.plotting.page import WIDTHS, Drawn, page_of
from deconviz.theme import THEMES
from readable import faults, texts, unlabelled
from specimens import AUDITED, VARIANTS, material
from workspace import ROOT

FOLDER = ROOT / "src/deconviz/figures"
FIGURES = catalogue.figures(FOLDER, VARIANTS, AUDITED)
FORMATS = ("pdf", "svg", "png")
LOOKS = ("light", "dark", "light-one-column", "dark-one-column")

Draw = Callable[[str, str], Drawn]

every_figure = pytest.mark.parametrize("name", FIGURES)
every_look = pytest.mark.parametrize("look", LOOKS)


@pytest.fixture(scope="module")
def draw(fonts: list[Path]) -> Draw:
    """Draw figures of made-up networks, each once."""

    @cache
    def drawn(name: str, look: str) -> Drawn:
        page = page_of(look)
        with style.styled(page.theme, fonts):
            made = draw_new(name, look)
            made.figure.draw_without_rendering()
        return made

    return drawn


def draw_new(name: str, look: str) -> Drawn:
    entry = FIGURES[name]
    module = import_module(f"deconviz.figures.{entry.stem}")
    drawn: Drawn = module.draw(material(entry.variants), page_of(look))
    return drawn


@every_look
@every_figure
def test_a_figure_can_be_read(name: str, look: str, draw: Draw) -> None:
    assert faults(draw(name, look).figure) == []


@every_look
@every_figure
def test_a_figure_is_as_wide_as_its_columns(name: str, look: str, draw: Draw) -> None:
    assert draw(name, look).figure.get_figwidth() == WIDTHS[page_of(look).columns]


@every_figure
def test_every_axis_with_a_scale_says_what_it_measures(name: str, draw: Draw) -> None:
    assert unlabelled(draw(name, "light").figure) == []


@every_look
@every_figure
def test_all_colours_are_of_the_theme(name: str, look: str, draw: Draw) -> None:
    theme, figure = page_of(look).theme, draw(name, look).figure
    known = {theme.background, theme.foreground, theme.muted, theme.grid}
    known |= {mark.colour for mark in (*theme.components, *theme.variants)}
    patches = [patch for patch in figure.findobj(Patch) if patch.get_visible()]
    seen = {to_hex(text.get_color()) for text in texts(figure)}
    seen |= {to_hex(line.get_color()) for line in figure.findobj(Line2D)}
    seen |= {to_hex(patch.get_facecolor()) for patch in patches if patch.get_facecolor()[3]}
    for collection in (shade for axes in figure.axes for shade in axes.collections):
        seen |= {to_hex(colour) for colour in collection.get_facecolor()}
    assert seen <= known
    assert theme.background in seen


@every_figure
def test_words_say_the_same_whatever_the_look_and_end_as_sentences_do(
    name: str, draw: Draw
) -> None:
    [words] = {tuple(draw(name, look).words.items()) for look in LOOKS}
    title, caption, alternative = (text for _, text in words)
    assert title
    assert not title.endswith(".")
    assert caption.endswith(".")
    assert alternative.endswith(".")
    assert len(alternative) > 60


def test_the_style_ends_with_its_block(fonts: list[Path]) -> None:
    before = dict(mpl.rcParams)
    with style.styled(THEMES["dark"], fonts):
        assert mpl.rcParams["figure.facecolor"] == THEMES["dark"].background
    assert dict(mpl.rcParams) == before


# Which figures there are.


def test_a_figure_is_known_by_its_file_and_its_variants() -> None:
    assert FIGURES["loss"] == Entry(stem="loss", variants=VARIANTS, needs=("curves", "histories"))
    each = {f"decoder-filters-{variant}" for variant in VARIANTS}
    assert each <= set(FIGURES)
    assert FIGURES["decoder-filters-baseline"].variants == ("baseline",)


def test_a_figure_of_a_variant_that_there_is_not_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "two.py").write_text('VARIANTS = ("a", "b")\nNEEDS = ()\n')
    assert set(catalogue.figures(tmp_path, ["a", "b", "c"])) == {"two"}
    assert catalogue.figures(tmp_path, ["a", "c"]) == {}


def test_every_claim_names_a_figure_that_there_is() -> None:
    assert {question.figure for question in QUESTIONS} <= set(FIGURES)


def test_an_unknown_figure_is_told_with_the_nearest_that_there_is() -> None:
    with pytest.raises(UserError, match=r"no figure 'los': did you mean loss\?"):
        catalogue.named("los", FIGURES)


# What is written.


def write_all(folder: Path, fonts: list[Path], names: list[str]) -> dict[str, bytes]:
    """Write figures in every format, drawn anew."""
    written = {}
    with style.styled(THEMES["light"], fonts):
        for name in names:
            drawn = draw_new(name, "light")
            for extension in FORMATS:
                path = folder / f"{name}.{extension}"
                archive.write_figure(drawn.figure, path, style.metadata(drawn, extension))
                written[path.name] = path.read_bytes()
    return written


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, fonts: list[Path]) -> dict[str, bytes]:
    return write_all(tmp_path_factory.mktemp("figures"), fonts, list(FIGURES))


def test_figures_are_the_same_bytes_from_another_process_and_later(
    written: dict[str, bytes], tmp_path: Path, fonts: list[Path]
) -> None:
    time.sleep(1.1)  # dates in files count whole seconds
    code = "import sys; from pathlib import Path; from test_figures import write_all, FIGURES;"
    code += "write_all(Path(sys.argv[1]), list(map(Path, sys.argv[2:])), list(FIGURES))"
    command = [sys.executable, "-W", "error", "-c", code, str(tmp_path), *map(str, fonts)]
    subprocess.run(command, check=True, cwd=Path(__file__).parent)
    assert [name for name in written if written[name] != (tmp_path / name).read_bytes()] == []


@every_figure
def test_every_format_carries_title_and_caption_and_no_date(
    name: str, written: dict[str, bytes], draw: Draw, tmp_path: Path
) -> None:
    drawn = draw(name, "light")
    svg = ElementTree.fromstring(written[f"{name}.svg"])
    terms = {part.tag.rpartition("}")[2]: part.text for part in svg.iter() if part.text}
    assert svg[0].text == drawn.title
    assert terms["description"] == drawn.caption
    assert "date" not in terms
    pdf = written[f"{name}.pdf"]
    assert b"/Title" in pdf
    assert b"/Subject" in pdf
    assert b"Date" not in pdf
    assert b"/FontFile2" in pdf  # TrueType, as journals ask for
    assert b"Inter" in pdf
    assert b"DejaVu" not in pdf
    png = tmp_path / "figure.png"
    png.write_bytes(written[f"{name}.png"])
    with Image.open(png) as opened:
        assert opened.info["Title"] == drawn.title
        assert opened.info["Description"] == drawn.caption
        assert opened.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert opened.width == WIDTHS[2] * 300
