"""Lines and dots whose points are set in place."""

from __future__ import annotations

import numpy as np
from manim import CapStyleType, LineJointType, VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.stage import stroke, to_pixels, to_scene
from deconviz.look.theme import Mark

TURN = np.linspace(0, 2 * np.pi, 129)  # radians around a ring


class Polyline(VMobject):
    """Straight pieces as one object.

    Parameters
    ----------
    colour
        Hexadecimal.
    width
        Pixels.
    opacity
        0 to 1, of the whole object.
    cap
        How a piece ends where no other follows.
    """

    def __init__(
        self,
        colour: str,
        width: float,
        opacity: float = 1,
        cap: CapStyleType = CapStyleType.BUTT,
    ) -> None:
        super().__init__(
            stroke_color=colour,
            stroke_width=stroke(width),
            stroke_opacity=opacity,
            fill_opacity=0,
            joint_type=LineJointType.ROUND,
            cap_style=cap,
        )


class Line(Polyline):
    """A polyline, solid or dashed, as one object.

    Parameters
    ----------
    mark
        Colour and dashes.
    width
        Pixels.
    round_ends
        Whether a solid line's ends are round; dots shorter than the line is wide always are.
    """

    def __init__(self, mark: Mark, width: float = 5, *, round_ends: bool = True) -> None:
        is_round = mark.dashes[0] < 1 if mark.dashes else round_ends
        super().__init__(
            mark.colour, width, cap=CapStyleType.ROUND if is_round else CapStyleType.BUTT
        )
        self._dashes = np.array(mark.dashes) * width  # pixels

    def draw(self, x: Floats, y: Floats) -> None:
        """Draw through points in pixels, arrays of shape (n,)."""
        pieces = dash_pieces(x, y, self._dashes) if len(self._dashes) else _pieces(x, y)
        self.points = bezier_points(to_scene(pieces[..., 0], pieces[..., 1]))

    def around(self, corners: Floats) -> None:
        """Draw a closed shape of corners (n, 2) in pixels: its first side twice, to join it."""
        closed = np.vstack([corners, corners[:2]])  # (n + 2, 2)
        self.draw(closed[:, 0], closed[:, 1])


class Lines(Polyline):
    """Many thin polylines as one object: a family of curves.

    Parameters
    ----------
    colour
        Hexadecimal.
    width
        Pixels.
    opacity
        0 to 1, of the whole object.
    """

    def __init__(self, colour: str, width: float = 2, opacity: float = 1) -> None:
        super().__init__(colour, width, opacity)

    def draw(self, x: Floats, y: Floats) -> None:
        """Draw curves; `x` has shape (n,) and `y` (curves, n), in pixels."""
        points = to_scene(np.broadcast_to(x, y.shape), y)  # (curves, n, 3)
        pieces = np.stack([points[:, :-1], points[:, 1:]], 2)  # (curves, n - 1, 2, 3)
        self.points = bezier_points(pieces.reshape(-1, 2, 3))


class Dots(VMobject):
    """Filled circles of one size as one object.

    Parameters
    ----------
    colour
        Hexadecimal.
    radius
        Pixels.
    opacity
        0 to 1.
    """

    def __init__(self, colour: str, radius: float, opacity: float = 1) -> None:
        super().__init__(stroke_width=0, fill_color=colour, fill_opacity=opacity)
        self.radius = radius

    def draw(self, x: Floats, y: Floats, radius: float | None = None) -> None:
        """Draw circles around points in pixels, arrays of shape (n,)."""
        circle = _CIRCLE * (self.radius if radius is None else radius)  # (16, 2)
        circles = np.stack([x, y], -1)[:, None] + circle  # (n, 16, 2)
        self.points = to_scene(circles[..., 0].ravel(), circles[..., 1].ravel())

    def centres(self) -> Floats:
        """Return the centres of the circles in pixels, shape (n, 2)."""
        circles = to_pixels(self.points).reshape(-1, len(_CIRCLE), 2)  # (n, 16, 2)
        return np.asarray(circles[:, [0, len(_CIRCLE) // 2]].mean(1))


class Ring(Polyline):
    """The edge of a circle.

    Parameters
    ----------
    colour
        Hexadecimal.
    width
        Pixels.
    """

    def draw(self, x: float, y: float, radius: float) -> None:
        """Draw it around a point in pixels; none of no radius."""
        around = x + radius * np.cos(TURN), y + radius * np.sin(TURN)
        pieces = _pieces(*around) if radius else np.empty((0, 2, 2))
        self.points = bezier_points(to_scene(pieces[..., 0], pieces[..., 1]))


def bezier_points(pieces: Floats) -> Floats:
    """Turn straight pieces (n, 2, 3) into the points of cubic Bezier curves (4 n, 3)."""
    begin, end = pieces[:, :1], pieces[:, 1:]  # (n, 1, 3)
    curves = np.concatenate([begin, begin + (end - begin) / 3, end - (end - begin) / 3, end], 1)
    return curves.reshape(-1, 3)


def until(x: Floats, y: Floats, share: float) -> tuple[Floats, Floats]:
    """Cut a polyline off after a share of its width, 0 to 1: `x` rises, both of shape (n,)."""
    if share <= 0:
        return x[:0], y[:0]
    end = x[0] + share * (x[-1] - x[0])
    is_there = x < end
    return np.append(x[is_there], end), np.append(y[is_there], np.interp(end, x, y))


def outline_points(corners: Floats) -> Floats:
    """Turn the corners of a closed shape (n, 3) into the points of Bezier curves (4 n, 3)."""
    return bezier_points(np.stack([corners, np.roll(corners, -1, 0)], 1))


def _pieces(x: Floats, y: Floats) -> Floats:
    points = np.stack([x, y], -1)  # (n, 2)
    return np.stack([points[:-1], points[1:]], 1)  # (n - 1, 2, 2)


def dash_pieces(x: Floats, y: Floats, dashes: Floats) -> Floats:
    """Cut a polyline into dashes that follow its corners, as pieces (n, 2, 2)."""
    along = np.concatenate([[0.0], np.hypot(np.diff(x), np.diff(y)).cumsum()])  # (n,)
    period, changes = dashes.sum(), np.cumsum(dashes)  # changes from ink to gap and back
    starts = np.arange(0, along[-1], period)
    turns = (starts[:, None] + changes).ravel()
    corners = along[1:-1]
    cuts = np.unique(np.concatenate([starts, np.minimum(turns, along[-1]), corners]))
    middles = (cuts[:-1] + cuts[1:]) / 2
    has_ink = np.searchsorted(changes, middles % period, side="right") % 2 == 0
    ends_of_ink = np.stack([cuts[:-1][has_ink], cuts[1:][has_ink]], 1)  # (n, 2)
    return np.stack([np.interp(ends_of_ink, along, x), np.interp(ends_of_ink, along, y)], -1)


def _unit_circle() -> Floats:
    """Return a circle of radius 1 as four Bezier curves, shape (16, 2)."""
    reach = 4 / 3 * np.tan(np.pi / 8)
    quarter = np.array([[1, 0], [1, reach], [reach, 1], [0, 1]])
    turn = np.array([[0, 1], [-1, 0]])
    return np.concatenate([quarter @ np.linalg.matrix_power(turn, n) for n in range(4)])


_CIRCLE = _unit_circle()
