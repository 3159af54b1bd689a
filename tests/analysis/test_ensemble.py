"""What an ensemble measures of its networks is what their weights do on held-out patches."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis.ensemble import Ensemble
from deconviz.network.autoencoder import Autoencoder
from support.made_up import HELD_OUT, SORTED, directions, ensemble, in_order, projection, rotated

SWAPPED = (2, 0, 1)  # the two quietest components have changed places


def test_a_network_is_that_of_its_seed() -> None:
    networks = [rotated(seed) for seed in range(3)]
    assert ensemble("any", networks).network(1) is networks[1]


def test_patches_are_all_windows_of_the_held_out_curves() -> None:
    patches = ensemble("any", [rotated(0)]).patches
    windows = [curve[start : start + 7] for curve in HELD_OUT for start in range(9)]
    np.testing.assert_array_equal(patches, windows)


def test_losses_zeroed_losses_and_floor_are_the_variance_that_is_left_out() -> None:
    sorted_ensemble = ensemble("sorted", [in_order(SORTED)] * 2)
    patches = sorted_ensemble.patches
    along = (patches @ directions().T) ** 2  # (N, K), squared size along each component
    left_out = along[:, 3:].sum() / patches.size
    np.testing.assert_allclose(sorted_ensemble.losses, left_out, rtol=1e-3)
    for component, principal in enumerate(SORTED):
        expected = left_out + along[:, principal].sum() / patches.size
        np.testing.assert_allclose(sorted_ensemble.zeroed[:, component], expected, rtol=1e-3)
    centred = (patches - patches.mean(0)) @ directions().T  # (N, K)
    assert sorted_ensemble.floor == pytest.approx((centred[:, 3:] ** 2).sum() / patches.size)
    assert sorted_ensemble.floor_of(1) == pytest.approx((centred[:, 1:] ** 2).sum() / patches.size)
    assert sorted_ensemble.variance == pytest.approx(patches.var(0).mean())


def test_the_error_of_a_patch_is_its_mean_over_points_and_seeds() -> None:
    two = ensemble("two", [rotated(0), rotated(1)])
    errors = [
        np.mean([np.mean((one.decode(one.encode(patch)) - patch) ** 2) for one in two.networks])
        for patch in two.patches
    ]
    np.testing.assert_allclose(two.patch_errors, errors)


def test_filters_are_aligned_with_those_of_one_seed() -> None:
    turned = ensemble("turned", [in_order(SORTED), in_order(SWAPPED, -1), in_order(SORTED)])
    aligned = turned.aligned_filters  # (S, C, K)
    for seed in range(3):
        np.testing.assert_allclose(aligned[seed], aligned[turned.alignment.reference])


def test_codes_beyond_nine_tenths_are_saturated() -> None:
    kernels, filters = np.zeros((2, 7)), directions()[:2]
    loud = Autoencoder(kernels, np.array([0.0, 5.0]), filters, 0.0, "tanh")
    assert ensemble("loud", [loud], code_noise=()).share_saturated.tolist() == [[0.0, 1.0]]
    nearly = Autoencoder(kernels, np.array([0.9, -0.91]), filters, 0.0, "identity")
    assert ensemble("nearly", [nearly], code_noise=()).share_saturated.tolist() == [[0.0, 1.0]]


@pytest.mark.parametrize(
    ("noise", "expected"),
    [
        ((0.1, 0.01, 0.001), [2, 1, 0]),
        ((0.001, 0.1, 0.01), [0, 2, 1]),
        ((0.1, 0.1, 0.0), [2, 0, 1]),
    ],
)
def test_the_quietest_component_comes_first(noise: tuple[float, ...], expected: list[int]) -> None:
    ranked = ensemble("ranked", [rotated(0)], code_noise=noise)
    assert ranked.unranked == ""
    assert ranked.quietest_first.tolist() == expected


@pytest.mark.parametrize("noise", [(), (0.1, 0.1, 0.1)])
def test_equal_noise_ranks_nothing_and_says_so(noise: tuple[float, ...]) -> None:
    equal = ensemble("equal", [rotated(0)], code_noise=noise)
    assert equal.unranked == "the code noise of equal is the same on all components"
    assert equal.without_lead == equal.unranked


def lead_at_the_end(order: tuple[int, ...], noise: tuple[float, ...]) -> float:
    [lead] = ensemble("any", [projection(directions()[list(order)])], code_noise=noise).lead
    return float(lead[-1])


@pytest.mark.parametrize(
    ("noise", "in_order_of_noise", "swapped"),
    [
        ((0.1, 0.01, 0.001), (2, 1, 0), (2, 0, 1)),
        ((0.001, 0.01, 0.1), (0, 1, 2), (1, 0, 2)),
        ((0.1, 0.001, 0.01, 0.03), (3, 0, 1, 2), (3, 1, 0, 2)),
    ],
)
def test_the_two_quietest_components_lead_by_1_in_order_and_by_minus_1_swapped(
    noise: tuple[float, ...], in_order_of_noise: tuple[int, ...], swapped: tuple[int, ...]
) -> None:
    assert lead_at_the_end(in_order_of_noise, noise) == pytest.approx(1)
    assert lead_at_the_end(swapped, noise) == pytest.approx(-1)


def test_the_lead_follows_training() -> None:
    earlier = [[in_order(SWAPPED)], [in_order(SORTED)]]
    lead = ensemble("any", [in_order(SORTED), in_order(SWAPPED)], earlier=earlier).lead
    np.testing.assert_allclose(lead, [[-1, 1], [1, -1]], atol=1e-6)


def test_two_components_have_no_lead_and_say_so() -> None:
    two = ensemble("two", [projection(directions()[:2])], code_noise=(0.1, 0.01))
    assert two.without_lead == "two has fewer than three components"
    assert ensemble("three", [in_order(SORTED)]).without_lead == ""


def test_what_was_not_read_is_empty() -> None:
    whole = ensemble("whole", [rotated(0)])
    empty = Ensemble(name="empty", experiment=whole.experiment, seeds=whole.seeds)
    assert empty.networks == ()
    assert empty.held_out.shape == empty.train.shape == (0, 0)
    assert empty.history.steps.size == empty.history.loss.size == 0
