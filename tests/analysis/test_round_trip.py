"""A curve's way through a network: what comes back is the mean of its pieces."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis.round_trip import RoundTrip
from deconviz.network.autoencoder import Autoencoder, perfect
from deconviz.network.overlaps import normalised

CURVE = np.array([0.0, 0.2, 0.5, 0.6, 0.4, 0.1, 0.0])
RANDOM = np.random.default_rng(0).normal(size=(2, 2, 3))  # kernels and filters, each (2, 3)
NETWORK = Autoencoder(RANDOM[0], np.zeros(2), RANDOM[1], 0.1, "tanh")


def test_a_perfect_network_gives_the_curve_back() -> None:
    trip = RoundTrip.of(perfect(3), CURVE, 2)
    assert trip.output == pytest.approx(CURVE)
    assert trip.error == pytest.approx(0)
    assert trip.comes_back


def test_random_weights_do_not() -> None:
    trip = RoundTrip.of(NETWORK, CURVE, 2)
    assert not trip.comes_back
    assert trip.output == pytest.approx(normalised(NETWORK, CURVE, 2).values)


def test_pieces_are_what_the_network_decodes() -> None:
    trip = RoundTrip.of(NETWORK, CURVE, 2)
    assert trip.pieces == pytest.approx(NETWORK.decode(NETWORK.codes(CURVE, 2)))


def test_filters_are_added_one_after_another() -> None:
    trip = RoundTrip.of(NETWORK, CURVE, 2)
    lines, sums = trip.sums_so_far(np.tile([1.0, 0.5], (3, 1)))
    assert lines[:, 0] == pytest.approx(0.1 + trip.terms[:, 0])
    assert sums == pytest.approx(0.1 + trip.terms[:, 0] + trip.terms[:, 1] / 2)


def test_the_range_holds_all_that_is_drawn() -> None:
    trip = RoundTrip.of(NETWORK, CURVE, 2)
    low, high = trip.range_of_output()
    for share in np.linspace(0, 1, 5):
        lines, sums = trip.sums_so_far(np.full(trip.codes.shape, share))
        for drawn in (lines, sums, trip.output, trip.curve):
            assert low <= drawn.min()
            assert drawn.max() <= high
