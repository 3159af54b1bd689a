"""What a network loses without a component, and the patch that shows it best."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis.switching_off import Losses, losses, most_costly, typical_patch
from deconviz.arrays import Floats
from deconviz.network.autoencoder import Autoencoder, perfect

PATCHES = np.array([[3.0, 4.0], [-3.0, 4.0], [3.0, -4.0], [-3.0, -4.0]])
"""With a network that gives every patch back, component c is point c."""


def halved(first: float = 0.5) -> Autoencoder:
    """A network that gives back a part of the first point, and all of the second."""
    same = np.eye(2)
    return Autoencoder(same, np.zeros(2), same * [[first], [1.0]], 0.0, "identity")


def nearest(network: Autoencoder, patches: Floats) -> int:
    """The rule once more, a patch at a time."""
    of_all = losses(network, patches)
    table = [*of_all.without, of_all.all_on]
    own = [losses(network, patch[None]) for patch in patches]
    shares = [np.array([*one.without, one.all_on]) / table for one in own]
    return int(np.argmin([((share - 1) ** 2).sum() for share in shares]))


def test_errors_are_root_mean_squares_of_what_is_missing() -> None:
    of_network = losses(halved(), PATCHES)
    assert of_network.all_on == pytest.approx(np.sqrt(1.5**2 / 2))
    assert of_network.without == pytest.approx(np.sqrt([9 / 2, (1.5**2 + 16) / 2]))


def test_the_spread_is_what_the_mean_patch_leaves() -> None:
    assert losses(halved(), PATCHES).spread == pytest.approx(np.sqrt((9 + 16) / 2))
    assert losses(halved(), PATCHES + 5).spread == pytest.approx(np.sqrt((9 + 16) / 2))


@pytest.mark.parametrize(
    ("error", "restores"), [(0.0, True), (0.316, True), (0.317, False), (1.0, False)]
)
def test_a_network_restores_if_nine_tenths_of_the_variance_are_there(
    error: float, restores: bool
) -> None:
    assert Losses(error, np.zeros(2), 1.0).restores is restores
    assert Losses(2 * error, np.zeros(2), 2.0).restores is restores


def test_without_any_spread_only_a_perfect_output_restores() -> None:
    assert Losses(0.0, np.zeros(2), 0.0).restores
    assert not Losses(0.1, np.zeros(2), 0.0).restores


def test_the_patch_is_the_one_whose_errors_are_those_of_all() -> None:
    patches = np.random.default_rng(3).uniform(0.1, 1, (40, 2))
    network = halved(0.3)
    chosen = typical_patch([network], patches)
    assert chosen == nearest(network, patches)
    assert typical_patch([network, network], patches) == chosen


def test_the_patch_is_near_to_all_networks_at_once() -> None:
    patches = np.array([[1.0, 4.0], [2.0, 2.0], [4.0, 1.0]])
    both = [halved(0.5), Autoencoder(np.eye(2), np.zeros(2), np.diag([1.0, 0.5]), 0.0, "identity")]
    assert typical_patch(both, patches) == 1


def test_a_patch_that_is_not_above_zero_everywhere_is_left_alone() -> None:
    patches = np.array([[1.0, 0.0], [9.0, 9.0], [1.0, -1.0], [1.0, 1.0]])
    assert typical_patch([perfect(2)], patches) in {1, 3}
    assert typical_patch([perfect(2)], np.vstack([patches[:1], patches[2:]])) == 2


def test_a_patch_that_touches_zero_is_not_above_it() -> None:
    patches = np.array([[1.0, 0.0], [9.0, 9.0], *[[-1.0, 0.0]] * 50])
    assert typical_patch([perfect(2)], patches) == 1


def test_if_none_is_above_zero_all_are_looked_at() -> None:
    assert typical_patch([halved()], np.array([[-9.0, -1.0], [-3.0, -4.0], [-3.0, 4.0]])) in {1, 2}


def test_components_that_cost_any_network_most_are_shown_in_their_order() -> None:
    each = [Losses(0.0, np.array(without), 1.0) for without in ([4, 1, 2, 3], [0, 1, 9, 0])]
    assert most_costly(each, 2) == [0, 2]
    assert most_costly(each[:1], 3) == [0, 2, 3]
    assert most_costly(each, 9) == [0, 1, 2, 3]
