"""ProRes 4444 and VP9 have the picture, the alpha and the words of the film that they are of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from av.container import InputContainer

from deconviz.archive.files import sha256
from deconviz.config.talk import Credit
from deconviz.films.rendering.tags import tags
from deconviz.look.theme import THEMES, ThemeName
from deconviz.talk.formats import prores, webm
from support.without_background import (
    FADE,
    HEIGHT,
    LEFT,
    RATE,
    RIGHT,
    WIDTH,
    on,
    pictures_of,
    write_tiny_master,
)

SECONDS = 1.2
FRAMES = round(SECONDS * RATE)
CREDIT = Credit(author="An Author", source="A Source", licence="CC BY 4.0")
TITLE, DESCRIPTION = "A title — with signs", "What is seen."
WORDS = tags(TITLE, DESCRIPTION, CREDIT)
FORMATS = {".mov": prores, ".webm": webm}
BT709 = 1


def about(theme: ThemeName = "dark") -> dict[str, Any]:
    return {"title": TITLE, "description": DESCRIPTION, "theme": theme}


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_master(tmp_path_factory.mktemp("master") / "Film.mov", SECONDS)


@pytest.fixture(scope="module")
def made(master: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A file of each format, by its ending."""
    folder = tmp_path_factory.mktemp("formats")
    paths = {ending: folder / f"Film{ending}" for ending in FORMATS}
    for ending, kind in FORMATS.items():
        kind.write(master, paths[ending], about(), CREDIT)
    return paths


@pytest.fixture(params=FORMATS)
def file(request: pytest.FixtureRequest, made: dict[str, Path]) -> Path:
    return made[request.param]


@pytest.fixture
def container(file: Path) -> Iterator[InputContainer]:
    with av.open(file) as container:
        yield container


def test_prores_is_4444_with_alpha(made: dict[str, Path]) -> None:
    with av.open(made[".mov"]) as container:
        assert "mov" in container.format.name
        context = container.streams.video[0].codec_context
        assert (context.name, context.profile, context.codec_tag) == ("prores", "4444", "ap4h")
        assert context.pix_fmt is not None
        assert context.pix_fmt.startswith("yuva444p")
    content = made[".mov"].read_bytes()
    assert content[4:12] == b"ftypqt  "
    assert content.index(b"moov") < content.index(b"mdat")


def test_webm_is_vp9_with_alpha_and_a_keyframe_a_second(made: dict[str, Path]) -> None:
    with av.open(made[".webm"]) as container:
        assert "webm" in container.format.name
        [stream] = container.streams.video
        context = stream.codec_context
        assert (context.name, context.profile) == ("vp9", "Profile 0")
        assert stream.metadata["alpha_mode"] == "1"
        packets = [packet for packet in container.demux(stream) if packet.size]
    keys = [number for number, packet in enumerate(packets) if packet.is_keyframe]
    assert max(np.diff([*keys, FRAMES])) <= RATE


def test_size_rate_and_duration_are_those_of_the_film(container: InputContainer) -> None:
    assert len(container.streams) == 1
    [stream] = container.streams.video
    assert (stream.width, stream.height) == (WIDTH, HEIGHT)
    assert stream.average_rate == RATE
    assert container.duration == pytest.approx(SECONDS * 1e6, abs=1e3)
    assert sum(1 for _ in container.decode(stream)) == FRAMES


def test_colours_are_declared_as_those_of_bt_709(container: InputContainer) -> None:
    context = container.streams.video[0].codec_context
    colours = (context.colorspace, context.color_primaries, context.color_trc)
    assert colours == (BT709, BT709, BT709)
    assert context.color_range == 1  # from 16 to 235


def test_title_author_source_and_licence_stand_in_the_file(container: InputContainer) -> None:
    found = {name.lower(): text for name, text in container.metadata.items()}
    words = {name: WORDS[name] for name in ("title", "artist", "comment", "copyright")}
    assert words.items() <= found.items()
    assert set(words.values()) == {TITLE, CREDIT.author, CREDIT.source, CREDIT.licence}


def test_alpha_runs_from_nothing_to_all(file: Path) -> None:
    for picture in pictures_of(file):
        assert picture[:, LEFT, 0].max() <= 2
        assert picture[:, RIGHT, 0].min() >= 253
        assert len(np.unique(picture[:, FADE, 0])) > 100


@pytest.mark.parametrize("ground", [0.0, 255.0])
def test_on_any_slide_it_looks_as_the_film_does(file: Path, master: Path, ground: float) -> None:
    for picture, expected in zip(pictures_of(file), pictures_of(master), strict=True):
        difference = np.abs(on(ground, picture) - on(ground, expected))
        assert difference.mean() < 1
        assert np.percentile(difference, 98) <= 4  # all but where blue and orange meet


@pytest.mark.parametrize("theme", THEMES)
def test_players_without_alpha_show_a_webm_on_the_background_of_its_theme(
    theme: ThemeName, master: Path, tmp_path: Path
) -> None:
    webm.write(master, tmp_path / "Film.webm", about(theme), CREDIT)
    background = np.frombuffer(bytes.fromhex(THEMES[theme].background[1:]), np.uint8)
    with av.open(tmp_path / "Film.webm") as container:
        frame = next(container.decode(video=0)).to_ndarray(format="rgb24")
    assert np.abs(frame[:, :32].astype(int) - background).max() <= 3


@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_film_makes_the_same_bytes(
    ending: str, made: dict[str, Path], master: Path, tmp_path: Path
) -> None:
    again = tmp_path / f"Again{ending}"
    FORMATS[ending].write(master, again, about(), CREDIT)
    assert sha256(again) == sha256(made[ending])
    assert b"Lavf6" not in again.read_bytes()  # nor the version of what wrote them


@pytest.mark.parametrize("ending", FORMATS)
def test_a_film_that_cannot_be_read_leaves_what_was_there(ending: str, tmp_path: Path) -> None:
    damaged, to = tmp_path / "Film.mov", tmp_path / f"Made{ending}"
    damaged.write_bytes(b"no film")
    to.write_bytes(b"before")
    with pytest.raises(av.error.InvalidDataError):
        FORMATS[ending].write(damaged, to, about(), CREDIT)
    assert to.read_bytes() == b"before"
    assert len(list(tmp_path.iterdir())) == 2
