"""Sample curves are the first training curves."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.config.experiment import CurveSettings, NetworkSettings
from deconviz.data.curves import control_values
from deconviz.figures import sample_curves
from deconviz.plotting.page import page_of
from support.artists import ys
from support.made_up import DATA, figure_inputs
from support.readable import faults

LIGHT = page_of("light")


def test_it_plots_the_first_nine_curves_to_train_on_with_a_dot_a_point() -> None:
    inputs = figure_inputs(())
    panels = sample_curves.draw(inputs, LIGHT).figure.axes
    for axes, values in zip(panels, inputs.curves.train[:9], strict=True):
        [_, curve] = axes.get_lines()
        np.testing.assert_array_equal(ys(curve), values)
        assert curve.get_marker() == "o"


def test_all_panels_share_their_limits_and_zero_is_in_view() -> None:
    panels = sample_curves.draw(figure_inputs(()), LIGHT).figure.axes
    [limits] = {axes.get_ylim() for axes in panels}
    assert limits[0] < 0 < limits[1]


def test_the_two_numbers_above_a_panel_are_those_of_its_curve() -> None:
    inputs = figure_inputs(())
    figure = sample_curves.draw(inputs, LIGHT).figure
    [first, second] = control_values(inputs.curves.train[0])
    expected = f"{first:+.2f}, {second:+.2f}".replace("-", "−")
    assert expected in [text.get_text() for text in figure.axes[0].texts]


def test_fewer_curves_leave_panels_empty() -> None:
    inputs = figure_inputs((), data=CurveSettings(curves=4, held_out=4))
    panels = sample_curves.draw(inputs, LIGHT).figure.axes
    assert sum(axes.get_visible() for axes in panels) == 4


@pytest.mark.parametrize("points", [2, 3, 40])
@pytest.mark.parametrize("look", ["light", "light-one-column"])
@pytest.mark.usefixtures("inter")
def test_it_can_be_read_with_any_number_of_points(points: int, look: str) -> None:
    inputs = figure_inputs(
        (),
        network=NetworkSettings(kernel=2),
        data=CurveSettings(curves=9, held_out=9, points=points),
    )
    plot = sample_curves.draw(inputs, page_of(look))
    assert faults(plot.figure) == []
    assert f"{points} values" in plot.caption.text


def test_its_caption_has_how_many_curves_there_are_and_their_range() -> None:
    inputs = figure_inputs(())
    words = " ".join(sample_curves.draw(inputs, LIGHT).caption.words.values())
    assert f"9 of {DATA.curves} training curves" in words
    assert f"{inputs.curves.train.max():+.2f}" in words
    assert "100.0%" in words
