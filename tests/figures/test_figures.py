"""Every figure can be read, is in the theme's colours, has a caption, and stays the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex, to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from PIL import Image

from deconviz.archive.files import write_figure
from deconviz.audit.questions import QUESTIONS
from deconviz.config.file import load_config
from deconviz.config.jobs import FigureEntry, Fingerprints, figure_job
from deconviz.config.schema import SvgText
from deconviz.errors import UserError
from deconviz.look.theme import THEMES
from deconviz.pipeline import figure_list
from deconviz.plotting import style
from deconviz.plotting.page import WIDTHS, Plot, page_of
from support.made_up import AUDITED, VARIANTS, figure_inputs
from support.once import once
from support.readable import faults, texts, unlabelled
from support.workspace import ROOT

FOLDER = ROOT / "src/deconviz/figures"
FIGURES = figure_list.figures(FOLDER, VARIANTS, AUDITED)
SVG = "{http://www.w3.org/2000/svg}"
FORMATS = ("pdf", "svg", "png")
LOOKS = ("light", "dark", "light-one-column", "dark-one-column")

Draw = Callable[[str], Plot]


def slow_unless(quick: bool, value: str) -> Any:
    """Return a parameter whose tests are marked as slow, unless it is one for quick checks."""
    return pytest.param(value, marks=() if quick else pytest.mark.slow)


ONE_A_FILE = {entry.stem: name for name, entry in FIGURES.items()}.values()
# All tests of a figure run one after another, so that it is drawn once.
every_figure = pytest.mark.parametrize(
    "name", [slow_unless(name in ONE_A_FILE, name) for name in FIGURES], scope="module"
)
every_look = pytest.mark.parametrize("look", [slow_unless(look == "light", look) for look in LOOKS])


@pytest.fixture(scope="module")
def draw(name: str, fonts: list[Path]) -> Draw:
    """Draw a figure of made-up networks in any look, each once."""

    @cache
    def plot_once(look: str) -> Plot:
        page = page_of(look)
        with style.context(page.theme, fonts):
            plot = plot_of(name, look)
            plot.figure.draw_without_rendering()
        return plot

    return plot_once


def plot_of(name: str, look: str) -> Plot:
    entry = FIGURES[name]
    module = import_module(f"deconviz.figures.{entry.stem}")
    plot: Plot = module.draw(figure_inputs(entry.variants), page_of(look))
    return plot


@every_look
@every_figure
def test_a_figure_can_be_read(look: str, draw: Draw) -> None:
    assert faults(draw(look).figure) == []


@every_look
@every_figure
def test_a_figure_is_as_wide_as_its_columns(look: str, draw: Draw) -> None:
    assert draw(look).figure.get_figwidth() == WIDTHS[page_of(look).columns]


@every_figure
def test_every_axis_with_a_scale_has_a_label(draw: Draw) -> None:
    assert unlabelled(draw("light").figure) == []


@every_look
@every_figure
@pytest.mark.slow
def test_all_colours_are_of_the_theme(look: str, draw: Draw) -> None:
    theme, figure = page_of(look).theme, draw(look).figure
    known = {theme.background, theme.foreground, theme.muted, theme.grid}
    known |= {mark.colour for mark in (*theme.components, *theme.variants)}
    patches = [patch for patch in figure.findobj(Patch) if patch.get_visible()]
    colours = {to_hex(text.get_color()) for text in texts(figure)}
    colours |= {to_hex(line.get_color()) for line in figure.findobj(Line2D)}
    faces = [to_rgba(patch.get_facecolor()) for patch in patches]
    colours |= {to_hex(face) for face in faces if face[3]}
    for collection in (shade for axes in figure.axes for shade in axes.collections):
        colours |= {to_hex(colour) for colour in np.array(collection.get_facecolor())}
    assert colours <= known
    assert theme.background in colours


@every_figure
@pytest.mark.slow
def test_a_caption_is_the_same_in_every_look_and_made_of_sentences(draw: Draw) -> None:
    [caption] = {draw(look).caption for look in LOOKS}
    assert caption.finding
    assert not caption.finding.endswith(".")
    assert caption.text.endswith(".")
    assert caption.alternative.endswith(".")
    assert len(caption.alternative) > 60


@every_figure
@pytest.mark.slow
def test_no_number_has_a_hyphen_for_its_minus(draw: Draw) -> None:
    strings = [text.get_text() for text in texts(draw("light").figure)]
    assert strings
    plain = [text for text in strings if "$" not in text]  # mathtext draws its own minus
    assert [text for text in plain if re.search(r"(?<!\w)-\d", text)] == []


def test_the_style_ends_with_its_block(fonts: list[Path]) -> None:
    before = dict(mpl.rcParams)
    with style.context(THEMES["dark"], fonts):
        assert mpl.rcParams["figure.facecolor"] == THEMES["dark"].background
    assert dict(mpl.rcParams) == before


# Which figures there are.


def test_a_figure_is_known_by_its_file_and_its_variants() -> None:
    assert FIGURES["loss"] == FigureEntry(
        stem="loss", variants=VARIANTS, needs=("curves", "histories")
    )
    each = {f"decoder-filters-{variant}" for variant in VARIANTS}
    assert each <= set(FIGURES)
    assert FIGURES["decoder-filters-baseline"].variants == ("baseline",)


def test_a_figure_of_an_unknown_variant_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "two.py").write_text('VARIANTS = ("a", "b")\nNEEDS = ()\n')
    assert set(figure_list.figures(tmp_path, ["a", "b", "c"])) == {"two"}
    assert figure_list.figures(tmp_path, ["a", "c"]) == {}


def test_two_figures_of_one_name_are_refused_with_the_variants_to_rename(tmp_path: Path) -> None:
    (tmp_path / "few.py").write_text('VARIANTS = "each"\nNEEDS = ()\n')
    (tmp_path / "few_more.py").write_text('VARIANTS = "each"\nNEEDS = ()\n')
    (tmp_path / "few_one.py").write_text("VARIANTS = ()\nNEEDS = ()\n")
    assert len(figure_list.figures(tmp_path, ["a", "b"])) == 5
    for variants, expected in (
        (
            ["a", "more-a"],
            "variants: the figures few of more-a and few-more of a would both be few-more-a: "
            "rename more-a or a",
        ),
        (
            ["a", "one"],
            "variants: the figures few of one and few-one would both be few-one: rename one",
        ),
    ):
        with pytest.raises(UserError) as caught:
            figure_list.figures(tmp_path, variants)
        assert str(caught.value) == expected


@given(
    st.sets(st.sampled_from(["few", "few_more", "few_one", "one", "one_more"]), min_size=1),
    st.sets(st.from_regex(r"(few|more|one)(-(few|more|one)){0,2}", fullmatch=True), max_size=6),
)
def test_no_figure_takes_the_place_of_another(stems: set[str], variants: set[str]) -> None:
    with TemporaryDirectory() as folder:
        for stem in stems:
            (Path(folder) / f"{stem}.py").write_text('VARIANTS = "each"\nNEEDS = ()\n')
        try:
            entries = figure_list.figures(Path(folder), sorted(variants))
        except UserError:
            names = [f"{stem.replace('_', '-')}-{name}" for stem in stems for name in variants]
            assert len(set(names)) < len(names)
        else:
            assert len(entries) == len(stems) * len(variants)


def test_every_claim_names_an_existing_figure() -> None:
    assert {question.figure for question in QUESTIONS} <= set(FIGURES)


def test_an_unknown_figure_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UserError, match=r"no figure 'los': did you mean loss\?"):
        figure_list.figure("los", FIGURES)


# Files.


@pytest.mark.parametrize("svg_text", ["paths", "text"])
def test_text_in_an_svg_is_paths_or_text_as_the_config_says(
    svg_text: SvgText, tmp_path: Path, fonts: list[Path]
) -> None:
    config = load_config(ROOT / "workflow/config.yaml", {"figures": {"svg_text": svg_text}})
    assert figure_job(config, "loss", FIGURES["loss"], Fingerprints()).svg_text == svg_text
    path = tmp_path / "loss.svg"
    with style.context(THEMES["light"], fonts, svg_text):
        write_figure(plot_of("loss", "light").figure, path, {})
    found = ["".join(node.itertext()) for node in ElementTree.parse(path).iter(f"{SVG}text")]
    assert ("training step" in found) == (svg_text == "text")
    assert bool(found) == (svg_text == "text")


def write(folder: Path, fonts: list[Path], *names: str) -> None:
    """Draw figures anew and write them in every format."""
    with style.context(THEMES["light"], fonts):
        for name in names:
            plot = plot_of(name, "light")
            for extension in FORMATS:
                path = folder / f"{name}.{extension}"
                write_figure(plot.figure, path, style.metadata(plot.caption, extension))


def files_of(name: str, shared: Path, fonts: list[Path]) -> Path:
    """Return a folder with a figure in every format."""
    return once(shared / f"figure-{name}", lambda folder: write(folder, fonts, name))


@pytest.mark.slow
def test_figures_are_the_same_bytes_from_another_process_and_later(
    shared: Path, tmp_path: Path, fonts: list[Path]
) -> None:
    paths = [path for name in FIGURES for path in files_of(name, shared, fonts).iterdir()]
    time.sleep(1.1)  # dates in files count whole seconds
    code = "import sys; from pathlib import Path; from test_figures import FIGURES, write;"
    code += "write(Path(sys.argv[1]), list(map(Path, sys.argv[2:])), *FIGURES)"
    command = [sys.executable, "-W", "error", "-c", code, str(tmp_path), *map(str, fonts)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    subprocess.run(command, check=True, cwd=Path(__file__).parent, env=environment)
    assert len(paths) == len(FIGURES) * len(FORMATS)
    assert [
        path.name for path in paths if path.read_bytes() != (tmp_path / path.name).read_bytes()
    ] == []


@every_figure
@pytest.mark.slow
def test_every_format_carries_title_and_caption_and_no_date(
    name: str, shared: Path, fonts: list[Path], draw: Draw
) -> None:
    plot, files = draw("light"), files_of(name, shared, fonts)
    svg = ElementTree.parse(files / f"{name}.svg").getroot()
    terms = {part.tag.rpartition("}")[2]: part.text for part in svg.iter() if part.text}
    assert svg[0].text == plot.caption.finding
    assert terms["description"] == plot.caption.text
    assert "date" not in terms
    pdf = (files / f"{name}.pdf").read_bytes()
    assert b"/Title" in pdf
    assert b"/Subject" in pdf
    assert b"Date" not in pdf
    assert b"/FontFile2" in pdf  # TrueType, as journals ask for
    assert b"Inter" in pdf
    assert b"DejaVu" not in pdf
    with Image.open(files / f"{name}.png") as opened:
        assert opened.info["Title"] == plot.caption.finding
        assert opened.info["Description"] == plot.caption.text
        assert opened.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert opened.width == WIDTHS[2] * 300
