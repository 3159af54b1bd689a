"""manim's renderer and file writer, with what makes films of this kind fast and whole."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
from manim import CairoRenderer, Mobject, Scene, VGroup, VMobject
from manim.scene.scene_file_writer import SceneFileWriter
from manim.utils.family import extract_mobject_family_members

from deconviz.archive import replacing
from deconviz.rendering.canvas import Canvas
from deconviz.rendering.encoder import Encoder
from deconviz.rendering.pixels import Planes
from deconviz.rendering.record import Record


class FilmWriter(SceneFileWriter):
    """Write an mp4 as one stream, with its side files; leave all other outputs to manim.

    Attributes
    ----------
    folder_ending
        What the name of the film's folder ends with, besides its quality.
    record
        What is kept of the frames for the side files.
    """

    folder_ending = ""
    record: Record

    @property
    def is_film(self) -> bool:
        """Whether an mp4 is written."""
        return self.output_spec.is_video and super().movie_file_path.suffix == ".mp4"

    @property
    def movie_file_path(self) -> Path:
        """Where the film goes."""
        path = super().movie_file_path
        return path.parent.with_name(path.parent.name + self.folder_ending) / path.name

    def is_already_cached(self, hash_invocation: str) -> bool:
        """Never: Snakemake knows what is up to date, and knows the data too."""
        return False if self.is_film else super().is_already_cached(hash_invocation)

    def begin_animation(self, allow_write: bool = False, **which: Any) -> None:
        """Start the one encoder."""
        if not self.is_film:
            super().begin_animation(allow_write, **which)
        elif allow_write and self.video_encoder:
            self._place = ExitStack()
            temporary = self._place.enter_context(replacing(self.movie_file_path))
            self.encoder = Encoder(temporary, self.video_encoder)

    def end_animation(self, allow_write: bool = False) -> None:
        """Nothing: the film is one stream."""
        if not self.is_film:
            super().end_animation(allow_write)

    def finish(self) -> None:
        """Write the side files, and last give the film its name."""
        if not self.is_film:
            super().finish()
            return
        with self._place:
            self.encoder.finish()
            self.record.write(self.movie_file_path)
        self.print_file_ready_message(self.movie_file_path)

    def abort_encode_jobs(self, reraise_encoder_failures: bool = False) -> None:
        """Leave nothing behind."""
        super().abort_encode_jobs(reraise_encoder_failures)
        if hasattr(self, "encoder"):
            self.encoder.stop()
            self._place.__exit__(_AbandonedError, None, None)


class _AbandonedError(Exception):
    """The film will not be finished."""


class Told(Protocol):
    """What the renderer asks of a scene."""

    def facts(self) -> dict[str, Any]:
        """Return what the current frame shows, in numbers."""


class FilmRenderer(CairoRenderer):
    """Draw, convert and encode only what moved since the frame before."""

    file_writer: FilmWriter

    def __init__(self, **options: Any) -> None:
        super().__init__(file_writer_class=FilmWriter, **options)

    def save_static_frame_data(self, scene: Scene, static_mobjects: Iterable[Mobject]) -> Any:
        """Draw what stands still, and be ready for what moves on it."""
        still = super().save_static_frame_data(scene, static_mobjects)
        if self.file_writer.is_film:
            self.camera.reset()
            background = self.camera.pixel_array if still is None else still
            self._canvas = Canvas(np.asarray(background, np.uint8))
            self._planes = Planes(self._canvas.pixels)
            parts = extract_mobject_family_members(scene.moving_mobjects, use_z_index=True)
            self._things = [
                part
                for part in parts
                if isinstance(part, VMobject) and not isinstance(part, VGroup)
            ]
        return still

    def render(
        self, scene: Scene, time: float, moving_mobjects: Iterable[Mobject] | None = None
    ) -> None:
        """Draw one frame and hand it on."""
        if not self.file_writer.is_film:
            super().render(scene, time, moving_mobjects)
        elif not self.skip_animations:
            self._planes.renew(self._canvas.redraw(self._things))
            self.file_writer.encoder.add(self._planes.frame())
            self.file_writer.record.see(self._canvas.pixels, cast("Told", scene).facts)
            self.time += 1 / self.camera.frame_rate
