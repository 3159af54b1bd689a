"""The base of all films: it loads one network, and tells its story frame by frame."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numpy as np
from manim import (
    Animation,
    CairoRenderer,
    Camera,
    ManimColor,
    Scene,
    VGroup,
    VMobject,
    config,
    linear,
)
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

Floats = NDArray[np.float64]


class Film(Scene):
    """A scene about one network; subclasses tell stories in ``construct``.

    Attributes
    ----------
    job
        Whose weights are shown, and in which colours.
    model
        The network.
    codes
        Codes of held-out patches, shape (N, C).
    theme
        Colours.
    """

    job: FilmJob
    model: archive.Model
    codes: Floats
    theme: Theme

    def __init__(self, renderer: Any = None, **options: Any) -> None:
        if config.renderer != RendererType.CAIRO:
            sys.exit("deconviz draws with Cairo: leave out --renderer")
        super().__init__(renderer or FilmRenderer(), **options)

    def render(self, preview: bool = False) -> bool:
        """Render the film; what the user can put right ends it with a plain message."""
        try:
            return super().render(preview)
        except UserError as error:
            sys.exit(str(error))

    def setup(self) -> None:
        """Load what the film is about, or say what to build first."""
        self.job = job_of(type(self).__name__)
        self.model = archive.read_model(_found(self.job.model))
        drawn = archive.read_arrays(_found(self.job.curves))
        self.theme = THEMES[self.job.theme]
        cast("Camera", self.camera).background_color = ManimColor(self.theme.background)
        patches = curves.patches(drawn["held_out"], self.model.run.network.kernel)
        self.codes = contributions.encode(
            patches,
            self.model.encoder_kernels,
            self.model.encoder_bias,
            self.model.run.network.activation,
        )

    def facts(self):
        return {}

    def tell(self, moving: list[VMobject], draw: Callable[[float], None], seconds: float) -> None:
        """Play `draw`, which sets everything that moves for a time in seconds.

        What stands still must have been added before: it is drawn once.
        """
        draw(0.0)
        rate = config.frame_rate
        self.renderer.file_writer.record = Record(round(seconds*rate), rate, seconds/2, {}, self.theme)
        name = type(self).__name__
        self.play(_Story(VGroup(*moving), draw, run_time=seconds, rate_func=linear, name=name))


class _Story(Animation):
    """Call a function of time, once a frame."""

    def __init__(self, stage: VGroup, draw: Callable[[float], None], **options: Any) -> None:
        super().__init__(stage, **options)
        self._draw = draw

    def create_starting_mobject(self) -> VMobject:
        return cast("VMobject", self.mobject)  # nothing is interpolated, so nothing is copied

    def interpolate_mobject(self, alpha: float) -> None:
        self._draw(alpha * self.run_time)


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
    return film_job(settings, film)


def _found(path: Path) -> Path:
    """Find a path of the repository from wherever manim was started."""
    return path if Path.cwd() == ROOT else ROOT / path
