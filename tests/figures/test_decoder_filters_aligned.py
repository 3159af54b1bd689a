"""The decoder filters of all seeds, in one order and sign."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.analysis.alignment import align, mean_agreement
from deconviz.figures import decoder_filters_aligned
from deconviz.plotting.page import page_of
from support.artists import grid_shape, ys
from support.made_up import figure_inputs

LIGHT = page_of("light")


def test_it_draws_the_aligned_filters_divided_by_their_length() -> None:
    inputs = figure_inputs(["baseline"])
    filters = inputs.ensemble.decoder_filters
    aligned = align(filters).apply(filters)
    axes = decoder_filters_aligned.draw(inputs, LIGHT).figure.axes
    for row, panels in enumerate(np.array(axes).reshape(3, 10)):
        for seed, panel in enumerate(panels):
            [_, line] = panel.get_lines()
            weights = aligned[seed, row]
            np.testing.assert_allclose(ys(line), weights / np.sqrt((weights**2).sum()))


def test_all_panels_share_their_limits() -> None:
    axes = decoder_filters_aligned.draw(figure_inputs(["baseline"]), LIGHT).figure.axes
    assert len({(panel.get_xlim(), panel.get_ylim()) for panel in axes}) == 1


@pytest.mark.parametrize("variant", ["baseline", "code-noise"])
def test_its_caption_has_the_agreement_before_and_after_and_by_chance(variant: str) -> None:
    inputs = figure_inputs([variant])
    filters = inputs.ensembles[variant].decoder_filters
    alignment = align(filters)
    after = mean_agreement(alignment.apply(filters))
    caption = decoder_filters_aligned.draw(inputs, LIGHT).caption
    assert caption.finding == (
        f"{variant}: the decoder filters of 10 seeds in one order and sign agree to {after:.2f}, "
        "where chance gives 0.62"
    )
    for text in (caption.text, caption.alternative):
        assert f"{mean_agreement(filters):.3f} as trained and {after:.3f} aligned" in text
    assert f"seed {11 * (alignment.reference + 1)}, which agrees best" in caption.text


def test_one_seed_agrees_with_none() -> None:
    caption = decoder_filters_aligned.draw(figure_inputs(["baseline"], seeds=1), LIGHT).caption
    assert caption.finding == "baseline: the decoder filters of 1 seed"
    assert "nothing to agree with" in caption.text


@pytest.mark.parametrize(("seeds", "rows", "across"), [(6, 3, 6), (7, 6, 4), (12, 6, 6)])
def test_in_one_column_seeds_that_do_not_fit_go_on_below(
    seeds: int, rows: int, across: int
) -> None:
    inputs = figure_inputs(["baseline"], seeds)
    figure = decoder_filters_aligned.draw(inputs, page_of("light-one-column")).figure
    assert grid_shape(figure) == (rows, across)
    titles = [axes.get_title() for axes in figure.axes if axes.get_title()]
    assert titles == [str(seed) for seed in inputs.ensemble.seeds]
    assert len(figure.axes) == 3 * seeds


def test_panels_above_a_gap_number_their_points_themselves() -> None:
    inputs = figure_inputs(["baseline"], seeds=7)
    axes = decoder_filters_aligned.draw(inputs, page_of("light-one-column")).figure.axes
    numbered = [
        any(tick.label1.get_visible() for tick in panel.xaxis.get_major_ticks()) for panel in axes
    ]
    assert numbered == [False] * 11 + [True] + [False] * 6 + [True] * 3
