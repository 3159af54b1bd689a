"""Only what moved is drawn and converted again, and the picture is as if all were."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from manim import Camera, VGroup, VMobject, tempconfig

from deconviz.arrays import Pixels
from deconviz.films.mobjects.facets import Facets
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Dots, Line, Lines
from deconviz.films.mobjects.text import Label
from deconviz.films.rendering.canvas import Area, Canvas, disjoint, drawable_parts
from deconviz.films.rendering.pixels import Planes, views
from deconviz.look.theme import DASHED, Mark

SIZE = (480, 854)
STILL = np.full((*SIZE, 4), (16, 20, 27, 255), np.uint8)
SMOOTHING = 255 / 15  # cairo counts how much of a pixel is covered in fifteenths of its height
areas = st.builds(
    lambda x, y, w, h: Area(x, y, x + w, y + h),
    *[st.integers(0, 60)] * 2,
    *[st.integers(1, 20)] * 2,
)


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(3)


def things(rng: np.random.Generator) -> list[VMobject]:
    x = np.linspace(300, 1500, 7)
    family, dashed = Lines("#5cb8ff", opacity=0.5), Line(Mark("#ff9d3c", DASHED), width=6)
    family.draw(x, 500 + 200 * rng.standard_normal((5, 7)))
    dashed.draw(x, 500 + 200 * rng.standard_normal(7))
    dots, line = Dots("#3ddba4", 12), Line(Mark("#f2f4f8"), width=7)
    dots.draw(x, 500 + 200 * rng.standard_normal(7))
    line.draw(x, 500 + 200 * rng.standard_normal(7))
    return [family, dashed, dots, line, Label("sum", 900, 300, size=80, colour="#ffffff")]


def manim_picture(parts: list[VMobject]) -> Pixels:
    with tempconfig({"pixel_height": SIZE[0], "pixel_width": SIZE[1]}):
        background: Any = STILL.copy()
        camera = Camera(background=background)
        camera.set_pixel_array(background)
        camera.capture_mobjects(parts)
    return np.asarray(camera.pixel_array, np.uint8)


def test_a_picture_is_drawn_as_manim_draws_it(rng: np.random.Generator) -> None:
    parts = things(rng)
    canvas = Canvas(STILL)
    canvas.redraw(parts)
    difference = np.abs(canvas.pixels.astype(int) - manim_picture(parts))
    assert (difference > 8).mean() < 0.0005
    assert difference.mean() < 0.02


def test_facets_have_colours_of_their_own_and_the_last_lies_on_top() -> None:
    left = np.array([[300, 300], [900, 300], [900, 700], [300, 700]])
    corners = np.stack([left, left + np.array([300, 0])])  # (2, 4, 2)
    facets, colours = Facets(), np.array([[1, 0, 0], [0, 0, 1]])
    facets.draw(corners, colours)
    canvas = Canvas(STILL)
    canvas.redraw([facets])
    scale = SIZE[1] / 1920
    row = canvas.pixels[round(500 * scale)]
    assert row[round(500 * scale), :3].tolist() == [255, 0, 0]
    assert row[round(800 * scale), :3].tolist() == [0, 0, 255]
    facets.draw(corners, colours[::-1])
    assert canvas.redraw([facets])
    assert canvas.pixels[round(500 * scale), round(500 * scale), :3].tolist() == [0, 0, 255]


def test_drawing_only_what_moved_gives_the_picture_of_drawing_all(rng: np.random.Generator) -> None:
    parts = things(rng)
    canvas = Canvas(STILL)
    for _ in range(6):
        mover = parts[rng.integers(len(parts))]
        mover.points = mover.points + rng.normal(scale=0.3, size=3) * [1, 1, 0]
        fade(parts[rng.integers(len(parts))], float(rng.uniform(0.2, 1)))
        canvas.redraw(parts)
        fresh = Canvas(STILL)
        fresh.redraw(parts)
        difference = np.abs(canvas.pixels.astype(int) - fresh.pixels)
        assert difference.max() <= 2 * SMOOTHING  # it rounds otherwise where a part is cut out
        assert (difference > 0).mean() < 0.001


def test_what_did_not_change_is_not_drawn_again(rng: np.random.Generator) -> None:
    parts = things(rng)
    canvas = Canvas(STILL)
    assert canvas.redraw(parts)
    assert canvas.redraw(parts) == []


def test_what_disappears_is_wiped_away(rng: np.random.Generator) -> None:
    parts = things(rng)
    canvas = Canvas(STILL)
    canvas.redraw(parts)
    for thing in parts:
        thing.clear_points()
    canvas.redraw(parts)
    np.testing.assert_array_equal(canvas.pixels, STILL)


def test_converting_only_what_changed_gives_the_planes_of_converting_all(
    rng: np.random.Generator,
) -> None:
    parts = things(rng)
    canvas = Canvas(STILL)
    planes = Planes(canvas.pixels)
    for _ in range(6):
        mover = parts[rng.integers(len(parts))]
        mover.points = mover.points + rng.normal(scale=0.5, size=3) * [1, 1, 0]
        planes.renew(canvas.redraw(parts))
        whole = Planes(canvas.pixels)
        for part, expected in zip(views(planes.frame()), views(whole.frame()), strict=True):
            np.testing.assert_array_equal(part, expected)


@given(st.lists(areas, max_size=8))
def test_areas_that_touch_are_joined(some: list[Area]) -> None:
    result = disjoint(some)
    assert not any(a.touches(b) for i, a in enumerate(result) for b in result[:i])
    for area in some:
        assert any(area.union(whole) == whole for whole in result)


def test_white_and_black_are_those_of_video() -> None:
    for level, expected in ((255, 235), (0, 16)):
        picture = np.full((16, 16, 4), (level, level, level, 255), np.uint8)
        brightness, *colours = views(Planes(picture).frame())
        assert brightness == pytest.approx(expected)
        assert np.array(colours) == pytest.approx(128)


def test_things_are_drawn_part_by_part_from_the_lowest_to_the_highest() -> None:
    low, middle, high = (Label(text, 0, 0, colour="#ffffff") for text in "abc")
    high.set_z_index(1)
    assert drawable_parts([VGroup(high, VGroup(low)), middle]) == [low, middle, high]
