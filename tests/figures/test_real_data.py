"""Losses on the measured series are those of the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from deconviz.arrays import Row
from deconviz.figures import real_data
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import page_of
from support.artists import xs
from support.made_up import figure_inputs

LIGHT = page_of("light")


def with_rows(keep: Callable[[Row], bool]) -> FigureInputs:
    """Leave rows of the table out."""
    inputs = figure_inputs([])
    rows = [row for row in inputs.tables["real-data"] if keep(row)]
    return replace(inputs, tables={"real-data": rows})


def test_every_seed_s_loss_on_the_series_is_a_dot() -> None:
    inputs = figure_inputs([])
    [axes] = real_data.draw(inputs, LIGHT).figure.axes
    *dots, floor_line = axes.get_lines()
    for line, variant in zip(dots, real_data.VARIANTS, strict=True):
        rows = [row for row in inputs.tables["real-data"] if row["variant"] == variant]
        assert len(rows) == 10
        assert list(xs(line)) == [row["mean_squared_error"] for row in rows]
    floor = inputs.tables["real-data"][0]["pca_floor"]
    assert xs(floor_line).tolist() == [floor, floor]


def test_a_variant_with_another_kernel_is_left_out() -> None:
    plot = real_data.draw(with_rows(lambda row: row["variant"] != "baseline"), LIGHT)
    labels = [label.get_text() for label in plot.figure.axes[0].get_yticklabels()]
    assert labels == ["code-noise", "input-noise", "real"]
    assert "Left out, since their kernel is another: baseline." in plot.caption.text


def test_the_series_alone_is_compared_with_nothing() -> None:
    plot = real_data.draw(with_rows(lambda row: row["variant"] == "real"), LIGHT)
    assert plot.caption.finding.startswith("No network that is trained on curves has a kernel as")


@pytest.mark.parametrize("keep", [lambda row: not row, lambda row: row["variant"] != "real"])
def test_without_the_series_it_says_so(keep: Callable[[Row], bool]) -> None:
    plot = real_data.draw(with_rows(keep), LIGHT)
    assert [text.get_text() for text in plot.figure.texts] == [plot.caption.finding]
    assert plot.caption.finding == "The variant real is not trained on a series"
