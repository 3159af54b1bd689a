"""Labels that would touch are pushed apart, each as little as it takes."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.plotting.labels import spread

labels = st.lists(st.tuples(st.floats(-2, 2), st.floats(0.01, 1)), max_size=8)


@given(labels)
def test_no_label_overlaps_another_and_their_order_stays(pairs: list[tuple[float, float]]) -> None:
    places, sizes = [place for place, _ in pairs], [size for _, size in pairs]
    order = np.argsort(places, kind="stable")
    middles, room = np.array(spread(places, sizes))[order], np.array(sizes)[order]
    assert (np.diff(middles) >= (room[1:] + room[:-1]) / 2 - 1e-9).all()


@given(st.lists(st.integers(-50, 50), max_size=8, unique=True))
def test_labels_that_are_far_apart_stay(places: list[int]) -> None:
    assert spread([float(place) for place in places], [1.0] * len(places)) == pytest.approx(places)


@given(labels, st.randoms(use_true_random=False))
def test_labels_move_as_little_as_it_takes(
    pairs: list[tuple[float, float]], random: Random
) -> None:
    """No other places with the same room are nearer, in the sum of squares."""
    places, sizes = [place for place, _ in pairs], [size for _, size in pairs]
    order = np.argsort(places, kind="stable")
    targets, middles = np.array(places)[order], np.array(spread(places, sizes))[order]
    steps = np.array([random.uniform(0, 1) for _ in places])
    other = middles + np.sort(steps) - random.uniform(0, 1)  # keeps all gaps
    assert ((middles - targets) ** 2).sum() <= ((other - targets) ** 2).sum() + 1e-9
