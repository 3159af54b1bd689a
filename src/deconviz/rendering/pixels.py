"""From RGBA to what video encoders take, only where the picture changed."""

from __future__ import annotations

from typing import cast

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from numpy.typing import NDArray

from deconviz.rendering.canvas import Area, apart

Frame = NDArray[np.uint8]

REACH = 8  # pixels that a pixel's colour may have an effect on, as colour is stored by fours
GRID = 64  # pixels: areas of few sizes, as preparing a conversion of a new size takes time


class Planes:
    """A picture as yuv420p: brightness, and at half the size two planes of colour.

    Colours are those of BT.709, which players assume for films of this size.

    Parameters
    ----------
    pixels
        RGBA of shape (height, width, 4); both even. The array may change afterwards.
    """

    def __init__(self, pixels: Frame) -> None:
        self._pixels = pixels
        self._height, self._width = pixels.shape[:2]
        self._reformatters: dict[tuple[int, int], VideoReformatter] = {}
        self._planes = _views(self._converted(Area(0, 0, self._width, self._height)))
        self._planes = [plane.copy() for plane in self._planes]

    def renew(self, areas: list[Area]) -> None:
        """Convert areas again."""
        for inner in apart(self._on_grid(area) for area in areas):
            outer = inner.grown(2 * REACH, self._width, self._height)
            converted = _views(self._converted(outer))
            for plane, part, shrink in zip(self._planes, converted, (1, 2, 2), strict=True):
                top, left = (inner.top - outer.top) // shrink, (inner.left - outer.left) // shrink
                height = (inner.bottom - inner.top) // shrink
                width = (inner.right - inner.left) // shrink
                y, x = inner.top // shrink, inner.left // shrink
                plane[y : y + height, x : x + width] = part[top : top + height, left : left + width]

    def frame(self) -> av.VideoFrame:
        """Return a copy as a frame for an encoder."""
        frame = av.VideoFrame(self._width, self._height, "yuv420p")
        for target, plane in zip(_views(frame), self._planes, strict=True):
            target[:] = plane
        return frame

    def _converted(self, area: Area) -> av.VideoFrame:
        part = av.VideoFrame.from_numpy_buffer(self._pixels[area.slices], format="rgba")
        reformatter = self._reformatters.setdefault((part.width, part.height), VideoReformatter())
        return reformatter.reformat(
            part,
            format="yuv420p",
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
            threads=1,  # more cost more than they save on parts of a picture
        )

    def _on_grid(self, area: Area) -> Area:
        """Return the least area on the grid that has all that this one has an effect on."""
        area = area.grown(REACH, self._width, self._height)
        return Area(
            area.left // GRID * GRID,
            area.top // GRID * GRID,
            min(-(-area.right // GRID) * GRID, self._width),
            min(-(-area.bottom // GRID) * GRID, self._height),
        )


def _views(frame: av.VideoFrame) -> list[Frame]:
    """Return a frame's planes as arrays that share its memory."""
    return [
        np.frombuffer(cast("bytes", plane), np.uint8).reshape(-1, plane.line_size)[
            : plane.height, : plane.width
        ]
        for plane in frame.planes
    ]
