"""A deck for Beamer in pdfpc, on a screen that nobody sees: that films play, loop and end."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import numpy as np
from PIL import Image, ImageGrab

from deconviz.arrays import Floats

from .table import Seen
from .tex import NotCompiledError, compiled

HOST = "pdfpc"
PROGRAMS = ("pdfpc", "Xvfb", "xdotool", "pdflatex")
SCREEN = (1280, 720)
FILM_ON_SCREEN = (96, 96, 1184, 708)  # left, top, right, bottom
PATIENCE = 30.0  # seconds that a program may take until it shows something
LATE = 4.0  # seconds after a film should have ended
APART = 0.5  # seconds between two looks
LOOKS = 12
CHANGED = 0.0005  # of the screen, when a film plays
ALIKE = 0.02  # of white, up to which two greys are the same
SAME_FRAME = 0.05  # of white, on average, between two pictures of one frame
FILM = re.compile(r"\\movie\[[^]]*?(?P<loop>, loop)?\].*?\{(?P<file>films/[^}]*\.mp4)\}", re.DOTALL)


Answer = tuple[str, bool]
"""What was seen, and whether it is what should be."""


@dataclass(frozen=True)
class Film:
    """A film on a page, counted from 1."""

    path: Path
    page: int
    seconds: float
    loops: bool


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
        """Show a page, counted from 1, and wait until it is there."""
        command = ["pdfpc", "--single-screen", "--windowed=none", f"--page={page}", *options]
        own = {"DISPLAY": self.display, "HOME": f"{self.home}", "XDG_CONFIG_HOME": f"{self.home}"}
        with running([*command, self.pdf.name], self.pdf.parent, os.environ | own):
            end = time.monotonic() + PATIENCE
            while self.look().max() < 0.5 and time.monotonic() < end:
                time.sleep(APART)
            yield

    @contextmanager
    def playing(self, page: int) -> Iterator[bool]:
        """Show a page to the audience, and say whether something moves there soon."""
        with self.opened(page, "--switch-screens"):
            yield self.moves()

    def look(self) -> Floats:
        """Return the greys of the screen, 0 to 1."""
        with ImageGrab.grab(xdisplay=self.display) as shown:
            return _greys(shown)

    def moves(self) -> bool:
        """Return whether the screen changes within some looks."""
        before = self.look()
        for _ in range(LOOKS):
            time.sleep(APART)
            now = self.look()
            if (np.abs(now - before) > ALIKE).mean() > CHANGED:
                return True
            before = now
        return False

    def keep(self, name: str) -> None:
        """Keep what the screen shows."""
        with ImageGrab.grab(xdisplay=self.display) as shown:
            shown.save(self.screenshots / f"pdfpc-{self.pdf.stem}-{name}.png")

    def press(self, key: str) -> None:
        """Press a key, with the pointer in the window."""
        command = ["xdotool", "mousemove", "640", "700", "key", key]
        subprocess.run(command, env=os.environ | {"DISPLAY": self.display}, check=True, timeout=10)


def check(folder: Path, screenshots: Path) -> list[Seen]:
    """Show a deck, and say what was seen.

    Parameters
    ----------
    folder
        Of a deck for Beamer.
    screenshots
        A folder for pictures.
    """
    absent = [program for program in PROGRAMS if shutil.which(program) is None]
    if absent:
        return [Seen(HOST, "", "is there", f"untried: no {', '.join(absent)}", holds=False)]
    screenshots.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as home, screen() as display:
        try:
            with compiled(folder) as pdf:
                return list(_asked(Trial(pdf, display, Path(home), screenshots)))
        except NotCompiledError as error:
            return [Seen(HOST, "", f"{folder.parent.name}: opens", str(error), holds=False)]


def _asked(trial: Trial) -> Iterator[Seen]:
    films = list(_films(trial.pdf))
    looping = sorted((film for film in films if film.loops), key=lambda film: film.seconds)
    ending = sorted((film for film in films if not film.loops), key=lambda film: film.seconds)
    asked: list[tuple[str, list[Film], Callable[[Trial, Film], Answer]]] = [
        ("plays by itself after a key", films, _plays),
        ("loops", looping, _loops),
        ("ends on its last frame", ending, _ends),
        ("shows notes to the speaker", films, _notes),
    ]
    version = _version(trial)
    for what, those, ask in asked:
        if those:
            seen, holds = ask(trial, those[0])
            yield Seen(HOST, version, f"{trial.pdf.stem}: {what}", seen, holds)


def _plays(trial: Trial, film: Film) -> Answer:
    with trial.opened(film.page - 1, "--switch-screens"):
        still = not trial.moves()
        trial.press("Right")
        time.sleep(LATE)
        moves = trial.moves()
        trial.keep("plays")
    return ("plays" if moves else "stands still"), still and moves


def _loops(trial: Trial, film: Film) -> Answer:
    with trial.playing(film.page):
        time.sleep(film.seconds + LATE)
        moves = trial.moves()
        trial.keep("loops")
    after = f"{film.seconds + LATE:.0f} s after the start of a film of {film.seconds:.0f} s it"
    return f"{after} {'plays' if moves else 'stands still'}", moves


def _ends(trial: Trial, film: Film) -> Answer:
    with trial.playing(film.page) as moved:
        time.sleep(film.seconds + LATE)
        moves, shown = trial.moves(), trial.look()
        trial.keep("ends")
    left, top, right, bottom = FILM_ON_SCREEN
    alike = float(np.abs(shown[top:bottom, left:right] - _last_frame(film)).mean())
    seen = f"{'moves' if moves else 'stands still'}, {alike:.3f} from its last frame"
    return seen, moved and not moves and alike < SAME_FRAME


def _notes(trial: Trial, film: Film) -> Answer:
    with TemporaryDirectory() as name:
        empty = Path(name, "empty.pdfpc")
        empty.write_text('{"pdfpcFormat": 2, "pages": []}')
        looks = []
        for kind, options in (("no-notes", [f"--pdfpc-location={empty}"]), ("notes", [])):
            with trial.opened(film.page, *options):
                time.sleep(LATE)
                looks.append(_right_half(trial.look()))
                trial.keep(kind)
    changed = float((np.abs(looks[0] - looks[1]) > ALIKE).mean())
    return f"{changed:.1%} of their place is text", changed > CHANGED


def _right_half(look: Floats) -> Floats:
    """Return where pdfpc writes notes: below the next slide, above the clock."""
    return look[SCREEN[1] * 2 // 5 : SCREEN[1] * 9 // 10, SCREEN[0] * 5 // 8 :]


def _films(pdf: Path) -> Iterator[Film]:
    frames = pdf.with_suffix(".tex").read_text(encoding="utf-8").split(r"\begin{frame}")
    for page, frame in enumerate(frames):
        if match := FILM.search(frame):
            path = pdf.parent / match["file"]
            with av.open(path) as opened:
                assert opened.duration is not None
                yield Film(path, page, opened.duration / 1e6, bool(match["loop"]))


def _last_frame(film: Film) -> Floats:
    """Return the greys of a film's last frame, as large as it is on the screen."""
    with av.open(film.path) as opened:
        *_, frame = opened.decode(video=0)
        left, top, right, bottom = FILM_ON_SCREEN
        picture = Image.fromarray(frame.to_ndarray(format="rgb24"))
        return _greys(picture.resize((right - left, bottom - top)))


def _greys(picture: Image.Image) -> Floats:
    return np.asarray(picture.convert("L"), dtype=float) / 255


def _version(trial: Trial) -> str:
    said = subprocess.run(
        ["pdfpc", "--version"],
        env=os.environ | {"DISPLAY": trial.display, "HOME": f"{trial.home}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    return said.stdout.partition("\n")[0].removeprefix("pdfpc ")


@contextmanager
def screen() -> Iterator[str]:
    """Start a screen that nobody sees, and give its name."""
    read, write = os.pipe()
    size = f"{SCREEN[0]}x{SCREEN[1]}x24"
    command = ["Xvfb", "-displayfd", f"{write}", "-screen", "0", size, "-nolisten", "tcp"]
    with running(command, Path.cwd(), os.environ, keep=write):
        os.close(write)
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"


@contextmanager
def running(
    command: Sequence[str], folder: Path, environ: Mapping[str, str], keep: int | None = None
) -> Iterator[None]:
    """Run a program meanwhile, and end it with all that it has started."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=dict(environ),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        pass_fds=() if keep is None else (keep,),
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
