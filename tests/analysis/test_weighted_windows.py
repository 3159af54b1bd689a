"""Weights of windows give what the remedies of the network give."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis.weighted_windows import REMEDIES, WeightedWindows
from deconviz.network import overlaps
from deconviz.network.autoencoder import Autoencoder

SAME = dict(zip(REMEDIES, ("raw", "halved", "tapered", "normalised", "padded"), strict=True))


@pytest.mark.parametrize("remedy", REMEDIES)
@pytest.mark.parametrize(("kernel", "stride"), [(7, 4), (4, 2), (3, 1), (5, 3)])
def test_each_remedy_is_that_of_the_network(remedy: str, kernel: int, stride: int) -> None:
    random = np.random.default_rng(0)
    encoder, decoder = random.normal(size=(2, 2, kernel))
    network = Autoencoder(encoder, np.zeros(2), decoder, 0.1, "tanh")
    curve = random.normal(size=15)
    windows = WeightedWindows.of(network, curve, stride)
    expected = overlaps.REMEDIES[SAME[remedy]](network, curve, stride)
    output = windows.output(windows.weights(remedy))
    assert output == pytest.approx(expected.values, abs=1e-12)
    assert windows.error(remedy) == pytest.approx(expected.mean_squared_error(curve) ** 0.5)


def test_weights_add_up_to_1_with_padding_everywhere() -> None:
    network = Autoencoder(np.ones((1, 7)), np.zeros(1), np.ones((1, 7)), 0.0, "identity")
    windows = WeightedWindows.of(network, np.arange(15.0), 4)
    assert windows.totals(windows.weights("pad")) == pytest.approx(np.ones(15))
    assert (
        windows.totals(windows.weights("sum")).tolist()
        == [1] * 4 + [2] * 3 + [1] + [2] * 3 + [1] * 4
    )
