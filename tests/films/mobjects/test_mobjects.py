"""Mobjects stand where their numbers say, in pixels, without a scene being played."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from manim import VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.lines import Dots, Line, Lines
from deconviz.films.mobjects.stage import HEIGHT, SAFE, UNIT, WIDTH, Box, stroke, to_scene
from deconviz.films.mobjects.text import Align, Label, Number
from deconviz.films.mobjects.typesetting import OPTICAL_SIZE, Weight, typeset
from deconviz.look.fonts import VARIABLE, WEIGHTS
from deconviz.look.language import NAME, SMALLEST, TITLE
from deconviz.look.theme import MINUS, THEMES, Mark

LEAST_CAPITAL = 28  # pixels of 1080
WHITE = "#ffffff"
SOLID = Mark(WHITE)

places = st.floats(-2000, 2000)
corners = st.lists(st.tuples(places, places), min_size=2, max_size=8)
themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())


def on_stage(points: Floats) -> Floats:
    """Turn manim's coordinates into pixels, shape (n, 2)."""
    return np.stack([points[:, 0] * UNIT + WIDTH / 2, HEIGHT / 2 - points[:, 1] * UNIT], -1)


def pixels(mobject: VMobject) -> Floats:
    return on_stage(np.concatenate([part.points for part in mobject.get_family()]))


def rectangle(mobject: VMobject) -> Box:
    points = pixels(mobject)
    return Box(*map(float, (*points.min(0), *points.max(0))))


def corners_of(mobject: VMobject) -> Floats:
    """Return begin and end of every Bezier curve, shape (n, 2, 2)."""
    return on_stage(mobject.points).reshape(-1, 4, 2)[:, [0, 3]]


def texts(*mobjects: VMobject) -> list[Label | Number]:
    family = [part for mobject in mobjects for part in mobject.get_family()]
    return [part for part in family if isinstance(part, Label | Number)]


# The stage.


def test_the_corners_of_the_stage_are_those_of_manims_frame() -> None:
    np.testing.assert_allclose(to_scene(0, 0), [-64 / 9, 4, 0])
    np.testing.assert_allclose(to_scene(WIDTH, HEIGHT), [64 / 9, -4, 0])
    np.testing.assert_allclose(to_scene(WIDTH / 2, HEIGHT / 2), [0, 0, 0])


@given(corners)
def test_pixels_become_points_and_back(points: list[tuple[float, float]]) -> None:
    x, y = np.array(points).T
    np.testing.assert_allclose(on_stage(to_scene(x, y)), np.stack([x, y], -1), atol=1e-9)


def test_a_number_goes_with_an_array() -> None:
    np.testing.assert_array_equal(to_scene(np.zeros((3, 2)), 5.0).shape, (3, 2, 3))


def test_a_stroke_of_a_whole_unit_counts_a_hundred() -> None:
    assert stroke(UNIT) == 100


def test_the_safe_part_leaves_a_twentieth_on_each_side() -> None:
    assert (SAFE.left, SAFE.top, SAFE.right, SAFE.bottom) == (96, 54, 1824, 1026)
    assert (SAFE.width, SAFE.height) == (0.9 * WIDTH, 0.9 * HEIGHT)


# Lines.


@given(corners)
def test_a_solid_line_goes_straight_from_point_to_point(points: list[tuple[float, float]]) -> None:
    way = np.array(points)
    line = Line(SOLID)
    line.draw(*way.T)
    np.testing.assert_allclose(corners_of(line), np.stack([way[:-1], way[1:]], 1), atol=1e-9)
    thirds = on_stage(line.points).reshape(-1, 4, 2)
    np.testing.assert_allclose(np.diff(thirds, 2, axis=1), 0, atol=1e-9)


@given(corners, st.floats(1, 4), st.floats(1, 4), st.floats(2, 7))
def test_a_dashed_line_has_ink_of_the_length_that_its_dashes_say(
    points: list[tuple[float, float]], ink: float, gap: float, width: float
) -> None:
    way = np.array(points)
    line = Line(Mark(WHITE, (ink, gap)), width)
    line.draw(*way.T)
    length = np.linalg.norm(np.diff(corners_of(line), axis=1), axis=-1).sum()
    whole = np.linalg.norm(np.diff(way, axis=0), axis=-1).sum()
    periods, rest = divmod(whole / width, ink + gap)
    assert length == pytest.approx(width * (periods * ink + min(rest, ink)), abs=1e-6)


def test_dashes_begin_with_ink_keep_their_gaps_and_go_round_corners() -> None:
    line = Line(Mark(WHITE, (3.0, 2.0)), width=4)  # 12 of ink, 8 of gap
    line.draw(np.array([0.0, 50.0, 50.0]), np.array([0.0, 0.0, 30.0]))
    pieces = [[[0, 0], [12, 0]], [[20, 0], [32, 0]], [[40, 0], [50, 0]], [[50, 0], [50, 2]]]
    pieces += [[[50, 10], [50, 22]]]
    np.testing.assert_allclose(corners_of(line), pieces, atol=1e-9)


