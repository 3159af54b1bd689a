"""A curve's way through a network: what comes back is the mean of its pieces."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis.round_trip import RoundTrip
from deconviz.arrays import Floats
from deconviz.data.windows import Windows
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


def of_numbers(curve: Floats, output: Floats, terms: Floats, bias: float = 0.0) -> RoundTrip:
    """One window on a curve, whatever network it is of."""
    kernel = terms.shape[-1]
    windows = Windows(len(curve), kernel, kernel)
    return RoundTrip(curve, windows, np.ones(terms.shape[:2]), terms, bias, output)


@pytest.mark.parametrize(("off_by", "back"), [(0.5, True), (0.99, True), (1.0, False)])
def test_a_curve_comes_back_if_the_error_is_less_than_a_twentieth_of_its_peak(
    off_by: float, back: bool
) -> None:
    curve = np.array([0.0, -20.0, 5.0, 1.0])
    trip = of_numbers(curve, curve + off_by * np.array([1, -1, 1, 1]), np.zeros((1, 2, 4)))
    assert trip.error == pytest.approx(off_by)
    assert trip.comes_back is back


def test_the_range_is_that_of_filters_and_their_sums_and_holds_zero() -> None:
    nothing = np.zeros(2)
    terms = np.array([[[1.0, 2.0], [3.0, -1.0]]])  # with the bias 1.5, 2.5, then 4.5, 1.5
    assert of_numbers(nothing, nothing, terms, 0.5).range_of_output() == (-1.0, 4.5)
    half = np.full(2, 0.5)
    assert of_numbers(half, half, half[None, None], 0.25).range_of_output() == (0.0, 0.75)
    assert of_numbers(-half, -half, -half[None, None], -0.25).range_of_output() == (-0.75, 0.0)


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
