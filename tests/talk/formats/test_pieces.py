"""Films in pieces, forwards and backwards."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from deconviz.talk.formats.backwards import write_backwards
from deconviz.talk.formats.keyframes import with_keyframes
from deconviz.talk.formats.pieces import begins_at_keyframes, cut
from deconviz.talk.formats.still_film import RATE as STILL_RATE
from deconviz.talk.formats.still_film import write_still_film
from support.tiny_films import RATE, brightness, frames_between, write_tiny_film

BEATS = (0.0, 0.3, 0.65, 0.8)
SECONDS = 1.2
TAGS = {"title": "A film", "artist": "Somebody", "comment": "a book", "copyright": "MIT"}


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_film(tmp_path_factory.mktemp("film") / "film.mp4", SECONDS, BEATS)


def pieces_of(film: Path, folder: Path, begins: tuple[float, ...]) -> list[Path]:
    pieces = [folder / f"{number}.mp4" for number, _ in enumerate(begins)]
    cut(film, begins, pieces, TAGS)
    return pieces


def test_pieces_together_are_the_film_frame_for_frame(film: Path, tmp_path: Path) -> None:
    pieces = [brightness(piece) for piece in pieces_of(film, tmp_path, BEATS)]
    assert [len(piece) for piece in pieces] == frames_between([*BEATS, SECONDS])
    assert np.array_equal(np.concatenate(pieces), brightness(film))


def test_each_piece_is_a_film_that_begins_at_0_and_loads_as_it_plays(
    film: Path, tmp_path: Path
) -> None:
    for piece in pieces_of(film, tmp_path, BEATS):
        with av.open(piece) as container:
            (stream,) = container.streams.video
            assert len(container.streams) == 1
            assert stream.start_time == 0
            assert stream.average_rate == RATE
            assert next(container.decode(stream)).key_frame
            assert TAGS.items() <= container.metadata.items()
        content = piece.read_bytes()
        assert content.index(b"moov") < content.index(b"mdat")


def test_pieces_are_the_same_bytes_each_time(film: Path, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    once, again = (pieces_of(film, folder, BEATS) for folder in (tmp_path, tmp_path / "again"))
    assert [piece.read_bytes() for piece in once] == [piece.read_bytes() for piece in again]


def test_a_film_is_not_cut_where_there_is_no_keyframe(film: Path, tmp_path: Path) -> None:
    assert begins_at_keyframes(film, BEATS)
    assert not begins_at_keyframes(film, (0.0, 0.5))
    with pytest.raises(ValueError, match=r"has no keyframe at 0\.5 s"):
        pieces_of(film, tmp_path, (0.0, 0.5))


def test_a_film_without_such_keyframes_gets_them(film: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.mp4"
    with_keyframes(film, (0.0, 0.5, 0.9), again)
    assert begins_at_keyframes(again, (0.0, 0.5, 0.9))
    assert np.allclose(brightness(again), brightness(film), atol=2)


def test_backwards_is_the_film_from_its_last_frame_to_its_first(film: Path, tmp_path: Path) -> None:
    turned = tmp_path / "turned.mp4"
    begins = write_backwards(film, BEATS, turned)
    assert np.allclose(brightness(turned), brightness(film)[::-1], atol=2)
    assert begins == pytest.approx([SECONDS - end for end in (SECONDS, 0.8, 0.65, 0.3)], abs=0.02)


def test_each_piece_has_its_own_way_back(film: Path, tmp_path: Path) -> None:
    turned = tmp_path / "turned.mp4"
    begins = write_backwards(film, BEATS, turned)
    (tmp_path / "back").mkdir()
    forwards = pieces_of(film, tmp_path, BEATS)
    back = pieces_of(turned, tmp_path / "back", begins)
    for forth, way_back in zip(forwards, reversed(back), strict=True):
        assert np.allclose(brightness(way_back), brightness(forth)[::-1], atol=2)


def test_a_picture_becomes_a_film_of_one_second(tmp_path: Path) -> None:
    picture = Image.new("RGB", (320, 180), "#3ddba4")
    write_still_film(picture, tmp_path / "still.mp4")
    with av.open(tmp_path / "still.mp4") as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    assert len(frames) == STILL_RATE
    assert np.abs(frames[-1].astype(int) - (0x3D, 0xDB, 0xA4)).max() <= 3
