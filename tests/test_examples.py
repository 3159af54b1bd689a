"""What figures show is chosen by rule, and is what the rule says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.examples import Example, at_percentiles, codes_to_show, errors, example, without
from deconviz.experiment import Network
from deconviz.sweep import unlikeliness
from specimens import material


def test_the_example_is_a_held_out_patch_with_its_own_code() -> None:
    made = material(["baseline"])
    networks = made.variants["baseline"]
    shown = example(made, networks)
    assert shown.network is networks.by_seed[made.seed]
    assert shown.patch.tolist() in made.curves.patches(7).tolist()
    np.testing.assert_allclose(shown.code, shown.network.encode(shown.patch))


def test_the_example_is_one_of_the_likeliest() -> None:
    made = material(["code-noise"])
    shown = example(made, made.variants["code-noise"])
    codes = shown.network.encode(made.curves.patches(7))
    away = unlikeliness(codes)
    [place] = np.flatnonzero(np.isclose(codes, shown.code, rtol=0, atol=1e-12).all(1))
    assert place in away.argsort()[:50]


def test_of_the_likeliest_it_is_the_first_that_adds_up_with_three_decimals() -> None:
    made = material(["code-noise"])
    shown = example(made, made.variants["code-noise"])
    assert shown.decimals == [3, 3, 3]
    network, patches = shown.network, made.curves.patches(7)
    for patch in patches[unlikeliness(network.encode(patches)).argsort()]:
        if (patch == shown.patch).all():
            break
        assert max(Example(network, patch).decimals) > 3


def test_codes_are_those_of_the_config() -> None:
    made = material(["baseline"])
    assert codes_to_show(made, made.variants["baseline"]).tolist() == [[0, 0.1, 0.2], [0.1, 0.1, 0]]


@pytest.mark.parametrize("named", [(), ((0.1, 0.2, 0.3),)])
def test_where_codes_of_the_config_do_not_fit_they_are_of_held_out_patches(
    named: tuple[tuple[float, ...], ...],
) -> None:
    made = replace(material(["baseline"], network=Network(channels=2)), codes=named)
    networks = made.variants["baseline"]
    codes = networks.by_seed[made.seed].encode(made.curves.patches(7))
    positive, negative = codes_to_show(made, networks)
    assert positive.tolist() in codes.tolist()
    assert negative.tolist() in codes.tolist()
    assert (positive > 0).all()
    assert (negative < 0).all()


def test_a_patchs_error_is_the_mean_over_points_and_seeds() -> None:
    made = material(["baseline"], seeds=2)
    networks = made.variants["baseline"]
    patches = made.curves.patches(7)[:5]
    of_seeds = [
        [np.mean((one.decode(one.encode(patch)) - patch) ** 2) for patch in patches]
        for one in networks.by_seed.values()
    ]
    np.testing.assert_allclose(errors(networks, patches), np.mean(of_seeds, axis=0))


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=30))
def test_percentiles_are_values_that_there_are(values: list[float]) -> None:
    given_values = np.array(values)
    least, largest = (values[index] for index in at_percentiles(given_values, [0, 100]))
    assert (least, largest) == (min(values), max(values))


def test_the_median_of_an_odd_number_is_the_one_in_the_middle() -> None:
    assert at_percentiles(np.array([5.0, 1.0, 3.0]), [50]) == [2]


def test_one_component_is_zeroed_and_the_codes_stay_as_they_are() -> None:
    codes = np.array([[1.0, 2.0], [3.0, 4.0]])
    assert without(codes, 1).tolist() == [[1.0, 0.0], [3.0, 0.0]]
    assert codes.tolist() == [[1.0, 2.0], [3.0, 4.0]]
