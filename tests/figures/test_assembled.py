"""The figures of remedies show what each leaves of the error, with the same limits."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from deconviz.experiment import Data, Network
from deconviz.figures import (
    assembled_halved,
    assembled_normalised,
    assembled_raw,
    assembled_tapered,
)
from deconviz.material import Material
from deconviz.plotting.page import page_of
from deconviz.trial import Trial
from readable import faults
from specimens import material

LIGHT = page_of("light")
REMEDIES = {
    "raw": assembled_raw,
    "halved": assembled_halved,
    "tapered": assembled_tapered,
    "normalised": assembled_normalised,
}
every_remedy = pytest.mark.parametrize(("remedy", "figure"), REMEDIES.items())


@pytest.fixture(scope="module")
def made() -> Material:
    return material(["baseline"])


def trial(made: Material) -> Trial:
    return Trial.of(made, made.variants["baseline"])


def lines(axes: Axes) -> dict[str, Line2D]:
    return {str(line.get_label()): line for line in axes.get_lines()}


def with_windows(points: int, kernel: int, stride: int) -> Material:
    sizes = Network(kernel=kernel, stride=stride, channels=min(3, kernel))
    return material(["baseline"], 2, sizes, Data(curves=20, held_out=9, points=points))


@every_remedy
def test_the_first_panel_has_the_example_and_what_the_network_makes_of_it(
    remedy: str, figure: ModuleType, made: Material
) -> None:
    tried = trial(made)
    shown = lines(figure.draw(made, LIGHT).figure.axes[0])
    np.testing.assert_array_equal(shown["target"].get_ydata(), tried.curves[tried.example])
    np.testing.assert_array_equal(shown["output"].get_ydata(), tried.output(remedy)[tried.example])


@pytest.mark.parametrize(
    ("remedy", "total"),
    [
        ("raw", [1, 1, 1, 1, 2, 2, 2, 1, 2, 2, 2, 1, 1, 1, 1]),
        ("halved", [0.5] * 3 + [1] * 9 + [0.5] * 3),
        ("normalised", [1] * 15),
    ],
)
def test_the_second_panel_has_the_sum_of_the_windows_weights(
    remedy: str, total: list[float], made: Material
) -> None:
    axes = REMEDIES[remedy].draw(made, LIGHT).figure.axes[1]
    np.testing.assert_allclose(lines(axes)["sum"].get_ydata(), total)
    [weights] = axes.collections
    summed = np.zeros(15)
    for segment in weights.get_segments():
        summed[segment[:, 0].astype(int)] += segment[:, 1]
    np.testing.assert_allclose(summed, total)


def test_a_sum_of_one_and_of_as_many_as_there_are_windows_have_ticks(made: Material) -> None:
    axes = assembled_raw.draw(made, LIGHT).figure.axes[1]
    labels = {tick.get_position()[1]: tick.get_text() for tick in axes.get_yticklabels()}
    assert labels == {0: "0", 1: "1", 2: "2"}


@every_remedy
def test_the_third_panel_has_the_mean_and_range_of_the_errors_of_all_seeds(
    remedy: str, figure: ModuleType, made: Material
) -> None:
    errors = trial(made).trained(remedy)  # (S, points)
    axes = figure.draw(made, LIGHT).figure.axes[2]
    name = "averaged" if remedy == "normalised" else "trained"
    np.testing.assert_allclose(lines(axes)[name].get_ydata(), errors.mean(0))
    band = axes.collections[0].get_paths()[0].get_extents()
    assert (band.y0, band.y1) == pytest.approx((errors.min(), errors.max()))


@pytest.mark.parametrize("remedy", ["raw", "halved", "tapered"])
def test_errors_of_perfect_patches_are_drawn_where_there_are_some(
    remedy: str, made: Material
) -> None:
    exact = trial(made).perfect(remedy)
    axes = REMEDIES[remedy].draw(made, LIGHT).figure.axes[2]
    drawn = lines(axes)["perfect"].get_ydata()
    np.testing.assert_allclose(np.nan_to_num(drawn), exact)


def test_what_is_exact_has_no_line_and_is_called_0(made: Material) -> None:
    axes = assembled_normalised.draw(made, LIGHT).figure.axes[2]
    assert "perfect" not in lines(axes)
    assert "perfect\npatches: 0" in [text.get_text() for text in axes.texts]


def test_padding_is_drawn_beside_averaging(made: Material) -> None:
    axes = assembled_normalised.draw(made, LIGHT).figure.axes[2]
    expected = trial(made).trained("padded").mean(0)
    np.testing.assert_allclose(lines(axes)["padded"].get_ydata(), expected)
    styles = {lines(axes)[name].get_linestyle() for name in ("padded", "averaged")}
    assert len(styles) == 2


def test_points_near_the_ends_are_shaded(made: Material) -> None:
    axes = assembled_halved.draw(made, LIGHT).figure.axes[2]
    spans = [(patch.get_x(), patch.get_width()) for patch in axes.patches]
    assert spans == [(-0.5, 3), (11.5, 3)]


@pytest.mark.parametrize("panel", [0, 1, 2])
def test_all_remedies_are_drawn_with_the_same_limits(panel: int, made: Material) -> None:
    shown = [figure.draw(made, LIGHT).figure.axes[panel] for figure in REMEDIES.values()]
    assert len({(axes.get_xlim(), axes.get_ylim()) for axes in shown}) == 1
    low, high = shown[0].get_ylim()
    drawn = [line.get_ydata() for axes in shown for line in axes.get_lines() if panel == 2]
    assert all(low < np.nanmin(y) <= np.nanmax(y) < high for y in drawn)


@pytest.mark.parametrize("look", ["light", "light-one-column"])
@pytest.mark.parametrize("layout", [(15, 7, 1), (7, 7, 1), (16, 7, 4), (9, 2, 4), (60, 20, 8)])
@every_remedy
@pytest.mark.usefixtures("inter")
def test_it_can_be_read_with_other_windows(
    remedy: str, figure: ModuleType, layout: tuple[int, int, int], look: str
) -> None:
    del remedy
    assert faults(figure.draw(with_windows(*layout), page_of(look)).figure) == []


@every_remedy
def test_its_words_have_the_errors(remedy: str, figure: ModuleType, made: Material) -> None:
    tried, drawn = trial(made), figure.draw(made, LIGHT)
    for words in (drawn.caption, drawn.alternative):
        assert f"{tried.trained(remedy).mean():.2e}" in words
        assert "10 seeds" in words
    assert f"{len(tried.curves)} held-out curves" in drawn.caption
    assert "network of seed 11" in drawn.caption


def test_raw_says_how_often_points_are_counted() -> None:
    said = [assembled_raw.draw(with_windows(*w), LIGHT).title for w in [(15, 7, 1), (8, 4, 4)]]
    assert said == [
        "A plain sum counts the points of overlapping windows up to 7 times",
        "Windows that do not overlap can be summed as they are",
    ]


def test_halving_mends_the_inside_only_if_the_kernel_is_twice_the_stride_less_one() -> None:
    fits, too_long = (
        assembled_halved.draw(with_windows(19, kernel, 4), LIGHT) for kernel in (7, 8)
    )
    assert fits.title.endswith("mends the sum inside the curve")
    assert "100% of it at 6 points near the ends" in fits.caption
    assert "does not fit these windows" in too_long.title


def test_the_taper_is_compared_with_halving(made: Material) -> None:
    tapered, halved = (trial(made).perfect(name).mean() for name in ("tapered", "halved"))
    title = assembled_tapered.draw(made, LIGHT).title
    assert title == (
        f"A taper leaves less error than halving does, {tapered:.2e} against {halved:.2e}"
    )


def test_averaging_tells_what_padding_does_and_what_the_inside_has(made: Material) -> None:
    tried, drawn = trial(made), assembled_normalised.draw(made, LIGHT)
    padded, averaged = (tried.trained(name) for name in ("padded", "normalised"))
    better = padded.mean() < averaged.mean()
    assert drawn.title.endswith("improves on it" if better else "does not improve on it")
    worse = int((padded.mean(1) > averaged.mean(1)).sum())
    assert f"{padded.mean():.2e}, larger in {worse} of 10 seeds" in drawn.caption
    assert f"it is {averaged[:, 3:12].mean():.2e}" in drawn.caption


def test_averaging_tells_of_points_in_no_window_and_of_curves_without_inside() -> None:
    missed = assembled_normalised.draw(with_windows(16, 7, 4), LIGHT)
    assert "exact but for 1 point in no window" in missed.title
    short = assembled_normalised.draw(with_windows(7, 7, 1), LIGHT)
    assert "All points are near an end." in short.caption
