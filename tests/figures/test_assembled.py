"""The figures of remedies show what each leaves of the error, with the same limits."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

from deconviz.analysis.overlap_errors import OverlapErrors
from deconviz.config.experiment import CurveSettings, NetworkSettings
from deconviz.figures import (
    assembled_halved,
    assembled_normalised,
    assembled_raw,
    assembled_tapered,
)
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import page_of
from support.artists import by_label, rectangles, segments, ys
from support.made_up import figure_inputs
from support.readable import faults

LIGHT = page_of("light")
REMEDIES = {
    "raw": assembled_raw,
    "halved": assembled_halved,
    "tapered": assembled_tapered,
    "normalised": assembled_normalised,
}
every_remedy = pytest.mark.parametrize(("remedy", "figure"), REMEDIES.items())


@pytest.fixture(scope="module")
def inputs() -> FigureInputs:
    return figure_inputs(["baseline"])


def with_windows(points: int, kernel: int, stride: int) -> FigureInputs:
    sizes = NetworkSettings(kernel=kernel, stride=stride, channels=min(3, kernel))
    return figure_inputs(
        ["baseline"], 2, sizes, CurveSettings(curves=20, held_out=9, points=points)
    )


@every_remedy
def test_the_first_panel_has_the_example_and_what_the_network_makes_of_it(
    remedy: str, figure: ModuleType, inputs: FigureInputs
) -> None:
    errors = OverlapErrors(inputs.ensemble)
    panel = by_label(figure.draw(inputs, LIGHT).figure.axes[0])
    output = errors.output(remedy, inputs.seed)[errors.example]
    np.testing.assert_array_equal(ys(panel["target"]), errors.curves[errors.example])
    np.testing.assert_array_equal(ys(panel["output"]), output)


@pytest.mark.parametrize(
    ("remedy", "total"),
    [
        ("raw", [1, 1, 1, 1, 2, 2, 2, 1, 2, 2, 2, 1, 1, 1, 1]),
        ("halved", [0.5] * 3 + [1] * 9 + [0.5] * 3),
        ("normalised", [1] * 15),
    ],
)
def test_the_second_panel_has_the_sum_of_the_windows_weights(
    remedy: str, total: list[float], inputs: FigureInputs
) -> None:
    axes = REMEDIES[remedy].draw(inputs, LIGHT).figure.axes[1]
    np.testing.assert_allclose(ys(by_label(axes)["sum"]), total)
    [weights] = segments(axes)
    summed = np.zeros(15)
    for segment in weights:
        summed[segment[:, 0].astype(int)] += segment[:, 1]
    np.testing.assert_allclose(summed, total)


def test_a_sum_of_one_and_of_as_many_as_there_are_windows_have_ticks(inputs: FigureInputs) -> None:
    axes = assembled_raw.draw(inputs, LIGHT).figure.axes[1]
    labels = {tick.get_position()[1]: tick.get_text() for tick in axes.get_yticklabels()}
    assert labels == {0: "0", 1: "1", 2: "2"}


@every_remedy
def test_the_third_panel_has_the_mean_and_range_of_the_errors_of_all_seeds(
    remedy: str, figure: ModuleType, inputs: FigureInputs
) -> None:
    errors = OverlapErrors(inputs.ensemble).of_networks(remedy)  # (S, points)
    axes = figure.draw(inputs, LIGHT).figure.axes[2]
    name = "averaged" if remedy == "normalised" else "trained"
    np.testing.assert_allclose(ys(by_label(axes)[name]), errors.mean(0))
    band = axes.collections[0].get_paths()[0].get_extents()
    assert (band.y0, band.y1) == pytest.approx((errors.min(), errors.max()))


@pytest.mark.parametrize("remedy", ["raw", "halved", "tapered"])
def test_errors_of_perfect_patches_are_drawn_where_there_are_some(
    remedy: str, inputs: FigureInputs
) -> None:
    exact = OverlapErrors(inputs.ensemble).beyond_rounding(remedy)
    axes = REMEDIES[remedy].draw(inputs, LIGHT).figure.axes[2]
    line = ys(by_label(axes)["perfect"])
    np.testing.assert_allclose(np.nan_to_num(line), exact)


def test_an_exact_remedy_has_no_line_and_the_label_0(inputs: FigureInputs) -> None:
    axes = assembled_normalised.draw(inputs, LIGHT).figure.axes[2]
    assert "perfect" not in by_label(axes)
    assert "perfect\npatches: 0" in [text.get_text() for text in axes.texts]


def test_padding_is_drawn_beside_averaging(inputs: FigureInputs) -> None:
    axes = assembled_normalised.draw(inputs, LIGHT).figure.axes[2]
    expected = OverlapErrors(inputs.ensemble).of_networks("padded").mean(0)
    np.testing.assert_allclose(ys(by_label(axes)["padded"]), expected)
    styles = {by_label(axes)[name].get_linestyle() for name in ("padded", "averaged")}
    assert len(styles) == 2


def test_points_near_the_ends_are_shaded(inputs: FigureInputs) -> None:
    axes = assembled_halved.draw(inputs, LIGHT).figure.axes[2]
    spans = [(span.get_x(), span.get_width()) for span in rectangles(axes)]
    assert spans == [(-0.5, 3), (11.5, 3)]


@pytest.mark.parametrize("panel", [0, 1, 2])
def test_all_remedies_are_drawn_with_the_same_limits(panel: int, inputs: FigureInputs) -> None:
    panels = [figure.draw(inputs, LIGHT).figure.axes[panel] for figure in REMEDIES.values()]
    assert len({(axes.get_xlim(), axes.get_ylim()) for axes in panels}) == 1
    low, high = panels[0].get_ylim()
    errors = [ys(line) for axes in panels for line in axes.get_lines() if panel == 2]
    assert all(low < np.nanmin(y) <= np.nanmax(y) < high for y in errors)


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
def test_its_caption_has_the_errors(remedy: str, figure: ModuleType, inputs: FigureInputs) -> None:
    errors, caption = OverlapErrors(inputs.ensemble), figure.draw(inputs, LIGHT).caption
    for words in (caption.text, caption.alternative):
        assert f"{errors.of_networks(remedy).mean():.2e}" in words
        assert "10 seeds" in words
    assert f"{len(errors.curves)} held-out curves" in caption.text
    assert "network of seed 11" in caption.text


def test_the_plain_sum_states_how_often_points_are_counted() -> None:
    plots = [assembled_raw.draw(with_windows(*w), LIGHT) for w in [(15, 7, 1), (8, 4, 4)]]
    assert [plot.caption.finding for plot in plots] == [
        "A plain sum counts the points of overlapping windows up to 7 times",
        "Windows that do not overlap can be summed as they are",
    ]


def test_halving_corrects_the_inside_only_if_the_kernel_is_twice_the_stride_less_one() -> None:
    exact, wrong = (
        assembled_halved.draw(with_windows(19, kernel, 4), LIGHT).caption for kernel in (7, 8)
    )
    assert exact.finding.endswith("corrects the sum inside the curve")
    assert "100% of it at 6 points near the ends" in exact.text
    assert "does not fit these windows" in wrong.finding


def test_the_taper_is_compared_with_halving(inputs: FigureInputs) -> None:
    errors = OverlapErrors(inputs.ensemble)
    tapered, halved = (errors.beyond_rounding(name).mean() for name in ("tapered", "halved"))
    assert assembled_tapered.draw(inputs, LIGHT).caption.finding == (
        f"A taper leaves less error than halving: {tapered:.2e} against {halved:.2e}"
    )


def test_averaging_states_the_errors_with_padding_and_inside(inputs: FigureInputs) -> None:
    errors = OverlapErrors(inputs.ensemble)
    padded, averaged = (errors.of_networks(name) for name in ("padded", "normalised"))
    caption = assembled_normalised.draw(inputs, LIGHT).caption
    better = padded.mean() < averaged.mean()
    assert caption.finding.endswith("improves on it" if better else "does not improve on it")
    worse = int((padded.mean(1) > averaged.mean(1)).sum())
    assert f"{padded.mean():.2e}, larger in {worse} of 10 seeds" in caption.text
    assert f"averaging leaves {averaged[:, 3:12].mean():.2e}" in caption.text


def test_averaging_counts_points_in_no_window_and_knows_curves_without_inside() -> None:
    gap = assembled_normalised.draw(with_windows(16, 7, 4), LIGHT).caption
    assert "exact except at 1 point in no window" in gap.finding
    short = assembled_normalised.draw(with_windows(7, 7, 1), LIGHT).caption
    assert "All points are near an end." in short.text
