"""Figures show the numbers that they are given, can be read, and are the same every time."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from numpy.typing import NDArray
from PIL import Image

from deconviz import archive
from deconviz.figures import decoder_filters, loss, style
from deconviz.figures.loss import Losses
from deconviz.figures.style import Drawn, spread
from deconviz.theme import FONT, THEMES, Theme

Floats = NDArray[np.float64]

FORMATS = ["pdf", "svg", "png"]
LEAST_TEXT = 8.0  # points
FLOOR = 1.2e-5
FLOOR_NAME = "PCA floor, 3 components of 7 points"
VARIANTS = ["baseline", "code-noise", "input-noise"]

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())


def losses(ends: list[float], seeds: int = 10, last: int = 40_000) -> dict[str, Losses]:
    """Make losses up that fall to `ends`, a variant each."""
    steps = np.unique(np.geomspace(1, last, 80).round().astype(np.int64))
    random = np.random.default_rng(4)
    made = {}
    for number, end in enumerate(ends):
        name = VARIANTS[number] if number < len(VARIANTS) else f"variant-{number}"
        unlike = random.uniform(0.9, 1.1, (seeds, len(steps)))
        made[name] = Losses(steps, ((end + 0.3 / steps) * unlike).astype(np.float32))
    return made


def filters(seeds: int = 10, channels: int = 3, points: int = 7) -> dict[int, Floats]:
    random = np.random.default_rng(5)
    return {11 * (n + 1): random.normal(size=(channels, points)) for n in range(seeds)}


LOSSES, FILTERS = losses([1.3e-5, 3.3e-5, 3.4e-5]), filters()


def draw(name: str, theme: Theme) -> Drawn:
    if name == "loss":
        return loss.draw(LOSSES, {FLOOR_NAME: FLOOR}, theme)
    return decoder_filters.draw("code-noise", FILTERS, theme)


every_figure = pytest.mark.parametrize("name", ["loss", "decoder filters"])


@pytest.fixture(params=THEMES.values(), ids=THEMES.keys())
def theme(request: pytest.FixtureRequest, fonts: list[Path]) -> Iterator[Theme]:
    """Every theme in turn, with matplotlib in its style."""
    with style.styled(request.param, fonts):
        yield request.param


# What is plotted.


def lines(axes: Axes) -> dict[str, Line2D]:
    return {str(line.get_label()): line for line in axes.get_lines()}


def test_loss_plots_the_mean_of_every_variant_against_its_steps(theme: Theme) -> None:
    [axes] = draw("loss", theme).figure.axes
    for name, shown in LOSSES.items():
        x, y = lines(axes)[name].get_data()
        np.testing.assert_array_equal(x, shown.steps)
        np.testing.assert_allclose(y, np.mean(shown.loss, axis=0))


def shaded(axes: Axes, steps: NDArray[np.int64]) -> list[tuple[Floats, Floats]]:
    """Return the lower and upper edge of every shade at `steps`."""
    outlines = [shade.get_paths()[0].vertices for shade in axes.collections]
    return [
        tuple(
            np.array([pick(line[line[:, 0] == step, 1]) for step in steps]) for pick in (min, max)
        )
        for line in outlines
    ]


def test_loss_shades_a_deviation_either_way_but_nothing_that_no_seed_reached(
    theme: Theme,
) -> None:
    [axes] = draw("loss", theme).figure.axes
    steps = LOSSES["baseline"].steps
    for (low, high), shown in zip(shaded(axes, steps), LOSSES.values(), strict=True):
        mean, deviation = np.mean(shown.loss, axis=0), np.std(shown.loss, axis=0)
        np.testing.assert_allclose(high, mean + deviation)
        np.testing.assert_allclose(low, np.maximum(mean - deviation, np.min(shown.loss, axis=0)))


def test_loss_can_shade_a_deviation_that_is_larger_than_its_mean() -> None:
    """A logarithm has no place for what is below zero."""
    steps = np.array([1, 100, 10_000])
    one_outlier = Losses(steps, np.array([[1e-5] * 3, [1e-5] * 3, [1.0] * 3], np.float32))
    [axes] = loss.draw({"baseline": one_outlier}, {FLOOR_NAME: FLOOR}, THEMES["light"]).figure.axes
    [(low, _)] = shaded(axes, steps)
    np.testing.assert_allclose(low, 1e-5)


def test_loss_draws_the_floor_as_a_line_through_all_steps(theme: Theme) -> None:
    [axes] = draw("loss", theme).figure.axes
    assert lines(axes)[FLOOR_NAME].get_ydata() == [FLOOR, FLOOR]
    assert FLOOR_NAME in [text.get_text() for text in axes.texts]


def test_loss_is_logarithmic_both_ways_with_the_floor_and_the_last_step_in_view(
    theme: Theme,
) -> None:
    [axes] = draw("loss", theme).figure.axes
    assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")
    assert axes.get_xlim()[1] == 40_000
    assert axes.get_ylim()[0] < FLOOR


def test_loss_labels_each_line_at_its_end_in_its_colour(theme: Theme) -> None:
    [axes] = draw("loss", theme).figure.axes
    labels = {text.get_text(): to_hex(text.get_color()) for text in axes.texts}
    for name in VARIANTS:
        assert labels[name] == to_hex(lines(axes)[name].get_color())


def panels(figure: Figure, channels: int) -> NDArray[np.object_]:
    return np.array(figure.axes).reshape(channels, -1)


def test_decoder_filters_has_a_row_a_component_and_a_column_a_seed(theme: Theme) -> None:
    grid = panels(draw("decoder filters", theme).figure, 3)
    assert grid.shape == (3, 10)
    assert [axes.get_title() for axes in grid[0]] == [str(seed) for seed in FILTERS]
    assert [axes.get_ylabel() for axes in grid[:, 0]] == ["filter 1", "filter 2", "filter 3"]


def test_decoder_filters_are_as_trained_but_for_their_length(theme: Theme) -> None:
    grid = panels(draw("decoder filters", theme).figure, 3)
    for column, trained in enumerate(FILTERS.values()):
        for row, weights in enumerate(trained):
            [_, curve] = grid[row, column].get_lines()
            expected = weights / np.sqrt((weights**2).sum())
            np.testing.assert_allclose(curve.get_ydata(), expected)
            assert list(curve.get_xdata()) == list(range(7))
            assert curve.get_marker() == "o"


def test_all_panels_of_decoder_filters_share_their_limits(theme: Theme) -> None:
    figure = draw("decoder filters", theme).figure
    assert len({(axes.get_xlim(), axes.get_ylim()) for axes in figure.axes}) == 1


@pytest.mark.parametrize(("opposite", "verb"), [(True, "agree"), (False, "differ")])
def test_the_title_of_decoder_filters_says_what_was_found(opposite: bool, verb: str) -> None:
    one = filters(seeds=1)[11]
    other = -2 * one if opposite else one[:, ::-1]
    drawn = decoder_filters.draw("baseline", {1: one, 2: other}, THEMES["light"])
    assert drawn.figure.get_suptitle().startswith(
        f"baseline: the decoder filters of 2 seeds {verb}"
    )


@every_figure
def test_components_and_variants_have_their_colours_and_dashes(name: str, theme: Theme) -> None:
    figure = draw(name, theme).figure
    if name == "loss":
        marks = theme.marks_of_variants(VARIANTS)
        drawn = [(lines(figure.axes[0])[variant], marks[variant]) for variant in VARIANTS]
    else:
        grid = panels(figure, 3)
        drawn = [(grid[row, 4].get_lines()[1], theme.component(row)) for row in range(3)]
    for line, mark in drawn:
        assert to_hex(line.get_color()) == mark.colour
        assert line.get_linestyle() == ("--" if mark.dashes else "-")
        alike = Line2D([], [], **style.line(mark), lw=line.get_linewidth())
        assert line._dash_pattern == alike._dash_pattern


# Whether it can be read.


def not_drawn(figure: Figure) -> set[Text]:
    """Collect tick labels outside of their axis: matplotlib has them and does not draw them."""
    hidden: set[Text] = set()
    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
        low, high = sorted(axis.get_view_interval())
        for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
            if not low <= tick.get_loc() <= high:
                hidden |= {tick.label1, tick.label2}
    return hidden


def texts(figure: Figure) -> dict[Text, Bbox]:
    """Return what is written, with where it stands in dots."""
    figure.draw_without_rendering()
    hidden = not_drawn(figure)
    return {
        text: text.get_window_extent()
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip() and text not in hidden
    }


def assert_readable(figure: Figure) -> None:
    boxes = texts(figure)
    whole = figure.bbox
    for text, box in boxes.items():
        assert float(text.get_fontsize()) >= LEAST_TEXT
        assert text.get_fontfamily() == [FONT]
        inside = whole.x0 <= box.x0 and box.x1 <= whole.x1
        assert inside and whole.y0 <= box.y0 and box.y1 <= whole.y1, text
    for (one, here), (other, there) in combinations(boxes.items(), 2):
        assert not here.overlaps(there), (one, other)


@every_figure
def test_every_axis_is_labelled(name: str, theme: Theme) -> None:
    figure = draw(name, theme).figure
    if name == "loss":
        assert figure.axes[0].get_xlabel() == "training step"
        assert "held-out" in figure.axes[0].get_ylabel()
    else:
        assert "point of the filter" in figure.get_supxlabel()
        assert all(axes.get_ylabel() for axes in panels(figure, 3)[:, 0])


@every_figure
def test_text_is_large_enough_inside_and_never_over_text(name: str, theme: Theme) -> None:
    assert_readable(draw(name, theme).figure)


@pytest.mark.parametrize(
    "ends",
    [
        [1.2e-5],
        [1.2e-5] * 4,
        [1.2e-5, 1.21e-5, 1.22e-5, 1.23e-5, 1.24e-5],
        [1e-2, 1e-3, 1.3e-5, 1.4e-5],
    ],
)
def test_loss_stays_readable_wherever_its_lines_end(ends: list[float], fonts: list[Path]) -> None:
    with style.styled(THEMES["light"], fonts):
        assert_readable(loss.draw(losses(ends), {FLOOR_NAME: FLOOR}, THEMES["light"]).figure)


@pytest.mark.parametrize(("seeds", "channels", "points"), [(1, 3, 7), (10, 1, 3), (12, 6, 15)])
def test_decoder_filters_stay_readable_in_any_number(
    seeds: int, channels: int, points: int, fonts: list[Path]
) -> None:
    given_filters = filters(seeds, channels, points)
    with style.styled(THEMES["light"], fonts):
        assert_readable(decoder_filters.draw("baseline", given_filters, THEMES["light"]).figure)


@every_figure
def test_all_colours_are_of_the_theme(name: str, theme: Theme) -> None:
    figure = draw(name, theme).figure
    known = {theme.background, theme.foreground, theme.muted, theme.grid}
    known |= {mark.colour for mark in (*theme.components, *theme.variants)}
    patches = [patch for patch in figure.findobj(Patch) if patch.get_visible()]
    seen = {to_hex(text.get_color()) for text in texts(figure)}
    seen |= {to_hex(line.get_color()) for line in figure.findobj(Line2D)}
    seen |= {to_hex(patch.get_facecolor()) for patch in patches if patch.get_facecolor()[3]}
    seen |= {to_hex(shade.get_facecolor()[0]) for axes in figure.axes for shade in axes.collections}
    assert seen <= known
    assert theme.background in seen


def test_the_style_ends_with_its_block(fonts: list[Path]) -> None:
    before = dict(mpl.rcParams)
    with style.styled(THEMES["dark"], fonts):
        assert mpl.rcParams["figure.facecolor"] == THEMES["dark"].background
    assert dict(mpl.rcParams) == before


# What is written.


def write_all(folder: Path, fonts: list[Path]) -> dict[str, bytes]:
    """Write every figure in every format, drawn anew."""
    written = {}
    with style.styled(THEMES["light"], fonts):
        for name in ("loss", "decoder filters"):
            drawn = draw(name, THEMES["light"])
            for extension in FORMATS:
                path = folder / f"{name}.{extension}"
                archive.write_figure(drawn.figure, path, style.metadata(drawn, extension))
                written[path.name] = path.read_bytes()
    return written


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, fonts: list[Path]) -> dict[str, bytes]:
    return write_all(tmp_path_factory.mktemp("figures"), fonts)


def test_every_figure_is_written_in_every_format(written: dict[str, bytes]) -> None:
    beginnings = {"pdf": b"%PDF", "svg": b"<?xml", "png": b"\x89PNG"}
    assert len(written) == 6
    for name, content in written.items():
        assert content.startswith(beginnings[name.rpartition(".")[2]])


def test_a_figure_is_the_same_bytes_when_written_again_later(
    written: dict[str, bytes], tmp_path: Path, fonts: list[Path]
) -> None:
    time.sleep(1.1)  # dates in files count whole seconds
    again = write_all(tmp_path, fonts)
    assert [name for name in written if written[name] != again[name]] == []


def test_a_figure_is_the_same_bytes_from_another_process(
    written: dict[str, bytes], tmp_path: Path, fonts: list[Path]
) -> None:
    code = "import sys; from pathlib import Path; from test_figures import write_all;"
    code += "write_all(Path(sys.argv[1]), list(map(Path, sys.argv[2:])))"
    command = [sys.executable, "-W", "error", "-c", code, str(tmp_path), *map(str, fonts)]
    subprocess.run(command, check=True, cwd=Path(__file__).parent)
    assert [name for name in written if written[name] != (tmp_path / name).read_bytes()] == []


@every_figure
def test_a_description_has_the_figures_that_it_is_about(name: str) -> None:
    drawn = draw(name, THEMES["light"])
    if name == "loss":
        means = [f"{shown.loss[:, -1].mean():.2e}" for shown in LOSSES.values()]
        facts = ["10 seeds", *VARIANTS, *means, "1.20e-05"]
    else:
        facts = ["10 code-noise networks", "3 filters", "|cos|"]
    for fact in facts:
        assert fact in drawn.title + drawn.description


@every_figure
def test_every_format_carries_title_and_description_and_no_date(
    name: str, written: dict[str, bytes], tmp_path: Path
) -> None:
    drawn = draw(name, THEMES["light"])
    pdf = written[f"{name}.pdf"].replace(b"\\", b"")  # brackets are escaped
    assert f"/Title ({drawn.title})".encode() in pdf
    assert f"/Subject ({drawn.description})".encode() in pdf
    assert b"Date" not in pdf
    svg = ElementTree.fromstring(written[f"{name}.svg"])
    terms = {part.tag.rpartition("}")[2]: part.text for part in svg.iter() if part.text}
    assert svg[0].text == drawn.title
    assert terms["description"] == drawn.description
    assert "date" not in terms
    png = tmp_path / "figure.png"
    png.write_bytes(written[f"{name}.png"])
    with Image.open(png) as opened:
        assert opened.info["Title"] == drawn.title
        assert opened.info["Description"] == drawn.description
        assert opened.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert opened.width == 7 * 300


@every_figure
def test_a_pdf_embeds_inter_as_outlines_that_can_be_searched(
    name: str, written: dict[str, bytes]
) -> None:
    pdf = written[f"{name}.pdf"]
    assert b"/FontFile2" in pdf  # TrueType, as journals ask for
    assert b"Inter" in pdf
    assert b"DejaVu" not in pdf


# Labels that are pushed apart.

positions = st.lists(st.floats(-2, 2), max_size=8)
gaps = st.floats(0.01, 1)


@given(positions, gaps)
def test_spread_labels_keep_their_gap_and_their_order(places: list[float], gap: float) -> None:
    placed = spread(places, gap)
    order = np.argsort(places, kind="stable")
    assert (np.diff(np.array(placed)[order]) >= gap - 1e-9).all()


@given(positions, gaps)
def test_spread_labels_keep_their_centre(places: list[float], gap: float) -> None:
    assert sum(spread(places, gap)) == pytest.approx(sum(places), abs=1e-9)


@given(st.lists(st.integers(-50, 50), max_size=8, unique=True))
def test_labels_that_are_far_apart_stay(places: list[int]) -> None:
    assert spread([float(place) for place in places], 1.0) == pytest.approx(places)


@given(positions, gaps, st.randoms(use_true_random=False))
def test_spread_labels_move_as_little_as_it_takes(
    places: list[float], gap: float, random: Random
) -> None:
    """No other places with the same gaps are nearer, in the sum of squares."""
    order = np.argsort(places, kind="stable")
    wanted, placed = np.array(places)[order], np.array(spread(places, gap))[order]
    steps = np.array([random.uniform(0, 1) for _ in places])
    other = placed + np.sort(steps) - random.uniform(0, 1)  # keeps all gaps
    assert ((placed - wanted) ** 2).sum() <= ((other - wanted) ** 2).sum() + 1e-9


@pytest.mark.parametrize("last", [1, 5, 10])
def test_a_short_training_runs_from_left_to_right(last: int) -> None:
    [axes] = loss.draw(losses([0.1], last=last), {FLOOR_NAME: FLOOR}, THEMES["light"]).figure.axes
    low, high = axes.get_xlim()
    assert low < high == last


def test_floors_are_drawn_for_each_size_and_not_where_there_is_none() -> None:
    floors = {"three": 1e-5, "two": 1e-3, "as many as points": 0.0}
    drawn = loss.draw(losses([1.3e-5]), floors, THEMES["light"])
    assert set(lines(drawn.figure.axes[0])) == {"baseline", "three", "two"}


def test_filters_of_any_shape_stay_in_their_panels() -> None:
    drawn = decoder_filters.draw("odd", {1: np.eye(3, 7), 2: np.zeros((3, 7))}, THEMES["light"])
    for axes in drawn.figure.axes:
        low, high = axes.get_ylim()
        for values in (line.get_ydata() for line in axes.get_lines()):
            assert low < min(values) <= max(values) < high
