"""A screen that nobody sees: programs with windows are started, worked and looked at on it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

SIZE = (1280, 720)
PATIENCE = 60.0  # seconds, for a program to answer
DIFFERENT = 40  # of 255: less may be noise of a film's encoding


@dataclass(frozen=True)
class Screen:
    """A screen, by the name of its display."""

    display: str

    @property
    def environment(self) -> dict[str, str]:
        """What programs must know to appear on it, and to speak English."""
        return {**os.environ, "DISPLAY": self.display, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}

    def picture(self, path: Path) -> Image.Image:
        """Keep what it shows."""
        self._run("import", "-window", "root", str(path))
        with Image.open(path) as opened:
            return opened.convert("RGB")

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        self._run("xdotool", "key", "--delay", "50", *keys)

    def click(self, place: tuple[int, int]) -> None:
        """Click on a place."""
        self._run("xdotool", "mousemove", *map(str, place), "click", "1")

    def focus(self, title: str, seconds: float = PATIENCE) -> bool:
        """Wait for a window by words of its title, and give it the keyboard."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            asked = ["xdotool", "search", "--onlyvisible", "--name", title]
            found = subprocess.run(
                asked, env=self.environment, capture_output=True, text=True, timeout=PATIENCE
            )
            if windows := found.stdout.split():
                self._run("xdotool", "windowfocus", windows[-1])
                return True
            time.sleep(0.3)
        return False

    def _run(self, *command: str) -> None:
        subprocess.run(
            command, env=self.environment, check=True, capture_output=True, timeout=PATIENCE
        )


@contextmanager
def screen() -> Iterator[Screen]:
    """Start a screen of 1280 x 720, and stop it at the end."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24"]
    with running(command, pass_fds=(writer,)):
        os.close(writer)
        with os.fdopen(reader) as opened:
            yield Screen(f":{opened.readline().strip()}")


@contextmanager
def running(command: Sequence[str], **settings: Any) -> Iterator[None]:
    """Let a program run meanwhile; it and all that it started end with the block."""
    process = subprocess.Popen(
        command,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **settings,
    )
    try:
        yield
    finally:
        try:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=5)
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def differ(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether two pictures show different things."""
    extrema = ImageChops.difference(one.convert("L"), other.convert("L")).getextrema()
    return int(extrema[1]) > DIFFERENT  # type: ignore[arg-type]
