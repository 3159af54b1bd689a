"""Subtitles: two formats of the same beats, in lines that fit a screen."""

from __future__ import annotations

import pytest

from deconviz.films.rendering.story import Beat, Story
from deconviz.films.rendering.subtitles import LETTERS, in_lines, srt, vtt


def story(*beats: Beat, seconds: float = 70.25) -> Story:
    return Story("A title", "A finding.", "A description.", beats, seconds, 0.0, "The sum")


TWO = story(Beat(0.0, "The first."), Beat(2.5, "The second."))


def test_each_subtitle_lasts_until_the_next() -> None:
    assert srt(TWO) == (
        "1\n00:00:00,000 --> 00:00:02,500\nThe first.\n\n"
        "2\n00:00:02,500 --> 00:01:10,250\nThe second.\n"
    )


def test_webvtt_has_a_heading_and_points() -> None:
    assert vtt(TWO) == (
        "WEBVTT\n\n"
        "00:00:00.000 --> 00:00:02.500\nThe first.\n\n"
        "00:00:02.500 --> 00:01:10.250\nThe second.\n"
    )


def test_long_ones_are_broken_between_words() -> None:
    says = "The bars drop onto the sum so far, one after another."
    lines = in_lines(says).splitlines()
    assert " ".join(lines) == says
    assert len(lines) == 2
    assert max(map(len, lines)) <= LETTERS


@pytest.mark.parametrize(
    "beats",
    [
        (),
        (Beat(1.0, "Late."),),
        (Beat(0.0, "A."), Beat(3.0, "C."), Beat(2.0, "B.")),
        (Beat(0.0, "A."), Beat(70.25, "After the end.")),
    ],
)
def test_beats_that_leave_a_gap_or_go_back_are_refused(beats: tuple[Beat, ...]) -> None:
    with pytest.raises(ValueError, match="beats begin at 0 and follow one another"):
        story(*beats)
