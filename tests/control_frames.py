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

import numpy as np
from manim import tempconfig
from numpy.typing import NDArray
from PIL import Image

import fixed_networks
from deconviz.settings import Film, FilmJob
from deconviz.sources import file_with_class
from deconviz.theme import ThemeName
from staging import ROOT, Stage, staged

CONTROL = Path(__file__).parent / "control"
RENEW = "python tests/control_frames.py"

WIDTH, HEIGHT = 480, 270  # pixels
COLOURS = 256  # that a control frame is kept in, each a few levels from what was drawn
# Edges are smoothed otherwise by another version of cairo. A frame that is drawn four times as
# large and then made small, which is the best smoothing there is, stays within both:
EDGE = 64  # levels of 255 that a pixel may differ
SHADE = 3.5  # levels of 255 that the mean of a tile may differ
TILE = 15  # pixels

Frame = NDArray[np.uint8]
Floats = NDArray[np.float64]

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
    seen: Frame

    @property
    def encoder(self) -> _Watcher:
        return self

    @property
    def record(self) -> _Watcher:
        return self

    def add(self, frame: Any) -> None:
        """Take a frame for the encoder: converted, and not needed."""

    def see(self, pixels: Frame, _: Callable[[], Any]) -> None:
        """Take the picture that the frame was made of."""
        self.seen = pixels[..., :3].copy()


def frames(stage: Stage, moments: tuple[float, ...]) -> Iterator[Frame]:
    """Draw moments as a film's frames are drawn, RGB of shape (height, width, 3)."""
    scene, watcher = stage.scene, _Watcher()
    scene.moving_mobjects = stage.moving
    scene.renderer.file_writer = watcher
    scene.renderer.save_static_frame_data(scene, scene.mobjects)
    for moment in moments:
        stage.draw(moment)
        scene.renderer.render(scene, moment)
        yield watcher.seen


def differences(seen: Frame, control: Frame) -> list[str]:
    """Say where two pictures differ by more than another smoothing of edges explains.

    Parameters
    ----------
    seen, control
        RGB of shape (HEIGHT, WIDTH, 3).

    Returns
    -------
    list of str
        None if the pictures show the same.
    """
    apart = seen.astype(float) - control  # (HEIGHT, WIDTH, 3)
    edges = np.argwhere(np.abs(apart).max(2) > EDGE)  # (n, 2)
    shades = np.argwhere(_means_of_tiles(apart) > SHADE)  # (n, 2)
    found = []
    if len(edges):
        found.append(f"{len(edges)} pixels differ by more than {EDGE} levels, {_around(edges, 1)}")
    if len(shades):
        found.append(
            f"{len(shades)} tiles differ by more than {SHADE:g} levels in their mean, "
            f"{_around(shades, TILE)}"
        )
    return found


def _means_of_tiles(apart: Floats) -> Floats:
    """Return how far each tile's mean is off in the colour that is off most."""
    tiles = apart.reshape(HEIGHT // TILE, TILE, WIDTH // TILE, TILE, 3)
    return np.asarray(np.abs(tiles.mean((1, 3))).max(2))  # (HEIGHT / TILE, WIDTH / TILE)


def _around(places: NDArray[np.intp], size: int) -> str:
    """Say where places (n, 2) of some size are, in pixels of the control frame."""
    (top, left), (bottom, right) = places.min(0) * size, (places.max(0) + 1) * size
    return f"at x {left} to {right}, y {top} to {bottom}"


def picture_of_differences(seen: Frame, control: Frame) -> Frame:
    """Return what differs on black, white where it is more than an edge may."""
    apart = np.abs(seen.astype(float) - control) * 255 / EDGE
    return np.minimum(apart, 255).astype(np.uint8)


def read(path: Path) -> Frame:
    """Read a picture as RGB."""
    with Image.open(path) as opened:
        return np.asarray(opened.convert("RGB"))


def keep(path: Path, frame: Frame) -> None:
    """Write a control frame as a small PNG."""
    picture = Image.fromarray(frame)
    method, dither = Image.Quantize.MAXCOVERAGE, Image.Dither.NONE
    picture.quantize(COLOURS, method, dither=dither).save(path, optimize=True)


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
