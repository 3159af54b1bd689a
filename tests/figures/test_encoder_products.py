"""Products are those of input and filter, and the numbers beside them add up."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from deconviz.examples import example
from deconviz.experiment import Activation, Network
from deconviz.figures import encoder_products
from deconviz.material import Material
from deconviz.plotting.page import page_of
from specimens import material

LIGHT = page_of("light")
ACTIVATIONS = {"tanh": math.tanh, "relu": lambda x: max(x, 0.0), "identity": lambda x: x}


def numbers(made: Material) -> list[tuple[list[float], int]]:
    """Return the numbers beside each row, and how many decimals they have."""
    products = encoder_products.draw(made, LIGHT).figure.axes[2::3]
    found = [re.findall(r"[+−]?\d+\.\d+", axes.texts[-1].get_text()) for axes in products]
    return [
        ([float(number.replace("−", "-")) for number in row], len(row[0].partition(".")[2]))
        for row in found
    ]


def test_a_row_is_the_input_the_filter_and_their_product_at_every_point() -> None:
    made = material(["baseline"])
    shown = example(made, made.variants["baseline"])
    axes = encoder_products.draw(made, LIGHT).figure.axes
    for component, row in enumerate(zip(axes[::3], axes[1::3], axes[2::3], strict=True)):
        of_input, of_filter, of_products = (
            np.array(panel.get_lines()[1].get_ydata()) for panel in row
        )
        np.testing.assert_array_equal(of_input, shown.patch)
        np.testing.assert_array_equal(of_filter, shown.network.encoder_kernels[component])
        np.testing.assert_allclose(of_products, of_input * of_filter)
        assert row[1].get_lines()[1].get_color() == LIGHT.theme.component(component).colour


def test_columns_are_named_and_rows_are_components() -> None:
    axes = encoder_products.draw(material(["baseline"]), LIGHT).figure.axes
    assert [panel.get_title(loc="left") for panel in axes[:3]] == ["A", "B", "C"]
    assert [panel.texts[0].get_text() for panel in axes[:3]] == ["input", "× filter", "= product"]
    assert [panel.get_ylabel() for panel in axes[::3]] == [
        "component 1", "component 2", "component 3",
    ]  # fmt: skip


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_numbers_add_up_as_they_are_shown_and_are_the_networks_own(activation: Activation) -> None:
    made = material(["baseline"], network=Network(activation=activation))
    shown = example(made, made.variants["baseline"])
    for component, ((total, bias, before, code), decimals) in enumerate(numbers(made)):
        kernel = shown.network.encoder_kernels[component]
        place = 10**-decimals
        assert round((total + bias - before) / place) == 0
        assert total == pytest.approx(kernel @ shown.patch, abs=0.51 * place)
        assert code == pytest.approx(shown.code[component], abs=0.51 * place)
        assert code == pytest.approx(ACTIVATIONS[activation](before), abs=1.1 * place)


def test_the_input_has_the_same_limits_in_every_row() -> None:
    axes = encoder_products.draw(material(["baseline"]), LIGHT).figure.axes
    assert len({panel.get_ylim() for panel in axes[::3]}) == 1


def test_its_words_have_its_figures() -> None:
    made = material(["baseline"])
    shown = example(made, made.variants["baseline"])
    words = encoder_products.draw(made, LIGHT)
    code = ", ".join(f"{value:.2f}".replace("-", "−") for value in shown.code)
    assert f"({code})" in words.title
    for text in (words.caption, words.alternative):
        assert f"is code {shown.code[0]:.3f}".replace("-", "−") in text
    assert "held-out" in words.caption
