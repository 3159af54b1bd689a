"""Outputs without a component are those of the network with it set to zero."""

from __future__ import annotations

import numpy as np

from deconviz.config.experiment import NetworkSettings
from deconviz.figures import zeroed_outputs
from deconviz.plotting.page import page_of
from support.artists import ys
from support.made_up import figure_inputs

LIGHT = page_of("light")
MASKS = [np.ones(3), *(1 - np.eye(3))]


def test_each_panel_has_a_held_out_patch_and_what_is_left_of_it() -> None:
    inputs = figure_inputs(["baseline"])
    network = inputs.ensembles["baseline"].network(inputs.seed)
    patches = inputs.curves.patches(7)
    axes = zeroed_outputs.draw(inputs, LIGHT).figure.axes
    assert len(axes) == 8
    for panel, mask in zip(axes, 2 * MASKS, strict=True):
        _, target, output = (ys(line) for line in panel.get_lines())
        assert target.tolist() in patches.tolist()
        np.testing.assert_allclose(output, network.decode(network.encode(target) * mask))


def test_patches_have_likely_codes_in_two_directions() -> None:
    inputs = figure_inputs(["code-noise"])
    network = inputs.ensembles["code-noise"].network(inputs.seed)
    axes = zeroed_outputs.draw(inputs, LIGHT).figure.axes
    first, second = (network.encode(ys(axes[at].get_lines()[1])) for at in (0, 4))
    assert np.sign(first).tolist() == [1, 1, 1]
    assert np.sign(second).tolist() == [1, -1, 1]


def test_panels_say_what_is_left_out_and_the_error_that_this_makes() -> None:
    axes = zeroed_outputs.draw(figure_inputs(["baseline"]), LIGHT).figure.axes
    for number, panel in enumerate(axes):
        _, target, output = (ys(line) for line in panel.get_lines())
        error = np.sqrt(np.mean((output - target) ** 2))
        zeroed = number % 4
        heading = f"without {zeroed}" if zeroed else "with all"
        assert panel.texts[0].get_text() == f"{heading}, error {error:.3f}"
        if zeroed:
            assert panel.texts[0].get_color() == LIGHT.theme.component(zeroed - 1).colour


def test_all_panels_have_the_same_limits() -> None:
    axes = zeroed_outputs.draw(figure_inputs(["baseline"]), LIGHT).figure.axes
    assert len({panel.get_ylim() for panel in axes}) == 1


def test_its_caption_names_the_components_that_cost_least_and_most() -> None:
    plot = zeroed_outputs.draw(figure_inputs(["code-noise"]), LIGHT)
    headings = [panel.texts[0].get_text() for panel in plot.figure.axes]
    errors = np.array([float(text.partition("error ")[2]) for text in headings]).reshape(2, 4)
    least, most = errors[:, 1:].mean(0).argmin() + 1, errors[:, 1:].mean(0).argmax() + 1
    assert f"without component {least} and by" in plot.caption.finding
    assert plot.caption.finding.endswith(f"without component {most}")
    for text in (plot.caption.text, plot.caption.alternative):
        assert f"A {', '.join(f'{error:.3f}' for error in errors[0])}" in text
    assert "seed 11" in plot.caption.text


def test_panels_above_a_gap_number_their_points_themselves() -> None:
    inputs = figure_inputs(["baseline"], network=NetworkSettings(channels=5))
    axes = zeroed_outputs.draw(inputs, LIGHT).figure.axes
    assert len(axes) == 12
    numbered = [
        any(tick.label1.get_visible() for tick in one.xaxis.get_major_ticks()) for one in axes
    ]
    assert numbered == [False] * 8 + [True] * 4
