"""What panels share: letters, axes of values, stems."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from deconviz.look.theme import LIGHT
from deconviz.plotting.panels import letters, stems, values_axis
from support.artists import segments, ys


def test_letters_go_on_after_z() -> None:
    assert letters(3) == ["A", "B", "C"]
    assert letters(28)[-3:] == ["Z", "AA", "AB"]


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=8))
@pytest.mark.slow
def test_an_axis_of_values_holds_them_all_and_zero_with_ticks_inside(values: list[float]) -> None:
    axes = Figure().add_subplot()
    values_axis(axes, np.array(values), LIGHT)
    low, high = axes.get_ylim()
    assert low < min(0, *values) <= max(0, *values) < high
    assert all(low <= tick <= high for tick in axes.get_yticks())
    assert 0 in axes.get_yticks()
    assert ys(axes.get_lines()[0]).tolist() == [0, 0]


def test_stems_stand_on_zero_and_end_at_their_values() -> None:
    axes = Figure().add_subplot()
    stems(axes, np.array([0.5, -1.0]), "#0b62b4")
    [sticks] = segments(axes)
    ends = [stick.tolist() for stick in sticks]
    assert ends == [[[0, 0], [0, 0.5]], [[1, 0], [1, -1.0]]]
    [dots] = axes.get_lines()
    assert list(ys(dots)) == [0.5, -1.0]
    assert to_hex(dots.get_color()) == "#0b62b4"
