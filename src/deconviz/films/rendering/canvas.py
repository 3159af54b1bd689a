"""A picture of which only what changed is drawn again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil, floor
from typing import TypeAlias

import cairo
import numpy as np
from manim import CapStyleType, LineJointType, ManimColor, VGroup, VMobject

from deconviz.arrays import Floats, Pixels
from deconviz.films.mobjects.facets import Facets
from deconviz.films.mobjects.lines import Polyline
from deconviz.films.mobjects.picture import Picture
from deconviz.films.mobjects.stage import HEIGHT, WIDTH, stroke, to_pixels
from deconviz.films.mobjects.text import TextLine

Context: TypeAlias = "cairo.Context[cairo.ImageSurface]"
_Ink: TypeAlias = tuple[bytes, bytes, float]

BLEED = 2  # pixels that smoothing may reach beyond an outline
SAME_COLOUR = 1 / 512  # of full brightness: half a step of what a picture holds
SAME_POINT = 1e-4  # pixels: ends of curves nearer to each other than this are one point
CAPS = {
    CapStyleType.AUTO: cairo.LineCap.BUTT,
    CapStyleType.BUTT: cairo.LineCap.BUTT,
    CapStyleType.ROUND: cairo.LineCap.ROUND,
    CapStyleType.SQUARE: cairo.LineCap.SQUARE,
}
JOINTS = {
    LineJointType.AUTO: cairo.LineJoin.MITER,
    LineJointType.BEVEL: cairo.LineJoin.BEVEL,
    LineJointType.MITER: cairo.LineJoin.MITER,
    LineJointType.ROUND: cairo.LineJoin.ROUND,
}


@dataclass(frozen=True)
class Area:
    """A rectangle of whole pixels; `right` and `bottom` are outside."""

    left: int
    top: int
    right: int
    bottom: int

    def touches(self, other: Area) -> bool:
        """Tell whether the two share a pixel or an edge."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )

    def union(self, other: Area) -> Area:
        """Return the smallest area that contains both."""
        return Area(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def with_margin(self, margin: int, width: int, height: int) -> Area:
        """Return an area larger by so many pixels on each side, cut off at the picture's edges."""
        return Area(
            max(self.left - margin, 0),
            max(self.top - margin, 0),
            min(self.right + margin, width),
            min(self.bottom + margin, height),
        )

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns of a picture."""
        return slice(self.top, self.bottom), slice(self.left, self.right)


@dataclass
class _Appearance:
    """How a thing looked when it was last drawn."""

    points: Floats
    ink: _Ink
    style: tuple[float, ...]
    area: Area | None
    path: cairo.Path | None = None


class Canvas:
    """What stands still, and on it what moves.

    Things must be like those of `deconviz.films.mobjects`: each has one colour, or is made of
    facets, and has a new array of points when it has changed.

    Parameters
    ----------
    still
        A picture of what stands still, RGBA of shape (height, width, 4), opaque or premultiplied.
    background
        Colour of a background that the picture does not have: things in it, which are there to
        hide what is below them, cut it out instead. Text in it is ink on something, and stays.

    Attributes
    ----------
    pixels
        The picture, shaped as `still`.
    """

    def __init__(self, still: Pixels, background: str | None = None) -> None:
        self._still = still
        self._background = None if background is None else ManimColor(background).to_rgb()  # (3,)
        self.pixels = still.copy()
        self._height, self._width = still.shape[:2]
        self._appearances: dict[int, _Appearance] = {}
        surface = cairo.ImageSurface.create_for_data(
            self.pixels.data, cairo.FORMAT_ARGB32, self._width, self._height
        )
        self._scale = self._width / WIDTH
        self._middle = np.array([self._width, self._height]) / 2
        self._context = cairo.Context(surface)
        self._context.translate(*self._middle.tolist())
        self._context.scale(self._scale, self._scale)
        self._context.translate(-WIDTH / 2, -HEIGHT / 2)

    def redraw(self, things: list[VMobject]) -> list[Area]:
        """Draw things as they are now, the last on top.

        Returns
        -------
        list of Area
            Where the picture may have changed; no two areas touch.
        """
        areas = disjoint(area for thing in things for area in self._changes(thing))
        if areas:
            self._clear(areas)
            for thing in things:
                look = self._appearances[id(thing)]
                if look.area and any(look.area.touches(area) for area in areas):
                    self._draw(thing, look)
            self._context.restore()
        return areas

    def _changes(self, thing: VMobject) -> list[Area]:
        before = self._appearances.get(id(thing))
        ink = _ink(thing)
        if before and before.ink == ink:
            if before.points is thing.points:
                return []
            if np.array_equal(before.points, thing.points):
                before.points = thing.points
                return []
        style = _style(thing)
        now = _Appearance(thing.points, ink, style, self._area(thing, style))
        self._appearances[id(thing)] = now
        return [area for area in (before and before.area, now.area) if area]

    def _area(self, thing: VMobject, style: tuple[float, ...]) -> Area | None:
        if not len(thing.points) or not any((style[3], style[7])):
            return None
        margin = thing.stroke_width / stroke(1) / 2 * self._scale + BLEED
        corners = np.stack([thing.points.min(0), thing.points.max(0)])  # (2, 3)
        (left, bottom), (right, top) = self._places(corners).tolist()
        inside = Area(
            floor(left - margin), floor(top - margin), ceil(right + margin), ceil(bottom + margin)
        ).with_margin(0, self._width, self._height)
        return inside if inside.left < inside.right and inside.top < inside.bottom else None

    def _places(self, points: Floats) -> Floats:
        """Turn manim's coordinates (n, 3) into pixels of the picture (n, 2)."""
        from_middle = to_pixels(points) - np.array([WIDTH, HEIGHT]) / 2  # (n, 2)
        return np.asarray(from_middle * self._scale + self._middle)

    def _draw(self, thing: VMobject, look: _Appearance) -> None:
        context = self._context
        context.new_path()
        if isinstance(thing, Facets):
            self._paint_facets(thing)
            return
        if isinstance(thing, Picture):
            _paint_picture(context, thing)
            return
        if look.path is None:
            _trace(context, thing.points, straight=isinstance(thing, Polyline))
            look.path = context.copy_path()
        else:
            context.append_path(look.path)
        red, green, blue, opacity, edge_red, edge_green, edge_blue, edge_opacity, width = look.style
        if opacity:
            self._dip(thing, red, green, blue, opacity)
            context.fill_preserve()
        if edge_opacity and width:
            self._dip(thing, edge_red, edge_green, edge_blue, edge_opacity)
            context.set_line_width(width / stroke(1))
            context.set_line_join(JOINTS[thing.joint_type])
            context.set_line_cap(CAPS[thing.cap_style])
            context.stroke()

    def _dip(self, thing: VMobject, *ink: float) -> None:
        """Draw the thing in a colour and opacity from now on, or cut it out."""
        red, green, blue, opacity = ink
        self._context.set_source_rgba(blue, green, red, opacity)  # the array is RGBA, cairo's BGRA
        is_hole = self._is_background(ink[:3]) and not isinstance(thing, TextLine)
        self._context.set_operator(cairo.Operator.DEST_OUT if is_hole else cairo.Operator.OVER)

    def _paint_facets(self, facets: Facets) -> None:
        inks, operator = facets.fill_rgbas, cairo.Operator.OVER
        if self._background is not None:
            # One that is not all there hides what is behind it all the same.
            inks, operator = _unmixed(facets, self._background), cairo.Operator.SOURCE
        self._context.set_operator(operator)
        _paint(self._context, to_pixels(facets.points).reshape(-1, 8), inks)

    def _is_background(self, colour: tuple[float, ...]) -> bool:
        if self._background is None:
            return False
        return float(np.abs(np.subtract(colour, self._background)).max()) < SAME_COLOUR

    def _clear(self, areas: list[Area]) -> None:
        """Show what stands still in areas, and draw nothing outside of them until ``restore``."""
        context = self._context
        context.save()
        context.new_path()
        context.save()
        context.identity_matrix()
        for area in areas:
            self.pixels[area.slices] = self._still[area.slices]
            context.rectangle(area.left, area.top, area.right - area.left, area.bottom - area.top)
        context.restore()
        context.clip()


def disjoint(areas: Iterable[Area]) -> list[Area]:
    """Join areas that touch until none do."""
    result: list[Area] = []
    for area in areas:
        whole = area
        while near := [other for other in result if other.touches(whole)]:
            for other in near:
                result.remove(other)
                whole = whole.union(other)
        result.append(whole)
    return result


def drawable_parts(things: Iterable[VMobject]) -> list[VMobject]:
    """Return all lines, areas and texts that things consist of, from the lowest to the highest."""
    parts = [
        part
        for thing in things
        for part in thing.get_family()
        if isinstance(part, VMobject) and not isinstance(part, VGroup)
    ]
    return sorted(parts, key=lambda part: part.z_index)


def _ink(thing: VMobject) -> _Ink:
    """Return all that a style is made from, in a form that is quick to compare."""
    extra = thing.edition if isinstance(thing, Picture) else thing.stroke_width
    return thing.fill_rgbas.tobytes(), thing.stroke_rgbas.tobytes(), extra


def _style(thing: VMobject) -> tuple[float, ...]:
    """Return how a path is painted: fill, stroke and width; or the fill of each facet."""
    if isinstance(thing, Facets):
        return (*thing.fill_rgbas.ravel().tolist(), *[0.0] * 8)
    (fill,), (edge,) = thing.fill_rgbas.tolist(), thing.stroke_rgbas.tolist()
    if isinstance(thing, Picture):
        return (*fill, *edge, float(thing.edition))
    return (*fill, *edge, thing.stroke_width)


def _unmixed(facets: Facets, background: Floats) -> Floats:
    """Return the colour and opacity (n, 4) that facets have when taken off the background (3,)."""
    opacity = facets.presence[:, None]  # (n, 1)
    own = facets.fill_rgbas[:, :3] - (1 - opacity) * background  # (n, 3), premultiplied
    straight = own / np.maximum(opacity, SAME_COLOUR)  # (n, 3)
    return np.hstack([straight.clip(0, 1), opacity])


def _paint(context: Context, facets: Floats, colours: Floats) -> None:
    """Paint areas of four corners (n, 8) one after another, each run of one colour (n, 4) at once.

    Corners are given in the order x, y, x, y, ...
    """
    rows = facets.tolist()
    changes = np.flatnonzero((colours[1:] != colours[:-1]).any(1)) + 1
    starts, ends = [0, *changes.tolist()], [*changes.tolist(), len(rows)]
    inks = colours[starts].tolist() if rows else []
    for (red, green, blue, opacity), start, end in zip(inks, starts, ends, strict=False):
        context.set_source_rgba(blue, green, red, opacity)  # the array is RGBA, cairo's BGRA
        for x0, y0, x1, y1, x2, y2, x3, y3 in rows[start:end]:
            context.move_to(x0, y0)
            context.line_to(x1, y1)
            context.line_to(x2, y2)
            context.line_to(x3, y3)
        context.fill()


def _paint_picture(context: Context, picture: Picture) -> None:
    """Paint the points of a picture as rectangles without a seam between them."""
    (left, top), (right, bottom) = (corner.tolist() for corner in to_pixels(picture.points[[0, 8]]))
    rows, columns = picture.levels.shape[:2]
    surface = cairo.ImageSurface.create_for_data(
        picture.levels.data, cairo.FORMAT_ARGB32, columns, rows
    )  # the array is RGBA, cairo's BGRA, as everywhere here
    context.save()
    context.set_operator(cairo.Operator.OVER)
    context.rectangle(left, top, right - left, bottom - top)
    context.translate(left, top)
    context.scale((right - left) / columns, (bottom - top) / rows)
    pattern = cairo.SurfacePattern(surface)
    pattern.set_filter(cairo.Filter.NEAREST)
    pattern.set_extend(cairo.Extend.PAD)
    context.set_source(pattern)
    context.clip()
    context.paint_with_alpha(float(picture.fill_rgbas[0, 3]))
    context.restore()


def _trace(context: Context, points: Floats, *, straight: bool) -> None:
    """Add cubic Bezier curves of four points each (4 n, 3) to the path, and close closed ones."""
    begins, stops = to_pixels(points[::4]), to_pixels(points[3::4])  # (n, 2)
    gaps = np.abs(begins[1:] - stops[:-1]).max(1) > SAME_POINT  # (n - 1,)
    starts = np.concatenate([[0], np.flatnonzero(gaps) + 1])  # (paths,)
    ends = np.append(starts[1:], len(begins))  # (paths,)
    closed = np.abs(begins[starts] - stops[ends - 1]).max(1) < SAME_POINT  # (paths,)
    first = begins[starts].tolist()
    add: Callable[..., None]
    if straight:
        add, rows = context.line_to, stops.tolist()
    else:
        bends = [to_pixels(points[at::4]) for at in (1, 2)]  # (n, 2)
        add, rows = context.curve_to, np.concatenate([*bends, stops], 1).tolist()
    for begin, start, end, close in zip(
        first, starts.tolist(), ends.tolist(), closed.tolist(), strict=True
    ):
        context.move_to(*begin)
        for row in rows[start:end]:
            add(*row)
        if close:
            context.close_path()
