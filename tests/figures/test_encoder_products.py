"""Products are those of input and filter, and the numbers beside them add up."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

import numpy as np
import pytest

from deconviz.analysis.examples import example
from deconviz.config.experiment import Activation, NetworkSettings
from deconviz.figures import encoder_products
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import page_of
from support.artists import ys
from support.made_up import figure_inputs

LIGHT = page_of("light")
ACTIVATIONS: dict[str, Callable[[float], float]] = {
    "tanh": math.tanh,
    "relu": lambda x: max(x, 0.0),
    "identity": lambda x: x,
}


def numbers(inputs: FigureInputs) -> list[tuple[list[float], int]]:
    """Return the numbers beside each row, and how many decimals they have."""
    products = encoder_products.draw(inputs, LIGHT).figure.axes[2::3]
    rows = [re.findall(r"[+−]?\d+\.\d+", axes.texts[-1].get_text()) for axes in products]
    return [
        ([float(number.replace("−", "-")) for number in row], len(row[0].partition(".")[2]))
        for row in rows
    ]


def test_a_row_is_the_input_the_filter_and_their_product_at_every_point() -> None:
    inputs = figure_inputs(["baseline"])
    of_seed = example(inputs.ensemble, inputs.seed)
    axes = encoder_products.draw(inputs, LIGHT).figure.axes
    for component, row in enumerate(zip(axes[::3], axes[1::3], axes[2::3], strict=True)):
        of_input, of_filter, of_products = (ys(panel.get_lines()[1]) for panel in row)
        np.testing.assert_array_equal(of_input, of_seed.patch)
        np.testing.assert_array_equal(of_filter, of_seed.network.encoder_kernels[component])
        np.testing.assert_allclose(of_products, of_input * of_filter)
        assert row[1].get_lines()[1].get_color() == LIGHT.theme.component(component).colour


def test_columns_are_named_and_rows_are_components() -> None:
    axes = encoder_products.draw(figure_inputs(["baseline"]), LIGHT).figure.axes
    assert [panel.get_title(loc="left") for panel in axes[:3]] == ["A", "B", "C"]
    assert [panel.texts[0].get_text() for panel in axes[:3]] == ["input", "× filter", "= product"]
    assert [panel.get_ylabel() for panel in axes[::3]] == [
        "component 1", "component 2", "component 3",
    ]  # fmt: skip


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_numbers_add_up_as_printed_and_are_the_networks_own(activation: Activation) -> None:
    inputs = figure_inputs(["baseline"], network=NetworkSettings(activation=activation))
    of_seed = example(inputs.ensemble, inputs.seed)
    for component, ((total, bias, before, code), decimals) in enumerate(numbers(inputs)):
        kernel = of_seed.network.encoder_kernels[component]
        place = 10**-decimals
        assert round((total + bias - before) / place) == 0
        assert total == pytest.approx(kernel @ of_seed.patch, abs=0.51 * place)
        assert code == pytest.approx(of_seed.code[component], abs=0.51 * place)
        assert code == pytest.approx(ACTIVATIONS[activation](before), abs=1.1 * place)


def test_the_input_has_the_same_limits_in_every_row() -> None:
    axes = encoder_products.draw(figure_inputs(["baseline"]), LIGHT).figure.axes
    assert len({panel.get_ylim() for panel in axes[::3]}) == 1


def test_its_caption_has_its_figures() -> None:
    inputs = figure_inputs(["baseline"])
    of_seed = example(inputs.ensemble, inputs.seed)
    caption = encoder_products.draw(inputs, LIGHT).caption
    code = ", ".join(f"{value:.2f}".replace("-", "−") for value in of_seed.code)
    assert f"({code})" in caption.finding
    for text in (caption.text, caption.alternative):
        assert f"is code {of_seed.code[0]:.3f}".replace("-", "−") in text
    assert "held-out" in caption.text
