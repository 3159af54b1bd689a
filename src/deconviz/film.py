"""The base of all films: it loads what they show, and tells their story frame by frame."""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from manim import Animation, Camera, ManimColor, Scene, VGroup, VMobject, config, linear, logger
from manim.constants import RendererType
from numpy.typing import NDArray

from deconviz import archive, configfile, contributions, curves
from deconviz.messages import UserError, nearest
from deconviz.rendering.record import Record
from deconviz.rendering.renderer import FilmRenderer
from deconviz.settings import FilmJob, film_job
from deconviz.theme import THEMES, Theme

ROOT = Path(__file__).parents[2]
JOB = "DECONVIZ_FILM"
"""Environment variable in which the pipeline passes a film's settings as JSON."""
THEME = "DECONVIZ_THEME"
"""Environment variable with the colours of a film that is made by hand."""
PLAYERS = {"Linux": "xdg-open", "Darwin": "open"}
"""What manim opens a finished film with, by system."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Network:
    """A trained network, and what it makes of the held-out patches.

    Attributes
    ----------
    variant
        Its name.
    model
        Its weights.
    patches
        All windows of the held-out curves, shape (N, K).
    codes
        Their codes, shape (N, C).
    """

    variant: str
    model: archive.Model
    patches: Floats
    codes: Floats

    @property
    def filters(self) -> Floats:
        """The decoder's filters, shape (C, K)."""
        return self.model.decoder_filters

    @property
    def bias(self) -> float:
        """The decoder's bias."""
        return self.model.decoder_bias


class Film(Scene):
    """A scene about trained networks; subclasses tell stories in ``construct``.

    Attributes
    ----------
    job
        What is shown, and in which colours.
    networks
        The networks that are shown, in the order of the config.
    theme
        Colours.
    poster
        Share of the film at which the frame is that stands for it.
    """

    job: FilmJob
    networks: list[Network]
    theme: Theme
    poster = 0.5

    def __init__(self, renderer: Any = None, **options: Any) -> None:
        if config.renderer != RendererType.CAIRO:
            sys.exit("deconviz draws with Cairo: leave out --renderer")
        _preview_if_it_can_be_shown()
        super().__init__(renderer or FilmRenderer(), **options)

    @property
    def network(self) -> Network:
        """The network, of a film that shows one."""
        return self.networks[0]

    def render(self, preview: bool = False) -> bool:
        """Render the film; what the user can put right ends it with a plain message."""
        try:
            return super().render(preview)
        except UserError as error:
            sys.exit(str(error))

    def setup(self) -> None:
        """Load what the film is about, or say what to build first."""
        self.job = job_of(type(self).__name__)
        self.theme = THEMES[self.job.theme]
        # Networks first: to build one builds the curves too, so it is the better thing to name.
        models = [archive.read_model(_found(path)) for path in self.job.models]
        held_out = archive.read_arrays(_found(self.job.curves))["held_out"]
        self.networks = [
            _network(variant, model, held_out)
            for variant, model in zip(self.job.film.shown, models, strict=True)
        ]
        cast("Camera", self.camera).background_color = ManimColor(self.theme.background)
        if isinstance(self.renderer, FilmRenderer):
            self.renderer.file_writer.folder_ending = "-light" if self.job.theme == "light" else ""

    def update_mobjects(self, dt: float) -> None:
        """Update nothing: all that moves is set by the story, and asking each thing takes time."""

    def facts(self) -> dict[str, Any]:
        """Return in numbers what can be seen now, read off the picture."""
        raise NotImplementedError

    def tell(self, moving: list[VMobject], draw: Callable[[float], None], seconds: float) -> None:
        """Play `draw`, which sets everything that moves for a time in seconds.

        What stands still must have been added before: it is drawn once.
        """
        draw(0.0)
        if isinstance(self.renderer, FilmRenderer):
            self.renderer.file_writer.record = self._record(seconds)
        name = self.job.name
        self.play(_Story(VGroup(*moving), draw, run_time=seconds, rate_func=linear, name=name))

    def _record(self, seconds: float) -> Record:
        rate = float(config.frame_rate)
        about = {
            "film": self.job.name,
            "scene": self.job.scene,
            "theme": self.job.theme,
            "frames_a_second": rate,
            "networks": [
                {"variant": n.variant, "archive": str(path), "sha256": n.model.sha256}
                for n, path in zip(self.networks, self.job.models, strict=True)
            ],
        }
        return Record(round(seconds * rate), rate, self.poster * seconds, about, self.theme)


class _Story(Animation):
    """Call a function of time, once a frame."""

    def __init__(self, stage: VGroup, draw: Callable[[float], None], **options: Any) -> None:
        super().__init__(stage, **options)
        self._draw = draw

    def create_starting_mobject(self) -> VMobject:
        return cast("VMobject", self.mobject)  # nothing is interpolated, so nothing is copied

    def interpolate_mobject(self, alpha: float) -> None:
        self._draw(alpha * self.run_time)


def films(*scenes: type[Film]) -> dict[str, type[Film]]:
    """Return a class for each film that one of these scenes tells, as manim looks for classes.

    A film is an entry of the config; a scene file ends with
    ``globals().update(films(ItsScene))``.
    """
    told = {scene.__name__: scene for scene in scenes}
    try:
        names = {name: scene for name, scene in _scenes_of_films().items() if scene in told}
    except UserError as error:
        sys.exit(str(error))
    return {
        name: type(name, (told[scene],), {"__module__": told[scene].__module__})
        for name, scene in names.items()
        if name != scene
    }


def job_of(film: str) -> FilmJob:
    """Return a film's settings: from the pipeline if it started this, else from the config.

    Raises
    ------
    UserError
        If the config does not know the film, or is not usable.
    """
    if JOB in os.environ:
        return FilmJob.model_validate(json.loads(os.environ[JOB]))
    config_file = _found(Path("workflow/config.yaml"))
    settings = configfile.load(config_file)
    if film not in settings.films.entries:
        hint = nearest(film, settings.films.entries)
        raise UserError(f"{config_file}: films.entries has no {film}{hint}")
    theme = os.environ.get(THEME, settings.films.themes[0])
    if theme not in THEMES:
        raise UserError(f"{THEME} is {theme!r}{nearest(theme, THEMES)}")
    return film_job(settings, film, theme)


def _scenes_of_films() -> dict[str, str]:
    """Return the scene of each film that may be asked for."""
    if JOB in os.environ:
        job = job_of("")
        return {job.name: job.scene}
    entries = configfile.load(_found(Path("workflow/config.yaml"))).films.entries
    return {name: film.scene or name for name, film in entries.items()}


def _preview_if_it_can_be_shown() -> None:
    """Leave ``manim -p`` out, with a word of why, where no program opens films."""
    program = config.preview_command or PLAYERS.get(platform.system())
    wanted = config.preview or config.show_in_file_browser
    if wanted and program and shutil.which(program) is None:
        logger.warning(f"there is no {program} to show the film with: open the file yourself")
        config.preview = config.show_in_file_browser = False


def _network(variant: str, model: archive.Model, held_out: Floats) -> Network:
    patches = curves.patches(held_out, model.run.network.kernel)  # (N, K)
    codes = contributions.encode(
        patches, model.encoder_kernels, model.encoder_bias, model.run.network.activation
    )
    return Network(variant, model, patches, codes)


def _found(path: Path) -> Path:
    """Find a path of the repository from wherever manim was started."""
    return path if Path.cwd() == ROOT else ROOT / path
