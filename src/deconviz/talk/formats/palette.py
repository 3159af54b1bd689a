"""The few colours of a GIF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

import av
import numpy as np
import numpy.typing as npt
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image

from deconviz.arrays import Pixels

KMEANS = 1  # pixels: k-means stops when a round recolours no more than these
UNKNOWN = 255  # never the number of a colour
OPAQUE = 255


class Palette:
    """The colours that stand for all others, and what each other becomes.

    All pixels are brightness and two colours (YUV, by BT.709), which is what films hold.

    Parameters
    ----------
    pictures
        Examples of what will be shown, shape (3, height, width) each.
    colours
        How many to use, at most 255: one is left for what does not change.
    """

    def __init__(self, pictures: Sequence[Pixels], colours: int) -> None:
        sheet = Image.fromarray(np.concatenate([np.moveaxis(one, 0, 2) for one in pictures]))
        # Median cut, the default, loses the few colours that matter. Maximum coverage keeps them,
        # and k-means moves each to the mean of the pixels it stands for.
        chosen = sheet.quantize(
            colours, method=Image.Quantize.MAXCOVERAGE, kmeans=KMEANS, dither=Image.Dither.NONE
        )
        values = cast("list[int]", chosen.getpalette())[: 3 * colours]
        self._colours = np.array(values, np.uint8).reshape(-1, 3)  # (C, 3)
        self._numbers = np.full(2**20, UNKNOWN, np.uint8)  # by key
        self._argb = np.zeros((256, 4), np.uint8)  # what is left is transparent
        self._argb[: len(self._colours), 0] = OPAQUE
        self._argb[: len(self._colours), 1:] = _to_rgb(self._colours)

    def numbers(self, pixels: Pixels) -> Pixels:
        """Return the number of the colour of each pixel, shape (height, width)."""
        keys = _keys(pixels)
        numbers = self._numbers.take(keys)
        if numbers.max(initial=0) == UNKNOWN:
            unknown = numbers == UNKNOWN
            new, first = np.unique(keys[unknown], return_index=True)
            self._numbers[new] = self._nearest(pixels[:, unknown][:, first].T)
            numbers = self._numbers.take(keys)
        return numbers

    def frames(self, pictures: Iterable[Pixels]) -> Iterator[av.VideoFrame]:
        """Yield pictures in these colours; rows that stay as they were are not looked up again."""
        before = numbers = None
        for pixels in pictures:
            if before is None or numbers is None:
                numbers = self.numbers(pixels)
            elif pixels is not before:
                changed = (pixels != before).any(axis=(0, 2))  # (height,)
                numbers = numbers.copy()
                numbers[changed] = self.numbers(pixels[:, changed])
            before = pixels
            indexed: Any = (numbers, self._argb)
            yield av.VideoFrame.from_ndarray(indexed, format="pal8")

    def _nearest(self, pixels: Pixels) -> Pixels:
        distances = np.zeros((len(pixels), len(self._colours)), np.int32)  # (N, C)
        # Plane by plane: sums over three neighbours in memory would take ten times as long.
        for plane, levels in zip(pixels.T, self._colours.T, strict=True):  # (N,), (C,)
            distances += np.square(np.subtract.outer(plane, levels, dtype=np.int32))
        nearest: Pixels = distances.argmin(axis=1).astype(np.uint8)
        return nearest


def _keys(pixels: Pixels) -> npt.NDArray[np.uint32]:
    """Return the leading bits of each pixel, which decide on its colour, as one number."""
    luma, blue, red = pixels
    keys: npt.NDArray[np.uint32] = (luma >> 2).astype(np.uint32)  # 6 bits
    for plane in (blue, red):  # 7 bits each: with fewer, dark colours change their hue
        keys <<= 7
        keys |= plane >> 1
    return keys


def _to_rgb(colours: Pixels) -> Pixels:
    """Convert colours, shape (C, 3), as a player does."""
    planes = np.ascontiguousarray(colours.T[:, None, :])  # (3, 1, C)
    frame = av.VideoFrame.from_ndarray(planes, format="yuv444p")
    rgb = frame.to_ndarray(
        format="rgb24", src_colorspace=Colorspace.ITU709, src_color_range=ColorRange.MPEG
    )
    return cast("Pixels", rgb[0])