def test_a_dashed_line_of_no_length_draws_nothing() -> None:
    line = Line(Mark(WHITE, (3.0, 2.0)))
    line.draw(np.full(2, 7.0), np.full(2, 7.0))
    assert line.points.shape == (0, 3)


@given(st.integers(1, 4), st.integers(2, 6))
def test_a_family_has_every_curve_and_no_line_between_them(count: int, points: int) -> None:
    x = 10 * np.arange(points, dtype=float)
    y = np.random.default_rng(points).normal(size=(count, points))
    family = Lines(WHITE)
    family.draw(x, y)
    expected = [
        [[x[k], curve[k]], [x[k + 1], curve[k + 1]]] for curve in y for k in range(points - 1)
    ]
    np.testing.assert_allclose(corners_of(family), expected, atol=1e-9)


@given(corners, st.floats(1, 50))
def test_dots_are_circles_around_their_points(
    points: list[tuple[float, float]], radius: float
) -> None:
    centres = np.array(points)
    dots = Dots(WHITE, radius)
    dots.draw(*centres.T)
    curves = on_stage(dots.points).reshape(len(points), 4, 4, 2)
    halfway = curves.transpose(0, 1, 3, 2) @ np.array([1, 3, 3, 1]) / 8  # (n, 4, 2)
    for on_circle in (curves[:, :, 0], curves[:, :, 3], halfway):
        away = np.linalg.norm(on_circle - centres[:, None], axis=-1)
        np.testing.assert_allclose(away, radius, rtol=3e-4)


def test_drawing_again_replaces_what_was_drawn() -> None:
    line = Line(SOLID)
    line.draw(np.arange(5.0), np.arange(5.0))
    line.draw(np.arange(2.0), np.arange(2.0))
    assert len(corners_of(line)) == 1


# Axes.

boxes = st.builds(
    lambda left, top, width, height: Box(left, top, left + width, top + height),
    *(st.floats(0, 900), st.floats(0, 900), st.floats(50, 900), st.floats(50, 900)),
)
limits = st.tuples(st.floats(-10, 0), st.floats(0.1, 10))


@given(boxes, limits, limits)
def test_the_limits_of_axes_are_the_edges_of_their_box(
    box: Box, x: tuple[float, float], y: tuple[float, float]
) -> None:
    axes = Axes(box, x, y)
    np.testing.assert_allclose(axes.across(np.array(x)), [box.left, box.right], atol=1e-9)
    np.testing.assert_allclose(axes.down(np.array(y)), [box.bottom, box.top], atol=1e-9)


@given(boxes, limits, limits, st.floats(-1, 2))
def test_between_the_limits_axes_are_a_straight_rule(
    box: Box, x: tuple[float, float], y: tuple[float, float], share: float
) -> None:
    axes = Axes(box, x, y)
    across = axes.across(x[0] + share * (x[1] - x[0]))
    down = axes.down(y[0] + share * (y[1] - y[0]))
    np.testing.assert_allclose(across, box.left + share * box.width, atol=1e-8)
    np.testing.assert_allclose(down, box.bottom - share * box.height, atol=1e-8)


AXES = Axes(Box(200, 100, 800, 500), (0, 6), (-2, 2))


def test_a_curve_has_its_line_and_its_dots_on_the_values() -> None:
    values = np.array([-2.0, 1.0, 0.0, 2.0, 1.5, -1.0, 0.5])
    curve = Curve(AXES, SOLID)
    curve.draw(values)
    line, dots = curve.submobjects
    way = np.stack([AXES.across(np.arange(7.0)), AXES.down(values)], -1)
    np.testing.assert_allclose(corners_of(line)[:, 0], way[:-1], atol=1e-9)
    np.testing.assert_allclose(on_stage(dots.points).reshape(7, 16, 2).mean(1), way, atol=1e-9)


@pytest.mark.parametrize("size", [SMALLEST, NAME, TITLE])
def test_a_capital_is_as_high_as_its_size_on_its_base_line(size: float) -> None:
    capital = rectangle(Label("H", 300, 400, size=size, colour=WHITE))
    assert size >= LEAST_CAPITAL
    assert (capital.bottom, capital.height) == pytest.approx((400, size))


def test_other_letters_do_not_move_the_base_line() -> None:
    label = Label("gHjQ", 300, 400, colour=WHITE)
    assert rectangle(label).bottom > 400 + SMALLEST / 5
    assert rectangle(Label("xHx", 300, 400, colour=WHITE)).bottom == pytest.approx(400, abs=0.6)


@pytest.mark.parametrize(("align", "share"), [("left", 0), ("centre", 0.5), ("right", 1)])
def test_text_stands_left_of_centred_on_or_right_of_its_place(align: Align, share: float) -> None:
    label = Label("scaled filters", 700, 400, colour=WHITE, align=align)
    box = rectangle(label)
    assert box.left + share * box.width == pytest.approx(700)
    assert label.width_in_pixels == pytest.approx(box.width)


