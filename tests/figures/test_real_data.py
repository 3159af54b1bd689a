"""Losses on the measured series are those of the table."""

from __future__ import annotations

from deconviz.figures import real_data
from deconviz.plotting.page import page_of
from support.artists import xs
from support.made_up import figure_inputs

LIGHT = page_of("light")


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
