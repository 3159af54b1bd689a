"""The losses with components zeroed are those of the networks, on held-out patches."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.axes import Axes
from numpy.typing import NDArray

from deconviz.comparison import pca_floor
from deconviz.experiment import Network
from deconviz.figures import zeroed_components
from deconviz.material import Material
from deconviz.plotting.page import page_of
from specimens import VARIANTS, material

LIGHT = page_of("light")


def losses(made: Material, variant: str) -> NDArray[np.float64]:
    """Return the error of every seed with nothing and with each component zeroed (S, 1 + C)."""
    patches = made.curves.patches(7)
    found = []
    for network in made.variants[variant].by_seed.values():
        codes = network.encode(patches)
        masks = [np.ones(3), *(1 - np.eye(3))]
        found.append([np.mean((network.decode(codes * m) - patches) ** 2) for m in masks])
    return np.array(found)


def dots(axes: Axes) -> NDArray[np.float64]:
    lines = [line for line in axes.get_lines() if line.get_marker() == "o"]
    return np.array([line.get_ydata() for line in lines]).T


def floors(axes: Axes) -> list[float]:
    return [line.get_ydata()[0] for line in axes.get_lines() if line.get_marker() == "None"]


def test_dots_are_the_losses_of_all_seeds_and_bars_their_medians() -> None:
    made = material()
    axes = zeroed_components.draw(made, LIGHT).figure.axes
    for panel, variant in zip(axes, VARIANTS, strict=True):
        expected = losses(made, variant)
        np.testing.assert_allclose(dots(panel), expected)
        bars = [bar.get_segments()[0][0, 1] for bar in panel.collections]
        np.testing.assert_allclose(bars, np.median(expected, axis=0))


def test_a_component_has_its_colour_and_its_number() -> None:
    [panel, *_] = zeroed_components.draw(material(), LIGHT).figure.axes
    colours = [line.get_color() for line in panel.get_lines() if line.get_marker() == "o"]
    assert colours == [
        LIGHT.theme.foreground,
        *(LIGHT.theme.component(component).colour for component in range(3)),
    ]
    labels = [text.get_text() for text in panel.get_xticklabels()]
    assert labels == ["none", "1", "2", "3"]


def test_panels_share_a_logarithmic_scale_that_holds_all_dots_and_floors() -> None:
    axes = zeroed_components.draw(material(), LIGHT).figure.axes
    [(low, high)] = {panel.get_ylim() for panel in axes}
    assert {panel.get_yscale() for panel in axes} == {"log"}
    for panel in axes:
        values = [*dots(panel).ravel(), *floors(panel)]
        assert low < min(values) <= max(values) < high


def test_floors_are_those_of_as_many_components_and_fewer_named_once_where_all_are_alike() -> None:
    made = material()
    axes = zeroed_components.draw(made, LIGHT).figure.axes
    expected = [pca_floor(made.curves.patches(7), count) for count in (3, 2, 1)]
    for panel in axes:
        np.testing.assert_allclose(floors(panel), expected)
    named = [[text.get_text() for text in panel.texts][1:] for panel in axes]
    assert named == [[], [], ["PCA floor, 3", "PCA floor, 2", "PCA floor, 1"]]


def test_floors_are_named_everywhere_where_sizes_differ_and_left_out_where_there_are_none() -> None:
    small, large = material(["small"]), material(["large"], network=Network(channels=7))
    both = replace(small, variants={**small.variants, **large.variants})
    axes = zeroed_components.draw(both, LIGHT).figure.axes
    named = [[text.get_text() for text in panel.texts][1:] for panel in axes]
    assert named == [
        ["PCA floor, 3", "PCA floor, 2", "PCA floor, 1"],
        ["PCA floor, 6", "PCA floor, 5"],
    ]


def test_in_one_column_panels_stand_below_each_other() -> None:
    axes = zeroed_components.draw(material(), page_of("light-one-column")).figure.axes
    assert axes[0].get_subplotspec().get_gridspec().ncols == 1


@pytest.mark.parametrize("seeds", [1, 10])
def test_its_words_have_its_figures(seeds: int) -> None:
    made = material(seeds=seeds)
    words = zeroed_components.draw(made, LIGHT)
    for variant in VARIANTS:
        found = losses(made, variant)
        factor = np.median(found[:, 1:].min(1) / found[:, 0])
        assert f"{factor:.3g} ({variant})" in words.title
        medians = ", ".join(f"{value:.1e}" for value in np.median(found, axis=0))
        assert medians in words.caption
        assert medians in words.alternative
    assert f"{pca_floor(made.curves.patches(7), 3):.1e} of 3" in words.caption
