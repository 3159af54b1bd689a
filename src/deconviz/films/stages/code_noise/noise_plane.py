"""Where the axes of a plane of codes are, and the discs that name them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import DISC

MARGIN, EDGE = 40.0, 6.0  # pixels inside the card: of the plane, and of its axes
DISC_IN, FOR_DISC = MARGIN + DISC / 2, 64.0  # where a disc is, and what it needs beyond the margin
CLEAR = 12.0  # pixels between a disc and its axis
BESIDE_AXIS = 0.15  # share of the height: an axis nearer to the top has the other's disc below


@dataclass(frozen=True)
class NoisePlane:
    """A plane at one scale in which zero and all that noise may do have room.

    Attributes
    ----------
    box
        The card.
    axes
        The map to pixels.
    is_plane
        Whether it has two components; of one it is a line.
    is_up
        Whether the disc of the second is at the upper end of its axis.
    """

    box: Box
    axes: Axes
    is_plane: bool
    is_up: bool

    @classmethod
    def around(cls, box: Box, centre: Floats, reach: float, *, is_plane: bool) -> NoisePlane:
        """Fit a plane into a card.

        Parameters
        ----------
        box
            The card.
        centre
            The code without noise, shape (2,).
        reach
            The largest noise in any direction.
        is_plane
            Whether the second component counts.
        """
        high = np.maximum(centre + reach, 0.0)  # (2,)
        low = np.minimum(centre - reach, 0.0)  # (2,)
        if not is_plane:
            low[1] = high[1] = 0.0
        wide, tall = (high - low).tolist()
        is_up = bool(high[1] >= BESIDE_AXIS * tall)
        meets_disc = is_plane and abs(float(centre[0])) < 1.2 * reach
        room = Box(
            box.left + MARGIN,
            box.top + MARGIN + FOR_DISC * (meets_disc and is_up),
            box.right - MARGIN - FOR_DISC,
            box.bottom - MARGIN - FOR_DISC * (meets_disc and not is_up),
        )
        scale = min(room.width / wide, room.height / tall if tall else np.inf)
        half = np.array([room.width, room.height]) / scale / 2
        middle = (low + high) / 2
        x, y = zip((middle - half).tolist(), (middle + half).tolist(), strict=True)
        return cls(box, Axes(room, x, y), is_plane, is_up)

    @property
    def discs(self) -> Floats:
        """The centres of the discs, a component each, in pixels, shape (2, 2) or (1, 2)."""
        x, y = self._zero
        end = self.box.top + DISC_IN if self.is_up else self.box.bottom - DISC_IN
        return np.array([(self.box.right - DISC_IN, y), (x, end)])[: 1 + self.is_plane]

    @property
    def lines(self) -> Floats:
        """From where to where the axes lead in pixels, shape (2, 2, 2) or (1, 2, 2)."""
        (x, y), box = self._zero, self.box
        gap = DISC_IN + DISC + CLEAR
        top, bottom = (gap, EDGE) if self.is_up else (EDGE, gap)
        level = (box.left + EDGE, y), (box.right - gap, y)
        upright = (x, box.bottom - bottom), (x, box.top + top)
        return np.array([level, upright])[: 1 + self.is_plane]

    @property
    def _zero(self) -> tuple[float, float]:
        return float(self.axes.across(0.0)), float(self.axes.down(0.0))
