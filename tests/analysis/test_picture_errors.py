"""The errors that remedies leave on a whole picture, of networks and of perfect patches."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis.picture_errors import PictureErrors
from deconviz.network.pictures import REMEDIES, cosine_taper
from support.made_up import PICTURE, on_photograph

every_remedy = pytest.mark.parametrize("remedy", REMEDIES)


@pytest.fixture(scope="module")
def errors() -> PictureErrors:
    """Two networks with windows of 8 x 8 at a stride of 4, on a picture that these cover."""
    return PictureErrors(on_photograph("photograph", 2))


def test_windows_of_the_network_lie_on_the_held_out_picture(errors: PictureErrors) -> None:
    assert errors.picture is errors.ensemble.held_out
    for windows, points in zip((errors.windows.down, errors.windows.across), PICTURE, strict=True):
        assert (windows.points, windows.kernel, windows.stride) == (points, 8, 4)


@every_remedy
def test_the_output_is_that_of_the_seeds_network(errors: PictureErrors, remedy: str) -> None:
    for seed, network in zip(errors.ensemble.seeds, errors.ensemble.networks, strict=True):
        expected = REMEDIES[remedy](network, errors.picture, 4)
        np.testing.assert_array_equal(errors.output(remedy, seed), expected)


@every_remedy
def test_the_loss_is_the_mean_square_of_what_output_and_picture_differ_by(
    errors: PictureErrors, remedy: str
) -> None:
    rows, columns = PICTURE
    for place, seed in enumerate(errors.ensemble.seeds):
        differences = errors.output(remedy, seed) - errors.picture
        everywhere = np.linalg.norm(differences) ** 2 / (rows * columns)
        assert errors.losses(remedy)[place] == pytest.approx(everywhere)
        edge = 4  # points on each side that a window is missing at
        inner = differences[edge : rows - edge, edge : columns - edge]
        inside = np.linalg.norm(inner) ** 2 / inner.size
        assert errors.inside(remedy)[place] == pytest.approx(inside)
        assert inside != pytest.approx(everywhere)


def test_perfect_patches_leave_the_remedys_own_error(errors: PictureErrors) -> None:
    counts = errors.windows.cover().astype(float)  # (rows, columns)
    weights = errors.windows.add(cosine_taper((8, 8)))  # (rows, columns)
    for remedy, sums in (("raw", counts), ("tapered", weights), ("normalised", np.ones(PICTURE))):
        expected = ((sums - 1) * errors.picture) ** 2
        np.testing.assert_allclose(errors.of_perfect_patches(remedy), expected, atol=1e-24)
