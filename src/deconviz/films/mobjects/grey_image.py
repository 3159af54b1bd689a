"""An image in greys: a facet a point, all on one scale from 0 to 1."""

from __future__ import annotations

import numpy as np

from deconviz.arrays import Floats
from deconviz.films.mobjects.facets import Facets, levels, mixed
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import DARKEST, LIGHTEST


def greys(values: Floats) -> Floats:
    """Return the colours of values, shape (..., 3) of (...), on a scale from 0 to 1."""
    share = np.clip(values, 0, 1)[..., None]  # (..., 1)
    return mixed(levels(DARKEST), levels(LIGHTEST), share)


class GreyImage(Facets):
    """An image that can be looked at from near, through its frame as a window."""

    def draw_image(
        self,
        colours: Floats,
        box: Box,
        *,
        window: Box | None = None,
        zoom: float = 1.0,
        gap: float = 0.0,
    ) -> None:
        """Draw the image.

        Parameters
        ----------
        colours
            Of its points, shape (n, m, 3), as `greys` returns them.
        box
            Where all of it is, if it is not magnified.
        window
            What can be seen of it; by default its box.
        zoom
            By how much it is magnified around the middle of its box.
        gap
            Share of a point that is left free between it and the next.
        """
        rows, columns = colours.shape[:2]
        window = window or box
        across = _edges(box.left, box.right, columns, zoom, gap)  # (m, 2)
        down = _edges(box.top, box.bottom, rows, zoom, gap)  # (n, 2)
        across = np.clip(across, window.left, window.right)
        down = np.clip(down, window.top, window.bottom)
        left, right = np.broadcast_to(across.T[:, None], (2, rows, columns))
        top, bottom = np.broadcast_to(down.T[:, :, None], (2, rows, columns))
        shown = (right > left) & (bottom > top)  # (n, m)
        corners = np.stack(
            [
                np.stack([left, top], -1),
                np.stack([right, top], -1),
                np.stack([right, bottom], -1),
                np.stack([left, bottom], -1),
            ],
            2,
        )  # (n, m, 4, 2)
        if shown.any():
            self.draw(corners[shown], colours[shown])
        else:
            self.clear_points()


def _edges(start: float, end: float, count: int, zoom: float, gap: float) -> Floats:
    """Return where each of the points begins and ends, shape (count, 2)."""
    pitch = zoom * (end - start) / count
    middle = (start + end) / 2 + pitch * (np.arange(count) - (count - 1) / 2)  # (count,)
    half = pitch * (1 - gap) / 2
    over = pitch / 2 if gap == 0 else 0.0  # below the next, so that no seam shows
    return np.stack([middle - half, middle + half + over], 1)
