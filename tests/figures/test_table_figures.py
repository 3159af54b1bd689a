"""Figures that are drawn from the table of errors with a component zeroed."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import numpy as np
import pytest

from deconviz.figures import compound, larger_networks, relu
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import page_of
from deconviz.plotting.tables import zeroed_losses
from support.artists import ys
from support.made_up import figure_inputs

LIGHT = page_of("light")

every_figure = pytest.mark.parametrize("figure", [compound, larger_networks, relu])


def with_noise(inputs: FigureInputs, variant: str, noise: tuple[float, ...]) -> FigureInputs:
    """Give a variant other noise on its code."""
    ensemble = inputs.ensembles[variant]
    experiment = ensemble.experiment.model_copy(update={"code_noise": noise})
    other = replace(ensemble, experiment=experiment)
    return replace(inputs, ensembles={**inputs.ensembles, variant: other})


@every_figure
def test_panels_have_the_errors_of_the_table_a_line_a_seed(figure: ModuleType) -> None:
    inputs = figure_inputs(figure.VARIANTS)
    plot = figure.draw(inputs, LIGHT)
    for axes, variant in zip(plot.figure.axes, figure.VARIANTS, strict=True):
        rows = [row for row in inputs.tables["ablation"] if row["variant"] == variant]
        errors = np.reshape([row["mean_squared_error"] for row in rows], (10, 4))
        lines, dots = axes.get_lines()[:10], axes.get_lines()[10:]
        np.testing.assert_array_equal([ys(line) for line in lines], errors)
        np.testing.assert_array_equal([ys(line) for line in dots], errors.T)
        assert axes.texts[0].get_text() == variant
        labels = [label.get_text() for label in axes.get_xticklabels()]
        assert labels == ["none", "1", "2", "3"]


def test_seeds_are_counted_whose_components_are_in_the_order_of_their_noise() -> None:
    inputs = figure_inputs(larger_networks.VARIANTS)
    losses = zeroed_losses(inputs.tables["ablation"], larger_networks.VARIANTS)
    counts = {
        name: larger_networks.seeds_in_order(losses[name], ensemble)
        for name, ensemble in inputs.ensembles.items()
    }
    assert counts["more-channels"] == 10
    assert counts["longer-signal"] == 7
    assert "7 of 10 longer-signal" in larger_networks.draw(inputs, LIGHT).caption.finding


def test_the_order_is_that_of_the_noise_not_of_the_numbers() -> None:
    inputs = figure_inputs(larger_networks.VARIANTS)
    turned = with_noise(inputs, "longer-signal", (0.001, 0.01, 0.1))
    caption = larger_networks.draw(turned, LIGHT).caption
    assert "3 of 10 longer-signal" in caption.finding
    assert "longer-signal 0.001, 0.01, 0.1" in caption.text


def test_noise_that_ranks_nothing_has_no_order_to_count() -> None:
    inputs = with_noise(figure_inputs(larger_networks.VARIANTS), "longer-signal", ())
    caption = larger_networks.draw(inputs, LIGHT).caption
    assert "longer-signal" not in caption.finding
    assert "longer-signal the code noise of longer-signal is the same" in caption.text


@pytest.mark.parametrize("figure", [larger_networks, relu])
def test_of_one_seed_there_is_no_agreement(figure: ModuleType) -> None:
    inputs = figure_inputs(figure.VARIANTS)
    alone = {
        name: [row for row in rows if row.get("seed") == 0] for name, rows in inputs.tables.items()
    }
    assert "between seeds" in figure.draw(inputs, LIGHT).caption.text
    caption = figure.draw(replace(inputs, tables=alone), LIGHT).caption
    assert "between seeds" not in caption.text
