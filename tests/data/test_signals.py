"""Inputs to show a layer with: their values in closed form, in one and two dimensions."""

from __future__ import annotations

import numpy as np
import pytest
import pywt.data
from hypothesis import given
from hypothesis import strategies as st

from deconviz.config.layers import SIGNALS
from deconviz.data import signals
from deconviz.errors import UserError

SHAPES = st.one_of(st.tuples(st.integers(1, 12)), st.tuples(st.integers(1, 12), st.integers(1, 12)))


def test_each_signal_that_the_config_may_name_is_there() -> None:
    assert tuple(signals.SIGNALS) == SIGNALS


@given(st.sampled_from(SIGNALS), st.integers(1, 9), SHAPES)
def test_a_signal_has_the_shape_that_is_asked_for_and_is_the_same_each_time(
    name: str, channels: int, points: tuple[int, ...]
) -> None:
    values = signals.signal(name, channels, points)
    assert values.shape == (channels, *points)
    assert np.isfinite(values).all()
    assert (signals.signal(name, channels, points) == values).all()


def test_an_impulse_is_one_in_the_middle_of_each_channel() -> None:
    assert signals.signal("impulse", 2, (5,)).tolist() == [[0, 0, 1, 0, 0]] * 2
    picture = signals.signal("impulse", 1, (3, 4))[0]
    assert picture[1, 2] == 1
    assert picture.sum() == 1


def test_a_step_rises_in_the_middle_of_the_last_dimension() -> None:
    assert signals.signal("step", 1, (4,)).tolist() == [[0, 0, 1, 1]]
    assert signals.signal("step", 1, (2, 5)).tolist() == [[[0, 0, 1, 1, 1]] * 2]


def test_a_sine_goes_through_one_period_and_channels_share_it_out() -> None:
    assert signals.signal("sine", 1, (4,))[0] == pytest.approx([0, 1, 0, -1], abs=1e-15)
    one, other = signals.signal("sine", 2, (8,))
    assert other == pytest.approx(-one, abs=1e-15)
    picture = signals.signal("sine", 1, (4, 4))[0]
    assert picture[1] == pytest.approx(np.roll(picture[0], -1), abs=1e-15)


def test_noise_is_normal() -> None:
    values = signals.signal("noise", 10, (1000,))
    assert values.mean() == pytest.approx(0, abs=0.05)
    assert values.std() == pytest.approx(1, abs=0.05)


def test_a_photograph_is_a_patch_of_its_blocks_and_the_same_in_each_channel() -> None:
    first, second = signals.signal("photograph", 2, (4, 4))
    pixels = pywt.data.camera().astype(float)
    top, left = (8 * place for place in signals.FACE)
    for down, right in ((0, 0), (3, 0), (0, 3)):
        block = pixels[top + 8 * down :, left + 8 * right :][:8, :8]
        assert first[down, right] == pytest.approx(block.mean() / 255)
    assert (second == first).all()
    assert (signals.signal("photograph", 1, (4,))[0] == first[0]).all()


def test_a_photograph_that_is_smaller_is_said_to_be() -> None:
    for points in ((65,), (1, 65), (65, 2)):
        with pytest.raises(UserError, match="has 64 points a side, not 65: lower points"):
            signals.signal("photograph", 1, points)


def test_a_photograph_as_large_as_it_is_shows_each_block_once() -> None:
    pixels = pywt.data.camera().astype(float)
    [whole] = signals.signal("photograph", 1, (64, 64))
    assert whole.mean() == pytest.approx(pixels.mean() / 255)
    assert whole.max() == pytest.approx(
        max(block.mean() for row in np.split(pixels, 64) for block in np.split(row, 64, 1)) / 255
    )
