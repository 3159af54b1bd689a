"""Where the windows of a convolution lie on a curve, and the sum of patches laid there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats, Integers, Mask


@dataclass(frozen=True)
class Windows:
    """The W windows of one curve: all that start at a multiple of the stride and fit.

    Points after the last window, and those between windows farther apart than they are long,
    are in none.

    Attributes
    ----------
    points
        Points of the curve.
    kernel
        Points of a window, 1 to `points`.
    stride
        Points between the starts of two windows, at least 1.

    Raises
    ------
    ValueError
        If a window does not fit on the curve, or the windows do not move on.
    """

    points: int
    kernel: int
    stride: int

    def __post_init__(self) -> None:
        if not 1 <= self.kernel <= self.points:
            raise ValueError(
                f"kernel is {self.kernel} on a curve of {self.points} points: "
                f"use a kernel of 1 to {self.points} points or a longer curve"
            )
        if self.stride < 1:
            raise ValueError(f"stride is {self.stride}: use 1 or more")

    def starts(self) -> Integers:
        """Return the first point of each window, shape (W,)."""
        return np.arange(0, self.points - self.kernel + 1, self.stride)

    def cut(self, curves: Floats) -> Floats:
        """Cut curves of shape (..., points) into their windows, shape (..., W, kernel)."""
        if curves.shape[-1] != self.points:
            raise ValueError(f"curves have {curves.shape[-1]} points: use {self.points}")
        every = np.lib.stride_tricks.sliding_window_view(curves, self.kernel, axis=-1)
        return every[..., :: self.stride, :]  # (..., W, kernel)

    def add(self, patches: Floats) -> Floats:
        """Lay patches on their windows and sum: overlap-add.

        Equals ``torch.nn.functional.fold``, and of the products of code and filters
        ``conv_transpose1d`` (Dumoulin and Visin, 2016, chapter 4), with as much output padding
        as there are points after the last window.

        Parameters
        ----------
        patches
            Array of shape (..., W, kernel).

        Returns
        -------
        array of shape (..., points)
            0 at points that are in no window.
        """
        starts = self.starts()
        if patches.shape[-2:] != (len(starts), self.kernel):
            raise ValueError(
                f"patches have shape {patches.shape}: "
                f"use {len(starts)} windows of {self.kernel} points"
            )
        total = np.zeros((*patches.shape[:-2], self.points))
        for window, start in enumerate(starts):
            total[..., start : start + self.kernel] += patches[..., window, :]
        return total

    def cover(self) -> Integers:
        """Count the windows that each point is in, shape (points,)."""
        ones = np.ones((len(self.starts()), self.kernel))
        return self.add(ones).astype(np.intp)

    def interior(self) -> Mask:
        """Tell which points are in as many windows as on a curve without ends.

        At the others a window is missing that would start before the curve, or reach beyond it.
        On a short curve that is so everywhere.

        Returns
        -------
        array of shape (points,)
        """
        places = np.arange(self.points)  # (points,)
        first = max(self.kernel - self.stride, 0)
        return (first <= places) & (places < len(self.starts()) * self.stride)

    @property
    def least_with_interior(self) -> int:
        """The fewest points of a curve with an interior, for this kernel and stride."""
        return self.kernel + max(self.kernel // self.stride - 1, 0) * self.stride

    def margins(self) -> tuple[int, int]:
        """Return how many points before and after the curve make all of it interior.

        The margin before is a multiple of the stride, so that the windows stay where they are.
        """
        before = (self.kernel - 1) // self.stride * self.stride
        last_start = (self.points - 1) // self.stride * self.stride
        return before, max(last_start + self.kernel - self.points, 0)
