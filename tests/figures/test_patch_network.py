"""The diagram of the network on one window has a line for every weight."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from deconviz.config.experiment import Activation, CurveSettings, NetworkSettings
from deconviz.figures import patch_network
from deconviz.figures.patch_network import MOST_COMPONENTS, MOST_POINTS
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import page_of
from support.readable import faults

LIGHT = page_of("light")
LOOKS = ("light", "light-one-column")


def settings(kernel: int, channels: int, activation: Activation = "tanh") -> FigureInputs:
    sizes = NetworkSettings(kernel=kernel, channels=channels, activation=activation)
    return FigureInputs(data=CurveSettings(points=max(kernel, 15)), network=sizes, seed=11)


def parts(figure: Figure) -> dict[str, int]:
    """Count cells or lines, by name."""
    return {str(part.get_gid()): len(part.get_paths()) for part in figure.axes[0].collections}


def test_the_default_is_7_points_3_components_and_7_points() -> None:
    counts = parts(patch_network.draw(settings(7, 3), LIGHT).figure)
    assert counts == {
        "input": 7,
        "output": 7,
        **{f"component-{n}": 1 for n in (1, 2, 3)},
        **{f"{way}-{n}": 7 for n in (1, 2, 3) for way in ("encoder", "decoder")},
    }


@given(st.integers(2, MOST_POINTS), st.integers(1, MOST_COMPONENTS), st.sampled_from(LOOKS))
@hypothesis_settings(max_examples=15)
def test_every_weight_is_a_line(kernel: int, channels: int, look: str) -> None:
    counts = parts(patch_network.draw(settings(kernel, channels), page_of(look)).figure)
    weights = {name: count for name, count in counts.items() if "coder" in name}
    assert set(weights.values()) == {kernel}
    assert len(weights) == 2 * channels


def test_lines_lead_from_a_point_to_a_component_and_have_its_colour_and_dashes() -> None:
    axes = patch_network.draw(settings(7, 3), LIGHT).figure.axes[0]
    boxes = {
        part.get_gid(): [path.get_extents() for path in part.get_paths()]
        for part in axes.collections
    }
    for index in range(3):
        [component] = boxes[f"component-{index + 1}"]
        [lines] = [c for c in axes.collections if c.get_gid() == f"encoder-{index + 1}"]
        assert isinstance(lines, LineCollection)
        styles: Any = lines.get_linestyle()  # one an offset and dashes
        assert styles[0][1] is None or LIGHT.theme.component(index).dashes
        for (start, end), point in zip(lines.get_segments(), boxes["input"], strict=True):
            assert start[1] == pytest.approx((point.y0 + point.y1) / 2)
            assert end[1] == pytest.approx((component.y0 + component.y1) / 2)
            assert point.x1 <= start[0] < end[0] <= component.x0


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("kernel", "channels"), [(2, 1), (7, 3), (8, 5), (1024, 64)])
@pytest.mark.usefixtures("inter")
def test_it_can_be_read_with_other_settings(kernel: int, channels: int, look: str) -> None:
    assert faults(patch_network.draw(settings(kernel, channels), page_of(look)).figure) == []


@pytest.mark.parametrize(
    ("activation", "steps"), [("tanh", "add, tanh"), ("relu", "add, ReLU"), ("identity", "add")]
)
def test_the_encoder_ends_with_its_activation(activation: Activation, steps: str) -> None:
    axes = patch_network.draw(settings(7, 3, activation), LIGHT).figure.axes[0]
    assert f"encoder: multiply, {steps}" in [text.get_text() for text in axes.texts]


def test_its_caption_counts_the_weights() -> None:
    plot = patch_network.draw(settings(7, 3), LIGHT)
    assert plot.caption.finding == "7 points become 3 components and 7 points again"
    assert "Encoder: 21 weights and 3 biases. Decoder: 21 weights and 1 bias." in plot.caption.text
