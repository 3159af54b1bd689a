"""Noise is drawn on real codes as it is stated, and mistakes are counted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.axes import Axes

from deconviz.arrays import Floats
from deconviz.config.experiment import NetworkSettings
from deconviz.figures import code_noise_idea
from deconviz.figures.code_noise_idea import CODES, DRAWS, cloud
from deconviz.plotting.page import page_of
from support.artists import by_label, xs, ys
from support.made_up import figure_inputs

LIGHT = page_of("light")


def points(axes: Axes, name: str) -> Floats:
    line = by_label(axes)[name]
    return np.column_stack([xs(line), ys(line)])


def test_dots_are_codes_of_held_out_patches_the_same_in_all_panels() -> None:
    inputs = figure_inputs(["code-noise"])
    network = inputs.ensembles["code-noise"].network(inputs.seed)
    codes = network.encode(inputs.curves.patches(7))[:, :2]
    [first, *others] = code_noise_idea.draw(inputs, LIGHT).figure.axes
    dots = points(first, "codes")
    assert len(dots) == CODES
    assert all(code.tolist() in codes.tolist() for code in dots)
    for panel in others:
        np.testing.assert_array_equal(points(panel, "codes"), dots)


def test_each_dot_is_the_farthest_from_those_before_it() -> None:
    inputs = figure_inputs(["code-noise"])
    codes = inputs.ensemble.network(inputs.seed).encode(inputs.ensemble.patches)[:, :2]  # (N, 2)
    dots = points(code_noise_idea.draw(inputs, LIGHT).figure.axes[0], "codes")  # (CODES, 2)
    distances = ((codes[:, None] - dots) ** 2).sum(-1)  # (N, CODES)
    assert (dots[0] ** 2).sum() == (codes**2).sum(1).min()
    for place in range(1, CODES):
        own = ((dots[place] - dots[:place]) ** 2).sum(1).min()
        assert own == distances[:, :place].min(1).max()


def test_noise_has_the_deviations_of_the_config() -> None:
    inputs = figure_inputs(["code-noise"])
    axes = code_noise_idea.draw(inputs, LIGHT).figure.axes
    assert [panel.texts[0].get_text() for panel in axes] == [
        "no noise", "noise 0.1 and 0.1", "noise 0.1 and 0.01",
    ]  # fmt: skip
    for panel, deviations in zip(axes, [(0, 0), (0.1, 0.1), (0.1, 0.01)], strict=True):
        codes = points(panel, "codes")  # (CODES, 2)
        noisy_codes = cloud(codes, *deviations).noisy_codes  # (CODES, DRAWS, 2)
        marks = np.concatenate([points(panel, "noisy"), points(panel, "mistaken")])
        assert sorted(marks.tolist()) == sorted(noisy_codes.reshape(-1, 2).tolist())
        assert len(marks) == CODES * DRAWS
        noise = noisy_codes - codes[:, None]
        np.testing.assert_allclose(noise.std((0, 1)), deviations, rtol=0.05)


@pytest.mark.parametrize("deviations", [(0.0, 0.0), (0.1, 0.1), (0.1, 0.01)])
def test_mistaken_is_what_is_likelier_to_come_from_another_code(
    deviations: tuple[float, float],
) -> None:
    codes = np.array([[0.0, 0.0], [0.2, 0.0], [0.0, 0.2]])
    around = cloud(codes, *deviations)
    for own, noisy_codes in enumerate(around.noisy_codes):
        for draw, wrong in zip(noisy_codes, around.mistakes[own], strict=True):
            steps = (draw - codes) / np.maximum(deviations, 1e-9)
            assert wrong == ((steps**2).sum(1).argmin() != own)


def test_without_noise_nothing_is_mistaken_and_far_codes_never_are() -> None:
    codes = np.array([[0.0, 0.0], [5.0, 0.0]])
    assert cloud(codes, 0, 0).share == "0.0 %"
    assert cloud(codes, 0.1, 0.1).share == "0.0 %"
    assert cloud(codes[:1].repeat(2, 0), 0.1, 0.1).share == "50.0 %"


def test_panels_share_their_limits_and_units_are_as_long_on_both_axes() -> None:
    axes = code_noise_idea.draw(figure_inputs(["code-noise"]), LIGHT).figure.axes
    assert len({(panel.get_xlim(), panel.get_ylim()) for panel in axes}) == 1
    assert {panel.get_aspect() for panel in axes} == {1.0}


def test_its_caption_has_the_shares_in_the_panels() -> None:
    plot = code_noise_idea.draw(figure_inputs(["code-noise"]), LIGHT)
    shares = [panel.texts[-1].get_text() for panel in plot.figure.axes]
    for share in shares:
        assert share.removesuffix(" mistaken") in plot.caption.alternative
    assert f"makes {shares[1].removesuffix(' mistaken')} of noisy codes" in plot.caption.finding
    assert "code-noise network of seed 11" in plot.caption.text


def test_a_variant_of_that_name_may_have_no_noise_and_one_component() -> None:
    inputs = figure_inputs(["code-noise"], network=NetworkSettings(channels=1))
    ensemble = inputs.ensemble
    experiment = ensemble.experiment.model_copy(update={"code_noise": ()})
    quiet = replace(ensemble, experiment=experiment)
    figure = code_noise_idea.draw(replace(inputs, ensembles={"code-noise": quiet}), LIGHT).figure
    assert {panel.texts[0].get_text() for panel in figure.axes} == {"no noise"}
