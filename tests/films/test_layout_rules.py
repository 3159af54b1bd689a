"""The rules of layout find what breaks them, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from manim import VGroup

from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.curves import Curve, Family
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Dots, Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label, Number
from deconviz.films.rendering.story import Beat, Story
from deconviz.look.theme import THEMES, Mark, Theme, ThemeName
from support.control_frames import FILMS
from support.layout_rules import findings, limits_of, of_poster
from support.staging import Stage

WITHOUT_AXES = {"Checkerboard", "Stamp2D", "ThreeViews"}  # tiles of numbers, images
SECONDS = 10.0
STORY = Story("", "", "", (Beat(0.0, "A scene."),), SECONDS, 0.0, "The sum")
BOX = Box(300, 300, 900, 600)
VALUES = np.array([0.1, 0.5, 0.9, 0.3, -0.2, -0.6, -0.9])

both_themes = pytest.mark.parametrize("name", THEMES)


class Panel(VGroup):
    """Axes and their zero line."""

    def __init__(self, theme: Theme) -> None:
        self.axes = Axes(BOX, (0, 6), (-1.04, 1.04))
        zero = Line(Mark(theme.muted))
        zero.draw(np.array([BOX.left, BOX.right]), np.full(2, self.axes.down(0.0)))
        super().__init__(zero)


class Scene:
    """A scene that keeps the rules: a panel, curves on it, and text beside it."""

    def __init__(self, name: ThemeName) -> None:
        self.theme = theme = THEMES[name]
        film = SimpleNamespace(bare=False)
        self.job = SimpleNamespace(name="Scene", theme=name, film=film)
        self.panel = Panel(theme)
        self.curve = Curve(self.panel.axes, theme.component(0))
        self.curve.draw(VALUES)
        self.family = Family(self.panel.axes, theme.component(1).colour)
        self.family.draw_values(np.stack([VALUES / 2, VALUES / 3]))
        self.label = Label("code 1", 1200, 400, colour=theme.foreground)
        self.other = Label("input", 1200, 500, colour=theme.muted)
        self.number = Number(1200, 600, size=36, colour=theme.component(2).colour)
        self.mobjects = [
            self.panel, self.curve, self.family, self.label, self.other, self.number,
        ]  # fmt: skip

    def findings(self, draw: Callable[[float], None] = lambda _: None) -> list[str]:
        """Look at the scene at 0, 1, ... 10 seconds, while `draw` moves what is in it."""
        return findings(Stage(self, draw, STORY, []), moments=11)


@pytest.fixture
def scene() -> Scene:
    return Scene("dark")


@both_themes
def test_a_scene_that_keeps_the_rules_has_no_findings(name: ThemeName) -> None:
    assert Scene(name).findings() == []


# Text over text.


def test_a_label_on_another_is_found(scene: Scene) -> None:
    scene.label.put(1230, 510)
    assert scene.findings() == ["Scene, 0.00 s: 'code 1' overlaps 'input'"]


def test_a_label_that_touches_a_number_is_found(scene: Scene) -> None:
    scene.label.put(1200, 599)
    assert scene.findings() == ["Scene, 0.00 s: 'code 1' overlaps '+0.000'"]


def test_a_label_is_found_when_it_comes_onto_another(scene: Scene) -> None:
    late = scene.findings(lambda time: scene.label.put(1200, 400 + 16 * time))
    assert late == ["Scene, 5.00 s: 'code 1' overlaps 'input'"]


def test_text_that_is_not_seen_lies_over_nothing(scene: Scene) -> None:
    scene.label.put(1200, 500)
    fade(scene.label, 0)
    assert scene.findings() == []


# The safe area.


@pytest.mark.parametrize(
    ("side", "x", "y"),
    [("left", 90, 400), ("right", 1750, 400), ("top", 1200, 80), ("bottom", 1200, 1027)],
)
def test_text_outside_of_the_safe_area_is_found(scene: Scene, side: str, x: int, y: int) -> None:
    scene.label.put(x, y)
    assert scene.findings() == [f"Scene, 0.00 s: 'code 1' leaves the safe area at the {side}"]


def test_a_curve_outside_of_the_safe_area_is_found(scene: Scene) -> None:
    late = scene.findings(lambda time: scene.family.draw_values(VALUES[None] * (time > 6.5) * 9))
    assert late == [
        "Scene, 7.00 s: Family of #5cb8ff leaves the safe area at the top",
        "Scene, 7.00 s: Family of #5cb8ff leaves the safe area at the bottom",
    ]


# Height.


def test_text_that_is_too_low_is_found(scene: Scene) -> None:
    scene.mobjects += [Label("note", 1500, 400, size=28, colour=scene.theme.foreground)]
    assert scene.findings() == ["Scene, 0.00 s: 'note' is 28 pixels high, less than 28.08"]


# Contrast.


@both_themes
def test_text_that_is_too_pale_is_found(name: ThemeName) -> None:
    scene = Scene(name)
    scene.mobjects += [Label("note", 1500, 400, colour=scene.theme.grid)]
    [finding] = scene.findings()
    assert finding.startswith("Scene: 'note' has a contrast of 1.")
    assert finding.endswith(", less than 4.5")


@both_themes
def test_text_of_which_too_little_is_there_is_found(name: ThemeName) -> None:
    scene = Scene(name)
    fade(scene.other, 0.5)
    [finding] = scene.findings()
    assert finding.startswith("Scene: 'input' has a contrast of 2.")


def test_text_that_comes_and_goes_is_judged_when_it_is_all_there(scene: Scene) -> None:
    assert scene.findings(lambda time: fade(scene.label, time / SECONDS)) == []
    assert scene.findings(lambda time: fade(scene.other, 0.5 * time / SECONDS)) != []


@both_themes
def test_marks_that_are_too_pale_are_found(name: ThemeName) -> None:
    scene = Scene(name)
    dots = Dots(scene.theme.muted, 5, opacity=0.3)
    dots.draw(np.array([400.0]), np.array([400.0]))
    fade(scene.family, 0.3)
    scene.mobjects += [dots]
    assert [line.split(" has ")[0] for line in scene.findings()] == [
        f"Scene: Family of {scene.theme.component(1).colour}",
        f"Scene: Dots of {scene.theme.muted}",
    ]


@both_themes
def test_a_curve_in_the_colour_of_the_grid_is_found(name: ThemeName) -> None:
    scene = Scene(name)
    curve = Curve(scene.panel.axes, Mark(scene.theme.grid))
    curve.draw(VALUES)
    scene.mobjects += [curve]
    assert [line.split(" has ")[0] for line in scene.findings()] == [
        f"Scene: Line of {scene.theme.grid}",
        f"Scene: Dots of {scene.theme.grid}",
    ]


def test_a_pale_line_that_is_not_of_the_grid_is_found(scene: Scene) -> None:
    line = Line(Mark("#3b4352"))
    line.draw(np.array([300.0, 900.0]), np.array([700.0, 700.0]))
    scene.mobjects += [line]
    assert scene.findings() == ["Scene: Line of #3b4352 has a contrast of 1.9, less than 3"]


# Limits.


def test_a_panel_whose_limits_change_is_found(scene: Scene) -> None:
    def draw(time: float) -> None:
        limit = 1 + (time > 2.5)
        scene.panel.axes = Axes(BOX, (0, 6), (-limit, limit))

    draw(0)
    assert scene.findings(draw) == ["Scene, 3.00 s: the limits of panel.axes change"]


def test_a_curve_that_moves_to_other_limits_is_found(scene: Scene) -> None:
    def draw(_: float) -> None:
        scene.curve._axes = Axes(BOX, (0, 6), (-9, 9))

    assert scene.findings(draw) == ["Scene, 0.00 s: the limits of curve._axes change"]


# Motion.


def test_a_mark_that_moves_across_text_is_found(scene: Scene) -> None:
    bar = Areas(scene.theme.component(1).colour)
    scene.mobjects += [bar]
    late = scene.findings(
        lambda time: bar.draw([Box(1100, 200 + 30 * time, 1190, 240 + 30 * time)])
    )
    assert late == []
    late = scene.findings(
        lambda time: bar.draw([Box(1100, 200 + 30 * time, 1300, 240 + 30 * time)])
    )
    assert late[0] == "Scene, 5.00 s: Areas of #5cb8ff moves across 'code 1'"


def test_a_bar_that_grows_around_its_text_does_not_move_across_it(scene: Scene) -> None:
    bar = Areas(scene.theme.component(1).colour)
    scene.mobjects = [scene.panel, bar, scene.label]
    scene.label.put(1220, 420)
    scene.label.set_fill(scene.theme.background)
    found = scene.findings(lambda time: bar.draw([Box(1200, 340 - 10 * time, 1500, 440)]))
    assert found == []


def test_text_may_move_over_marks(scene: Scene) -> None:
    assert scene.findings(lambda time: scene.number.put(1200 - 90 * time, 560)) == []


# Labels.


def label_of(scene: Scene, component: int, y: float) -> Label:
    x = float(scene.panel.axes.across(6)) + 20
    return Label("mine", x, y, size=34, colour=scene.theme.component(component).colour)


def test_a_label_nearer_to_another_curve_than_to_its_own_is_found(scene: Scene) -> None:
    other = Curve(scene.panel.axes, scene.theme.component(1))
    other.draw(-VALUES)
    end = float(scene.panel.axes.down(VALUES[-1]))
    scene.mobjects = [scene.panel, scene.curve, other, label_of(scene, 0, end + 17)]
    assert scene.findings() == []
    scene.mobjects[-1] = label_of(scene, 1, end + 17)
    [finding] = scene.findings()
    assert "'mine' is 13 pixels from a mark of #ff9d3c and" in finding


# Posters.


def test_a_small_picture_is_found(scene: Scene) -> None:
    [finding, untitled] = of_poster(Stage(scene, lambda _: None, STORY, []))
    assert finding == "the largest shape takes 32% of the width, less than 40%"
    assert untitled == "the poster has no title"


# A real film.


@pytest.mark.slow
def test_a_label_of_a_film_on_another_is_found(networks: Path) -> None:
    film = next(film for film in FILMS if film.name == "SideBySide")
    with film.stage(networks) as stage:
        assert findings(stage) == []
        stage.text_line("without noise").points = stage.text_line("with code noise").points
        assert findings(stage) == ["SideBySide, 0.00 s: 'without noise' overlaps 'with code noise'"]


def test_limits_are_found_wherever_a_film_keeps_its_panels(networks: Path) -> None:
    for film in (film for film in FILMS if film.film.variant_names):
        with film.stage(networks) as stage:
            assert limits_of(stage.scene)
