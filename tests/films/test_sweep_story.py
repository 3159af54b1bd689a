"""A sweep takes one component at a time through its range, and ends as it began."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.analysis import code_paths
from deconviz.arrays import Floats
from deconviz.films.mobjects.motion import at
from deconviz.films.sweep_story import CURVES, Sweep, spread, there_and_back, turn

SECONDS = 7.0
CODES = np.tanh(np.random.default_rng(1).normal(size=(60, 3)) * [0.05, 0.3, 0.9])
SWEEP = Sweep.of(CODES)

components = st.integers(0, 2)
moments = st.floats(0, SECONDS)


def others(codes: Floats, component: int) -> Any:
    """Return codes without one component, as lists."""
    return np.delete(codes, component, -1).tolist()


def test_a_sweep_has_the_range_of_real_codes_and_rests_at_a_likely_one() -> None:
    assert SWEEP.high.tolist() == code_paths.limits(CODES).tolist()
    assert SWEEP.low.tolist() == code_paths.lowest(CODES).tolist()
    assert SWEEP.rest.tolist() == code_paths.likely_code(CODES).tolist()
    assert SWEEP.components == 3


@given(components, moments)
def test_only_the_component_whose_turn_it_is_leaves_its_rest(component: int, moment: float) -> None:
    code = SWEEP.code(component, moment)
    assert others(code, component) == others(SWEEP.rest, component)
    assert SWEEP.low[component] <= code[component] <= SWEEP.high[component]


@pytest.mark.parametrize("component", range(3))
def test_a_turn_begins_and_ends_at_rest_and_reaches_both_ends(component: int) -> None:
    way = [SWEEP.code(component, moment)[component] for moment in np.linspace(0, SECONDS, 701)]
    assert way[0] == way[-1] == SWEEP.rest[component]
    assert (min(way), max(way)) == (SWEEP.low[component], SWEEP.high[component])


def test_a_component_goes_up_first_and_then_down() -> None:
    keys = there_and_back(-1.0, 0.2, 0.5)
    assert [at(keys, moment) for moment in (0, 2.6, 4.4, 7)] == [0.2, 0.5, -1.0, 0.2]


@given(components)
def test_a_family_spreads_from_rest_over_the_whole_range(component: int) -> None:
    assert SWEEP.family(component, 0.0).tolist() == [SWEEP.rest.tolist()] * CURVES
    family = SWEEP.family(component)
    assert others(family, component) == [others(SWEEP.rest, component)] * CURVES
    ends = np.linspace(SWEEP.low[component], SWEEP.high[component], CURVES)
    np.testing.assert_allclose(family[:, component], ends)


def test_all_families_are_those_of_each_component() -> None:
    families = SWEEP.families().reshape(3, CURVES, 3)
    for component in range(3):
        assert families[component].tolist() == SWEEP.family(component).tolist()


def test_a_family_is_spread_while_its_component_moves_and_gathers_after() -> None:
    assert spread(0) == spread(SECONDS) == 0
    assert spread(1.4) == spread(5.2) == 1


@given(components, st.floats(0, SECONDS - 1e-6))
def test_components_have_their_turns_one_after_another(component: int, moment: float) -> None:
    whose, since = turn(component * SECONDS + moment, SECONDS, 3)
    assert whose == component
    assert since == pytest.approx(moment, abs=1e-9)


def test_after_the_last_component_comes_the_first() -> None:
    assert turn(3 * SECONDS, SECONDS, 3) == (0, 0.0)
