"""A film on its way to the disk, with its side files: whole in the end, or not there at all."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import av

from deconviz.archive.files import replacing, writing
from deconviz.arrays import Pixels
from deconviz.films.rendering.encoder import Encoder, Encoding
from deconviz.films.rendering.side_files import SideFiles


class FilmFile:
    """A film that is being written.

    Parameters
    ----------
    path
        Where the film goes.
    encoding
        How to encode it.
    side_files
        What goes beside it, if anything does.
    """

    def __init__(self, path: Path, encoding: Encoding, side_files: SideFiles | None) -> None:
        self._path, self._side_files = path, side_files
        self._temporary = ExitStack()
        self._encoder = Encoder(self._temporary.enter_context(replacing(path)), encoding)

    def add(self, frame: av.VideoFrame, pixels: Pixels) -> None:
        """Add a frame, and the picture that it was made from.

        Raises
        ------
        UserError
            If the frames before it could not be written, as on a full disk.
        """
        with writing(self._path):
            self._encoder.add(frame)
        if self._side_files is not None:
            self._side_files.add(pixels)

    def finish(self) -> None:
        """Write the side files, and last give the film its name."""
        with self._temporary:
            self._encoder.finish()
            if self._side_files is not None:
                self._side_files.write(self._path)

    def abandon(self) -> None:
        """Leave nothing behind."""
        self._encoder.stop()
        self._temporary.__exit__(_AbandonedError, None, None)


class _AbandonedError(Exception):
    """The film will not be finished."""
