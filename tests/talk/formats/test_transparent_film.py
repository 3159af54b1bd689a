"""A film that the manim command renders without background, and the files for talks made of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import av
import numpy as np
import pytest

from deconviz import paths
from deconviz.config.given_job import JOB
from deconviz.config.talk import Credit
from deconviz.talk.formats import prores, webm
from support import made_up
from support.control_frames import BEST
from support.staging import ROOT
from support.without_background import on, pictures_of

NAME = "ScaleAndAdd"
DRAFT = paths.QUALITIES["draft"]
SIZE, RATE = (854, 480), 15
EVERY = 60  # frames
LEAST = 34  # dB: of a picture that has a quarter of its colours at this size

pytestmark = pytest.mark.slow


def render(folder: Path, *flags: str) -> None:
    """Render the film of the archives in a folder, as the pipeline does."""
    job = made_up.film_job(NAME, "dark", BEST)
    environment = {JOB: job.model_dump_json(), "PYTHONPATH": str(ROOT / "src")}
    scene = ROOT / "scenes/scale_and_add.py"
    settings = str(ROOT / "manim.cfg")
    command = ["-P", "-m", "manim", "--config_file", settings, "-ql", *flags, str(scene), NAME]
    ended = subprocess.run(
        [sys.executable, *command],
        cwd=folder, env=os.environ | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The film without background, where the pipeline expects it."""
    folder = tmp_path_factory.mktemp("film")
    made_up.write_archives(folder)
    render(folder, "--transparent")
    path = folder / paths.TRANSPARENT.format(quality=DRAFT, light="", film=NAME)
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    return path


def test_the_film_without_background_is_lossless_and_has_all_frames(master: Path) -> None:
    with av.open(master) as container:
        [stream] = container.streams.video
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("qtrle", "argb")
        assert (stream.width, stream.height) == SIZE
        assert stream.average_rate == RATE
        frames = [frame.to_ndarray(format="argb") for frame in container.decode(stream)]
    assert len(frames) == stream.frames > 100
    for frame in frames[::EVERY]:
        assert frame[0, 0].tolist() == [0, 0, 0, 0]
        alpha = frame[..., 0]
        assert 0.5 < (alpha == 0).mean() < 0.95
        assert (alpha == 255).any()
        assert ((alpha > 0) & (alpha < 255)).any()


@pytest.mark.parametrize(("ending", "kind"), [(".mov", prores), (".webm", webm)])
def test_a_file_for_talks_looks_like_it_on_any_slide(
    ending: str, kind: ModuleType, master: Path, tmp_path: Path
) -> None:
    to = tmp_path / f"{NAME}{ending}"
    about = {"title": "A title", "description": "What is seen.", "theme": "dark"}
    kind.write(master, to, about, Credit())
    pictures = zip(pictures_of(to, EVERY), pictures_of(master, EVERY), strict=True)
    for picture, expected in pictures:
        for ground in (0.0, 255.0):
            error = on(ground, picture) - on(ground, expected)
            assert 10 * np.log10(255**2 / (error**2).mean()) > LEAST
