"""Control frames: frames of films as they were when somebody last looked.

They are drawn by the renderer that makes films, of networks in closed form, and lie in
``tests/films/control``. ``PYTHONPATH=tests python -m support.control_frames`` renews them; look at
each before you commit it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from manim import tempconfig

from deconviz.arrays import Pixels
from deconviz.config.layers import LayerChannels, LayerNumbers
from deconviz.config.schema import FilmEntry
from deconviz.films.scene_files import scene_file, scene_files
from deconviz.look.theme import ThemeName
from support import made_up
from support.control_pictures import Tolerance, keep
from support.staging import ROOT, Stage, film_stage

CONTROL = ROOT / "tests/films/control"
RENEW = "PYTHONPATH=tests python -m support.control_frames"

WIDTH, HEIGHT = 480, 270  # pixels
# A frame that is drawn four times as large and then made small, the best smoothing there is, stays
# within:
TOLERANCE = Tolerance(edge=64, shade=3.5)
# The same of a surface, whose facets far behind are thinner than a pixel of a control frame:
OF_FACETS = Tolerance(edge=64, shade=5.5)
# The same where edges of many colours lie on one another:
OF_EDGES = Tolerance(edge=64, shade=5.5)

SEED = made_up.FILM_SEED
VARIANTS = ("baseline", "code-noise", "input-noise")


@dataclass(frozen=True)
class ControlFilm:
    """A film in one theme, and the moments of its control frames in seconds."""

    name: str
    film: FilmEntry
    theme: ThemeName
    moments: tuple[float, ...]
    tolerance: Tolerance = TOLERANCE

    def path(self, moment: float) -> Path:
        """Return where the control frame of a moment is."""
        return CONTROL / f"{self.name}-{self.theme}-{moment:g}s.png"

    @contextmanager
    def stage(self, root: Path, scale: int = 1) -> Iterator[Stage]:
        """Set the film up from archives under `root`, so many times the size of control frames."""
        file = scene_file(self.name, scene_files(ROOT / "scenes"))
        needs = file.scenes[self.name].ensemble
        job = made_up.film_job(self.name, self.theme, self.film, ensemble=needs)
        with (
            tempconfig({"pixel_width": WIDTH * scale, "pixel_height": HEIGHT * scale}),
            film_stage(str(file.path), self.name, root, job) as stage,
        ):
            yield stage


ONE = FilmEntry(variant="code-noise", seed=SEED)
BEST = FilmEntry(variant="baseline", seed=SEED)
LAYER = FilmEntry(layer=LayerNumbers(input=(2, 3, 1), kernel=(1, 2, 3, 1), stride=2))
DOUBLING = FilmEntry(upsampling=True)
SMALL: dict[str, Any] = {"input": (2, 1, 3), "kernel": (1, 3, 2)}
STRIDE = FilmEntry(layer=LayerNumbers(**SMALL, stride=2))
PADDING = FilmEntry(layer=LayerNumbers(**SMALL, stride=2, padding=1))
OUTPUT_PADDING = FilmEntry(layer=LayerNumbers(**SMALL, stride=2, padding=1, output_padding=1))
DILATION = FilmEntry(layer=LayerNumbers(**SMALL, dilation=2))
GROUPS = FilmEntry(layer=LayerChannels(in_channels=4, out_channels=4, groups=(1, 2, 4)))
ROWS = FilmEntry(
    layer=LayerNumbers(
        input=((2, 1, 3), (1, 3, 1), (2, 1, 2)),
        kernel=((1, 1, 1), (1, 2, 1), (1, 1, 1)),
        stride=2,
    )
)
STAMPED = FilmEntry(layer=LayerNumbers(input=(2, 1, -1, 3), kernel=(1, 3, 2, 1), stride=2))
TWO = FilmEntry(variants=VARIANTS[:2], seed=SEED)
NOISY = FilmEntry(variants=VARIANTS[1:], seed=SEED)
THREE = FilmEntry(variants=VARIANTS, seed=SEED)
SORTED = FilmEntry(variants=("code-noise", "baseline"), seed=SEED)

FILMS = [
    ControlFilm("OneComponent", ONE, "dark", (3.0, 5.6, 11.2, 20.5)),
    ControlFilm("OneComponent", ONE, "light", (22.2,)),
    ControlFilm("AllComponents", ONE, "dark", (4.8, 12.0), OF_FACETS),
    ControlFilm("AllComponents", ONE, "light", (4.8,), OF_FACETS),
    ControlFilm("SideBySide", THREE, "dark", (0.0, 6.7, 9.9, 12.0)),
    ControlFilm("SideBySide", THREE, "light", (6.7,)),
    ControlFilm("ScaleAndAdd", BEST, "dark", (0.0, 8.2, 13.1, 13.5, 15.3)),
    ControlFilm("ScaleAndAdd", BEST, "light", (8.2,)),
    ControlFilm("ThreeViews", LAYER, "dark", (5.6, 11.9, 18.0, 21.6)),
    ControlFilm("ThreeViews", LAYER, "light", (5.6,)),
    ControlFilm("Stride", STRIDE, "dark", (4.3, 6.4)),
    ControlFilm("Stride", STRIDE, "light", (6.4,)),
    ControlFilm("Padding", PADDING, "dark", (3.7, 6.0)),
    ControlFilm("Padding", PADDING, "light", (6.0,)),
    ControlFilm("OutputPadding", OUTPUT_PADDING, "dark", (3.2, 9.4)),
    ControlFilm("OutputPadding", OUTPUT_PADDING, "light", (9.4,)),
    ControlFilm("Dilation", DILATION, "dark", (3.4, 6.4)),
    ControlFilm("Dilation", DILATION, "light", (6.4,)),
    ControlFilm("Groups", GROUPS, "dark", (1.0, 2.6)),
    ControlFilm("Groups", GROUPS, "light", (5.0,)),
    ControlFilm("Stamp2D", ROWS, "dark", (2.8, 12.0, 18.5), OF_FACETS),
    ControlFilm("Stamp2D", ROWS, "light", (12.0,), OF_FACETS),
    ControlFilm("Stamp1D", STAMPED, "dark", (1.7, 2.6, 8.8), OF_EDGES),
    ControlFilm("Stamp1D", STAMPED, "light", (8.8,), OF_EDGES),
    ControlFilm("RoundTrip", ONE, "dark", (4.5, 9.6, 13.6)),
    ControlFilm("RoundTrip", ONE, "light", (13.6,)),
    ControlFilm("FallingIntoLine", SORTED, "dark", (0.0, 4.8, 10.8, 13.5)),
    ControlFilm("FallingIntoLine", SORTED, "light", (13.5,)),
    ControlFilm("CodeNoise", ONE, "dark", (6.0, 9.2, 13.8, 21.5)),
    ControlFilm("CodeNoise", ONE, "light", (21.5,)),
    ControlFilm("OverlapAdd", ONE, "dark", (6.4, 12.0, 16.0)),
    ControlFilm("OverlapAdd", ONE, "light", (12.0,)),
    ControlFilm("Remedies", ONE, "dark", (3.5, 7.6, 10.8, 20.5)),
    ControlFilm("Remedies", ONE, "light", (10.8,)),
    ControlFilm("MultiplyAndSum", ONE, "dark", (5.1, 11.0, 12.2, 18.6)),
    ControlFilm("MultiplyAndSum", ONE, "light", (11.0,)),
    ControlFilm("RaggedAndSmooth", NOISY, "dark", (0.0, 4.0, 9.8)),
    ControlFilm("RaggedAndSmooth", NOISY, "light", (9.8,)),
    ControlFilm("SwitchingOff", TWO, "dark", (0.0, 4.8, 14.2, 17.0)),
    ControlFilm("SwitchingOff", TWO, "light", (10.0,)),
    ControlFilm("InputNoise", NOISY, "dark", (5.5, 10.3, 16.0, 20.0)),
    ControlFilm("InputNoise", NOISY, "light", (10.3,)),
    ControlFilm("Overture", ONE, "dark", (7.0, 23.0, 31.0, 35.3, 49.7, 55.0)),
    ControlFilm("Overture", ONE, "light", (23.0,)),
    ControlFilm("Checkerboard", DOUBLING, "dark", (4.6, 7.4, 14.2, 16.0, 23.0), OF_EDGES),
    ControlFilm("Checkerboard", DOUBLING, "light", (14.2,), OF_EDGES),
]


class _FilmWriter:
    """Takes the place of the writer of the film's file, and keeps the last picture instead."""

    is_film = True
    is_transparent = False
    picture: Pixels

    @property
    def film(self) -> _FilmWriter:
        """The film that is being written."""
        return self

    def add(self, _: Any, pixels: Pixels) -> None:
        """Add a frame, and the picture that it was made from."""
        self.picture = pixels[..., :3].copy()


def frames(stage: Stage, moments: Iterable[float]) -> Iterator[Pixels]:
    """Draw moments as a film's frames are drawn, RGB of shape (height, width, 3)."""
    scene, writer = stage.scene, _FilmWriter()
    scene.renderer.file_writer = writer
    scene.renderer.prepare(stage.moving, side_files=None)
    scene.renderer.save_static_frame_data(scene, scene.mobjects)
    for moment in moments:
        stage.draw(moment)
        scene.renderer.render(scene, moment)
        yield writer.picture


def renew() -> None:
    """Draw all control frames again."""
    CONTROL.mkdir(exist_ok=True)
    for path in CONTROL.iterdir():
        path.unlink()
    with TemporaryDirectory() as folder:
        made_up.write_archives(Path(folder))
        for film in FILMS:
            with film.stage(Path(folder)) as stage:
                for moment, frame in zip(film.moments, frames(stage, film.moments), strict=True):
                    keep(film.path(moment), frame)


if __name__ == "__main__":
    renew()
