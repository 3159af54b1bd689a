"""The diagram of the network has the cells that the settings say."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from deconviz.arrays import Floats
from deconviz.config.experiment import CurveSettings, NetworkSettings
from deconviz.data.windows import Windows
from deconviz.figures import network
from deconviz.plotting.hourglass import MOST
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import page_of
from support.readable import faults

LOOKS = ("light", "light-one-column")


def settings(points: int, kernel: int, stride: int, channels: int = 3) -> FigureInputs:
    sizes = NetworkSettings(kernel=kernel, stride=stride, channels=channels)
    return FigureInputs(data=CurveSettings(points=points), network=sizes, seed=11)


@st.composite
def any_settings(draw: st.DrawFn) -> FigureInputs:
    points = draw(st.integers(2, 60))
    kernel = draw(st.integers(2, points))
    return settings(points, kernel, draw(st.integers(1, 20)), draw(st.integers(1, 9)))


def cells(figure: Figure) -> dict[str, Floats]:
    """Return the least and largest x and y of all cells, by the name of their layer."""
    boxes = {}
    for layer in figure.axes[0].collections:
        if isinstance(layer, PolyCollection) and layer.get_gid():
            outlines = [path.get_extents() for path in layer.get_paths()]
            boxes[str(layer.get_gid())] = np.array([[*box.min, *box.max] for box in outlines])
    return boxes


def test_the_default_is_15_points_3_windows_of_7_code_of_3_by_3_and_2_numbers() -> None:
    figure = network.draw(settings(15, 7, 4), page_of("light")).figure
    counts = {name: len(places) for name, places in cells(figure).items()}
    by_kind = Counter(name.split("-")[0] for name in counts)
    assert counts["curve-in"] == counts["curve-out"] == 15
    assert counts["numbers"] == 2
    assert by_kind == {"curve": 2, "window": 6, "code": 18, "numbers": 1}
    assert {counts[f"window-{n}-{way}"] for n in range(3) for way in ("in", "out")} == {7}


@given(any_settings(), st.sampled_from(LOOKS))
@hypothesis_settings(max_examples=15)
def test_windows_and_components_are_all_drawn_up_to_a_number(
    inputs: FigureInputs, look: str
) -> None:
    windows = Windows(inputs.data.points, inputs.network.points, inputs.network.stride)
    count, channels = len(windows.starts()), inputs.network.channels
    window_count = count if count <= MOST else MOST - 1
    component_count = channels if channels <= MOST else MOST - 1
    layers = cells(network.draw(inputs, page_of(look)).figure)
    by_kind = Counter(name.split("-")[0] for name in layers)
    assert by_kind["window"] == 2 * window_count
    assert by_kind["code"] == 2 * window_count * component_count
    assert len(layers["window-0-in"]) == windows.kernel
    assert len(layers["curve-in"]) == windows.points


@given(any_settings(), st.sampled_from(LOOKS))
@hypothesis_settings(max_examples=15)
def test_a_windows_cells_lie_beside_the_points_that_it_covers(
    inputs: FigureInputs, look: str
) -> None:
    windows = Windows(inputs.data.points, inputs.network.points, inputs.network.stride)
    layers = cells(network.draw(inputs, page_of(look)).figure)
    across = 0 if "one-column" in look else 1
    for name, places in layers.items():
        kind, *rest = name.split("-")
        if kind == "window":
            start = windows.starts()[int(rest[0])]
            covered = layers[f"curve-{rest[1]}"][start : start + windows.kernel]
            np.testing.assert_allclose(places[:, across], covered[:, across], atol=1e-9)


@given(any_settings(), st.sampled_from(LOOKS))
@hypothesis_settings(max_examples=15)
def test_no_cell_is_over_another_nor_off_the_page(inputs: FigureInputs, look: str) -> None:
    figure = network.draw(inputs, page_of(look)).figure
    places = np.concatenate(list(cells(figure).values()))  # (N, 4)
    low, high = places[:, :2], places[:, 2:]
    assert low.min() >= 0
    assert (high <= figure.get_size_inches()).all()
    apart = (low[:, None] >= high[None] - 1e-9).any(-1)  # (N, N), one beyond the other
    assert (apart | apart.T | np.eye(len(places), dtype=bool)).all()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    "layout", [(15, 7, 4, 3), (15, 7, 1, 3), (2, 2, 1, 1), (400, 50, 25, 64), (8, 3, 5, 8)]
)
@pytest.mark.usefixtures("inter")
def test_it_can_be_read_with_other_settings(layout: tuple[int, ...], look: str) -> None:
    assert faults(network.draw(settings(*layout), page_of(look)).figure) == []


def test_components_have_their_numbers_and_colours() -> None:
    page = page_of("light")
    axes = network.draw(settings(15, 7, 4), page).figure.axes[0]
    numbers = [text.get_text() for text in axes.texts if text.get_text().isdigit()]
    assert numbers == ["1", "2", "3"] * 6


def test_its_caption_has_the_sizes_and_what_is_not_trained() -> None:
    caption = network.draw(settings(20, 6, 3, 5), page_of("light")).caption
    assert caption.finding == (
        "A curve of 20 points is cut into 5 windows of 6, and each becomes a code of 5 components"
    )
    assert "Kernel 6 and stride 3: windows start at 0, 3, 6, 9, 12." in caption.text
    assert "squeeze the whole code to the 2 numbers that describe a curve" in caption.text
    assert "The whole code has 25 components" in caption.text
    assert "Only encoder and decoder are trained here" in caption.text
