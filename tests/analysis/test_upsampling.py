"""Every way of doubling is one transposed convolution, whose phases tell how uneven it is."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from deconviz.analysis.upsampling import (
    Learner,
    doubled,
    flat_kernel,
    layer_of,
    learner,
    learners,
    phases_of,
    place_of,
    spread,
    typical_place,
    uneven,
    uneven_along,
    way_layer,
)
from deconviz.network.upsampling import doubled as of_torch
from deconviz.network.upsampling_history import SIDES, WAYS, Way
from support.made_up import doubling

RNG = np.random.default_rng(4)
every_way = pytest.mark.parametrize("way", WAYS)


@every_way
def test_it_doubles_as_torch_does(way: Way) -> None:
    kernel, image = RNG.normal(size=(SIDES[way],) * 2), RNG.normal(size=(8, 8))
    expected = of_torch(way, torch.tensor(kernel)[None, None], torch.tensor(image)[None, None])
    made = doubled(way_layer(way, kernel), image)
    assert made == pytest.approx(expected[0, 0].numpy(), abs=1e-6)


@pytest.mark.parametrize("side", [3, 4])
def test_without_padding_all_stamps_come_out_and_no_more(side: int) -> None:
    kernel, image = RNG.normal(size=(side, side)), RNG.normal(size=(5, 5))
    expected = torch.nn.functional.conv_transpose2d(
        torch.tensor(image)[None, None], torch.tensor(kernel)[None, None], stride=2
    )
    assert doubled(layer_of(kernel), image) == pytest.approx(expected[0, 0].numpy())


@every_way
def test_uneven_is_what_a_flat_image_comes_out_as(way: Way) -> None:
    kernel = RNG.uniform(0.1, 0.4, (SIDES[way],) * 2)
    layer = way_layer(way, kernel)
    greys = doubled(layer, np.ones((8, 8)))[6:8, 6:8]  # far from the ends
    assert phases_of(layer).sums == pytest.approx(greys)
    assert uneven(greys) == pytest.approx(phases_of(layer).unevenness, abs=1e-6)


def test_after_resizing_phases_are_equal_whatever_the_kernel_is() -> None:
    for _ in range(20):
        kernel = RNG.normal(size=(3, 3))
        sums = phases_of(way_layer("resize", kernel)).sums
        assert sums == pytest.approx(np.full((2, 2), kernel.sum()))


def test_equal_weights_have_sums_of_1_on_average() -> None:
    sums = phases_of(layer_of(flat_kernel(3))).sums
    assert sums.mean() == pytest.approx(1)
    assert sums == pytest.approx(np.array([[4, 2], [2, 1]]) * 4 / 9)
    assert uneven(phases_of(layer_of(flat_kernel(4))).sums) == 0


def test_sums_without_a_mean_above_zero_are_uneven_without_end() -> None:
    assert uneven(np.array([1.0, -1.0])) == float("inf")
    assert uneven(np.zeros(4)) == 0


def test_between_two_snapshots_the_image_is_that_of_the_kernel_between() -> None:
    steps, kernels = np.array([0, 10, 20]), RNG.normal(size=(3, 4, 4))
    one, image = Learner("kernel_4", steps, kernels), RNG.normal(size=(8, 8))
    layer = way_layer("kernel_4", 0.7 * kernels[1] + 0.3 * kernels[2])
    assert one.at(13, one.images(image)) == pytest.approx(doubled(layer, image))
    assert one.at(13, one.sums) == pytest.approx(phases_of(layer).sums)
    assert one.at(20, kernels) == pytest.approx(kernels[2])


def test_beyond_both_ends_of_training_there_is_nothing_new() -> None:
    kernels = RNG.normal(size=(3, 4, 4))
    one = Learner("kernel_4", np.array([10, 20, 30]), kernels)
    assert one.at(5, kernels) == pytest.approx(kernels[0])
    assert one.at(45, kernels) == pytest.approx(kernels[2])


def test_the_kernel_whose_numbers_are_shown_is_rounded_before_anything_is_computed() -> None:
    history = doubling(3)
    one = learner(history, "kernel_4", 1)
    shown = one.at(100, one.kernels)
    assert (100 * shown) == pytest.approx((100 * shown).round())
    assert one.at(100, one.sums).sum() == pytest.approx(shown.sum())
    assert learner(history, "kernel_3", 1).kernels == pytest.approx(history.kernels["kernel_3"][1])


def test_the_seed_that_is_shown_is_the_nearest_to_the_median_in_both_kernels() -> None:
    history = doubling(7)
    place = list(history.steps).index(100)
    ratios = []
    for way in ("kernel_3", "kernel_4"):
        along = uneven_along(history, way)[:, place]  # (S,)
        ratio = along / np.median(along)
        ratios.append(np.maximum(ratio, 1 / ratio))
    assert typical_place(history) == np.argmin(np.max(ratios, 0))


def test_the_seed_that_is_shown_is_chosen_at_the_first_stop_alone() -> None:
    history = doubling(7)
    elsewhere = history.steps != 100
    for kernels in history.kernels.values():  # (S, T, K, K)
        kernels[:, elsewhere] = np.roll(kernels[:, elsewhere], 1, axis=0)
    assert typical_place(history) == typical_place(doubling(7))


def test_the_spread_is_that_of_all_seeds_at_both_stops() -> None:
    history = doubling(5)
    along = uneven_along(history, "kernel_4")
    places = [list(history.steps).index(step) for step in (100, 1000)]
    expected = [(along[:, place].min(), along[:, place].max()) for place in places]
    assert spread(history, "kernel_4") == pytest.approx(np.array(expected))


def test_all_ways_of_one_seed_are_read_together_and_between_two_steps() -> None:
    history = doubling(3)
    every = learners(history, 0)
    assert list(every) == list(WAYS)
    one = every["kernel_3"]
    first, second = (float(step) for step in one.steps[:2])
    halfway = one.uneven_at((first + second) / 2)
    assert halfway == pytest.approx(uneven((one.sums[0] + one.sums[1]) / 2))
    assert one.uneven_at(first) == pytest.approx(uneven(one.sums[0]))


def test_a_seed_that_is_asked_for_is_shown_and_else_a_typical_one() -> None:
    history = doubling(3)
    assert place_of(history, [4, 7, 2], 7) == 1
    assert place_of(history, [4, 7, 2], None) == typical_place(history)
