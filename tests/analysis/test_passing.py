"""Labels that change places slide past each other: none jumps, and at rest they are apart."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis import passing as module
from deconviz.analysis.passing import Passing

APART, LAST, CALM = 60.0, 1000.0, 24


def crossing() -> Passing:
    """Three lines at 60 moments a second, of which the last goes down past the others and back."""
    moving = np.interp(np.arange(241), [20, 100, 140, 220], [300.0, 700.0, 700.0, 300.0])  # (241,)
    ends = np.stack([np.full(241, 480.0), np.full(241, 510.0), moving], 1)  # (241, 3)
    return Passing.of(ends, APART, LAST, CALM)


def test_labels_at_rest_are_beside_their_lines_and_apart() -> None:
    assert crossing().at(0.0) == pytest.approx([465.0, 525.0, 300.0])
    assert crossing().at(0.5) == pytest.approx([465.0, 525.0, 700.0])


def test_labels_are_near_each_other_only_while_they_pass() -> None:
    heights = crossing().heights
    for one in (0, 1):
        apart = np.abs(heights[:, one] - heights[:, 2])
        passes = int((np.diff(np.sign(heights[:, one] - heights[:, 2])) != 0).sum())
        assert passes == 2
        assert (apart < 0.95 * APART).sum() <= 2 * CALM


def test_labels_do_not_jump() -> None:
    assert np.abs(np.diff(crossing().heights, axis=0)).max() < APART / 5


def test_the_end_is_the_beginning() -> None:
    heights = crossing().heights
    assert heights[-1].tolist() == heights[0].tolist()
    assert len(heights) == 241


def test_between_two_moments_labels_are_between_two_places() -> None:
    passing = crossing()
    share = 60.5 / 240
    assert passing.at(share) == pytest.approx(passing.heights[60:62].mean(0))
    assert passing.at(1.0) == pytest.approx(passing.heights[-1])


@pytest.fixture
def as_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave labels at the ends of their lines, however near they are."""
    monkeypatch.setattr(module, "spread", lambda row, *_: row)


@pytest.mark.usefixtures("as_given")
def test_a_jump_is_spread_over_the_calm_with_the_jump_in_its_middle() -> None:
    jump = np.where((np.arange(101) >= 50) & (np.arange(101) < 90), 100.0, 0.0)
    heights = Passing.of(jump[:, None], APART, LAST, 8).heights[:, 0]
    assert (heights[:46] == 0).all()
    assert (np.diff(heights[45:55]) > 0).all()
    assert heights[54:86] == pytest.approx(np.full(32, 100.0))
    assert heights[49] + heights[50] == pytest.approx(100.0)


@pytest.mark.usefixtures("as_given")
def test_a_jump_at_the_end_is_spread_over_the_beginning_too() -> None:
    jump = np.where(np.arange(101) >= 98, 100.0, 0.0)
    jump[-1] = 0.0
    heights = Passing.of(jump[:, None], APART, LAST, 8).heights[:, 0]
    assert heights[0] > heights[1] > heights[2] > 0


def test_moments_are_read_in_proportion_to_the_end() -> None:
    draws = np.random.default_rng(1).normal(size=(5, 3))
    passing = Passing(draws)
    for share, before, rest in ((0.0, 0, 0.0), (0.3, 1, 0.2), (0.9, 3, 0.6), (1.0, 3, 1.0)):
        expected = (1 - rest) * draws[before] + rest * draws[before + 1]
        assert passing.at(share) == pytest.approx(expected)
