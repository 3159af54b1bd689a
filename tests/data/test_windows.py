"""Windows lie where convolutions of torch have them, and adding up is what torch does."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn.functional import fold, unfold

from deconviz.arrays import Floats
from deconviz.data.windows import Windows
from support.layouts import layouts


def drawn(*shape: int) -> Floats:
    return np.random.default_rng(sum(shape)).normal(size=shape)


def patches_for(windows: Windows, batch: int = 2) -> Floats:
    return drawn(batch, len(windows.starts()), windows.kernel)


def test_those_of_the_specification_cover_a_curve_once_or_twice() -> None:
    windows = Windows(15, 7, 4)
    assert windows.starts().tolist() == [0, 4, 8]
    assert windows.cover().tolist() == [1, 1, 1, 1, 2, 2, 2, 1, 2, 2, 2, 1, 1, 1, 1]
    assert np.flatnonzero(windows.interior()).tolist() == list(range(3, 12))
    assert windows.margins() == (4, 4)


@given(layouts())
@pytest.mark.slow
def test_cutting_is_the_unfold_of_torch(windows: Windows) -> None:
    curves = drawn(2, windows.points)
    expected = unfold(
        torch.from_numpy(curves)[:, None, None], (1, windows.kernel), stride=(1, windows.stride)
    ).mT  # (B, W, K)
    np.testing.assert_array_equal(windows.cut(curves), expected)


@given(layouts())
def test_adding_is_the_fold_of_torch(windows: Windows) -> None:
    patches = patches_for(windows)
    expected = fold(
        torch.from_numpy(patches).mT,  # (B, K, W)
        (1, windows.points),
        (1, windows.kernel),
        stride=(1, windows.stride),
    )[:, 0, 0]  # (B, points)
    np.testing.assert_allclose(windows.add(patches), expected, atol=1e-13)


@given(layouts())
def test_the_cover_counts_the_windows_that_hold_a_point(windows: Windows) -> None:
    inside = [
        sum(start <= point < start + windows.kernel for start in windows.starts())
        for point in range(windows.points)
    ]
    assert windows.cover().tolist() == inside


@given(layouts())
def test_adding_what_was_cut_counts_each_point_as_often_as_it_is_covered(windows: Windows) -> None:
    curves = drawn(3, windows.points)
    found = windows.add(windows.cut(curves))
    np.testing.assert_allclose(found, curves * windows.cover(), atol=1e-13)


@given(layouts(), st.lists(st.integers(0, 3), max_size=3))
def test_there_may_be_any_number_of_batch_dimensions(windows: Windows, batch: list[int]) -> None:
    curves = drawn(*batch, windows.points)
    patches = windows.cut(curves)
    assert patches.shape == (*batch, len(windows.starts()), windows.kernel)
    assert windows.add(patches).shape == curves.shape


def cover_without_ends(windows: Windows) -> list[int]:
    """Count for each point the windows that would hold it if the curve went on both ways."""
    return [
        sum((point - offset) % windows.stride == 0 for offset in range(windows.kernel))
        for point in range(windows.points)
    ]


@given(layouts())
def test_the_interior_is_all_that_is_covered_as_without_ends(windows: Windows) -> None:
    alike = windows.cover() == cover_without_ends(windows)  # (points,)
    if windows.stride > windows.kernel:  # the holes before and after have the same cover: none
        assert not (windows.interior() & ~alike).any()
    else:
        np.testing.assert_array_equal(windows.interior(), alike)


@given(st.integers(1, 12), st.integers(1, 12))
def test_the_shortest_curve_with_an_interior_has_one_and_none_that_is_shorter(
    kernel: int, stride: int
) -> None:
    least = Windows(kernel, kernel, stride).least_with_interior
    assert Windows(least, kernel, stride).interior().any()
    assert not any(Windows(n, kernel, stride).interior().any() for n in range(kernel, least))


@given(layouts())
def test_with_its_margins_a_curve_is_interior_and_its_windows_stay(windows: Windows) -> None:
    before, after = windows.margins()
    longer = Windows(before + windows.points + after, windows.kernel, windows.stride)
    assert set(windows.starts()) <= set(longer.starts() - before)
    own = longer.cover()[before : before + windows.points]
    assert own.tolist() == cover_without_ends(windows)


@given(layouts())
def test_no_smaller_margins_make_a_curve_interior(windows: Windows) -> None:
    before, after = windows.margins()
    expected = cover_without_ends(windows)
    smaller = [(before - windows.stride, after), (before, after - 1)]
    for left, right in (sides for sides in smaller if min(sides) >= 0):
        shorter = Windows(left + windows.points + right, windows.kernel, windows.stride)
        assert shorter.cover()[left : left + windows.points].tolist() != expected


@pytest.mark.parametrize("stride", [1, 2, 7])
def test_a_curve_that_needs_no_margin_after_it_has_none(stride: int) -> None:
    assert Windows(14, 1, stride).margins() == (0, 0)


@pytest.mark.parametrize(("points", "kernel"), [(5, 7), (0, 1), (5, 0)])
def test_a_window_that_does_not_fit_is_refused(points: int, kernel: int) -> None:
    message = (
        f"kernel is {kernel} on a curve of {points} points: "
        f"use a kernel of 1 to {points} points or a longer curve"
    )
    with pytest.raises(ValueError, match=message):
        Windows(points, kernel, 4)


@pytest.mark.parametrize("stride", [0, -1])
def test_windows_that_do_not_move_on_are_refused(stride: int) -> None:
    with pytest.raises(ValueError, match=f"stride is {stride}: use 1 or more"):
        Windows(15, 7, stride)


def test_curves_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="curves have 14 points: use 15"):
        Windows(15, 7, 4).cut(drawn(3, 2, 14))


@pytest.mark.parametrize("shape", [(2, 7), (3, 6), (7,)])
def test_patches_that_are_not_one_a_window_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"have shape \(.*\): use 3 windows of 7 points"):
        Windows(15, 7, 4).add(drawn(*shape))
