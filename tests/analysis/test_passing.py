"""Labels that change places roll by each other: none jumps, and no two touch."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis.passing import Passing

APART, LAST, CALM = 60.0, 1000.0, 48


def crossing() -> Passing:
    """Three lines at 60 moments a second, of which the last goes from the top to the bottom."""
    moving = np.interp(np.arange(240), [60, 180], [300.0, 700.0])  # (240,)
    ends = np.stack([np.full(240, 480.0), np.full(240, 510.0), moving], 1)  # (240, 3)
    return Passing.of(ends, APART, LAST, CALM)


def test_labels_at_rest_are_beside_their_lines_and_apart() -> None:
    heights, asides = crossing().at(0.0)
    assert heights == pytest.approx([465.0, 525.0, 300.0])
    assert asides == pytest.approx(np.zeros(3))


def test_labels_never_touch() -> None:
    passing = crossing()
    for one, other in ((0, 1), (0, 2), (1, 2)):
        up = passing.heights[:, one] - passing.heights[:, other]
        across = passing.asides[:, one] - passing.asides[:, other]
        assert np.hypot(up, across).min() > 0.8 * APART


def test_labels_do_not_jump() -> None:
    passing = crossing()
    steps = np.hypot(np.diff(passing.heights, axis=0), np.diff(passing.asides, axis=0))
    assert steps.max() < APART / 5


def test_the_first_label_never_steps_aside() -> None:
    assert crossing().asides[:, 0].max() == 0


def test_between_two_moments_labels_are_between_two_places() -> None:
    passing = crossing()
    share = 120.5 / 239
    assert passing.at(share)[0] == pytest.approx(passing.heights[120:122].mean(0))
    assert passing.at(1.0)[0] == pytest.approx(passing.heights[-1])
