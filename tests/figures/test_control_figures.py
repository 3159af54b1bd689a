"""Figures look as they did when somebody last looked at them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import ScaledTranslation

from deconviz.look.theme import LIGHT
from support.artists import ys
from support.control_figures import (
    CONTROL,
    LOOKS,
    NAMES,
    OF_PICTURES,
    RENEW,
    TOLERANCE,
    control,
    picture,
)
from support.control_pictures import differences, read, report

every_figure = pytest.mark.parametrize("name", NAMES)
every_look = pytest.mark.parametrize("look", LOOKS)
Change = Callable[[Figure], None]


@every_look
@every_figure
def test_a_figure_looks_as_it_did(name: str, look: str, fonts: list[Path], tmp_path: Path) -> None:
    difference = report(control(name, look), picture(name, look, fonts), tmp_path, RENEW, TOLERANCE)
    assert not difference, difference


def test_no_control_figure_is_missing_or_left_over() -> None:
    assert set(CONTROL.iterdir()) == {control(name, look) for name in NAMES for look in LOOKS}, (
        RENEW
    )


def test_control_figures_are_small() -> None:
    assert sum(path.stat().st_size for path in CONTROL.iterdir()) < 750_000


FILTERS_AS_PICTURES = {"photograph-filters", "photograph-filters-ranked"}


@every_figure
def test_other_smoothing_of_edges_is_no_difference(name: str, fonts: list[Path]) -> None:
    now = picture(name, "light", fonts, finer=9)
    tolerance = OF_PICTURES if name in FILTERS_AS_PICTURES else TOLERANCE
    assert differences(now, read(control(name, "light")), tolerance) == []


# Changes that are differences, on a figure with lines, a band and labels.


def curve_of(figure: Figure) -> Line2D:
    """Return the mean loss of a variant."""
    [artist] = (line for line in figure.axes[0].lines if line.get_label() == "code-noise")
    return artist


def label_of(figure: Figure) -> Text:
    """Return that variant's name."""
    [artist] = (text for text in figure.axes[0].texts if text.get_text() == "code-noise")
    return artist


def move_a_label(figure: Figure) -> None:
    label = label_of(figure)
    label.set_transform(
        label.get_transform() + ScaledTranslation(1 / 72, 0, figure.dpi_scale_trans)
    )


def dim_a_label(figure: Figure) -> None:
    label_of(figure).set_color(LIGHT.muted)


def lose_a_label(figure: Figure) -> None:
    label_of(figure).remove()


def lose_a_line(figure: Figure) -> None:
    figure.axes[0].lines[-1].remove()


def shift_a_curve(figure: Figure) -> None:
    curve = curve_of(figure)
    curve.set_ydata(ys(curve) * 1.3)


def colour_a_curve_otherwise(figure: Figure) -> None:
    curve_of(figure).set_color(LIGHT.component(1).colour)


def thicken_a_curve(figure: Figure) -> None:
    curve_of(figure).set_linewidth(3)


def draw_without_dashes(figure: Figure) -> None:
    curve_of(figure).set_linestyle("-")


def lose_the_frame(figure: Figure) -> None:
    figure.axes[0].spines["left"].set_visible(False)


CHANGES = [
    move_a_label, dim_a_label, lose_a_label, lose_a_line, shift_a_curve,
    colour_a_curve_otherwise, thicken_a_curve, draw_without_dashes, lose_the_frame,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_picture_is_a_difference(change: Change, fonts: list[Path]) -> None:
    now = picture("loss", "light", fonts, change)
    assert differences(now, read(control("loss", "light")), TOLERANCE) != []


def test_a_figure_of_another_size_is_a_difference(fonts: list[Path], tmp_path: Path) -> None:
    difference = report(
        control("loss", "light"), picture("loss", LOOKS[1], fonts), tmp_path, RENEW, TOLERANCE
    )
    assert "it is 204 x 180 pixels large, not 420 x 180" in difference


def test_a_report_has_both_pictures_and_the_way_out(fonts: list[Path], tmp_path: Path) -> None:
    now = picture("loss", "light", fonts, move_a_label)
    first, *places, now_line, difference_line, way_out = report(
        control("loss", "light"), now, tmp_path, RENEW, TOLERANCE
    ).split("\n  ")
    assert first == "tests/figures/control/loss-light.png is not what is drawn now:"
    assert places
    assert (read(Path(now_line.removeprefix("drawn now: "))) == now).all()
    assert read(Path(difference_line.removeprefix("difference: "))).max() == 255
    assert RENEW in way_out
