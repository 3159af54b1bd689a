"""The heat maps of the noise grid have the values of its table."""

from __future__ import annotations

import numpy as np

from deconviz.figures import noise_grid
from deconviz.plotting.page import page_of
from support.made_up import figure_inputs

LIGHT = page_of("light")


def test_the_cells_have_the_values_over_seeds() -> None:
    inputs = figure_inputs([])
    order = noise_grid.draw(inputs, LIGHT).figure.axes[0]
    cells = {text.get_position(): text.get_text() for text in order.texts[1:]}
    assert len(cells) == 35
    assert cells[0.5, 6.5] == "1.00"
    rows = [row for row in inputs.tables["noise-grid"] if row["code_noise"] == 0.001]
    share = np.mean([row["least_step_in_order"] > 1 for row in rows if row["input_noise"] == 0])
    assert cells[0.5, 0.5] == f"{share:.2f}"


def test_the_caption_lists_the_noises_with_which_the_method_works() -> None:
    works = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]])
    figures = noise_grid._figures(works, [0.01, 0.1, 1.0], [0.0, 0.3])
    assert figures.endswith("by the noise on the input: 0.1, 1 (input 0); 1 (input 0.3)")


def test_the_title_counts_the_pairs_that_work_as_the_table_does() -> None:
    inputs = figure_inputs([])
    rows = inputs.tables["noise-grid"]
    count = len({(row["code_noise"], row["input_noise"]) for row in rows if row["works"]})
    finding = noise_grid.draw(inputs, LIGHT).caption.finding
    assert f"works with {count} of 35 pairs" in finding


def test_the_share_in_order_is_of_the_seeds_whose_least_step_is_above_1() -> None:
    rows = [{"code_noise": 1.0, "input_noise": 0.0, "x": value} for value in (0.5, 1.5, 2.5, 3.5)]
    assert noise_grid.grid(rows, "x", [1.0], [0.0], noise_grid._ordered) == [[0.75]]
