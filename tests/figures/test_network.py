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
from numpy.typing import NDArray

from deconviz.experiment import Data, Network
from deconviz.figures import network
from deconviz.material import Material
from deconviz.plotting.hourglass import MOST
from deconviz.plotting.page import page_of
from deconviz.windows import Windows
from readable import faults

LOOKS = ("light", "light-one-column")


def settings(points: int, kernel: int, stride: int, channels: int = 3) -> Material:
    sizes = Network(kernel=kernel, stride=stride, channels=channels)
    return Material(data=Data(points=points), network=sizes, seed=11)


@st.composite
def any_settings(draw: st.DrawFn) -> Material:
    points = draw(st.integers(2, 60))
    kernel = draw(st.integers(2, points))
    return settings(points, kernel, draw(st.integers(1, 20)), draw(st.integers(1, 9)))


def cells(figure: Figure) -> dict[str, NDArray[np.float64]]:
    """Return the least and largest x and y of all cells, by the name of their layer."""
    found = {}
    for drawn in figure.axes[0].collections:
        if isinstance(drawn, PolyCollection) and drawn.get_gid():
            outlines = [path.get_extents() for path in drawn.get_paths()]
            found[drawn.get_gid()] = np.array([[*box.min, *box.max] for box in outlines])
    return found


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
def test_windows_and_components_are_all_drawn_up_to_a_number(made: Material, look: str) -> None:
    windows = Windows(made.data.points, made.network.kernel, made.network.stride)
    count, channels = len(windows.starts()), made.network.channels
    shown_windows = count if count <= MOST else MOST - 1
    shown_components = channels if channels <= MOST else MOST - 1
    drawn = cells(network.draw(made, page_of(look)).figure)
    by_kind = Counter(name.split("-")[0] for name in drawn)
    assert by_kind["window"] == 2 * shown_windows
    assert by_kind["code"] == 2 * shown_windows * shown_components
    assert len(drawn["window-0-in"]) == windows.kernel
    assert len(drawn["curve-in"]) == windows.points


@given(any_settings(), st.sampled_from(LOOKS))
@hypothesis_settings(max_examples=15)
def test_a_windows_cells_lie_beside_the_points_that_it_covers(made: Material, look: str) -> None:
    windows = Windows(made.data.points, made.network.kernel, made.network.stride)
    drawn = cells(network.draw(made, page_of(look)).figure)
    across = 0 if "one-column" in look else 1
    for name, places in drawn.items():
        kind, *rest = name.split("-")
        if kind == "window":
            start = windows.starts()[int(rest[0])]
            covered = drawn[f"curve-{rest[1]}"][start : start + windows.kernel]
            np.testing.assert_allclose(places[:, across], covered[:, across], atol=1e-9)


@given(any_settings(), st.sampled_from(LOOKS))
@hypothesis_settings(max_examples=15)
def test_no_cell_is_over_another_nor_off_the_page(made: Material, look: str) -> None:
    figure = network.draw(made, page_of(look)).figure
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


def test_its_words_have_the_sizes_and_say_what_is_not_trained() -> None:
    drawn = network.draw(settings(20, 6, 3, 5), page_of("light"))
    assert drawn.title == (
        "A curve of 20 points is cut into 5 windows of 6, and each becomes a code of 5 components"
    )
    assert "kernel 6, stride 3, so windows start at 0, 3, 6, 9, 12" in drawn.caption
    assert "code of 25 to 2 numbers; these are not trained here" in drawn.caption
