"""What figures share: numbers, letters, axes of values, stems."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from deconviz.plotting.numbers import listed, number, signed
from deconviz.plotting.panels import letters, stems, values_axis
from deconviz.theme import LIGHT


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(0.1, None, "0.1"), (-0.25, None, "−0.25"), (-0.25, 3, "−0.250"), (-0.0001, 2, "0.00")],
)
def test_numbers_have_a_minus_sign_and_no_minus_zero(
    value: float, decimals: int | None, text: str
) -> None:
    assert number(value, decimals) == text


def test_signed_numbers_have_a_sign_whatever_they_are() -> None:
    assert [signed(value, 2) for value in (0.25, -0.25, 0.0)] == ["+0.25", "−0.25", "+0.00"]


def test_listed_numbers_have_commas_between_them() -> None:
    assert listed([0, -0.1]) == "0, −0.1"


def test_letters_go_on_after_z() -> None:
    assert letters(3) == ["A", "B", "C"]
    assert letters(28)[-3:] == ["Z", "AA", "AB"]


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=8))
def test_an_axis_of_values_holds_them_all_and_zero_with_ticks_inside(values: list[float]) -> None:
    axes = Figure().add_subplot()
    values_axis(axes, np.array(values), LIGHT)
    low, high = axes.get_ylim()
    assert low < min(0, *values) <= max(0, *values) < high
    assert all(low <= tick <= high for tick in axes.get_yticks())
    assert 0 in axes.get_yticks()
    assert axes.get_lines()[0].get_ydata() == [0, 0]


def test_stems_stand_on_zero_and_end_at_their_values() -> None:
    axes = Figure().add_subplot()
    stems(axes, np.array([0.5, -1.0]), "#0b62b4")
    [sticks] = axes.collections
    ends = [segment.tolist() for segment in sticks.get_segments()]
    assert ends == [[[0, 0], [0, 0.5]], [[1, 0], [1, -1.0]]]
    [dots] = axes.get_lines()
    assert list(dots.get_ydata()) == [0.5, -1.0]
    assert to_hex(dots.get_color()) == "#0b62b4"
