"""Bundles: many lines as one object, painted from one side."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.films.mobjects.stage import to_pixels
from deconviz.films.stages.falling_into_line.bundle import Bundle, between
from deconviz.look.theme import DASHED, Mark

X, Y = np.array([0.0, 50.0, 100.0]), np.array([0.0, 50.0, 0.0])


def length(pieces: np.ndarray) -> float:
    return float(np.hypot(*(pieces[:, 1] - pieces[:, 0]).T).sum())


def test_a_solid_line_is_all_ink() -> None:
    pieces = Bundle(Mark("#ffffff"), 5).pieces(X, Y)
    assert length(pieces) == pytest.approx(100 * np.sqrt(2))


def test_two_parts_of_a_line_are_the_whole() -> None:
    pieces = Bundle(Mark("#ffffff", DASHED), 5).pieces(X, Y)
    for front in (0.0, 13.0, 50.0, 77.7, 100.0):
        left, right = between(pieces, -np.inf, front), between(pieces, front, np.inf)
        assert length(left) + length(right) == pytest.approx(length(pieces))
        assert (left[..., 0] <= front + 1e-9).all()
        assert (right[..., 0] >= front - 1e-9).all()


def test_a_wider_line_has_longer_dashes() -> None:
    bundle = Bundle(Mark("#ffffff", DASHED), 5)
    narrow = bundle.pieces(X, Y)
    bundle.widen(10)
    assert length(bundle.pieces(X, Y)[:1]) == pytest.approx(2 * length(narrow[:1]))


def test_a_bundle_draws_all_of_its_lines() -> None:
    bundle = Bundle(Mark("#ffffff"), 5)
    bundle.draw([bundle.pieces(X, Y), bundle.pieces(X, -Y)])
    ends = to_pixels(bundle.points).reshape(4, 4, 2)[:, [0, 3]]
    assert ends[:, :, 1].min() == pytest.approx(-50)
    assert ends[:, :, 1].max() == pytest.approx(50)
    bundle.draw([])
    assert len(bundle.points) == 0
