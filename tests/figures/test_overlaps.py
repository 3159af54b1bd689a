"""The overlaps figure has the windows where they lie, and counts them at each point."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from deconviz.config.experiment import CurveSettings, NetworkSettings
from deconviz.data.windows import Windows
from deconviz.figures import overlaps
from deconviz.figures.overlaps import MOST
from deconviz.plotting.diagram import ellipsis
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Plot, page_of
from support.artists import rectangles
from support.layouts import layouts
from support.readable import faults

LIGHT = page_of("light")
DEFAULT = Windows(15, 7, 4)
some_layouts = layouts().filter(lambda windows: windows.kernel > 1)


def plot_of(windows: Windows, look: str = "light") -> tuple[Plot, Axes, Axes]:
    sizes = NetworkSettings(kernel=windows.kernel, stride=windows.stride)
    inputs = FigureInputs(data=CurveSettings(points=windows.points), network=sizes, seed=11)
    plot = overlaps.draw(inputs, page_of(look))
    above, below = plot.figure.axes
    return plot, above, below


def cells(axes: Axes) -> dict[int, list[int]]:
    """Return the points of each window that is drawn."""
    points: dict[int, list[int]] = {}
    for part in axes.collections:
        window = int(str(part.get_gid()).split("-")[1])
        middles = [(path.get_extents().x0 + path.get_extents().x1) / 2 for path in part.get_paths()]
        points[window] = sorted([*points.get(window, []), *(round(x) for x in middles)])
    return points


@given(some_layouts)
@hypothesis_settings(max_examples=20)
def test_each_windows_cells_are_its_points(windows: Windows) -> None:
    _, above, _ = plot_of(windows)
    starts = windows.starts()
    by_window = cells(above)
    assert len(by_window) == (len(starts) if len(starts) <= MOST else MOST - 1)
    for window, points in by_window.items():
        assert points == list(range(starts[window], starts[window] + windows.kernel))


@given(some_layouts)
@hypothesis_settings(max_examples=20)
def test_each_bar_is_as_high_as_windows_cover_its_point(windows: Windows) -> None:
    _, _, below = plot_of(windows)
    assert [bar.get_height() for bar in rectangles(below)] == windows.cover().tolist()


def test_counts_stand_above_their_bars() -> None:
    _, _, below = plot_of(DEFAULT, "light-one-column")
    counts = [text.get_text() for text in below.texts if text.get_text().isdigit()]
    assert counts == list("111122212221111")


def test_points_of_several_windows_are_stronger_in_both_panels() -> None:
    _, above, below = plot_of(DEFAULT)
    shared = [part for part in above.collections if str(part.get_gid()).endswith("shared")]
    assert sum(len(part.get_paths()) for part in shared) == 12
    colours = {bar.get_height(): to_hex(bar.get_facecolor()) for bar in rectangles(below)}
    assert {to_hex(colour) for colour in np.array(shared[0].get_facecolor())} == {colours[2]}
    assert colours[1] != colours[2]


def test_both_panels_share_the_axis_of_points() -> None:
    _, above, below = plot_of(DEFAULT)
    assert above.get_xlim() == below.get_xlim() == (-0.5, 14.5)


@pytest.mark.parametrize("look", ["light", "light-one-column"])
@pytest.mark.parametrize(
    "windows", [DEFAULT, Windows(15, 7, 1), Windows(2, 2, 1), Windows(300, 30, 7), Windows(9, 2, 4)]
)
@pytest.mark.usefixtures("inter")
def test_it_can_be_read_with_other_settings(windows: Windows, look: str) -> None:
    plot, _, _ = plot_of(windows, look)
    assert faults(plot.figure) == []


@pytest.mark.parametrize(
    ("windows", "title", "counts", "border"),
    [
        (
            DEFAULT,
            "6 of 15 points lie in more than one window",
            "9 points in 1, 6 points in 2",
            "6",
        ),
        (Windows(8, 4, 4), "No two windows overlap", "8 points in 1", "0"),
        (Windows(5, 4, 4), "No two windows overlap", "1 point in 0, 4 points in 1", "1"),
        (Windows(7, 7, 1), "No two windows overlap", "7 points in 1", "all"),
    ],
)
def test_its_caption_has_the_counts(windows: Windows, title: str, counts: str, border: str) -> None:
    caption = plot_of(windows)[0].caption
    assert caption.finding.startswith(title)
    assert f"Windows per point: {counts}." in caption.text
    assert f"a window is missing: {border} point" in caption.text


@given(st.integers(1, 40))
def test_windows_are_all_drawn_or_have_an_ellipsis_in_the_middle(count: int) -> None:
    rows = ellipsis(count, MOST)
    assert len(rows) == min(count, MOST)
    assert rows[0] == 0
    assert rows[-1] == count - 1
    assert (None in rows) == (count > MOST)
