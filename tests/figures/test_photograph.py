"""Figures of networks on a photograph show the networks' own filters, errors and pictures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.axes import Axes

from deconviz.analysis.comparison import unit_length
from deconviz.analysis.ensemble import Ensemble
from deconviz.analysis.ranked_filters import RankedFilters
from deconviz.arrays import Floats
from deconviz.data.pictures import PictureWindows
from deconviz.figures import (
    photograph_assembled,
    photograph_filters,
    photograph_filters_ranked,
    photograph_zeroed,
)
from deconviz.network.pictures import REMEDIES
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import page_of
from support.artists import dots, texts, ys
from support.made_up import figure_inputs

NAMES = photograph_filters.VARIANTS
LIGHT = page_of("light")


@pytest.fixture(scope="module")
def inputs() -> FigureInputs:
    return figure_inputs(NAMES)


def shown(axes: Axes) -> Floats:
    [image] = axes.images
    return np.ma.filled(np.ma.asarray(image.get_array()).astype(float), np.nan)


def scale(axes: Axes) -> tuple[float, float]:
    return axes.images[0].get_clim()


def cut(sheet: Floats, columns: int) -> Floats:
    """Return the filters of a table, shape (C, columns, K)."""
    return np.array(
        [
            [
                sheet[9 * row : 9 * row + 8, 9 * column : 9 * column + 8].ravel()
                for column in range(columns)
            ]
            for row in range(6)
        ]
    )


def test_each_seed_has_its_filters_in_a_column_as_trained(inputs: FigureInputs) -> None:
    figure = photograph_filters.draw(inputs, LIGHT).figure
    for axes, ensemble in zip(figure.axes, inputs.ensembles.values(), strict=True):
        expected = unit_length(ensemble.decoder_filters)  # (S, C, K)
        np.testing.assert_allclose(cut(shown(axes), 10).swapaxes(0, 1), expected, atol=1e-6)
        names = [label.get_text() for label in axes.get_xticklabels()]
        assert names == [str(seed) for seed in ensemble.seeds]


@pytest.mark.parametrize("figure", [photograph_filters, photograph_filters_ranked])
def test_all_filters_have_one_grey_scale_with_0_in_its_middle(
    figure: object, inputs: FigureInputs
) -> None:
    axes = figure.draw(inputs, LIGHT).figure.axes  # type: ignore[attr-defined]
    [(low, high)] = {scale(each) for each in axes}
    assert low == -high
    assert high == pytest.approx(max(np.nanmax(np.abs(shown(each))) for each in axes))


def test_ranked_filters_stand_beside_their_principal_components(inputs: FigureInputs) -> None:
    plot = photograph_filters_ranked.draw(inputs, LIGHT)
    for axes, ensemble in zip(plot.figure.axes, inputs.ensembles.values(), strict=True):
        ranked = RankedFilters.of(ensemble)
        found = cut(shown(axes), 12)  # (C, 12, K)
        np.testing.assert_allclose(found[:, 0], ranked.principal, atol=1e-6)
        assert np.isnan(found[:, 1]).all()
        np.testing.assert_allclose(found[:, 2:].swapaxes(0, 1), ranked.filters, atol=1e-6)
        beside = texts(axes)
        assert [f"{cosine:.2f}" for cosine in ranked.likeness] == beside[1:-1]
    assert "photograph-code-noise 1.00, where chance gives" in plot.caption.finding


def test_dots_are_the_errors_of_the_seeds(inputs: FigureInputs) -> None:
    figure = photograph_zeroed.draw(inputs, LIGHT).figure
    for axes, ensemble in zip(figure.axes, inputs.ensembles.values(), strict=True):
        losses = np.column_stack([ensemble.losses, ensemble.zeroed])
        np.testing.assert_allclose(np.array([ys(line) for line in dots(axes)]).T, losses)


def assembled(ensemble: Ensemble, name: str) -> Floats:
    return REMEDIES[name](ensemble.network(11), ensemble.held_out, 4)


def test_pictures_are_the_network_s_and_errors_what_is_left(inputs: FigureInputs) -> None:
    ensemble = inputs.ensembles["photograph"]
    one = figure_inputs(["photograph"])
    figure = photograph_assembled.draw(one, LIGHT).figure
    picture, _, *panels = figure.axes
    np.testing.assert_allclose(shown(picture), ensemble.held_out, atol=1e-6)
    for remedy, left, right in zip(REMEDIES, panels[::2], panels[1::2], strict=True):
        output = assembled(ensemble, remedy)
        np.testing.assert_allclose(shown(left), output, atol=1e-6)
        np.testing.assert_allclose(shown(right), output - ensemble.held_out, atol=1e-6)
    limit = np.abs(ensemble.held_out).max()
    assert {scale(axes) for axes in (picture, *panels)} == {(-limit, limit)}


def test_the_words_tell_how_often_points_count_and_what_is_lost() -> None:
    one = figure_inputs(["photograph"])
    ensemble = one.ensembles["photograph"]
    caption = photograph_assembled.draw(one, LIGHT).caption
    most = PictureWindows.on(ensemble.held_out, (8, 8), 4).cover().max()
    assert caption.finding.startswith(f"A plain sum counts points up to {most} times")
    errors = [
        ((REMEDIES["raw"](network, ensemble.held_out, 4) - ensemble.held_out) ** 2).mean()
        for network in ensemble.networks
    ]
    assert f"plain sum {np.median(errors):.2g}; tapered" in caption.text
    assert caption.text.endswith("divided by the count 0.")


@pytest.mark.parametrize(("stride", "sum_of_weights"), [(4, " and sum to 1 inside"), (8, "")])
def test_only_at_a_stride_of_half_the_kernel_weights_are_said_to_sum_to_1(
    stride: int, sum_of_weights: str
) -> None:
    one = figure_inputs(["photograph"], seeds=1)
    experiment = one.ensemble.experiment
    network = experiment.network.model_copy(update={"stride": stride})
    ensemble = replace(one.ensemble, experiment=experiment.model_copy(update={"network": network}))
    inputs = replace(one, ensembles={"photograph": ensemble})
    caption = photograph_assembled.draw(inputs, LIGHT).caption
    assert f"that fall to the edge of a window{sum_of_weights}, and divided by" in caption.text
