"""What windows add to a curve, and where that can be read, follow from the network."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis.overlap_sum import OverlapSum, first_windows
from deconviz.data.windows import Windows
from deconviz.network.autoencoder import Autoencoder, perfect

BUMP = np.array([0.0, 0.2, 0.4, 0.5, 0.62, 0.5, 0.4])


def of_perfect(curve: np.ndarray, kernel: int, stride: int, bias: float = 0.0) -> OverlapSum:
    same = perfect(kernel)
    network = Autoencoder(
        same.encoder_kernels, same.encoder_bias, same.decoder_filters, bias, "identity"
    )
    return OverlapSum.of(network, curve, stride)


def test_blocks_are_sums_of_scaled_filters_and_add_up_to_the_output() -> None:
    example = of_perfect(BUMP, 3, 2, bias=0.1)
    assert example.blocks == pytest.approx(Windows(7, 3, 2).cut(BUMP))
    assert example.output == pytest.approx(BUMP * example.cover + 0.1)
    assert example.piles[-1] == pytest.approx(example.output)


def test_a_bias_counts_if_it_is_not_zero_as_written() -> None:
    assert of_perfect(BUMP, 3, 2, bias=0.01).has_bias
    assert not of_perfect(BUMP, 3, 2, bias=0.001).has_bias


def test_a_block_that_is_nothing_as_written_is_not_shown() -> None:
    example = of_perfect(np.array([0.004, 0.4, 0.4]), 3, 2)
    assert example.shown_blocks.tolist() == [[0.0, 0.4, 0.4]]


def test_blocks_of_perfect_windows_multiply_the_input() -> None:
    assert of_perfect(BUMP, 3, 2).multiplies
    assert not of_perfect(BUMP, 3, 2, bias=0.5).multiplies


def test_the_clearest_point_is_in_the_most_windows_and_its_blocks_have_room() -> None:
    example = of_perfect(BUMP, 3, 2)
    assert example.cover.tolist() == [1, 1, 2, 1, 2, 1, 1]
    assert example.clearest_point(0.1) == 2
    assert example.clearest_point(0.5) == 4
    assert example.clearest_point(0.7) is None
    assert example.at(4) == {1: 0.62, 2: 0.62}


@pytest.mark.parametrize(
    ("points", "kernel", "stride", "shown"),
    [
        (15, 7, 4, 15),
        (15, 3, 1, 7),
        (15, 4, 2, 12),
        (15, 15, 1, 15),
        (900, 31, 16, 63),
        (16, 7, 2, 16),
        (63, 31, 15, 63),
        (65, 60, 10, 65),
        (900, 60, 10, 70),
    ],
)
def test_of_a_long_curve_the_first_windows_are_shown(
    points: int, kernel: int, stride: int, shown: int
) -> None:
    curve = np.arange(float(points))
    part = first_windows(curve, kernel, stride, most=5, points=63)
    assert part.tolist() == curve[:shown].tolist()


def of_blocks(curve: list[float], blocks: list[list[float]]) -> OverlapSum:
    """Three windows of three points, two apart, that a network makes these blocks of."""
    terms = np.array(blocks)[:, None]  # (3, 1, 3)
    return OverlapSum(np.array(curve), Windows(7, 3, 2), np.ones((3, 1)), terms, 0.0)


def test_blocks_are_what_a_network_decodes() -> None:
    draws = np.random.default_rng(3)
    kernels, filters = draws.normal(size=(2, 2, 3))
    network = Autoencoder(kernels, draws.normal(size=2), filters, 0.2, "tanh")
    example = OverlapSum.of(network, BUMP, 2)
    assert example.blocks == pytest.approx(network.decode(network.codes(BUMP, 2)) - 0.2)


def test_piles_begin_with_the_bias_if_it_is_one() -> None:
    assert of_perfect(BUMP, 3, 2).piles[0].tolist() == [0.0] * 7
    assert of_perfect(BUMP, 3, 2, bias=0.25).piles[0].tolist() == [0.25] * 7


def test_all_points_are_held_to_a_multiple_of_their_own_size() -> None:
    assert of_perfect(np.zeros(7), 3, 2).multiplies
    assert of_perfect(np.full(7, 100.0), 3, 2, bias=0.5).multiplies
    assert not of_perfect(np.array([1, 1, 100.0, 1, 1, 1, 1]), 3, 2, bias=0.5).multiplies


def test_a_point_just_beyond_a_window_is_not_in_it() -> None:
    assert of_perfect(BUMP, 3, 2).at(3) == {1: 0.5}


@pytest.mark.parametrize(("at_two", "at_four", "clearest"), [(0.5, 0.3, 2), (0.3, 0.5, 4)])
def test_the_clearest_point_is_nearest_to_as_many_times_the_input(
    at_two: float, at_four: float, clearest: int
) -> None:
    curve = [0.0, 0.0, at_two, 0.0, at_four, 0.0, 0.0]
    assert of_blocks(curve, [[0.5] * 3] * 3).clearest_point(0.5) == clearest


def test_each_block_of_the_clearest_point_has_room_for_its_number() -> None:
    curve = [0.0, 0.0, 0.5, 0.0, 0.5, 0.0, 0.0]
    blocks = [[0.5, 0.5, 0.5], [0.2, 0.5, 0.5], [0.5, 0.5, 0.5]]  # 0.5 + 0.2, and 0.5 + 0.5
    assert of_blocks(curve, blocks).clearest_point(0.5) == 4
    assert of_blocks([0.0, 0.0, 0.35, 0.0, 0.0, 0.0, 0.0], blocks).clearest_point(0.5) == 4
