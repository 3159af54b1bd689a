"""The loss figure shows the recorded losses and the floor below them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.axes import Axes

from deconviz.analysis.comparison import pca_floor
from deconviz.arrays import Floats, Steps
from deconviz.config.experiment import NetworkSettings
from deconviz.figures import loss
from deconviz.network.history import History
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import page_of
from support.artists import by_label, xs, ys
from support.made_up import VARIANTS, figure_inputs, history
from support.readable import faults

LIGHT = page_of("light")
FLOOR = "PCA floor,\n3 components\nof 7 points"


def with_histories(*histories: History) -> FigureInputs:
    """Give variants other losses."""
    inputs = figure_inputs([f"variant-{number}" for number in range(len(histories))])
    pairs = zip(inputs.ensembles.items(), histories, strict=True)
    return replace(
        inputs, ensembles={name: replace(ensemble, history=h) for (name, ensemble), h in pairs}
    )


def bands(axes: Axes, steps: Steps) -> list[tuple[Floats, Floats]]:
    """Return the lower and upper edge of every band at `steps`."""
    outlines = [np.asarray(shade.get_paths()[0].vertices) for shade in axes.collections]
    low, high = (
        [np.array([pick(line[line[:, 0] == step, 1]) for step in steps]) for line in outlines]
        for pick in (min, max)
    )
    return list(zip(low, high, strict=True))


def test_it_plots_the_mean_of_every_variant_against_its_steps() -> None:
    inputs = figure_inputs()
    [axes] = loss.draw(inputs, LIGHT).figure.axes
    for name, ensemble in inputs.ensembles.items():
        mean = by_label(axes)[name]
        np.testing.assert_array_equal(xs(mean), ensemble.history.steps)
        np.testing.assert_allclose(ys(mean), ensemble.history.loss.mean(0))


def test_it_shades_a_deviation_either_way_but_nothing_that_no_seed_reached() -> None:
    inputs = figure_inputs()
    [axes] = loss.draw(inputs, LIGHT).figure.axes
    histories = [ensemble.history for ensemble in inputs.ensembles.values()]
    for (low, high), history_ in zip(bands(axes, histories[0].steps), histories, strict=True):
        mean, deviation = history_.loss.mean(0), history_.loss.std(0)
        np.testing.assert_allclose(high, mean + deviation)
        np.testing.assert_allclose(low, np.maximum(mean - deviation, history_.loss.min(0)))


def test_it_can_shade_a_deviation_that_is_larger_than_its_mean() -> None:
    """A logarithm has no place for what is below zero."""
    steps = np.array([1, 100, 10_000])
    one_outlier = History(steps, np.array([[1e-5] * 3, [1e-5] * 3, [1.0] * 3], np.float32))
    [axes] = loss.draw(with_histories(one_outlier), LIGHT).figure.axes
    [(low, _)] = bands(axes, steps)
    np.testing.assert_allclose(low, 1e-5)


def test_the_floor_is_that_of_the_held_out_patches_through_all_steps() -> None:
    inputs = figure_inputs()
    [axes] = loss.draw(inputs, LIGHT).figure.axes
    floor = pca_floor(inputs.curves.patches(7), 3)
    assert ys(by_label(axes)[FLOOR]).tolist() == [floor, floor]
    assert FLOOR in [text.get_text() for text in axes.texts]


def test_floors_are_drawn_for_each_size_and_not_where_there_is_none() -> None:
    small, large = (
        figure_inputs(["small"]),
        figure_inputs(["large"], network=NetworkSettings(channels=7)),
    )
    both = replace(small, ensembles={**small.ensembles, **large.ensembles})
    [axes] = loss.draw(both, LIGHT).figure.axes
    assert set(by_label(axes)) == {"small", "large", FLOOR}


def test_it_is_logarithmic_both_ways_with_the_floor_and_the_last_step_in_view() -> None:
    inputs = figure_inputs()
    [axes] = loss.draw(inputs, LIGHT).figure.axes
    assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")
    assert axes.get_xlim()[1] == 40_000
    assert axes.get_ylim()[0] < pca_floor(inputs.curves.patches(7), 3)


def test_each_line_has_its_variants_colour_and_dashes_and_so_has_its_label() -> None:
    [axes] = loss.draw(figure_inputs(), LIGHT).figure.axes
    labels = {text.get_text(): text.get_color() for text in axes.texts}
    for name, mark in LIGHT.theme.marks_of_variants(list(VARIANTS)).items():
        line = by_label(axes)[name]
        assert line.get_color() == labels[name] == mark.colour
        assert line.get_linestyle() == ("--" if mark.dashes else "-")


@pytest.mark.parametrize(
    "ends", [[1e-5], [1e-5] * 4, [1e-5, 1.01e-5, 1.02e-5, 1.03e-5, 1.04e-5], [1e-2, 1e-3, 1e-5]]
)
@pytest.mark.usefixtures("inter")
def test_it_stays_readable_wherever_its_lines_end(ends: list[float]) -> None:
    plot = loss.draw(with_histories(*map(history, ends)), LIGHT)
    assert faults(plot.figure) == []


@pytest.mark.parametrize("last", [1, 5, 10])
def test_a_short_training_runs_from_left_to_right(last: int) -> None:
    [axes] = loss.draw(with_histories(history(0.1, last=last)), LIGHT).figure.axes
    low, high = axes.get_xlim()
    assert low < high == last


def test_its_caption_has_its_figures() -> None:
    inputs = figure_inputs()
    words = " ".join(loss.draw(inputs, LIGHT).caption.words.values())
    for ensemble in inputs.ensembles.values():
        assert f"{ensemble.history.loss[:, -1].mean():.2e}" in words
    assert f"{pca_floor(inputs.curves.patches(7), 3):.2e}" in words
    assert "10 seeds" in words
