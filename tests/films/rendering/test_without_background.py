"""A film without a background looks on that background as the film with it does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from manim import VMobject, tempconfig

from deconviz.arrays import Pixels
from deconviz.films.mobjects.facets import Facets
from deconviz.films.mobjects.lines import Dots, Line
from deconviz.films.mobjects.text import Label
from deconviz.films.rendering.canvas import Canvas
from deconviz.films.rendering.pixels import StraightAlpha
from deconviz.look.theme import DARK, Mark
from support.control_frames import FILMS, ControlFilm, frames
from support.staging import Stage
from support.without_background import on

SIZE = (270, 480)
CLOSE = 2  # of 255
EMPTY = np.zeros((*SIZE, 4), np.uint8)
GROUND = np.frombuffer(bytes.fromhex(DARK.background[1:]), np.uint8).astype(float)


def straight(canvas: Canvas) -> Pixels:
    return np.asarray(StraightAlpha(canvas.pixels).frame().to_ndarray(format="argb"), np.uint8)


def drawn(parts: list[VMobject], *, background: bool) -> Canvas:
    """Draw things on the background of a film, or on nothing."""
    still = EMPTY.copy()
    if background:
        still[:] = [*GROUND, 255]
    canvas = Canvas(still, None if background else DARK.background)
    canvas.redraw(parts)
    return canvas


def crossing(colour: str) -> list[VMobject]:
    """A wide line, and a line in a colour that crosses it in the middle of the picture."""
    wide, across = Line(Mark("#ff9d3c"), width=200), Line(Mark(colour), width=60)
    wide.draw(np.array([200.0, 1700.0]), np.array([540.0, 540.0]))
    across.draw(np.array([960.0, 960.0]), np.array([100.0, 900.0]))
    return [wide, across]


def middle(picture: Pixels) -> list[int]:
    height, width = picture.shape[:2]
    return [int(level) for level in picture[height // 2, width // 2]]


def test_colours_are_not_multiplied_by_their_opacity() -> None:
    alpha = np.arange(256)
    colour = np.array([255, 128, 10])
    premultiplied = np.rint(colour * alpha[:, None] / 255)
    pixels = np.column_stack([premultiplied, alpha]).astype(np.uint8).reshape(16, 16, 4)
    argb = StraightAlpha(pixels).frame().to_ndarray(format="argb").reshape(-1, 4).astype(int)
    np.testing.assert_array_equal(argb[:, 0], alpha)
    assert argb[0, 1:].tolist() == [0, 0, 0]
    error = np.abs(argb[1:, 1:] - colour)
    assert (error <= np.ceil(127.5 / alpha[1:, None]) + 1).all()  # of half a premultiplied level
    assert argb[255, 1:].tolist() == colour.tolist()


def test_converting_only_what_changed_gives_the_picture_of_converting_all() -> None:
    parts = crossing("#3ddba4")
    canvas = Canvas(EMPTY, DARK.background)
    picture = StraightAlpha(canvas.pixels)
    for shift in (0.0, 40.0, 300.0):
        parts[1].points = parts[1].points + np.array([shift / 100, 0, 0])
        picture.renew(canvas.redraw(parts))
        np.testing.assert_array_equal(picture.frame().to_ndarray(format="argb"), straight(canvas))


def test_what_hides_by_the_colour_of_the_background_cuts_out() -> None:
    parts = crossing(DARK.background)
    assert middle(straight(drawn(parts, background=False))) == [0, 0, 0, 0]
    assert middle(drawn(parts, background=True).pixels)[:3] == GROUND.tolist()


def test_what_is_in_another_colour_does_not_cut_out() -> None:
    assert middle(straight(drawn(crossing("#10141d"), background=False))) == [255, 16, 20, 29]


def test_text_in_the_colour_of_the_background_is_ink() -> None:
    dot = Dots("#ff9d3c", 300)
    dot.draw(np.array([960.0]), np.array([540.0]))
    text = Label("I", 960, 700, size=300, colour=DARK.background, align="centre")
    assert middle(straight(drawn([dot, text], background=False))) == [255, *GROUND.tolist()]


def test_facets_after_a_hole_are_painted() -> None:
    facets = Facets()
    corners = np.array([[[800, 400], [1100, 400], [1100, 700], [800, 700]]])
    facets.draw(corners, np.array([[0.0, 0.0, 1.0]]))
    canvas = drawn([*crossing(DARK.background), facets], background=False)
    assert middle(straight(canvas)) == [255, 0, 0, 255]


@pytest.mark.parametrize("presence", [0.0, 0.3, 1.0])
def test_facets_fade_away_and_still_hide_what_is_behind(presence: float) -> None:
    facets, ink = Facets(), np.array([0.2, 0.8, 0.6])
    corners = np.array([[[800, 400], [1100, 400], [1100, 700], [800, 700]]])
    mixed = presence * ink + (1 - presence) * GROUND / 255
    facets.draw(corners, mixed[None], presence)
    parts = [*crossing("#ff0000"), facets]
    argb = straight(drawn(parts, background=False))
    alpha, *colour = middle(argb)
    assert alpha == round(255 * presence)
    if presence:
        assert np.abs(colour - 255 * ink).max() <= 2
    expected = drawn(parts, background=True).pixels[..., :3]
    assert np.abs(on(GROUND, argb) - expected).max() <= CLOSE


@pytest.mark.parametrize("colour", [DARK.background, "#3ddba4", DARK.foreground])
def test_edges_are_on_the_background_what_they_are_in_the_film(colour: str) -> None:
    parts = crossing(colour)
    expected = drawn(parts, background=True).pixels[..., :3]
    argb = straight(drawn(parts, background=False))
    assert ((argb[..., 0] > 0) & (argb[..., 0] < 255)).any()
    assert np.abs(on(GROUND, argb) - expected).max() <= CLOSE


class _Writer:
    """Takes the place of the writer of the film's file, and keeps the last frame instead."""

    is_film = is_transparent = True
    frame: av.VideoFrame

    @property
    def film(self) -> _Writer:
        """The film that is being written."""
        return self

    def add(self, frame: av.VideoFrame, _: Any) -> None:
        """Add a frame."""
        self.frame = frame


