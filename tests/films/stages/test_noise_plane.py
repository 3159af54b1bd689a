"""A plane of codes has room for all noise, and its discs stand clear of axes and noise."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from deconviz.films.stages.code_noise.code_card import DRAW
from deconviz.films.stages.code_noise.noise_plane import NoisePlane
from deconviz.films.stages.code_noise.noise_stage import CARD
from deconviz.look.language import DISC, TEXT_TO_MARK

COMPONENT = st.floats(-1, 1)
REACH = st.floats(0.01, 1)


def plane(x: float, y: float, reach: float, *, is_plane: bool = True) -> NoisePlane:
    return NoisePlane.around(CARD, np.array([x, y]), reach, is_plane=is_plane)


@given(COMPONENT, COMPONENT, REACH)
def test_zero_and_all_noise_lie_in_the_card(x: float, y: float, reach: float) -> None:
    axes = plane(x, y, reach).axes
    across = axes.across(np.array([0.0, x - reach, x + reach]))
    down = axes.down(np.array([0.0, y - reach, y + reach]))
    assert across.min() >= CARD.left + DRAW
    assert across.max() <= CARD.right - DRAW
    assert down.min() >= CARD.top + DRAW
    assert down.max() <= CARD.bottom - DRAW


@given(COMPONENT, COMPONENT, REACH)
def test_both_components_have_one_scale(x: float, y: float, reach: float) -> None:
    axes = plane(x, y, reach).axes
    assert np.isclose(axes.across(1.0) - axes.across(0.0), axes.down(0.0) - axes.down(1.0))


@given(COMPONENT, COMPONENT, REACH)
def test_discs_stand_clear_of_each_other_and_of_the_other_axis(
    x: float, y: float, reach: float
) -> None:
    chosen = plane(x, y, reach)
    level, upright = chosen.discs
    digit = DISC / 2
    assert np.hypot(*(level - upright)) >= 2 * DISC - 1e-6
    assert abs(level[0] - upright[0]) >= digit + TEXT_TO_MARK
    assert abs(level[1] - upright[1]) >= digit + TEXT_TO_MARK


def test_one_component_has_one_axis_and_one_disc() -> None:
    line = plane(0.3, 0.0, 0.2, is_plane=False)
    assert line.discs.shape == (1, 2)
    assert line.lines.shape == (1, 2, 2)
