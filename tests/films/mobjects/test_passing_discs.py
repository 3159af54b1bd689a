"""Discs that slide past each other never show one digit on another."""

from __future__ import annotations

import numpy as np

from deconviz.films.mobjects.passing_discs import PassingDiscs
from deconviz.look.theme import THEMES
from support.staging import box_of, is_visible, overlap

SECONDS, MOMENTS = 4.0, 240


def test_digits_that_meet_are_not_both_seen() -> None:
    turns = 2 * np.pi * np.arange(MOMENTS + 1) / MOMENTS
    waves = [np.sin(turns + phase) for phase in (0.0, 1.0, 3.0)]
    ends = 600 + 80 * np.stack(waves, axis=1)  # (MOMENTS + 1, 3)
    discs = PassingDiscs(1000.0, ends, SECONDS, 1000.0, THEMES["dark"])
    met = 0
    for moment in np.linspace(0, MOMENTS, 20 * MOMENTS, endpoint=False):
        discs.draw(ends[int(moment)], float(moment / MOMENTS))
        digits = [disc.digit for disc in discs.discs]
        for place, one in enumerate(digits):
            for other in digits[place + 1 :]:
                if overlap(box_of(one), box_of(other)):
                    met += 1
                    assert not (is_visible(one) and is_visible(other))
    assert met
