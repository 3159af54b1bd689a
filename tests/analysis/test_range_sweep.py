"""Each component goes through its whole range, at a constant speed, while the others rest."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.analysis.range_sweep import CURVES, RangeSweep, there_and_back
from support.made_up import HELD_OUT, directions, projection

LOW, REST, HIGH = np.array([-1.0, 0.0]), np.array([0.5, 0.2]), np.array([1.0, 0.4])


@pytest.fixture(scope="module")
def sweep() -> RangeSweep:
    network = projection(directions()[:3], gain=1.0)
    patches = np.lib.stride_tricks.sliding_window_view(HELD_OUT, 7, axis=1).reshape(-1, 7)
    return RangeSweep.of(network.encode(patches), network)


def test_the_way_goes_up_first_then_down_and_ends_where_it_began() -> None:
    ways = [there_and_back(LOW, REST, HIGH, share).tolist() for share in (0, 0.125, 0.625, 1)]
    assert ways == [
        pytest.approx([0.5, 0.2]),
        pytest.approx([1.0, 0.3]),
        pytest.approx([-1.0, 0.1]),
        pytest.approx([0.5, 0.2]),
    ]


@given(st.floats(-1, 0), st.floats(0, 1), st.floats(0, 1))
def test_it_covers_the_range_at_a_constant_speed(low: float, high: float, rest: float) -> None:
    ends = np.array([low]), np.array([low + rest * (high - low)]), np.array([high])
    along = np.array([there_and_back(*ends, share)[0] for share in np.linspace(0, 1, 401)])
    speed = 2 * (high - low) / 400
    assert np.abs(np.diff(along)).max() <= speed + 1e-12
    assert along.min() == pytest.approx(low, abs=speed)
    assert along.max() == pytest.approx(high, abs=speed)


def test_one_component_of_each_code_is_on_its_way(sweep: RangeSweep) -> None:
    codes = sweep.codes(0.3)  # (C, C)
    differs = np.abs(codes - sweep.rest) > 1e-12
    assert (differs == np.eye(3, dtype=bool)).all()


def test_a_family_goes_from_one_end_of_the_range_to_the_other(sweep: RangeSweep) -> None:
    families, movement = sweep.families, sweep.movement  # (C, CURVES, K)
    assert families.shape == (3, CURVES, 7)
    moved = np.abs(families[:, -1] - families[:, 0]).max(1)  # (C,)
    assert moved == pytest.approx(movement.distances)
    steps = np.diff(families, axis=1)  # (C, CURVES - 1, K)
    assert steps == pytest.approx(np.broadcast_to(steps[:, :1], steps.shape))


def test_in_the_middle_of_a_family_is_the_output_of_the_middle_of_the_range(
    sweep: RangeSweep,
) -> None:
    for component, family in enumerate(sweep.families):
        code = sweep.rest.copy()
        code[component] = (sweep.movement.low + sweep.movement.high)[component] / 2
        assert family[CURVES // 2] == pytest.approx(sweep.network.decode(code))
