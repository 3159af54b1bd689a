"""The figures of the audit show what its tables and histories hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from deconviz.figures import (
    compound,
    filters_along_training,
    larger_networks,
    noise_sweep,
    real_data,
    relu,
)
from deconviz.material import Material
from deconviz.plotting.page import page_of
from deconviz.plotting.zeroed import of_table
from specimens import material

LIGHT = page_of("light")


def with_last_order(made: Material, swapped: list[bool]) -> Material:
    """Give every variant a history that ends with filters 2 and 3 in order, or swapped."""
    variants = {}
    for name, networks in made.variants.items():
        sorted_ = np.array(networks.history.decoder_filters)  # (S, T, C, K)
        for seed, turn in enumerate(swapped):
            if turn:
                sorted_[seed, -1] = sorted_[seed, -1][[0, 2, 1]]
        kept = replace(networks.history, decoder_filters=sorted_)
        variants[name] = replace(networks, history=kept)
    return replace(made, variants=variants)


@pytest.fixture
def along() -> Material:
    noisy = material(["code-noise"]).variants["code-noise"]
    return replace(material([]), variants=dict.fromkeys(filters_along_training.VARIANTS, noisy))


def test_filters_in_order_lead_by_1_and_swapped_ones_by_minus_1(along: Material) -> None:
    swapped = [True, False] * 5
    made = with_last_order(along, swapped)
    for networks in made.variants.values():
        last = filters_along_training.lead(networks, made.curves)[:, -1]
        np.testing.assert_allclose(last, np.where(swapped, -1, 1), atol=0.01)


def test_a_line_a_seed_is_drawn_and_dashed_where_it_ends_swapped(along: Material) -> None:
    made = with_last_order(along, [True] * 3 + [False] * 7)
    drawn = filters_along_training.draw(made, LIGHT)
    for axes, networks in zip(drawn.figure.axes, made.variants.values(), strict=True):
        lines = axes.get_lines()[1:]
        leads = filters_along_training.lead(networks, made.curves)
        for line, of_seed in zip(lines, leads, strict=True):
            np.testing.assert_allclose(line.get_ydata(), of_seed)
        assert [line.get_linestyle() for line in lines] == ["--"] * 3 + ["-"] * 7
    assert "source 3 of 10" in drawn.caption


@pytest.mark.parametrize("figure", [compound, larger_networks, relu])
def test_panels_have_the_errors_of_the_table_a_line_a_seed(figure: Any) -> None:
    rows = material([]).tables["ablation"]
    drawn = figure.draw(material([]), LIGHT)
    for axes, variant in zip(drawn.figure.axes, figure.VARIANTS, strict=True):
        of_variant = [row["mean_squared_error"] for row in rows if row["variant"] == variant]
        recorded = np.reshape(of_variant, (10, 4))
        joined, dots = axes.get_lines()[:10], axes.get_lines()[10:]
        np.testing.assert_array_equal([line.get_ydata() for line in joined], recorded)
        np.testing.assert_array_equal([line.get_ydata() for line in dots], recorded.T)
        assert axes.texts[0].get_text() == variant
        labels = [label.get_text() for label in axes.get_xticklabels()]
        assert labels == ["none", "1", "2", "3"]


def test_sorted_networks_are_counted() -> None:
    zeroed = of_table(material([]).tables["ablation"], larger_networks.VARIANTS)
    assert larger_networks.rising(zeroed["more-channels"]) == 10
    assert larger_networks.rising(zeroed["longer-signal"]) == 7
    assert "7 of 10 longer-signal" in larger_networks.draw(material([]), LIGHT).title


def test_every_seed_s_loss_on_the_series_is_a_dot() -> None:
    made = material([])
    [axes] = real_data.draw(made, LIGHT).figure.axes
    for line, variant in zip(axes.get_lines(), real_data.VARIANTS, strict=False):
        rows = [row for row in made.tables["real-data"] if row["variant"] == variant]
        assert list(line.get_xdata()) == [row["mean_squared_error"] for row in rows]
    floor = made.tables["real-data"][0]["pca_floor"]
    assert axes.get_lines()[-1].get_xdata() == [floor, floor]


def test_the_fields_of_the_sweep_have_the_values_over_seeds() -> None:
    made = material([])
    drawn = noise_sweep.draw(made, LIGHT)
    order = drawn.figure.axes[0]
    shown = {text.get_position(): text.get_text() for text in order.texts[1:]}
    assert len(shown) == 35
    assert shown[0.5, 6.5] == "1.00"
    rows = [row for row in made.tables["noise-sweep"] if row["code_noise"] == 0.001]
    share = np.mean([row["least_step_in_order"] > 1 for row in rows if row["input_noise"] == 0])
    assert shown[0.5, 0.5] == f"{share:.2f}"


def test_the_sweep_says_where_the_method_works_as_its_record_does() -> None:
    works = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]])
    told = noise_sweep._told(works, [0.01, 0.1, 1.0], [0.0, 0.3])
    assert told.endswith("by that on the input: 0.1, 1 (input 0); 1 (input 0.3)")
    rows = material([]).tables["noise-sweep"]
    count = len({(row["code_noise"], row["input_noise"]) for row in rows if row["works"]})
    assert f"works with {count} of 35 pairs" in noise_sweep.draw(material([]), LIGHT).title


def test_the_share_in_order_is_of_the_seeds_whose_least_step_is_above_1() -> None:
    rows = [{"code_noise": 1.0, "input_noise": 0.0, "x": value} for value in (0.5, 1.5, 2.5, 3.5)]
    assert noise_sweep.grid(rows, "x", [1.0], [0.0], noise_sweep._ordered) == [[0.75]]
