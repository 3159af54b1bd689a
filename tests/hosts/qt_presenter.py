"""Work the presenter of manim-slides by its keys, and say what it does.

It runs in a process of its own, since it needs Qt:
``python -m hosts.qt_presenter FOLDER DECK SCREENSHOTS``.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from manim_slides.config import Config, PresentationConfig
from manim_slides.qt_utils import qapp

PATIENCE = 20.0  # seconds more than a film takes
LOOK_EVERY = 0.05  # seconds; PySide miscounts None at each look, and Python 3.11 dies of many
LONG_ENOUGH = 0.5  # seconds in which something would have gone on by itself

Answer = tuple[str, str, bool]
"""What was asked, what was seen, and whether it is what should be."""


class Presenter:
    """The presenter, showing a deck without a screen."""

    def __init__(self, folder: Path, deck: str, screenshots: Path) -> None:
        from manim_slides.present.player import Player

        core, media = import_module("qtpy.QtCore"), import_module("qtpy.QtMultimedia")
        self._core, self._gui = core.Qt, import_module("qtpy.QtGui")
        self._press = core.QEvent.Type.KeyPress
        self._ended = media.QMediaPlayer.MediaStatus.EndOfMedia
        self._playing = media.QMediaPlayer.PlaybackState.PlayingState
        self._app: Any = qapp()
        self._pictures = f"{screenshots / 'manim-slides'}-{deck}"
        self.deck = PresentationConfig.from_file(folder / "slides" / f"{deck}.json")
        self.player: Any = Player(Config(), [self.deck])
        self.player.show(self._app.screens())

    @property
    def slide(self) -> int:
        """The number of the slide, from 0."""
        return int(self.player.current_slide_index)

    @property
    def notes(self) -> str:
        """What the window of the speaker says."""
        return str(self.player.info.slide_notes.text())

    def press(self, key: str) -> None:
        """Press a key."""
        none = self._core.KeyboardModifier.NoModifier
        code = getattr(self._core.Key, f"Key_{key}")
        self._app.sendEvent(self.player, self._gui.QKeyEvent(self._press, code, none))

    def wait(self, until: Callable[[], bool], seconds: float = PATIENCE) -> bool:
        """Let it work until something holds, or time is up."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._app.processEvents()
            if until():
                return True
            time.sleep(LOOK_EVERY)
        return False

    def ends(self) -> bool:
        """Wait for the end of what plays, and tell whether it stays there."""
        player = self.player.media_player
        slide = self.slide
        if not self.wait(lambda: player.mediaStatus() == self._ended, PATIENCE + self._seconds):
            return False
        self.wait(lambda: False, LONG_ENOUGH)
        return slide == self.slide and player.playbackState() != self._playing

    def loops(self) -> bool:
        """Wait for what plays to begin again."""
        player = self.player.media_player
        past_middle = self.wait(
            lambda: player.position() > 500 * self._seconds, PATIENCE + self._seconds
        )
        again = self.wait(lambda: player.position() < 500 * self._seconds, PATIENCE + self._seconds)
        return past_middle and again and player.playbackState() == self._playing

    def picture(self, name: str) -> bool:
        """Keep the frame that is shown; tell whether anything is on it."""
        image = self.player.frame.toImage()
        image.save(f"{self._pictures}-{name}.png")
        small = image.scaled(64, 36)
        return len({small.pixel(x, y) for x in range(64) for y in range(36)}) > 1

    def picture_of_speaker(self) -> None:
        """Keep the window of the speaker."""
        self.player.info.grab().save(f"{self._pictures}-speaker.png")

    @property
    def _seconds(self) -> float:
        return float(self.player.media_player.duration()) / 1000


def answers(presenter: Presenter) -> Iterator[Answer]:
    """Go through the first film of a deck step by step, back, and on to the end."""
    slides = presenter.deck.slides
    opened = presenter.ends() and presenter.picture("title")
    yield "opens with its title", f"{len(slides)} slides", opened
    steps = _steps_of_first_film(presenter.deck)
    stopped = [_step(presenter, number) for number in steps]
    yield "stops after each step", f"{sum(stopped)} of {len(steps)} steps", all(stopped)
    notes = presenter.notes
    presenter.picture_of_speaker()
    yield "notes", f"{notes.splitlines()[0]!r}", notes == slides[steps[-1]].notes
    presenter.press("Right")
    if slides[steps[-1] + 1].loop:
        yield "a film loops", "starts again at its end", presenter.loops()
    presenter.press("V")
    back = presenter.player.current_file == slides[steps[-1]].rev_file and presenter.ends()
    yield "V goes back", "the last step plays backwards", back and presenter.picture("back")
    for _ in slides:
        presenter.press("Right")
        presenter.wait(lambda: False, LONG_ENOUGH)
    last = presenter.slide == len(slides) - 1 and presenter.ends() and presenter.picture("last")
    yield "reaches the last slide", f"slide {presenter.slide + 1} of {len(slides)}", last


def _steps_of_first_film(deck: PresentationConfig) -> list[int]:
    """Return the slides that show the first film: the first ones that can go back."""
    films = [number for number, s in enumerate(deck.slides) if s.file != s.rev_file and not s.loop]
    first = deck.slides[films[0]].file.stem.rpartition("-")[0]
    return [n for n in films if deck.slides[n].file.stem.rpartition("-")[0] == first]


def _step(presenter: Presenter, number: int) -> bool:
    while presenter.slide < number:
        presenter.press("Right")
    return presenter.ends() and presenter.picture(f"step-{number}")


if __name__ == "__main__":
    folder, deck, screenshots = sys.argv[1:]
    for answer in answers(Presenter(Path(folder), deck, Path(screenshots))):
        print(json.dumps(answer), flush=True)
