"""A card with two components of a code: where it is, and where noise takes it."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.arrow import Arrow
from deconviz.films.mobjects.card import Card
from deconviz.films.mobjects.disc import Disc
from deconviz.films.mobjects.lines import Dots
from deconviz.films.mobjects.stage import Box
from deconviz.films.stages.code_noise.noise_plane import NoisePlane
from deconviz.look.language import AXIS, BAR_RADIUS, DISC, EARLIER, LOWEST_BAR, RIM, SURFACES
from deconviz.look.theme import Mark, Theme, ThemeName

REAL, MOST_REAL = 4.0, 460  # radius and number of the dots of real codes
DRAW, NOW = 8.0, 19.0  # radius of an earlier draw, and of the code
CROSS = 12.0  # width of the bars of one standard deviation
HEAD = 24.0  # length of the head of an axis
INSIDE = 15.0  # pixels from a real code to the edge of the card, and to a disc


class Scatter(Dots):
    """Many faint dots that show where others lie: nobody has to read a single one."""


class CodeCard(VGroup):
    """The plane of two components, at one scale, or the line of one.

    Parameters
    ----------
    box
        Where on the stage.
    components
        The one to the right, and the one upwards, counted from 0; they may be the same one.
    codes
        Of real patches, shape (N, C).
    code
        That has no noise, shape (C,).
    reach
        The largest noise in any direction.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    still, cross, cloud, dot
        The card with its axes and real codes; one standard deviation of the noise on either side;
        earlier draws; the code as it is now.
    axes
        The map to pixels.
    """

    def __init__(
        self,
        box: Box,
        components: tuple[int, int],
        codes: Floats,
        code: Floats,
        reach: float,
        theme: Theme,
        name: ThemeName,
    ) -> None:
        self._components, self._is_plane = components, components[0] != components[1]
        self._centre = self._pick(code)
        self._plane = NoisePlane.around(box, self._centre, reach, is_plane=self._is_plane)
        self.axes = self._plane.axes
        marks = [theme.component(component) for component in components]
        places = self._plane.discs.tolist()
        discs = [Disc(c, theme, *place) for c, place in zip(components, places, strict=False)]
        real = Scatter(SURFACES[name].real_codes, REAL)
        real.draw(*self._real(codes).T)
        card = Card(box, theme.grid, theme, name)
        self.still = VGroup(*card.submobjects, real, *self._axes(theme), *discs)
        surface = SURFACES[name].card
        self._rims = [Areas(surface, BAR_RADIUS + RIM) for _ in marks]
        self._bars = [Areas(mark.colour, BAR_RADIUS) for mark in marks]
        self.cross = VGroup(self._rims[0], self._bars[0], self._rims[1], self._bars[1])
        self.cloud = Dots(theme.foreground, DRAW, EARLIER[name])
        self._rim, self._dot = Dots(surface, NOW + RIM), Dots(theme.foreground, NOW)
        self.dot = VGroup(self._rim, self._dot)
        super().__init__(self.still, self.cloud, self.cross)

    def places(self, codes: Floats) -> Floats:
        """Return where codes (..., C) are in pixels, shape (..., 2)."""
        points = self._pick(codes)  # (..., 2)
        return np.stack([self.axes.across(points[..., 0]), self.axes.down(points[..., 1])], -1)

    def draw_cross(self, noise: Floats) -> None:
        """Draw one standard deviation of the noise (C,) on either side of the code."""
        x, y = self.centre
        a_unit = float(self.axes.across(1.0) - self.axes.across(0.0))
        shown = noise[list(self._components)].tolist()
        if not self._is_plane:
            shown[1] = 0.0
        for number, deviation in enumerate(shown):
            half = max(a_unit * deviation, LOWEST_BAR / 2)
            for bar, rim in ((self._rims[number], min(RIM, half)), (self._bars[number], 0.0)):
                long, wide = half + rim, CROSS / 2 + rim
                across, down = (long, wide) if number == 0 else (wide, long)
                box = Box(x - across, y - down, x + across, y + down)
                bar.draw([box] if deviation > 0 else [])

    def draw_cloud(self, codes: Floats) -> None:
        """Draw earlier draws, shape (n, C)."""
        self.cloud.draw(*self.places(codes).T)

    def draw_dot(self, code: Floats, arrived: float) -> None:
        """Draw the code (C,) as it is now, as large as the share of it that has arrived."""
        place = self.places(code[None])  # (1, 2)
        self._rim.draw(place[:, 0], place[:, 1], arrived * (NOW + RIM))
        self._dot.draw(place[:, 0], place[:, 1], arrived * NOW)

    @property
    def centre(self) -> tuple[float, float]:
        """Where the code without noise is, in pixels."""
        return float(self.axes.across(self._centre[0])), float(self.axes.down(self._centre[1]))

    def dot_values(self) -> Floats:
        """Read the components of the code off the picture, shape (2,)."""
        [[x, y]] = self._dot.centres()
        low, high = self.axes.x
        across = low + (x - self.axes.box.left) / self.axes.box.width * (high - low)
        return np.array([across, float(self.axes.values(y))])

    def _pick(self, codes: Floats) -> Floats:
        """Return the shown components of codes (..., C), shape (..., 2)."""
        shown = codes[..., list(self._components)]
        return shown if self._is_plane else shown * np.array([1.0, 0.0])

    def _axes(self, theme: Theme) -> list[Arrow]:
        """Draw an arrow for each axis, to the disc of the component that grows along it."""
        arrows = [Arrow(Mark(theme.muted), AXIS, HEAD) for _ in self._plane.lines]
        for arrow, ends in zip(arrows, self._plane.lines, strict=True):
            arrow.draw(*ends.T)
        return arrows

    def _real(self, codes: Floats) -> Floats:
        """Return where evenly chosen real codes are, shape (n, 2): in the card, off its discs."""
        places, box = self.places(codes), self._plane.box  # (N, 2)
        low, high = np.array([box.left, box.top]), np.array([box.right, box.bottom])
        is_in = ((places > low + INSIDE) & (places < high - INSIDE)).all(1)
        for disc in self._plane.discs:
            is_in &= np.hypot(*(places - disc).T) > DISC + INSIDE
        inside = places[is_in]
        return inside[:: max(1, len(inside) // MOST_REAL)]
