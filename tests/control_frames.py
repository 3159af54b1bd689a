"""Frames as they were when somebody last looked: ``python tests/control_frames.py`` renews them.

They are drawn by the renderer that makes films, of networks in closed form, and lie in
``tests/control``. Look at each before you commit it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from manim import tempconfig

import fixed_networks
from control_pictures import Picture, Tolerance, keep
from deconviz.settings import Film, FilmJob
from deconviz.sources import file_with_class
from deconviz.theme import ThemeName
from staging import ROOT, Stage, staged

CONTROL = Path(__file__).parent / "control"
RENEW = "python tests/control_frames.py"

WIDTH, HEIGHT = 480, 270  # pixels
# A frame that is drawn four times as large and then made small, which is the best smoothing there
# is, stays within:
MAY = Tolerance(edge=64, shade=3.5)

SEED = fixed_networks.SEED
CODES = ((0.0, 0.1, 0.2), (0.1, 0.1, 0.0))
VARIANTS = ("baseline", "code-noise", "input-noise")


@dataclass(frozen=True)
class Shown:
    """A film in one theme, and the moments of it, in seconds, that are kept."""

    name: str
    film: Film
    theme: ThemeName
    moments: tuple[float, ...]

    def control(self, moment: float) -> Path:
        """Return where the frame of a moment is kept."""
        return CONTROL / f"{self.name}-{self.theme}-{moment:g}s.png"

    @contextmanager
    def staged(self, root: Path, scale: int = 1) -> Iterator[Stage]:
        """Set the film up from the archives under `root`, so many times as large as is kept."""
        job = FilmJob(name=self.name, scene=self.name, theme=self.theme, film=self.film)
        file = str(file_with_class(self.name, ROOT / "scenes"))
        with (
            tempconfig({"pixel_width": WIDTH * scale, "pixel_height": HEIGHT * scale}),
            staged(file, self.name, root, job) as stage,
        ):
            yield stage


ONE = Film(variant="code-noise", seed=SEED)
STEPS = Film(variant="code-noise", seed=SEED, codes=CODES)
THREE = Film(variants=VARIANTS, seed=SEED)

FILMS = [
    Shown("OneComponent", ONE, "dark", (2.6, 11.4, 16.6)),
    Shown("OneComponent", ONE, "light", (16.6,)),
    Shown("AllComponents", ONE, "dark", (4.8, 12.0)),
    Shown("AllComponents", ONE, "light", (4.8,)),
    Shown("SideBySide", THREE, "dark", (1.8, 10.2, 15.0)),
    Shown("SideBySide", THREE, "light", (15.0,)),
    Shown("ScaleAndAdd", STEPS, "dark", (0.8, 5.2, 11.0, 23.2)),
    Shown("ScaleAndAdd", STEPS, "light", (11.0,)),
]


class _Watcher:
    """Stands where the film's file is written, and keeps the picture instead."""

    is_film = True
    seen: Picture

    @property
    def encoder(self) -> _Watcher:
        return self

    @property
    def record(self) -> _Watcher:
        return self

    def add(self, frame: Any) -> None:
        """Take a frame for the encoder: converted, and not needed."""

    def see(self, pixels: Picture, _: Callable[[], Any]) -> None:
        """Take the picture that the frame was made of."""
        self.seen = pixels[..., :3].copy()


def frames(stage: Stage, moments: tuple[float, ...]) -> Iterator[Picture]:
    """Draw moments as a film's frames are drawn, RGB of shape (height, width, 3)."""
    scene, watcher = stage.scene, _Watcher()
    scene.moving_mobjects = stage.moving
    scene.renderer.file_writer = watcher
    scene.renderer.save_static_frame_data(scene, scene.mobjects)
    for moment in moments:
        stage.draw(moment)
        scene.renderer.render(scene, moment)
        yield watcher.seen


def renew() -> None:
    """Draw all control frames again."""
    CONTROL.mkdir(exist_ok=True)
    for path in CONTROL.iterdir():
        path.unlink()
    with TemporaryDirectory() as folder:
        fixed_networks.write(Path(folder))
        for shown in FILMS:
            with shown.staged(Path(folder)) as stage:
                for moment, frame in zip(shown.moments, frames(stage, shown.moments), strict=True):
                    keep(shown.control(moment), frame)


if __name__ == "__main__":
    renew()
