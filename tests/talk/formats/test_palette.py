"""The colours of a GIF are those of the film."""

from __future__ import annotations

import numpy as np
import pytest

from deconviz.arrays import Pixels
from deconviz.talk.formats.palette import UNKNOWN, Palette

BACKGROUND, LINE, SHADE = (31, 131, 126), (180, 90, 110), (35, 140, 120)


def picture(*parts: tuple[int, int, int]) -> Pixels:
    """Return a picture with a column of each colour, shape (3, 8, columns)."""
    return np.tile(np.array(parts, np.uint8).T[:, None], (1, 8, 1))


def test_few_colours_stay_as_they_are() -> None:
    shown = picture(BACKGROUND, LINE, SHADE)
    palette = Palette([shown], 255)
    numbers = palette.numbers(shown)
    assert (numbers == numbers[0]).all()
    assert len(set(numbers[0].tolist())) == 3
    [picture_in_colours] = palette.frames([shown])
    frame = picture_in_colours.to_ndarray(format="rgb24").astype(int)
    blue_of = frame[0, :, 2] - frame[0, :, 0]
    assert blue_of[0] > 0 > blue_of[1] - blue_of[2]


def test_each_frame_has_its_own_colours_whatever_changed_before_it() -> None:
    random = np.random.default_rng(3)
    shown = [random.integers(16, 235, (3, 6, 5)).astype(np.uint8)]
    for rows in ((), (0,), (2, 5), tuple(range(6))):
        changed = shown[-1].copy()
        changed[:, list(rows)] = random.integers(16, 235, (3, len(rows), 5))
        shown.append(changed)
    palette = Palette(shown, 64)
    for pixels, frame in zip(shown, palette.frames(shown), strict=True):
        [alone] = palette.frames([pixels])
        assert (frame.to_ndarray(format="rgb24") == alone.to_ndarray(format="rgb24")).all()


def test_a_colour_that_was_not_there_becomes_the_nearest() -> None:
    palette = Palette([picture(BACKGROUND, LINE)], 255)
    near_line = (LINE[0] - 3, LINE[1] + 2, LINE[2])
    line, other = (palette.numbers(picture(one))[0, 0] for one in (LINE, near_line))
    assert line == other != palette.numbers(picture(BACKGROUND))[0, 0]


@pytest.mark.parametrize("colours", [2, 64, 255])
def test_one_number_is_left_for_what_does_not_change(colours: int) -> None:
    noise = np.random.default_rng(2).integers(16, 235, (3, 40, 40)).astype(np.uint8)
    numbers = Palette([noise], colours).numbers(noise)
    assert len(np.unique(numbers)) <= colours
    assert numbers.max() < UNKNOWN
