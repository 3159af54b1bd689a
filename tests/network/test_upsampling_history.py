"""When small kernels are kept along training, and how they lie in their archive."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.network.upsampling_history import (
    SIDES,
    WAYS,
    UpsamplingHistory,
    snapshot_steps,
    stops,
)


@pytest.mark.parametrize(
    ("steps", "expected"), [(1, (1, 1)), (9, (1, 9)), (20, (2, 20)), (1005, (100, 1005))]
)
def test_films_stop_after_a_tenth_and_at_the_end(steps: int, expected: tuple[int, int]) -> None:
    assert stops(steps) == expected


@pytest.mark.parametrize("steps", [1, 7, 2000])
def test_kernels_are_kept_at_the_start_at_each_stop_and_in_between(steps: int) -> None:
    kept = snapshot_steps(steps)
    assert kept[0] == 0
    assert kept[-1] == steps
    assert set(stops(steps)) <= set(kept.tolist())
    assert (np.diff(kept) > 0).all()


def test_kept_steps_are_evenly_spaced_in_their_logarithm() -> None:
    late = np.log(snapshot_steps(10**6)[-10:].astype(float))
    assert np.diff(late) == pytest.approx(np.diff(late)[0], rel=0.01)


def test_two_ways_are_named_after_the_side_of_their_kernel() -> None:
    shapes = UpsamplingHistory.shapes()
    assert shapes["kernels.kernel_3"][2:] == (3, 3)
    assert shapes["kernels.kernel_4"][2:] == (4, 4)


def test_what_an_archive_holds_makes_the_same_history_again() -> None:
    history = UpsamplingHistory(
        np.arange(3),
        {way: np.full((2, 3, SIDES[way], SIDES[way]), SIDES[way], np.float32) for way in WAYS},
        {way: np.full((2, 3), len(way), np.float32) for way in WAYS},
    )
    arrays = history.arrays()
    assert UpsamplingHistory.from_arrays(arrays) == history
    shapes = UpsamplingHistory.shapes()
    assert shapes.keys() == arrays.keys()
    for name, shape in shapes.items():
        assert len(shape) == arrays[name].ndim
        assert all(n in (None, m) for n, m in zip(shape, arrays[name].shape, strict=True))
