"""manim's renderer and file writer, and every touch of what manim does not document.

After an upgrade of manim, ``tests/films/rendering/test_manim_internals.py`` names what changed.
"""

from __future__ import annotations

import math
import platform
from argparse import Namespace
from collections.abc import Iterable
from configparser import ConfigParser
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import numpy as np
from manim import CairoRenderer, Mobject, Scene, SceneFileWriter, VMobject, config
from manim._config.utils import config_file_paths

from deconviz.films.rendering.canvas import Canvas, drawable_parts
from deconviz.films.rendering.encoder import Encoding, frames_at
from deconviz.films.rendering.film_file import FilmFile
from deconviz.films.rendering.pixels import Planes, StraightAlpha
from deconviz.films.rendering.side_files import SideFiles

PLAYERS = {"Linux": "xdg-open", "Darwin": "open"}
"""The programs that manim opens films with, by system."""


X264_KEYFRAMES = {"forced-idr": "1", "sc_threshold": "0"}
"""Where they are asked for, and nowhere else."""
TRANSPARENT = "-transparent"
"""What the names of folders end with that hold films without a background."""
OF_X264 = ("tune", "animation")
"""The option in manim.cfg by which it can be told that all options there are meant for x264."""
OPTIONS = {
    "libvpx-vp9": {"crf": "24", "b": "0", "deadline": "good", "cpu-used": "5", "row-mt": "1"},
}
"""Those of other codecs; VP9's are for constant quality at a speed that one can wait for."""


def player() -> str | None:
    """Return the program that manim opens a film with, if it is known."""
    return config.preview_command or PLAYERS.get(platform.system())


def use_settings(file: Path) -> None:
    """Let the ``manim`` command work with the settings of one file and its own arguments.

    Personal settings, and those of the folder that it is called in, do not count. A file that its
    arguments name counts instead, and Python without the command keeps what it has set.

    Parameters
    ----------
    file
        Settings as in manim.cfg; folders in it are relative to its own.
    """
    command = click.get_current_context(silent=True)
    if command is None or command.params["config_file"]:
        return
    parser = ConfigParser()
    library, *_ = config_file_paths()
    parser.read([library, file])
    settings = parser["CLI"]
    if file.parent != Path.cwd():
        for folder in ("media_dir", "video_dir", "images_dir"):
            settings[folder] = str(file.parent / settings[folder])
    config.digest_parser(parser)
    config.digest_args(Namespace(**command.params))


