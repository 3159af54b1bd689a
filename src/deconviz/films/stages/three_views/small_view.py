"""A view made small: its shapes without numbers."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.holes import Holes
from deconviz.films.mobjects.output_tile import face_of, strip_of
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import SMALL_TILE_RADIUS
from deconviz.look.theme import ThemeName

SMALLEST_HOLE = 16.0  # pixels: a smaller edge has no room for its corners


class SmallView(VGroup):
    """Rectangles of many colours that grow out of a point.

    Parameters
    ----------
    shapes
        Rectangles and their colours.
    holes
        Rectangles that are empty.
    name
        The theme's.
    """

    def __init__(
        self, shapes: Sequence[tuple[Box, str]], holes: Sequence[Box], name: ThemeName
    ) -> None:
        self._empty, self._holes = holes, Holes(name, SMALL_TILE_RADIUS)
        self._boxes: dict[str, list[Box]] = {}
        for box, colour in shapes:
            self._boxes.setdefault(colour, []).append(box)
        self._areas = {colour: Areas(colour, SMALL_TILE_RADIUS) for colour in self._boxes}
        super().__init__(self._holes, *self._areas.values())

    def draw(self, x: float, y: float, share: float) -> None:
        """Draw it so far grown out of a point in pixels, 0 to 1."""
        for colour, area in self._areas.items():
            boxes = self._boxes[colour] if share > 0 else []
            area.draw([_grown(box, x, y, share) for box in boxes])
        holes = [_grown(box, x, y, share) for box in self._empty]
        self._holes.draw([box for box in holes if box.height > SMALLEST_HOLE])


def output_shapes(
    box: Box, parts: Sequence[float], colours: Sequence[str], face: str
) -> list[tuple[Box, str]]:
    """Return an output tile's rectangles and colours."""
    strip, total = strip_of(box), sum(abs(part) for part in parts)
    shapes, left = [(face_of(box), face)], strip.left
    for part, colour in zip(parts, colours, strict=True):
        if part:
            right = left + strip.width * abs(part) / total
            shapes.append((Box(left, strip.top, right, strip.bottom), colour))
            left = right
    return shapes


def _grown(box: Box, x: float, y: float, share: float) -> Box:
    return Box(
        x + share * (box.left - x),
        y + share * (box.top - y),
        x + share * (box.right - x),
        y + share * (box.bottom - y),
    )
