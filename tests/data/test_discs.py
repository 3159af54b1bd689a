"""Discs: as the formula has them, in their ranges, and at half the size."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.data.discs import SOFTNESS, VALUE, WIDTH, disc, discs, halved


def test_a_disc_is_the_logistic_function_of_the_distance_from_its_edge() -> None:
    [image] = disc(np.array([[8.0, 6.0]]), np.array([4.0]), np.array([1.5]), np.array([0.8]))
    for row, column in ((0, 0), (7, 5), (8, 6), (15, 3)):
        distance = np.sqrt((row + 0.5 - 8) ** 2 + (column + 0.5 - 6) ** 2)
        expected = 0.8 / (1 + np.exp((distance - 4) / 1.5))
        assert image[row, column] == pytest.approx(expected)


def test_drawn_discs_lie_in_the_middle_half_and_are_as_bright_as_asked() -> None:
    images = discs(400, np.random.default_rng(1))  # (400, 16, 16)
    assert images.shape == (400, WIDTH, WIDTH)
    brightest = images.reshape(400, -1).argmax(1)  # (400,)
    places = np.stack(np.divmod(brightest, WIDTH), 1)
    assert places.min() >= WIDTH / 4 - 1
    assert places.max() <= 3 * WIDTH / 4
    assert images.max() < VALUE[1] <= 1  # white
    assert images.max((1, 2)).min() > VALUE[0] / (1 + np.exp(0.8 - 0.15 * WIDTH / SOFTNESS[1]))


def test_every_drawn_disc_ends_within_its_image() -> None:
    images = discs(400, np.random.default_rng(1))
    assert (images.min((1, 2)) < images.max((1, 2)) / 4).all()


def test_the_same_generator_draws_the_same_discs() -> None:
    one, other = (discs(3, np.random.default_rng(5)) for _ in range(2))
    assert np.array_equal(one, other)


def test_a_drawn_disc_has_a_half_of_its_size() -> None:
    images = discs(3, np.random.default_rng(5))
    assert 2 * halved(images).shape[-1] == WIDTH


def test_images_need_not_be_square_to_have_a_half() -> None:
    batch = np.random.default_rng(1).normal(size=(3, 6, 10))
    found = halved(batch)
    assert found.shape == (3, 3, 5)
    assert found[2, 1, 4] == pytest.approx(batch[2, 2:4, 8:10].mean())


def test_half_the_size_is_the_mean_of_each_block() -> None:
    image = np.arange(32.0).reshape(2, 4, 4)
    assert halved(image)[0].tolist() == [[2.5, 4.5], [10.5, 12.5]]
    assert halved(image).shape == (2, 2, 2)