class FilmWriter(SceneFileWriter):
    """Write films as one stream, with their side files; leave all other outputs to manim.

    Attributes
    ----------
    folder
        Where the film goes, into a folder of its quality; None for where manim's settings say.
    folder_suffix
        What the name of the film's folder ends with, after its quality.
    side_files
        What goes beside the film; beside one without a background, nothing does.
    film
        The film that is being written.
    """

    folder: Path | None = None
    folder_suffix = ""
    side_files: SideFiles
    film: FilmFile | None = None

    def __init__(self, settings: Any) -> None:
        super().__init__(settings)
        spec: Any = self.video_encoder
        if spec is not None and spec.codec != "libx264" and OF_X264 in spec.options:
            options = OPTIONS.get(spec.codec, {})
            self.video_encoder = replace(spec, options=tuple(sorted(options.items())))

    @property
    def is_film(self) -> bool:
        """Whether the output is an mp4, or a mov without a background."""
        ending = ".mov" if self.is_transparent else ".mp4"
        return self.output_spec.is_video and super().movie_file_path.suffix == ending

    @property
    def is_transparent(self) -> bool:
        """Whether the output has no background."""
        return bool(self.output_spec.transparent)

    @property
    def encoding(self) -> Encoding:
        """How manim encodes, as its config says, with a keyframe a second to jump to."""
        spec: Any = self.video_encoder
        keyframes = {"g": str(math.ceil(spec.frame_rate))}  # frames from one to the next, at most
        if spec.codec == "libx264":
            keyframes |= X264_KEYFRAMES
        return Encoding(
            codec=spec.codec,
            pixel_format=spec.pixel_format,
            width=spec.width,
            height=spec.height,
            frame_rate=spec.frame_rate,
            options={**keyframes, **dict(spec.options)},
            container=spec.container_format,
        )

    @property
    def movie_file_path(self) -> Path:
        """Where the film goes."""
        path = super().movie_file_path
        suffix = self.folder_suffix + (TRANSPARENT if self.is_transparent else "")
        folder = self.folder or path.parents[1]
        return folder / (path.parent.name + suffix) / path.name

    def is_already_cached(self, hash_invocation: str) -> bool:
        """Never: Snakemake knows what is up to date, and knows the data too."""
        return False if self.is_film else super().is_already_cached(hash_invocation)

    def begin_animation(self, allow_write: bool = False, **which: Any) -> None:
        """Begin the one file."""
        if not self.is_film:
            super().begin_animation(allow_write, **which)
        elif allow_write:
            side_files = None if self.is_transparent else self.side_files
            self.film = FilmFile(self.movie_file_path, self._with_story(), side_files)

    def end_animation(self, allow_write: bool = False) -> None:
        """Do nothing, since the film is one stream."""
        if not self.is_film:
            super().end_animation(allow_write)

    def finish(self) -> None:
        """Finish the one file."""
        if self.film is None:
            super().finish()
        else:
            self.film.finish()
            self.print_file_ready_message(self.movie_file_path)

    def _with_story(self) -> Encoding:
        """Return the encoding, with the keyframes of the story and its tags."""
        encoding, side_files = self.encoding, self.side_files
        keyframes = frames_at(side_files.keyframes, encoding.frame_rate)
        return replace(encoding, keyframes=keyframes, tags=side_files.tags)

    def abort_encode_jobs(self, reraise_encoder_failures: bool = False) -> None:
        """Leave nothing behind."""
        super().abort_encode_jobs(reraise_encoder_failures)
        if self.film is not None:
            self.film.abandon()


class FilmRenderer(CairoRenderer):
    """Draw, convert and encode only what moved since the frame before."""

    file_writer: FilmWriter

    def __init__(self, **options: Any) -> None:
        super().__init__(file_writer_class=FilmWriter, **options)

    def prepare(
        self,
        moving: Iterable[VMobject],
        side_files: SideFiles,
        folder_suffix: str = "",
        background: str | None = None,
        folder: Path | None = None,
    ) -> None:
        """Get ready for a film.

        Parameters
        ----------
        moving
            What moves.
        side_files, folder_suffix, folder
            As `FilmWriter` has them.
        background
            Colour of the background, in a film that is made without it.
        """
        self._background = background
        self._moving = drawable_parts(moving)
        self.file_writer.side_files = side_files
        self.file_writer.folder_suffix = folder_suffix
        self.file_writer.folder = folder

    def save_static_frame_data(self, scene: Scene, static_mobjects: Iterable[Mobject]) -> Any:
        """Draw what stands still, once."""
        still = super().save_static_frame_data(scene, static_mobjects)
        if self.file_writer.is_film:
            self.camera.reset()
            background = self.camera.pixel_array if still is None else still
            self._canvas = Canvas(np.asarray(background, np.uint8), self._background)
            convert = StraightAlpha if self.file_writer.is_transparent else Planes
            self._planes = convert(self._canvas.pixels)
            self._frame = self._planes.frame()
        return still

    def render(
        self, scene: Scene, time: float, moving_mobjects: Iterable[Mobject] | None = None
    ) -> None:
        """Draw one frame and add it to the film."""
        film = self.file_writer.film
        if not self.file_writer.is_film:
            super().render(scene, time, moving_mobjects)
        elif film is not None and not self.skip_animations:
            if areas := self._canvas.redraw(self._moving):
                self._planes.renew(areas)
                self._frame = self._planes.frame()
            film.add(self._frame, self._canvas.pixels)
            self.time += 1 / self.camera.frame_rate
