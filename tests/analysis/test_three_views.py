"""Three ways to compute a layer, and where its outputs come from."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from deconviz.analysis.three_views import ThreeWays

OURS = ThreeWays(np.array([2.0, 3, 1]), np.array([1.0, 2, 3, 1]), 2)


def test_scatter_gather_and_matrix_are_the_same_numbers() -> None:
    expected = [2, 4, 9, 8, 10, 5, 3, 1]
    for way in (OURS.scatter, OURS.gather, OURS.multiply):
        assert way().tolist() == expected


@pytest.mark.parametrize("inputs", [1, 2, 5])
@pytest.mark.parametrize("kernel", [1, 3, 4])
@pytest.mark.parametrize("stride", [1, 2, 5])
def test_each_way_is_the_transposed_convolution(inputs: int, kernel: int, stride: int) -> None:
    random = np.random.default_rng(inputs)
    ways = ThreeWays(random.normal(size=inputs), random.normal(size=kernel), stride)
    expected = torch.nn.functional.conv_transpose1d(
        torch.tensor(ways.input)[None, None], torch.tensor(ways.kernel)[None, None], stride=stride
    )[0, 0].numpy()
    for way in (ways.scatter, ways.gather, ways.multiply):
        assert way() == pytest.approx(expected, abs=1e-12)


def test_the_busiest_output_is_the_first_that_most_inputs_reach() -> None:
    assert OURS.busiest() == 2
    assert ThreeWays(np.ones(3), np.ones(3), 1).busiest() == 2
    assert ThreeWays(np.ones(2), np.ones(2), 3).busiest() == 0