def without_background(stage: Stage, moments: tuple[float, ...]) -> Iterator[Pixels]:
    """Draw moments as frames of a film without a background, argb."""
    scene, writer = stage.scene, _Writer()
    scene.renderer.file_writer = writer
    scene.renderer.prepare(stage.moving, None, background=scene.theme.background)
    scene.renderer.save_static_frame_data(scene, scene.mobjects)
    for moment in moments:
        stage.draw(moment)
        scene.renderer.render(scene, moment)
        yield np.asarray(writer.frame.to_ndarray(format="argb"), np.uint8)


# Where many translucent layers lie on each other, what cairo rounds in each adds up, with a
# background and without.
OF_LAYERS = 8  # of 255
FAR = {"ScaleAndAdd": CLOSE, "ThreeViews": CLOSE, "Remedies": CLOSE, "OneComponent": OF_LAYERS}


@pytest.mark.slow
@pytest.mark.parametrize(
    "film",
    [film for film in FILMS if film.name in FAR and film.theme == "dark"],
    ids=lambda film: film.name,
)
def test_a_film_is_on_its_background_what_it_is_with_it(film: ControlFilm, networks: Path) -> None:
    moments = film.moments[-1:]
    with film.stage(networks) as stage:
        [expected] = frames(stage, moments)
    with tempconfig({"transparent": True}), film.stage(networks) as stage:
        [argb] = without_background(stage, moments)
    assert argb[0, 0].tolist() == [0, 0, 0, 0]
    difference = np.abs(on(GROUND, argb) - expected)
    assert difference.max() <= FAR[film.name]
