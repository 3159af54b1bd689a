"""Examples are chosen by rule."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from deconviz.analysis.code_paths import unlikeliness
from deconviz.analysis.ensemble import Ensemble
from deconviz.analysis.examples import (
    Example,
    at_percentiles,
    example,
    farthest_first,
    likely_codes,
    without,
)
from deconviz.arrays import Floats
from deconviz.config.experiment import NetworkSettings
from deconviz.network.autoencoder import Autoencoder
from support import made_up
from support.made_up import figure_inputs

BIAS = 0.00044
LINE = np.repeat(np.linspace(-1, 1, 201)[:, None], 2, 1)  # patches: they add up with 3 decimals
LONG = 0.0002  # more than that, and 4 are needed: 0.5802 + 0.00044 = 0.58064


def ensemble(variant: str, seeds: int = 10, channels: int = 3) -> Ensemble:
    return figure_inputs([variant], seeds, NetworkSettings(channels=channels)).ensemble


def of_patches(patches: Floats) -> Ensemble:
    """One network, whose code is the patch of two points and a bias."""
    network = Autoencoder(np.eye(2), np.full(2, BIAS), np.eye(2), 0.0, "identity")
    return made_up.ensemble("any", [network], code_noise=(), held_out=patches)


def test_the_example_is_a_held_out_patch_with_its_own_code() -> None:
    baseline = ensemble("baseline")
    of_seed = example(baseline, 22)
    assert of_seed.network is baseline.network(22)
    assert of_seed.patch.tolist() in baseline.patches.tolist()
    np.testing.assert_allclose(of_seed.code, of_seed.network.encode(of_seed.patch))


def test_the_example_is_one_of_the_likeliest() -> None:
    noisy = ensemble("code-noise")
    of_seed = example(noisy, 11)
    codes = of_seed.network.encode(noisy.patches)
    away = unlikeliness(codes)
    [place] = np.flatnonzero(np.isclose(codes, of_seed.code, rtol=0, atol=1e-12).all(1))
    assert place in away.argsort()[:50]


def test_of_the_likeliest_it_is_the_first_that_adds_up_with_three_decimals() -> None:
    noisy = ensemble("code-noise")
    of_seed = example(noisy, 11)
    assert of_seed.decimals == [3, 3, 3]
    network, patches = of_seed.network, noisy.patches
    for patch in patches[unlikeliness(network.encode(patches)).argsort()]:
        if (patch == of_seed.patch).all():
            break
        assert max(Example(network, patch).decimals) > 3


def test_of_the_fifty_likeliest_its_longest_number_is_the_shortest() -> None:
    patches = LINE + LONG
    order = unlikeliness(patches + BIAS).argsort(kind="stable")
    half_short, all_short = order[10], order[49]
    patches[half_short, 1] -= LONG
    patches[all_short] -= LONG
    chosen = example(of_patches(patches), 0)
    assert chosen.decimals == [3, 3]
    assert chosen.patch.tolist() == patches[all_short].tolist()
    patches[all_short] += LONG
    patches[order[50]] -= LONG  # one too far
    chosen = example(of_patches(patches), 0)
    assert chosen.decimals == [4, 4]
    assert chosen.patch.tolist() == patches[order[0]].tolist()


def test_likely_codes_are_one_deviation_from_0() -> None:
    nearest = round(float(LINE[:, 0].std()), 2)
    positive, negative = likely_codes(of_patches(LINE), 0)
    np.testing.assert_allclose(positive, nearest + BIAS)
    np.testing.assert_allclose(negative, -nearest + BIAS)


def test_likely_codes_are_of_held_out_patches_one_positive_and_one_negative() -> None:
    baseline = ensemble("baseline", channels=2)
    codes = baseline.network(11).encode(baseline.patches)
    positive, negative = likely_codes(baseline, 11)
    assert positive.tolist() in codes.tolist()
    assert negative.tolist() in codes.tolist()
    assert (positive > 0).all()
    assert (negative < 0).all()


def test_a_patchs_error_is_the_mean_over_points_and_seeds() -> None:
    baseline = ensemble("baseline", seeds=2)
    of_seeds = [
        [np.mean((one.decode(one.encode(patch)) - patch) ** 2) for patch in baseline.patches]
        for one in baseline.networks
    ]
    np.testing.assert_allclose(baseline.patch_errors, np.mean(of_seeds, axis=0))


def sizes(vectors: Floats) -> Floats:
    return np.asarray(np.abs(vectors).max(1))


@given(st.integers(0, 9), st.integers(1, 40), st.integers(1, 30))
def test_each_next_point_is_the_farthest_from_all_before_it(
    seed: int, count: int, most: int
) -> None:
    points = np.random.default_rng(seed).normal(size=(count, 3))
    indices = farthest_first(points, most, count // 2, sizes)
    assert len(indices) == len(set(indices)) == min(count, most)
    assert indices[0] == count // 2
    for place in range(1, len(indices)):
        distances = [sizes(points - points[index]) for index in indices[:place]]
        nearest = np.min(distances, axis=0)  # (count,)
        assert nearest[indices[place]] == nearest.max()


def test_points_on_a_line_are_spread_from_end_to_end() -> None:
    line = np.linspace(0, 1, 101)[:, None] * [1.0, 0.0]
    places = np.sort(line[farthest_first(line, 24, 0, sizes), 0])
    assert len(places) == 24
    assert np.diff(places).min() >= 0.03
    assert {0.0, 1.0} <= set(places)


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=30))
def test_percentiles_are_values_that_there_are(values: list[float]) -> None:
    given_values = np.array(values)
    least, largest = (values[index] for index in at_percentiles(given_values, [0, 100]))
    assert (least, largest) == (min(values), max(values))


def test_the_median_of_an_odd_number_is_the_one_in_the_middle() -> None:
    assert at_percentiles(np.array([5.0, 1.0, 3.0]), [50]) == [2]


def test_percentiles_count_from_the_least_to_the_largest() -> None:
    assert at_percentiles(np.arange(201.0), [0, 25, 100]) == [0, 50, 200]


def test_one_component_is_zeroed_and_the_codes_stay_as_they_are() -> None:
    codes = np.array([[1.0, 2.0], [3.0, 4.0]])
    assert without(codes, 1).tolist() == [[1.0, 0.0], [3.0, 0.0]]
    assert codes.tolist() == [[1.0, 2.0], [3.0, 4.0]]
    assert without(codes[1], 1).tolist() == [3.0, 0.0]
