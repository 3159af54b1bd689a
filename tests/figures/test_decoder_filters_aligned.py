"""The decoder filters of all seeds, in one order and sign."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.alignment import align, mean_agreement
from deconviz.figures import decoder_filters_aligned
from deconviz.plotting.page import page_of
from specimens import material

LIGHT = page_of("light")


def test_it_draws_the_aligned_filters_divided_by_their_length() -> None:
    made = material(["baseline"])
    filters = made.variants["baseline"].decoder_filters
    aligned = align(filters).apply(filters)
    axes = decoder_filters_aligned.draw(made, LIGHT).figure.axes
    for row, panels in enumerate(np.array(axes).reshape(3, 10)):
        for seed, panel in enumerate(panels):
            [_, line] = panel.get_lines()
            weights = aligned[seed, row]
            np.testing.assert_allclose(line.get_ydata(), weights / np.sqrt((weights**2).sum()))


def test_all_panels_share_their_limits() -> None:
    axes = decoder_filters_aligned.draw(material(["baseline"]), LIGHT).figure.axes
    assert len({(panel.get_xlim(), panel.get_ylim()) for panel in axes}) == 1


@pytest.mark.parametrize("variant", ["baseline", "code-noise"])
def test_its_words_have_the_agreement_before_and_after_and_by_chance(variant: str) -> None:
    made = material([variant])
    filters = made.variants[variant].decoder_filters
    alignment = align(filters)
    after = mean_agreement(alignment.apply(filters))
    words = decoder_filters_aligned.draw(made, LIGHT)
    assert words.title == (
        f"{variant}: in one order and sign, the decoder filters of 10 seeds agree to {after:.2f}, "
        "where chance gives 0.62"
    )
    for text in (words.caption, words.alternative):
        assert f"{mean_agreement(filters):.3f} as trained and {after:.3f} aligned" in text
    assert f"seed {11 * (alignment.reference + 1)}, which agrees best" in words.caption


def test_one_seed_agrees_with_none() -> None:
    words = decoder_filters_aligned.draw(material(["baseline"], seeds=1), LIGHT)
    assert words.title == "baseline: the decoder filters of one seed"
    assert "nothing to agree with" in words.caption


@pytest.mark.parametrize(("seeds", "rows", "across"), [(6, 3, 6), (7, 6, 4), (12, 6, 6)])
def test_in_one_column_seeds_that_do_not_fit_go_on_below(
    seeds: int, rows: int, across: int
) -> None:
    made = material(["baseline"], seeds)
    figure = decoder_filters_aligned.draw(made, page_of("light-one-column")).figure
    grid = figure.axes[0].get_subplotspec().get_gridspec()
    assert (grid.nrows, grid.ncols) == (rows, across)
    titles = [axes.get_title() for axes in figure.axes if axes.get_title()]
    assert titles == [str(seed) for seed in made.variants["baseline"].seeds]
    assert len(figure.axes) == 3 * seeds


def test_panels_above_a_gap_number_their_points_themselves() -> None:
    made = material(["baseline"], seeds=7)
    axes = decoder_filters_aligned.draw(made, page_of("light-one-column")).figure.axes
    numbered = [
        any(tick.label1.get_visible() for tick in panel.xaxis.get_major_ticks()) for panel in axes
    ]
    assert numbered == [False] * 11 + [True] + [False] * 6 + [True] * 3
