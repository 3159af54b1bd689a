"""Labels that change places roll by each other: none jumps, and no two touch."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis import passing as module
from deconviz.analysis.passing import Passing
from deconviz.arrays import Floats

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


@pytest.fixture
def as_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave labels at the ends of their lines, however near they are."""
    monkeypatch.setattr(module, "spread", lambda row, *_: row)


def roll(away: float) -> float:
    """How far a label steps aside for another, so many least distances away."""
    return float(APART * np.sin(np.pi / 2 * min(1.15 * (1 - away), 1)))


@pytest.mark.usefixtures("as_given")
@pytest.mark.parametrize(
    ("heights", "asides"),
    [
        ([0.0, 0.0], [0.0, APART]),
        ([0.0, 30.0], [0.0, roll(0.5)]),
        ([0.0, -30.0], [0.0, roll(0.5)]),
        ([0.0, 60.0], [0.0, 0.0]),
        ([0.0, 30.0, 75.0], [0.0, roll(0.5), roll(0.5) + roll(0.75)]),
        ([0.0, 30.0, 45.0], [0.0, roll(0.5), roll(0.5) + roll(0.25)]),
        ([0.0, 30.0, 105.0], [0.0, roll(0.5), roll(0.5) / 2]),
        ([0.0, 30.0, 120.0], [0.0, roll(0.5), 0.0]),
        ([0.0, 30.0, 200.0], [0.0, roll(0.5), 0.0]),
    ],
)
def test_a_label_steps_aside_for_those_before_it_and_as_they_do(
    heights: list[float], asides: list[float]
) -> None:
    rolled = Passing.of(np.array([heights]), APART, LAST, 0)
    assert rolled.heights[0] == pytest.approx(heights)
    assert rolled.asides[0] == pytest.approx(asides, abs=1e-9)


@pytest.mark.usefixtures("as_given")
def test_a_jump_is_spread_over_the_calm_and_steps_aside_over_a_quarter() -> None:
    jump = np.where(np.arange(100) < 50, 0.0, 100.0)
    calmed = Passing.of(np.stack([np.zeros(100), jump], 1), APART, LAST, 8)
    heights = calmed.heights[:, 1]
    assert (heights[:46] == 0).all()
    assert (np.diff(heights[45:55]) > 0).all()
    assert heights[54:] == pytest.approx(np.full(46, 100.0))
    raw: Floats = np.array([roll(height / APART) if height < APART else 0 for height in heights])
    weights = np.array([1.0, 2.0, 1.0]) / 4
    assert calmed.asides[1:-1, 1] == pytest.approx(np.convolve(raw, weights, "valid"))


def test_moments_are_read_in_proportion_to_the_end() -> None:
    draws = np.random.default_rng(1).normal(size=(2, 5, 3))
    passing = Passing(*draws)
    for share, before, rest in ((0.0, 0, 0.0), (0.3, 1, 0.2), (0.9, 3, 0.6), (1.0, 3, 1.0)):
        expected = (1 - rest) * draws[:, before] + rest * draws[:, before + 1]
        assert np.array(passing.at(share)) == pytest.approx(expected)
