"""The overlaps figure has the windows where they lie, and counts them at each point."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from matplotlib.axes import Axes

from deconviz.experiment import Data, Network
from deconviz.figures import overlaps
from deconviz.figures.overlaps import MOST
from deconviz.material import Material
from deconviz.plotting.page import page_of
from deconviz.windows import Windows
from layouts import layouts
from readable import faults

LIGHT = page_of("light")
DEFAULT = Windows(15, 7, 4)
some_layouts = layouts().filter(lambda windows: windows.kernel > 1)


def drawn_with(windows: Windows, look: str = "light") -> tuple[overlaps.Drawn, Axes, Axes]:
    sizes = Network(kernel=windows.kernel, stride=windows.stride)
    made = Material(data=Data(points=windows.points), network=sizes, seed=11)
    drawn = overlaps.draw(made, page_of(look))
    above, below = drawn.figure.axes
    return drawn, above, below


def cells(axes: Axes) -> dict[int, list[int]]:
    """Return the points of each window that is drawn."""
    found: dict[int, list[int]] = {}
    for drawn in axes.collections:
        window = int(str(drawn.get_gid()).split("-")[1])
        middles = [
            (path.get_extents().x0 + path.get_extents().x1) / 2 for path in drawn.get_paths()
        ]
        found[window] = sorted([*found.get(window, []), *(round(x) for x in middles)])
    return found


@given(some_layouts)
@hypothesis_settings(max_examples=20)
def test_each_windows_cells_are_its_points(windows: Windows) -> None:
    _, above, _ = drawn_with(windows)
    starts = windows.starts()
    shown = cells(above)
    assert len(shown) == (len(starts) if len(starts) <= MOST else MOST - 1)
    for window, points in shown.items():
        assert points == list(range(starts[window], starts[window] + windows.kernel))


@given(some_layouts)
@hypothesis_settings(max_examples=20)
def test_each_bar_is_as_high_as_windows_cover_its_point(windows: Windows) -> None:
    _, _, below = drawn_with(windows)
    assert [bar.get_height() for bar in below.patches] == windows.cover().tolist()


def test_counts_stand_above_their_bars() -> None:
    _, _, below = drawn_with(DEFAULT, "light-one-column")
    written = [text.get_text() for text in below.texts if text.get_text().isdigit()]
    assert written == list("111122212221111")


def test_points_of_several_windows_are_stronger_in_both_panels() -> None:
    _, above, below = drawn_with(DEFAULT)
    shared = [part for part in above.collections if str(part.get_gid()).endswith("shared")]
    assert sum(len(part.get_paths()) for part in shared) == 12
    colours = {bar.get_height(): bar.get_facecolor() for bar in below.patches}
    np.testing.assert_allclose(colours[2], shared[0].get_facecolor()[0])
    assert colours[1] != colours[2]


def test_both_panels_share_the_axis_of_points() -> None:
    _, above, below = drawn_with(DEFAULT)
    assert above.get_xlim() == below.get_xlim() == (-0.5, 14.5)


@pytest.mark.parametrize("look", ["light", "light-one-column"])
@pytest.mark.parametrize(
    "windows", [DEFAULT, Windows(15, 7, 1), Windows(2, 2, 1), Windows(300, 30, 7), Windows(9, 2, 4)]
)
@pytest.mark.usefixtures("inter")
def test_it_can_be_read_with_other_settings(windows: Windows, look: str) -> None:
    drawn, _, _ = drawn_with(windows, look)
    assert faults(drawn.figure) == []


@pytest.mark.parametrize(
    ("windows", "title", "counts", "border"),
    [
        (
            DEFAULT,
            "6 points of 15 lie in more than one window",
            "9 points in 1, 6 points in 2",
            "6",
        ),
        (Windows(8, 4, 4), "No two windows overlap", "8 points in 1", "0"),
        (Windows(5, 4, 4), "No two windows overlap", "1 point in 0, 4 points in 1", "1"),
        (Windows(7, 7, 1), "No two windows overlap", "7 points in 1", "all"),
    ],
)
def test_its_words_have_the_counts(windows: Windows, title: str, counts: str, border: str) -> None:
    drawn, _, _ = drawn_with(windows)
    assert drawn.title.startswith(title)
    assert f"Covered: {counts}." in drawn.caption
    assert f"a window is missing there: {border} point" in drawn.caption


@given(st.integers(1, 40))
def test_a_number_of_windows_is_drawn_whole_or_shortened_in_the_middle(count: int) -> None:
    shown = overlaps.elided(count, MOST)
    assert len(shown) == min(count, MOST)
    assert shown[0] == 0
    assert shown[-1] == count - 1
    assert (None in shown) == (count > MOST)
