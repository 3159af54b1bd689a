"""Noise is drawn on real codes as it is stated, and mistakes are counted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.axes import Axes

from deconviz.experiment import Network
from deconviz.figures import code_noise_idea
from deconviz.figures.code_noise_idea import CODES, DRAWS, apart, cloud
from deconviz.plotting.page import page_of
from specimens import material

LIGHT = page_of("light")


def points(axes: Axes, name: str) -> np.ndarray:
    [line] = [line for line in axes.get_lines() if line.get_label() == name]
    return np.column_stack(line.get_data())


def test_dots_are_codes_of_held_out_patches_the_same_in_all_panels() -> None:
    made = material(["code-noise"])
    network = made.variants["code-noise"].by_seed[made.seed]
    codes = network.encode(made.curves.patches(7))[:, :2]
    [first, *others] = code_noise_idea.draw(made, LIGHT).figure.axes
    shown = points(first, "codes")
    assert len(shown) == CODES
    assert all(code.tolist() in codes.tolist() for code in shown)
    for panel in others:
        np.testing.assert_array_equal(points(panel, "codes"), shown)


def test_noise_has_the_deviations_of_the_config() -> None:
    made = material(["code-noise"])
    axes = code_noise_idea.draw(made, LIGHT).figure.axes
    assert [panel.texts[0].get_text() for panel in axes] == [
        "no noise", "noise 0.1 and 0.1", "noise 0.1 and 0.01",
    ]  # fmt: skip
    for panel, deviations in zip(axes, [(0, 0), (0.1, 0.1), (0.1, 0.01)], strict=True):
        codes = points(panel, "codes")  # (CODES, 2)
        noisy = cloud(codes, *deviations).noisy  # (CODES, DRAWS, 2)
        drawn = np.concatenate([points(panel, "noisy"), points(panel, "mistaken")])
        assert sorted(drawn.tolist()) == sorted(noisy.reshape(-1, 2).tolist())
        assert len(drawn) == CODES * DRAWS
        np.testing.assert_allclose((noisy - codes[:, None]).std((0, 1)), deviations, rtol=0.05)


@pytest.mark.parametrize("deviations", [(0.0, 0.0), (0.1, 0.1), (0.1, 0.01)])
def test_mistaken_is_what_is_likelier_to_come_from_another_code(
    deviations: tuple[float, float],
) -> None:
    codes = np.array([[0.0, 0.0], [0.2, 0.0], [0.0, 0.2]])
    made = cloud(codes, *deviations)
    for own, noisy in enumerate(made.noisy):
        for draw, wrong in zip(noisy, made.mistaken[own], strict=True):
            steps = (draw - codes) / np.maximum(deviations, 1e-9)
            assert wrong == ((steps**2).sum(1).argmin() != own)


def test_without_noise_nothing_is_mistaken_and_far_codes_never_are() -> None:
    codes = np.array([[0.0, 0.0], [5.0, 0.0]])
    assert cloud(codes, 0, 0).share == "0.0 %"
    assert cloud(codes, 0.1, 0.1).share == "0.0 %"
    assert cloud(codes[:1].repeat(2, 0), 0.1, 0.1).share == "50.0 %"


def test_codes_lie_apart() -> None:
    line = np.linspace(0, 1, 101)[:, None] * [1.0, 0.0]
    chosen = np.sort(apart(line)[:, 0])
    assert len(chosen) == CODES
    assert np.diff(chosen).min() >= 0.03
    assert {0.0, 1.0} <= set(chosen)


def test_panels_share_their_limits_and_units_are_as_long_on_both_axes() -> None:
    axes = code_noise_idea.draw(material(["code-noise"]), LIGHT).figure.axes
    assert len({(panel.get_xlim(), panel.get_ylim()) for panel in axes}) == 1
    assert {panel.get_aspect() for panel in axes} == {1.0}


def test_its_words_have_the_shares_that_stand_in_the_panels() -> None:
    words = code_noise_idea.draw(material(["code-noise"]), LIGHT)
    shares = [panel.texts[-1].get_text() for panel in words.figure.axes]
    for share in shares:
        assert share.removesuffix(" mistaken") in words.alternative
    assert f"makes {shares[1].removesuffix(' mistaken')} of noisy codes" in words.title
    assert "code-noise network of seed 11" in words.caption


def test_a_variant_of_that_name_may_have_no_noise_and_one_component() -> None:
    made = material(["code-noise"], network=Network(channels=1))
    variant = made.variants["code-noise"]
    quiet = replace(variant, run=variant.run.model_copy(update={"code_noise": ()}))
    figure = code_noise_idea.draw(replace(made, variants={"code-noise": quiet}), LIGHT).figure
    assert {panel.texts[0].get_text() for panel in figure.axes} == {"no noise"}
