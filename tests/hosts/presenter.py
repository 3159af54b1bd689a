"""A deck for Beamer in pdfpc, on a screen that nobody sees: that films play, loop and end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import numpy as np
from PIL import Image, ImageGrab

from deconviz.arrays import Floats

from .table import Seen
from .tex import compiled

HOST = "pdfpc"
PROGRAMS = ("pdfpc", "Xvfb", "xdotool", "pdflatex")
SCREEN = (1280, 720)
START = 20.0  # seconds that a program may take until it shows something
LATE = 4.0  # seconds after a film should have ended
APART = 1.0  # seconds between two looks
CHANGED = 0.002  # of the screen, when a film plays
FRAME = r"\begin{frame}"


class UnseenError(Exception):
    """A program does not show what is waited for: the text says what."""


@dataclass(frozen=True)
class Trial:
    """A deck in pdfpc.

    Attributes
    ----------
    pdf
        The deck, beside its films.
    display
        Of the screen.
    home
        A folder for what pdfpc remembers.
    screenshots
        Where pictures go.
    """

    pdf: Path
    display: str
    home: Path
    screenshots: Path

    @contextmanager
    def opened(self, page: int, *options: str) -> Iterator[None]:
        """Show a page, counted from 1, to the audience."""
        command = ["pdfpc", "--single-screen", "--windowed=none", f"--page={page}", *options]
        surroundings = os.environ | {
            "DISPLAY": self.display,
            "HOME": f"{self.home}",
            "XDG_CONFIG_HOME": f"{self.home}",
            "GDK_BACKEND": "x11",
        }
        with running([*command, self.pdf.name], self.pdf.parent, surroundings):
            _until(lambda: self.look().max() > 0.5, "slide")
            yield

    def look(self) -> Floats:
        """Return the greys of the screen, 0 to 1."""
        picture = ImageGrab.grab(xdisplay=self.display).convert("L")
        return np.asarray(picture, dtype=float) / 255

    def changes(self) -> float:
        """Return how much of the screen is another after a while."""
        before = self.look()
        time.sleep(APART)
        return float((np.abs(self.look() - before) > 0.02).mean())

    def keep(self, name: str) -> None:
        """Keep what the screen shows."""
        shown = Image.fromarray((self.look() * 255).astype(np.uint8))
        with ImageGrab.grab(xdisplay=self.display) as shown:
            shown.save(self.screenshots / f"pdfpc-{self.pdf.stem}-{name}.png")

    def press(self, key: str) -> None:
        """Press a key."""
        command = ["xdotool", "mousemove", "640", "360", "key", key]
        subprocess.run(command, env=os.environ | {"DISPLAY": self.display}, check=True, timeout=10)
