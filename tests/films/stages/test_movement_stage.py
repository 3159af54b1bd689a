"""What stands on the stage of OneComponent: numbers that count, gauges, swaths and discs."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.films.mobjects.gauge import Gauge
from deconviz.films.mobjects.passing_discs import PassingDiscs
from deconviz.films.mobjects.reading import Reading
from deconviz.films.mobjects.stage import SAFE, to_pixels
from deconviz.films.mobjects.swath import Swath
from deconviz.films.stages.one_component.movement_layout import FLOOR, HIGHEST_BAR, MovementLayout
from deconviz.look.theme import DARK, Mark
from support.staging import box_of, ink

DISTANCES = np.array([0.13, 0.75, 1.62])
VALUES = np.array([-0.8, 0.9])


def test_a_reading_that_changes_stays_centred_at_its_place() -> None:
    reading = Reading(40.0, "#ffffff", align="centre")
    for text in ("0.76", "11.00"):
        reading.say(text, 500.0, 300.0)
        box = box_of(reading)
        assert reading.text == text
        assert (box.left + box.right) / 2 == pytest.approx(500.0, abs=1e-6)
        assert box.bottom == pytest.approx(300.0, abs=1.5)


def test_a_gauge_has_its_lowest_number_at_the_bottom_and_its_highest_at_the_top() -> None:
    gauge = Gauge(200.0, 100.0, 300.0, (-1.0, 3.0), Mark("#ffffff"), DARK, "dark")
    for value, y in ((-1.0, 300.0), (1.0, 200.0), (3.0, 100.0)):
        gauge.set_to(value)
        box = box_of(gauge.submobjects[-1])
        assert ((box.left + box.right) / 2, (box.top + box.bottom) / 2) == pytest.approx((200, y))


def test_a_swath_lies_between_its_curves() -> None:
    swath = Swath("#ffffff")
    x, one, other = np.array([1.0, 2.0, 3.0]), np.array([5.0, 6.0, 5.0]), np.array([9.0, 8.0, 9.0])
    swath.between(x, one, other)
    corners = to_pixels(swath.points)[::4]  # (6, 2)
    expected = [(1, 5), (2, 6), (3, 5), (3, 9), (2, 8), (1, 9)]
    assert corners == pytest.approx(np.array(expected, float))


def test_discs_at_rest_stand_apart_beside_their_lines() -> None:
    ends = np.tile([500.0, 510.0], (61, 1))
    discs = PassingDiscs(1000.0, ends, 1.0, 940.0, DARK)
    discs.draw(ends[0], 0.5)
    one, other = (box_of(disc.submobjects[0]) for disc in discs.discs)
    assert other.top - one.bottom == pytest.approx(10.0)
    assert one.left == other.left > 1000


def test_a_disc_covers_the_digit_of_the_one_that_it_slides_over() -> None:
    crossing = np.interp(np.arange(121), [0, 60, 120], [400.0, 600.0, 400.0])
    ends = np.stack([crossing, np.full(121, 500.0)], 1)
    discs = PassingDiscs(1000.0, ends, 2.0, 940.0, DARK)
    one, other = discs.discs
    for moment, shown in ((0, 1.0), (30, 0.0), (60, 1.0)):
        discs.draw(ends[moment], moment / 120)
        assert ink(one.digit)[3] == pytest.approx(shown)
        assert ink(one.submobjects[0])[3] == ink(other.digit)[3] == 1


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_bars_and_outputs_have_one_scale_and_fit(count: int) -> None:
    layout = MovementLayout.of(DISTANCES[-1:].repeat(count), VALUES, 7)
    axes = layout.outputs
    assert axes.down(0.0) - axes.down(1.0) == pytest.approx(layout.unit)
    assert FLOOR - layout.unit * DISTANCES[-1] >= HIGHEST_BAR
    assert axes.down(VALUES[1]) >= axes.box.top
    assert axes.down(VALUES[0]) <= axes.box.bottom
    assert axes.box.right < layout.bars[0] <= layout.bars[-1] < SAFE.right
