"""The encoder's filters of all seeds, without noise on the input and with."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from matplotlib.axes import Axes

from deconviz.analysis.comparison import cosines, roughness
from deconviz.arrays import Floats
from deconviz.config.experiment import NetworkSettings
from deconviz.figures import encoder_filters
from deconviz.plotting.page import page_of
from support.artists import ys
from support.made_up import figure_inputs

LIGHT = page_of("light")
PAIR = ("code-noise", "input-noise")


def filters(axes: Axes) -> Floats:
    """Return the filters of a panel, shape (S, K)."""
    return np.array([ys(line) for line in axes.get_lines()[1:]])


def test_panels_have_every_seeds_filter_divided_by_its_length_in_one_sign() -> None:
    inputs = figure_inputs(PAIR)
    axes = encoder_filters.draw(inputs, LIGHT).figure.axes
    for number, panel in enumerate(axes):
        component, variant = divmod(number, 2)
        kernels = inputs.ensembles[PAIR[variant]].encoder_kernels[:, component]
        np.testing.assert_allclose((filters(panel) ** 2).sum(1), 1)
        np.testing.assert_allclose(np.abs(cosines(filters(panel), kernels)), 1)


def test_both_variants_are_in_the_same_order_and_sign() -> None:
    axes = encoder_filters.draw(figure_inputs(PAIR), LIGHT).figure.axes
    for before, after in zip(axes[::2], axes[1::2], strict=True):
        for filter_ in filters(before):
            assert (filters(after) @ filter_ > 0).all()


def test_roughness_stands_beside_each_panel_as_the_mean_over_seeds() -> None:
    inputs = figure_inputs(PAIR)
    axes = encoder_filters.draw(inputs, LIGHT).figure.axes
    for number, panel in enumerate(axes):
        component, variant = divmod(number, 2)
        rough = roughness(inputs.ensembles[PAIR[variant]].encoder_kernels)[:, component].mean()
        expected = f"{float(f'{rough:.2g}'):g}" if rough >= 0.001 else "<0.001"
        assert panel.texts[-1].get_text() == f"roughness\n{expected}"


def test_all_panels_have_the_same_limits() -> None:
    axes = encoder_filters.draw(figure_inputs(PAIR), LIGHT).figure.axes
    assert len({panel.get_ylim() for panel in axes}) == 1


def test_variants_of_other_sizes_are_aligned_each_by_itself() -> None:
    small, large = (
        figure_inputs(PAIR[:1]),
        figure_inputs(PAIR[1:], network=NetworkSettings(channels=5)),
    )
    both = replace(small, ensembles={**small.ensembles, **large.ensembles})
    axes = encoder_filters.draw(both, LIGHT).figure.axes
    assert len(axes) == 3 + 5
    assert {len(filters(panel)) for panel in axes} == {10}


def test_its_caption_has_the_roughness_of_both() -> None:
    inputs = figure_inputs(PAIR)
    caption = encoder_filters.draw(inputs, LIGHT).caption
    assert "Means over 10 seeds." in caption.text
    for variant in PAIR:
        rough = roughness(inputs.ensembles[variant].encoder_kernels)
        means = ", ".join(
            f"{float(f'{value:.2g}'):g}" if value >= 0.001 else "<0.001" for value in rough.mean(0)
        )
        assert f"{means} with {variant.replace('-', ' ')}" in caption.finding
        assert means in caption.alternative
