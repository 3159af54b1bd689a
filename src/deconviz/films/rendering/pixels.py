"""Convert pictures to what video encoders take, only where they changed."""

from __future__ import annotations

from typing import cast

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from deconviz.arrays import Pixels
from deconviz.films.rendering.canvas import Area, disjoint

REACH = 8  # pixels that a pixel's colour may affect, since four pixels share one
OPAQUE = 255  # the highest alpha
GRID = 32  # pixels: keeps sizes of areas few, since each new size costs time


class Planes:
    """A picture as yuv420p: one plane of brightness, and two of colour at half the size.

    Colours are those of BT.709, which players assume for films of this size.

    Parameters
    ----------
    pixels
        RGBA of shape (height, width, 4); both even. The array may change afterwards.
    """

    def __init__(self, pixels: Pixels) -> None:
        self._pixels = pixels
        self._height, self._width = pixels.shape[:2]
        self._reformatters: dict[tuple[int, int], VideoReformatter] = {}
        whole = Area(0, 0, self._width, self._height)
        self._planes = [plane.copy() for plane in views(self._convert(whole))]

    def renew(self, areas: list[Area]) -> None:
        """Convert areas again."""
        for inner in disjoint(self._on_grid(area) for area in areas):
            outer = inner.with_margin(2 * REACH, self._width, self._height)
            parts = views(self._convert(outer))
            for plane, part, shrink in zip(self._planes, parts, (1, 2, 2), strict=True):
                top, left = (inner.top - outer.top) // shrink, (inner.left - outer.left) // shrink
                height = (inner.bottom - inner.top) // shrink
                width = (inner.right - inner.left) // shrink
                y, x = inner.top // shrink, inner.left // shrink
                plane[y : y + height, x : x + width] = part[top : top + height, left : left + width]

    def frame(self) -> av.VideoFrame:
        """Return a copy as a frame for an encoder."""
        frame = av.VideoFrame(self._width, self._height, "yuv420p")
        for target, plane in zip(views(frame), self._planes, strict=True):
            target[:] = plane
        return frame

    def _convert(self, area: Area) -> av.VideoFrame:
        part = av.VideoFrame.from_numpy_buffer(self._pixels[area.slices], format="rgba")
        reformatter = self._reformatters.setdefault((part.width, part.height), VideoReformatter())
        return reformatter.reformat(
            part,
            format="yuv420p",
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
            threads=1,  # more would cost more than they save on parts of a picture
        )

    def _on_grid(self, area: Area) -> Area:
        """Return the smallest area on the grid that contains all that this one affects."""
        area = area.with_margin(REACH, self._width, self._height)
        return Area(
            area.left // GRID * GRID,
            area.top // GRID * GRID,
            min(-(-area.right // GRID) * GRID, self._width),
            min(-(-area.bottom // GRID) * GRID, self._height),
        )


def _straight() -> Pixels:
    alpha, level = np.mgrid[: OPAQUE + 1, : OPAQUE + 1]  # each (256, 256)
    straight = (level * OPAQUE / np.maximum(alpha, 1)).round()  # (256, 256)
    table: Pixels = straight.clip(0, OPAQUE).astype(np.uint8)
    return table


STRAIGHT = _straight()
"""What a level was, by alpha, before it was multiplied by it."""


class StraightAlpha:
    """A picture as argb, with colours that are not multiplied by their opacity.

    Parameters
    ----------
    pixels
        Premultiplied RGBA of shape (height, width, 4). The array may change afterwards.
    """

    def __init__(self, pixels: Pixels) -> None:
        self._rgba = pixels.view("<u4")[..., 0]  # (height, width)
        self._argb = np.empty_like(pixels)
        height, width = pixels.shape[:2]
        self.renew([Area(0, 0, width, height)])

    def renew(self, areas: list[Area]) -> None:
        """Convert areas again."""
        for area in areas:
            rgba = self._rgba[area.slices]
            argb = (rgba << 8 | rgba >> 24).view(np.uint8).reshape(-1, 4)  # (n, 4)
            alpha = argb[:, 0]
            where = np.flatnonzero((alpha > 0) & (alpha < OPAQUE))
            translucent = argb[where]  # (m, 4)
            translucent[:, 1:] = STRAIGHT[translucent[:, :1], translucent[:, 1:]]
            argb[where] = translucent
            self._argb[area.slices] = argb.reshape(*rgba.shape, 4)

    def frame(self) -> av.VideoFrame:
        """Return a copy as a frame for an encoder."""
        return av.VideoFrame.from_ndarray(self._argb, format="argb")


def views(frame: av.VideoFrame) -> list[Pixels]:
    """Return a frame's planes as arrays that share its memory."""
    return [
        np.frombuffer(cast("bytes", plane), np.uint8).reshape(-1, plane.line_size)[
            : plane.height, : plane.width
        ]
        for plane in frame.planes
    ]
