"""Where a build talks to people: lines, and on a terminal one bar below them."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Event, Thread
from typing import TextIO

SHAPE = "{percentage:3.0f}% |{bar:12}| {desc}"
EVERY = 1.0  # seconds


class Screen:
    """Lines on a stream, above a bar if the stream is a terminal.

    Parameters
    ----------
    stream
        Standard error, or standard output for answers.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: _Bar | None = None

    def say(self, *lines: str) -> None:
        """Write lines; whoever reads the stream may have gone."""
        try:
            for line in lines:
                if self._bar:
                    self._bar.above(line)
                else:
                    print(line, file=self._stream, flush=True)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())

    def start_bar(self, total: int, describe: Callable[[], str]) -> None:
        """Show a bar with words that are asked for again and again, if there is a terminal."""
        if self._stream.isatty():
            try:
                self._bar = _Bar(self._stream, total, describe)
            except ImportError:  # Snakemake alone, with deconviz in the jobs' environments
                return

    @property
    def has_bar(self) -> bool:
        """Whether there is a bar now."""
        return self._bar is not None

    def advance(self) -> None:
        """Move the bar by one job."""
        if self._bar:
            self._bar.advance()

    def end_bar(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.end()
            self._bar = None


class _Bar:
    def __init__(self, stream: TextIO, total: int, describe: Callable[[], str]) -> None:
        from tqdm import tqdm  # late: no other command needs it

        self._stream, self._describe = stream, describe
        self._tqdm = tqdm(
            total=total, file=stream, bar_format=SHAPE, dynamic_ncols=True, leave=False
        )
        self._over = Event()
        self._clock = Thread(target=self._tick, daemon=True)
        self._clock.start()

    def above(self, line: str) -> None:
        self._tqdm.write(line, file=self._stream)

    def advance(self) -> None:
        self._tqdm.update()

    def end(self) -> None:
        self._over.set()
        self._clock.join()
        self._tqdm.close()

    def _tick(self) -> None:
        while not self._over.wait(EVERY):
            self._tqdm.set_description_str(self._describe())
