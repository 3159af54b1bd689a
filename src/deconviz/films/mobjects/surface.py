"""A surface of the curves of the last seconds, which recedes and fades."""

from __future__ import annotations

import numpy as np

from deconviz.arrays import Floats
from deconviz.films.mobjects.easing import smoothstep
from deconviz.films.mobjects.facets import Facets, levels, mixed, strips
from deconviz.films.mobjects.perspective import Perspective, sizes
from deconviz.look.theme import Theme

MOST_LINES = 32  # lengthwise
LENGTHWISE, CROSS = 3.2, 1.6  # widths in pixels, at the front
LINE, CROSS_LINE = 0.42, 0.2  # how much of the foreground lines have
FADING = 0.62  # of the depth, at its far end
MIXING = 2.2  # power of a term's size in the mix of colours
DIMMEST, BRIGHTEST = 0.1, 0.7  # how much of its colour a facet has
AWAY = 0.4  # brightness of what turns away from the viewer
STEEP = 1.6  # slope, in heights of the front over depths of the surface, that is halfway bright


class Surface(Facets):
    """Curves on a closed path, seen from where the path is now.

    Parameters
    ----------
    view
        Where they are.
    seconds
        For once along the path.
    depth
        How many seconds of it are to be seen.
    terms
        What adds up to each curve, at moments spread evenly over the path, shape (rows, C, K).
    curves
        Shape (rows, K).
    theme
        Colours.

    Attributes
    ----------
    points_shown
        Which points have a line, shape (n,).
    """

    def __init__(
        self,
        view: Perspective,
        seconds: float,
        depth: float,
        terms: Floats,
        curves: Floats,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._view, self._depth = view, depth
        self._pitch = seconds / len(curves)
        self._rows = int(np.ceil(depth / self._pitch))
        last = curves.shape[1] - 1
        count = min(last + 1, MOST_LINES)
        self.points_shown = np.unique(np.linspace(0, last, count).round())  # (n,)
        shown = self.points_shown.astype(int)
        self._curves = curves[:, shown]  # (rows, n)
        rise = np.roll(curves, 1, 0) - curves  # (rows, K): towards the past
        slopes = rise / (np.ptp(view.front.y) or 1.0) * depth / self._pitch  # (rows, K)
        self._colours = _colours(terms, slopes, theme)[:, shown]  # (rows, n, 3)
        self._background, self._foreground = levels(theme.background), levels(theme.foreground)

    def draw_at(self, time: float, front: Floats) -> None:
        """Draw what led to `front`, the curve (K,) of a moment in seconds."""
        numbers = self._numbers(time)  # (rows,)
        ages = np.append(time - numbers * self._pitch, 0.0)  # (rows + 1,)
        rows = numbers % len(self._curves)
        curves = np.vstack([self._curves[rows], front[self.points_shown.astype(int)]])
        colours = self._colours[np.append(rows, rows[-1])]  # (rows + 1, n, 3)
        distances = ages / self._depth
        places = self._view.project(self.points_shown, curves, distances)  # (rows + 1, n, 2)
        present = smoothstep(np.clip((1 - distances) / FADING, 0, 1))[:, None]  # (rows + 1, 1)
        self._paint(places, colours, present, sizes(distances))

    def _numbers(self, time: float) -> np.ndarray:
        """Return which moments make rows, the earliest first; all are before `time`."""
        newest = int(np.ceil(time / self._pitch - 1e-9)) - 1
        return np.arange(newest - self._rows, newest + 1)

    def _paint(self, places: Floats, colours: Floats, present: Floats, size: Floats) -> None:
        """Paint row after row, the farthest first: its facets, then its lines."""
        columns = places.shape[1] - 1
        back, near = places[:-1], places[1:]  # (rows, n, 2)
        facets = np.stack([back[:, :-1], back[:, 1:], near[:, 1:], near[:, :-1]], 2)
        lengthwise = _strips(back, near, LENGTHWISE * size[:-1], LENGTHWISE * size[1:])
        wide = CROSS * size[:-1]
        cross = _strips(back[:, :-1], back[:, 1:], wide, wide)  # (rows, n - 1, 4, 2)
        corners = np.concatenate([facets, cross, lengthwise], 1)  # (rows, 3 n - 2, 4, 2)
        means = (colours[:, :-1] + colours[:, 1:]) / 2  # (rows + 1, n - 1, 3)
        means = (means[:-1] + means[1:]) / 2  # (rows, n - 1, 3)
        fill = mixed(self._background, means, present[:-1, :, None])  # (rows, n - 1, 3)
        mean = fill.mean(1, keepdims=True)  # (rows, 1, 3)
        shares = ((CROSS_LINE, columns), (LINE, columns + 1))
        lines = [
            np.repeat(mixed(mean, self._foreground, share * present[:-1, :, None]), count, 1)
            for share, count in shares
        ]
        paint = np.concatenate([fill, *lines], 1)  # (rows, 3 n - 2, 3)
        presence = np.broadcast_to(present[:-1], paint.shape[:2])  # (rows, 3 n - 2)
        self.draw(corners.reshape(-1, 4, 2), paint.reshape(-1, 3), presence.ravel())


def _strips(starts: Floats, ends: Floats, start_width: Floats, end_width: Floats) -> Floats:
    """Return strips (rows, n, 4, 2) between places (rows, n, 2), of widths (rows,)."""
    rows, count, _ = starts.shape
    widths = (np.repeat(width, count) for width in (start_width, end_width))
    return strips(starts.reshape(-1, 2), ends.reshape(-1, 2), *widths).reshape(rows, count, 4, 2)


def _colours(terms: Floats, slopes: Floats, theme: Theme) -> Floats:
    """Return the colour of each point of each curve, shape (rows, K, 3).

    Terms mix by their sizes. Large ones are bright, and so is what turns to the viewer.
    """
    found = np.stack([levels(theme.component(c).colour) for c in range(terms.shape[1])])  # (C, 3)
    size = np.abs(terms)  # (rows, C, K)
    weights = size**MIXING + 1e-12
    weights = weights / weights.sum(1, keepdims=True)
    hue = np.einsum("rck,cd->rkd", weights, found)  # (rows, K, 3)
    large = size.sum(1) / (size.sum(1).max() or 1.0)  # (rows, K)
    turned = (1 + np.tanh(slopes / STEEP)) / 2  # (rows, K)
    light = (DIMMEST + (BRIGHTEST - DIMMEST) * large) * (AWAY + (1 - AWAY) * turned)
    return mixed(levels(theme.background), hue, light[:, :, None])
