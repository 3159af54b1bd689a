"""Of all pairs of channels, how many checkerboard, and what they make together."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.layers import channel_pairs
from deconviz.layers.axis import Axis
from deconviz.layers.channel_pairs import ChannelPairs
from deconviz.layers.layer import Layer
from deconviz.layers.scatter import scatter

AXES = (Axis(5, 2, (1, 0)), Axis(3, 3, dilation=2))


@pytest.fixture(scope="module")
def grouped() -> ChannelPairs:
    """Four channels in, six out, in two groups."""
    kernel = np.random.default_rng(0).normal(size=(4, 3, 5, 3))
    return ChannelPairs(Layer(kernel, np.zeros(6), AXES, groups=2))


def test_every_pair_that_is_connected_has_its_kernel(grouped: ChannelPairs) -> None:
    assert grouped.count == 12
    given = np.zeros((4, 1, 1))
    for pair in range(grouped.count):
        channel, output = grouped.channels(pair)
        given[:] = 0
        given[channel] = 1
        whole = Layer(grouped.layer.kernel, np.zeros(6), (Axis(5), Axis(3)), groups=2)
        assert scatter(whole, given)[output] == pytest.approx(grouped.phases(pair).kernel)


def test_sums_of_all_pairs_are_those_of_each(grouped: ChannelPairs) -> None:
    for pair, sums in enumerate(grouped.sums):
        assert sums == pytest.approx(grouped.phases(pair).sums.ravel())


def test_the_most_uneven_pair_has_the_largest_difference_of_sums(grouped: ChannelPairs) -> None:
    spreads = [np.ptp(grouped.phases(pair).sums) for pair in range(grouped.count)]
    assert np.ptp(grouped.phases(grouped.most_uneven).sums) == pytest.approx(max(spreads))


def test_verdicts_are_counted() -> None:
    rows = [[1, 1, 1, 1], [1, 1.04, 1, 1], [3, 1, 1, 1], [1, 2, 2, 1]]
    layer = Layer(np.array(rows, float)[:, None], np.zeros(1), (Axis(4, 2),))
    assert ChannelPairs(layer).verdicts == {"no": 2, "faintly": 1, "yes": 1}


def test_a_pair_just_at_a_limit_is_beyond_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel_pairs, "EVEN", 0.5)
    monkeypatch.setattr(channel_pairs, "FAINT", 1.0)
    rows = [[3, 5], [1, 3], [7, 9], [4, 4]]  # uneven by 2 / 4, 2 / 2, 2 / 8 and 0
    layer = Layer(np.array(rows, float)[:, None], np.zeros(1), (Axis(2, 2),))
    assert ChannelPairs(layer).verdicts == {"no": 2, "faintly": 1, "yes": 1}


def test_the_pattern_is_that_of_constants_drawn_at_random() -> None:
    kernel = np.random.default_rng(1).normal(size=(6, 2, 4))
    pairs = ChannelPairs(Layer(kernel, np.zeros(2), (Axis(4, 2),)))
    draws = np.random.default_rng(2).normal(size=(20_000, 6))
    sums = pairs.sums.reshape(6, 2, 2)  # (C, O, phases)
    out = np.einsum("nc,cop->nop", draws, sums)
    means = out.mean(-1, keepdims=True)
    pattern = np.sqrt(((out - means) ** 2).mean() / (means**2).mean())
    assert pairs.pattern == pytest.approx(pattern, rel=0.02)


def test_a_layer_without_pattern_or_without_level_says_so() -> None:
    for taps, pattern in (([1.0, 1.0], 0.0), ([1.0, -1.0], float("inf")), ([0.0, 0.0], 0.0)):
        layer = Layer(np.array([[taps]]), np.zeros(1), (Axis(2, 2),))
        assert ChannelPairs(layer).pattern == pattern