def test_vertical_text_reads_from_bottom_to_top_on_a_base_line_at_x() -> None:
    flat = pixels(Label("Hl", 700, 400, colour=WHITE))
    vertical = pixels(Label("Hl", 700, 400, colour=WHITE, vertical=True))
    np.testing.assert_allclose(vertical[:, 0] - 700, flat[:, 1] - 400, atol=1e-9)
    np.testing.assert_allclose(vertical[:, 1] - 400, 700 - flat[:, 0], atol=1e-9)


def test_text_that_is_put_elsewhere_keeps_its_shape() -> None:
    label = Label("sum", 0, 0, colour=WHITE)
    before = pixels(label)
    label.put(120, 45)
    np.testing.assert_allclose(pixels(label), before + np.array([120, 45]))


@pytest.mark.parametrize("weight", ["Regular", "SemiBold"])
def test_text_is_set_in_inter(weight: Weight) -> None:
    with TTFont(VARIABLE) as font:
        place = {"wght": WEIGHTS[weight], "opsz": OPTICAL_SIZE}
        glyphs, names = font.getGlyphSet(location=place), font.getBestCmap()

        def bounds(character: str) -> tuple[float, float, float, float]:
            pen = BoundsPen(glyphs)
            glyphs[names[ord(character)]].draw(pen)
            box: tuple[float, float, float, float] = pen.bounds
            return box

        capital = bounds("H")[3]
        for letter in "HMWagx0189":
            left, _, right, _ = bounds(letter)
            label = Label(letter, 0, 0, size=1, colour=WHITE, weight=weight)
            assert label.width_in_pixels == pytest.approx((right - left) / capital, abs=0.003)


def test_a_character_that_inter_lacks_is_named() -> None:
    with pytest.raises(ValueError, match="Inter has no glyph for a character of 'a漢'"):
        Label("a漢", 0, 0, colour=WHITE)


def number(value: float, decimals: int) -> str:
    """Return the text of a Number that shows a value."""
    shown = Number(0, 0, decimals=decimals, size=NAME, colour=WHITE)
    shown.set_to(value)
    return shown.text


@given(st.floats(-999, 999), st.integers(0, 5))
def test_a_number_is_written_with_its_sign_and_its_decimals(value: float, decimals: int) -> None:
    text = number(value, decimals)
    assert text[0] in ("+", MINUS)
    assert "-" not in text
    assert len(text.partition(".")[2]) == decimals
    rounded = float(text.replace(MINUS, "-"))
    assert abs(rounded - value) <= 0.5000001 * 10.0**-decimals
    assert (text[0] == "+") == (rounded >= 0)


TIES = [sign * (n + 0.5) / 1000 for n in range(200) for sign in (1, -1)]


@pytest.mark.parametrize("value", [*TIES, 0.0, -0.0, -1e-300, 1.0, -2.5, 0.9995, 999.9995])
def test_a_number_is_rounded_as_python_rounds(value: float) -> None:
    assert number(value, 3) == f"{round(value, 3) + 0.0:+.3f}".replace("-", MINUS)


@pytest.mark.parametrize("value", [0.0, -0.0, 0.0004, -0.0004, -1e-300])
def test_what_rounds_to_nothing_has_no_minus(value: float) -> None:
    assert number(value, 3) == "+0.000"


def figure_boxes(value: float) -> list[Box]:
    """Return where each character of a Number stands."""
    number = Number(500, 300, decimals=3, size=NAME, colour=WHITE)
    number.set_to(value)
    counts = [len(typeset(character, "Regular", tabular=True)) for character in number.text]
    parts = np.split(pixels(number), np.cumsum(counts)[:-1])
    return [Box(*part.min(0), *part.max(0)) for part in parts]


def centres(value: float) -> list[float]:
    return [(box.left + box.right) / 2 for box in figure_boxes(value)]


@given(st.integers(-9999, 9999), st.integers(-9999, 9999))
def test_numbers_do_not_dance(one: int, other: int) -> None:
    pairs = zip(
        number(one / 1000, 3),
        number(other / 1000, 3),
        figure_boxes(one / 1000),
        figure_boxes(other / 1000),
        strict=True,
    )
    for character, instead, here, there in pairs:
        if character == instead:
            assert (here.left, here.right) == pytest.approx((there.left, there.right))


def test_the_cells_of_figures_are_equally_wide_and_none_runs_into_the_next() -> None:
    sign, whole, _, *decimals = centres(8.888)
    cell = whole - sign
    np.testing.assert_allclose(np.diff(decimals), cell, atol=0.01)  # fonts have whole units
    for digit in range(10):
        boxes = figure_boxes(digit * 1.111)
        assert all(a.right < b.left for a, b in pairwise(boxes))


def test_a_number_stands_on_its_base_line_as_high_as_its_size() -> None:
    number = Number(500, 300, decimals=0, size=NAME, colour=WHITE)
    number.set_to(1)
    assert rectangle(number).bottom == pytest.approx(300)
    assert rectangle(number).height == pytest.approx(NAME, rel=0.01)


# Labels that step aside.

crowds = st.lists(st.tuples(st.floats(-8, 8), st.floats(5, 60)), min_size=1, max_size=6)
