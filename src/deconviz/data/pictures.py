"""Patches of pictures, where the windows of a convolution lie on one, and overlap-add."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats, Integers, Mask
from deconviz.data import curves
from deconviz.data.windows import Windows

APART = 3  # rows and columns from one patch to the next: nearer ones are nearly the same


def patches(signals: Floats, kernel: int | tuple[int, int]) -> Floats:
    """Cut curves (count, points), or one picture (rows, columns), into patches.

    Parameters
    ----------
    signals
        Curves if the kernel is a number of points, a picture if it has rows and columns.
    kernel
        Points of a patch of a curve; rows and columns of one of a picture.

    Returns
    -------
    array of shape (N, K)
        All windows of every curve, as `deconviz.data.curves.patches` cuts them. Of a picture every
        third in both directions, from the first on: each row by row in K points.
    """
    if isinstance(kernel, int):
        return curves.patches(signals, kernel)
    windows = np.lib.stride_tricks.sliding_window_view(signals, kernel)[::APART, ::APART]
    return windows.reshape(-1, kernel[0] * kernel[1])  # (N, K)


@dataclass(frozen=True)
class PictureWindows:
    """The windows of one picture, H down and W across: as those of a curve, in both directions.

    Attributes
    ----------
    down, across
        Where they lie along a column and along a row.
    """

    down: Windows
    across: Windows

    @classmethod
    def on(cls, picture: Floats, kernel: tuple[int, ...], stride: int) -> PictureWindows:
        """Lay windows of some rows and columns on a picture (rows, columns)."""
        sides = zip(picture.shape, kernel, strict=True)
        return cls(*(Windows(points, length, stride) for points, length in sides))

    def cut(self, picture: Floats) -> Floats:
        """Cut a picture of shape (rows, columns) into its windows, shape (H, W, K)."""
        kernel = self.down.kernel, self.across.kernel
        every = np.lib.stride_tricks.sliding_window_view(picture, kernel)
        windows = every[:: self.down.stride, :: self.across.stride]  # (H, W, *kernel)
        return windows.reshape(*windows.shape[:2], -1)

    def add(self, patches: Floats) -> Floats:
        """Lay patches on their windows and sum: overlap-add, in both directions.

        Equals ``torch.nn.functional.fold``, and of the products of code and filters
        ``conv_transpose2d``, with as much output padding as there are points after the last window.

        Parameters
        ----------
        patches
            Array of shape (H, W, K), or one that is broadcast to it.

        Returns
        -------
        array of shape (rows, columns)
            0 at points that are in no window.
        """
        count = len(self.down.starts()), len(self.across.starts())
        kernel = self.down.kernel, self.across.kernel
        whole = np.broadcast_to(patches, (*count, kernel[0] * kernel[1]))  # (H, W, K)
        strips = whole.reshape(*count, *kernel).transpose(0, 2, 1, 3)  # (H, rows, W, columns)
        rows = self.across.add(strips)  # (H, rows of a window, columns)
        return self.down.add(rows.transpose(2, 0, 1)).T

    def cover(self) -> Integers:
        """Count the windows that each point is in, shape (rows, columns)."""
        return np.outer(self.down.cover(), self.across.cover())

    def interior(self) -> Mask:
        """Tell which points are in as many windows as on a picture without edges."""
        return np.outer(self.down.interior(), self.across.interior())
