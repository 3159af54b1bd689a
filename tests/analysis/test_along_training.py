"""A network along training: a clock that is slow where components change rank, and their order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.analysis.along_training import AlongTraining
from deconviz.network.history import History

STEPS = np.array([1.0, 10.0, 100.0, 1000.0])
NOISE = np.array([0.1, 0.01])


def training(errors: list[list[float]]) -> AlongTraining:
    filters = np.arange(8.0).reshape(4, 2, 1)  # (T, C, K)
    return AlongTraining(STEPS[: len(errors)], filters[: len(errors)], np.array(errors))


def test_the_clock_is_logarithmic_where_ranks_stay() -> None:
    steady = training([[0.4, 0.2]] * 4)
    assert steady.clock == pytest.approx([0, 1 / 3, 2 / 3, 1])
    assert steady.at(0.5).step == round(10**1.5)


def test_the_clock_is_slow_where_ranks_change() -> None:
    changes = training([[0.4, 0.2], [0.4, 0.2], [0.2, 0.4], [0.2, 0.4]])
    third_of_the_steps, slowed = 1 / 3, 2 / 3  # each a share of the time
    steady = (1 - slowed) * third_of_the_steps
    assert np.diff(changes.clock) == pytest.approx([steady, steady + slowed, steady])


def test_errors_that_shrink_alike_change_no_rank() -> None:
    shrinking = training([[0.5, 0.25], [0.25, 0.125], [0.125, 0.0625], [0.0625, 0.03125]])
    assert shrinking.clock == pytest.approx([0, 1 / 3, 2 / 3, 1])


def test_between_two_recorded_steps_all_is_in_between() -> None:
    steady = training([[0.5, 0.25], [1.0, 0.5], [0.5, 0.25], [0.5, 0.25]])
    moment = steady.at(0.25)  # three quarters of the way to the second of four steps
    assert moment.step == round(10**0.75)
    assert moment.errors == pytest.approx([0.875, 0.4375])
    assert moment.filters == pytest.approx(np.array([[1.5], [2.5]]))  # from 0 and 1 to 2 and 3


def test_recorded_steps_are_shown_as_recorded() -> None:
    some = training([[0.4, 0.2], [0.3, 0.2], [0.2, 0.4], [0.1, 0.4]])
    for number, share in enumerate(some.clock.tolist()):
        moment = some.at(share)
        assert moment.step == STEPS[number]
        assert moment.errors == pytest.approx(some.errors[number])
        assert moment.filters == pytest.approx(some.filters[number])


@given(st.floats(0, 1))
def test_a_step_is_shown_at_its_moment(share: float) -> None:
    some = training([[0.4, 0.2], [0.3, 0.2], [0.2, 0.4], [0.1, 0.4]])
    step = some.at(share).step
    later, sooner = some.share_at(step + 0.51), some.share_at(step - 0.51)
    assert sooner <= share <= later


def test_errors_are_sorted_from_where_they_cross() -> None:
    crosses = training([[0.3, 0.1], [0.3, 0.1], [0.1, 0.3], [0.1, 0.3]])
    share = crosses.sorted_from(NOISE)
    assert share is not None
    assert crosses.at(share).errors == pytest.approx([0.2, 0.2])


def test_errors_that_always_are_sorted_are_so_from_the_beginning() -> None:
    assert training([[0.1, 0.3]] * 4).sorted_from(NOISE) == 0.0


def test_errors_that_are_not_sorted_in_the_end_never_are() -> None:
    assert training([[0.1, 0.3], [0.1, 0.3], [0.3, 0.1]]).sorted_from(NOISE) is None
    assert training([[0.1, 0.3], [0.2, 0.2]]).sorted_from(NOISE) is None


def test_errors_that_meet_on_the_way_are_sorted_from_there() -> None:
    meets = training([[0.1, 0.3], [0.2, 0.2], [0.1, 0.3]])
    assert meets.sorted_from(NOISE) == pytest.approx(meets.clock[1])
    assert meets.clock[1] > 0


def test_components_with_the_same_noise_have_no_order() -> None:
    assert training([[0.3, 0.1]] * 4).sorted_from(np.array([0.1, 0.1])) == 0.0


@given(st.integers(0, 10_000))
def test_after_the_crossing_all_stays_in_order(seed: int) -> None:
    random = np.random.default_rng(seed)
    errors = random.uniform(0.1, 1, (4, 3))
    errors[-1] = [0.1, 0.2, 0.3]
    some = AlongTraining(STEPS, np.zeros((4, 3, 1)), errors)
    begin = some.sorted_from(np.array([0.1, 0.01, 0.001]))
    assert begin is not None
    for share in np.linspace(begin, 1, 9)[1:]:
        assert (np.diff(some.at(share).errors) > -1e-9).all()


def test_one_recorded_step_is_enough() -> None:
    one = training([[0.1, 0.3]])
    assert one.at(0.7).step == 1


def test_errors_are_those_of_a_linear_network_in_closed_form() -> None:
    history = History(
        steps=np.array([1, 2]),
        loss=np.zeros((1, 2), np.float32),
        encoder_kernels=np.tile(np.eye(2, dtype=np.float32), (1, 2, 1, 1)),
        encoder_bias=np.zeros((1, 2, 2), np.float32),
        decoder_filters=np.tile(np.eye(2, dtype=np.float32), (1, 2, 1, 1)),
        decoder_bias=np.zeros((1, 2), np.float32),
    )
    patches = np.array([[3.0, 1.0], [-3.0, 1.0]])
    measured = AlongTraining.of(history, 0, "identity", patches)
    assert measured.errors == pytest.approx(np.sqrt([[4.5, 0.5], [4.5, 0.5]]))
