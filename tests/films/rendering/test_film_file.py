"""A film that does not fit on its disk ends in plain words, and leaves nothing behind."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from deconviz.errors import UserError
from deconviz.films.rendering.encoder import Encoding
from deconviz.films.rendering.film_file import FilmFile

SIZE = 128
LOSSLESS = Encoding("libx264", "yuv420p", SIZE, SIZE, Fraction(15), {"qp": "0"})


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Refuse larger ones, as a disk does that has no more room."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_film_that_does_not_fit_says_so_at_one_of_the_next_frames(tmp_path: Path) -> None:
    noise = np.random.default_rng(0)
    film = FilmFile(tmp_path / "film.mp4", LOSSLESS, None)
    expected = r"film\.mp4: cannot be written \(File too large\): make its folder writable or free"
    with files_of_at_most(100_000), pytest.raises(UserError, match=expected):
        for _ in range(200):
            pixels = noise.integers(0, 256, (SIZE, SIZE, 3), np.uint8)
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format="yuv420p")
            film.add(frame, pixels)
    film.abandon()
    assert not list(tmp_path.iterdir())
