"""Outputs beside targets: patches by their error, and the differences of all seeds."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.axes import Axes

from deconviz.arrays import Floats
from deconviz.figures import outputs
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import page_of
from support.artists import ys
from support.made_up import figure_inputs

LIGHT = page_of("light")


def rows(inputs: FigureInputs) -> tuple[list[Axes], list[Axes]]:
    """Draw a figure of two rows: values, and differences."""
    axes = outputs.draw(inputs, LIGHT).figure.axes
    return axes[:4], axes[4:]


def line_of(axes: Axes, name: str) -> Floats:
    [line] = [line for line in axes.get_lines() if line.get_label() == name]
    return ys(line)


def errors(inputs: FigureInputs) -> Floats:
    patches = inputs.curves.patches(7)
    outs = [one.decode(one.encode(patches)) for one in inputs.ensemble.networks]
    return np.asarray(np.mean([((out - patches) ** 2).mean(1) for out in outs], axis=0))


def test_targets_are_held_out_patches_from_a_small_error_to_the_largest() -> None:
    inputs = figure_inputs(["baseline"])
    patches, sizes = inputs.curves.patches(7), errors(inputs)
    of_targets = []
    for axes in rows(inputs)[0]:
        [index] = np.flatnonzero((patches == line_of(axes, "target")).all(1))[:1]
        of_targets.append(sizes[index])
    assert of_targets == sorted(of_targets)
    assert of_targets[-1] == sizes.max()
    assert of_targets[1] == pytest.approx(np.median(sizes), rel=0.02)


def test_outputs_are_those_of_the_seed_that_stands_for_all() -> None:
    inputs = figure_inputs(["baseline"])
    network = inputs.ensembles["baseline"].network(inputs.seed)
    for axes in rows(inputs)[0]:
        expected = network.decode(network.encode(line_of(axes, "target")))
        np.testing.assert_allclose(line_of(axes, "output"), expected)


def test_below_are_the_differences_of_every_seed() -> None:
    inputs = figure_inputs(["baseline"])
    ensemble = inputs.ensemble
    for above, below in zip(*rows(inputs), strict=True):
        target = line_of(above, "target")
        lines = below.get_lines()[1:]
        for line, network in zip(lines, ensemble.networks, strict=True):
            expected = network.decode(network.encode(target)) - target
            np.testing.assert_allclose(ys(line), expected)
        with_dots = [line.get_marker() == "o" for line in lines]
        assert with_dots == [seed == inputs.seed for seed in ensemble.seeds]


def test_panels_that_are_compared_share_their_limits() -> None:
    for row in rows(figure_inputs(["baseline"])):
        assert len({axes.get_ylim() for axes in row}) == 1


def test_lines_are_named_at_their_ends() -> None:
    above, below = rows(figure_inputs(["baseline"]))
    assert {text.get_text() for text in above[-1].texts} >= {"target", "output"}
    assert {text.get_text() for text in below[-1].texts} == {"seed 11", "others"}


def test_one_seed_has_no_others() -> None:
    inputs = figure_inputs(["baseline"], seeds=1)
    _, below = rows(inputs)
    assert {text.get_text() for text in below[-1].texts} == {"seed 11"}
    assert "over 1 seed," in outputs.draw(inputs, LIGHT).caption.text


def test_in_one_column_pairs_of_panels_stand_below_each_other() -> None:
    figure = outputs.draw(figure_inputs(["baseline"]), page_of("light-one-column")).figure
    headings = [axes.get_title(loc="left").strip() for axes in figure.axes]
    assert headings == ["A", "B", "", "", "C", "D", "", ""]


def test_its_caption_has_its_figures() -> None:
    inputs = figure_inputs(["baseline"])
    caption = outputs.draw(inputs, LIGHT).caption
    assert f"below {np.sqrt(np.median(errors(inputs))):.4f}" in caption.finding
    assert f"all {len(inputs.curves.patches(7))} held-out patches" in caption.text
    assert f"{np.sqrt(errors(inputs).max()):.4f}" in caption.text
    assert "10 seeds" in caption.text
