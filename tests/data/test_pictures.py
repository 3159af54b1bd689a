"""Patches are of the picture, and windows lie and add up where torch has them."""

from __future__ import annotations

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn.functional import fold, unfold

from deconviz.arrays import Floats
from deconviz.data import curves
from deconviz.data.pictures import APART, PictureWindows, patches
from deconviz.data.windows import Windows
from support.layouts import layouts

pictures = st.builds(PictureWindows, layouts(), layouts())


def drawn(*shape: int) -> Floats:
    return np.random.default_rng(sum(shape)).normal(size=shape)


def counts(windows: PictureWindows) -> tuple[int, int]:
    return len(windows.down.starts()), len(windows.across.starts())


def sizes(windows: PictureWindows) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
    """Return points, kernel and stride, down and across."""
    down, across = windows.down, windows.across
    points, kernel = (down.points, across.points), (down.kernel, across.kernel)
    return points, kernel, (down.stride, across.stride)


def test_patches_of_a_picture_are_those_at_every_third_row_and_column() -> None:
    picture = drawn(20, 31)
    flat = patches(picture, (8, 5))
    assert flat.shape == (5 * 9, 8 * 5)
    found = flat.reshape(5, 9, 8, 5)
    for down in range(5):
        for across in range(9):
            top, left = APART * down, APART * across
            expected = picture[top : top + 8, left : left + 5]
            np.testing.assert_array_equal(found[down, across], expected)


def test_patches_of_curves_are_all_their_windows() -> None:
    np.testing.assert_array_equal(patches(drawn(3, 15), 7), curves.patches(drawn(3, 15), 7))


def test_windows_are_laid_on_a_picture_in_both_directions() -> None:
    windows = PictureWindows.on(drawn(20, 30), (8, 6), 4)
    assert windows == PictureWindows(Windows(20, 8, 4), Windows(30, 6, 4))
    assert windows.cover().max() == 4
    assert windows.cover()[windows.interior()].min() >= 2


@given(pictures)
def test_cutting_is_the_unfold_of_torch(windows: PictureWindows) -> None:
    points, kernel, stride = sizes(windows)
    picture = drawn(*points)
    expected = unfold(torch.from_numpy(picture)[None, None], kernel, stride=stride)[0].mT
    found = windows.cut(picture)  # (H, W, K)
    assert found.shape == (*counts(windows), kernel[0] * kernel[1])
    np.testing.assert_array_equal(found, expected.reshape(found.shape))


@given(pictures)
def test_adding_is_the_fold_of_torch_and_the_cover_counts(windows: PictureWindows) -> None:
    points, kernel, stride = sizes(windows)
    laid = drawn(*counts(windows), kernel[0] * kernel[1])
    flat = torch.from_numpy(laid).flatten(0, 1).mT[None]  # (1, K, H * W)
    np.testing.assert_allclose(
        windows.add(laid), fold(flat, points, kernel, stride=stride)[0, 0], atol=1e-12
    )
    ones = fold(torch.ones_like(flat), points, kernel, stride=stride)[0, 0]
    np.testing.assert_array_equal(windows.cover(), ones)
