"""Frames become a file with an index, keyframes and words; an encoder outlives nobody."""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from deconviz.films.rendering.encoder import Encoding, encode, frames_at, key_moments
from deconviz.talk.formats.facts import facts_of

INTERRUPT = """
import sys
from fractions import Fraction
from pathlib import Path
from deconviz.films.rendering.encoder import Encoder, Encoding

Encoder(Path(sys.argv[1]), Encoding("libx264", "yuv420p", 64, 64, Fraction(15), {}))
raise KeyboardInterrupt
"""


def test_an_interrupt_does_not_wait_for_an_encoder_that_nobody_stops(tmp_path: Path) -> None:
    command = [sys.executable, "-c", INTERRUPT, str(tmp_path / "film.mp4")]
    process = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert process.returncode == -signal.SIGINT


FULL_DISK = """
import sys
from fractions import Fraction
from pathlib import Path
import av
import numpy as np
from deconviz.films.rendering.encoder import Encoder, Encoding

encoder = Encoder(Path("/dev/full"), Encoding("libx264", "yuv420p", 64, 64, Fraction(15), {}))
for _ in range(int(sys.argv[1])):
    noise = np.random.default_rng(0).integers(0, 256, (96, 64), np.uint8)
    encoder.add(av.VideoFrame.from_ndarray(noise, format="yuv420p"))
encoder.finish()
"""


@pytest.mark.parametrize("frames", [1, 1000])
def test_a_full_disk_ends_an_encoder_at_work_or_as_it_closes_its_file(frames: int) -> None:
    command = [sys.executable, "-c", FULL_DISK, str(frames)]
    process = subprocess.run(command, capture_output=True, check=False, timeout=60, text=True)
    assert "[Errno 28] No space left on device" in process.stderr.splitlines()[-1]


PLAIN = Encoding("libx264", "yuv420p", 64, 64, Fraction(15), {"g": "15", "forced-idr": "1"})


def written(path: Path, encoding: Encoding) -> Path:
    grey = np.full((96, 64), 90, np.uint8)  # brightness, and below it both colours
    frames = (av.VideoFrame.from_ndarray(grey, format="yuv420p") for _ in range(20))
    encode(path, frames, encoding)
    return path


@pytest.mark.parametrize(("keyframes", "moments"), [((), (0, 15)), ((4, 9), (0, 4, 9))])
def test_keyframes_are_where_they_are_asked_for(
    tmp_path: Path, keyframes: tuple[int, ...], moments: tuple[int, ...]
) -> None:
    path = written(tmp_path / "film.mp4", replace(PLAIN, keyframes=frozenset(keyframes)))
    assert facts_of(path).keyframes == pytest.approx([moment / 15 for moment in moments])


def test_a_moment_is_shown_by_the_frame_next_to_it() -> None:
    assert frames_at((0.0, 0.5, 8.3), Fraction(60)) == {0, 30, 498}


def test_a_film_that_loops_has_a_keyframe_shortly_before_it_begins_again() -> None:
    assert key_moments([0.0, 2.0], 8.0, loops=True) == (0.0, 2.0, 7.9)
    assert key_moments([0.0, 2.0], 8.0, loops=False) == (0.0, 2.0)


def test_the_same_frames_become_the_same_bytes(tmp_path: Path) -> None:
    encoding = replace(PLAIN, tags={"title": "A film", "artist": "An Author"})
    first, second = (written(tmp_path / name, encoding) for name in ("a.mp4", "b.mp4"))
    assert first.read_bytes() == second.read_bytes()
