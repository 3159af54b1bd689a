"""Subtitles as SubRip and as WebVTT, the two kinds that players and browsers read."""

from __future__ import annotations

import textwrap

from deconviz.films.rendering.story import Story

LETTERS, LINES = 42, 2
"""Of a subtitle: letters in a line, and lines, at most."""


def srt(story: Story) -> str:
    """Return the subtitles of a story as SubRip."""
    cues = [
        f"{number}\n{_clock(begin, ',')} --> {_clock(end, ',')}\n{in_lines(says)}\n"
        for number, (begin, end, says) in enumerate(story.spans, start=1)
    ]
    return "\n".join(cues)


def vtt(story: Story) -> str:
    """Return the subtitles of a story as WebVTT."""
    cues = [
        f"{_clock(begin, '.')} --> {_clock(end, '.')}\n{in_lines(says)}\n"
        for begin, end, says in story.spans
    ]
    return "\n".join(["WEBVTT\n", *cues])


def in_lines(says: str) -> str:
    """Break a subtitle into lines."""
    return "\n".join(textwrap.wrap(says, LETTERS, break_on_hyphens=False))


def _clock(seconds: float, point: str) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}{point}{rest % 1000:03d}"
