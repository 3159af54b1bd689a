"""Sample curves are the first ones that networks are trained on."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.curves import control_values
from deconviz.experiment import Data, Network
from deconviz.figures import sample_curves
from deconviz.plotting.page import page_of
from readable import faults
from specimens import DATA, material

LIGHT = page_of("light")


def test_it_plots_the_first_nine_curves_to_train_on_with_a_dot_a_point() -> None:
    made = material(())
    panels = sample_curves.draw(made, LIGHT).figure.axes
    for axes, values in zip(panels, made.curves.train, strict=False):
        [_, drawn] = axes.get_lines()
        np.testing.assert_array_equal(drawn.get_ydata(), values)
        assert drawn.get_marker() == "o"
    assert len(panels) == 9


def test_all_panels_share_their_limits_and_zero_is_in_view() -> None:
    panels = sample_curves.draw(material(()), LIGHT).figure.axes
    [limits] = {axes.get_ylim() for axes in panels}
    assert limits[0] < 0 < limits[1]


def test_the_two_numbers_above_a_panel_are_those_of_its_curve() -> None:
    made = material(())
    figure = sample_curves.draw(made, LIGHT).figure
    [first, second] = control_values(made.curves.train[0])
    expected = f"{first:+.2f}, {second:+.2f}".replace("-", "−")
    assert expected in [text.get_text() for text in figure.axes[0].texts]


def test_fewer_curves_leave_panels_empty() -> None:
    made = material((), data=Data(curves=4, held_out=4))
    panels = sample_curves.draw(made, LIGHT).figure.axes
    assert sum(axes.get_visible() for axes in panels) == 4


@pytest.mark.parametrize("points", [2, 3, 40])
@pytest.mark.parametrize("look", ["light", "light-one-column"])
@pytest.mark.usefixtures("inter")
def test_it_can_be_read_with_any_number_of_points(points: int, look: str) -> None:
    made = material((), network=Network(kernel=2), data=Data(curves=9, held_out=9, points=points))
    drawn = sample_curves.draw(made, page_of(look))
    assert faults(drawn.figure) == []
    assert f"{points} values" in drawn.caption


def test_its_words_have_how_many_curves_there_are_and_their_range() -> None:
    made = material(())
    words = " ".join(sample_curves.draw(made, LIGHT).words.values())
    assert f"9 of {DATA.curves} curves" in words
    assert f"{made.curves.train.max():+.2f}" in words
    assert "100.0%" in words
