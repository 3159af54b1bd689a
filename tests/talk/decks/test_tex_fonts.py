"""Inter as TeX reads it: letters in the places that TeX expects, and their widths."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

import pytest
from fontTools.tfmLib import TFM
from fontTools.ttLib import TTFont

from deconviz.look.fonts import WEIGHTS
from deconviz.talk.decks.tex_fonts import ALWAYS, CORK, encodings, tfm, write

T1_PLACES = {"A": 65, "É": 0xC9, "ß": 0xFF, "ŋ": 0xAD, "Ł": 0x8A, "–": 0x15, "„": 0x12, "ı": 0x19}
"""As LaTeX numbers them, in t1enc.def."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tex") / "fonts"
    write(path, encodings("Жé"))
    return path


def test_t1_has_the_letters_of_latex() -> None:
    assert len(CORK) == 256
    assert {letter: CORK.index(letter) for letter in T1_PLACES} == T1_PLACES
    assert CORK[0x20:0x7F] == "".join(map(chr, range(0x20, 0x7F)))
    cases = [(CORK[n + 0x20], CORK[n]) for n in range(0xC0, 0xDF) if n != 0xD7]
    assert all(unicodedata.normalize("NFC", upper.lower()) == lower for lower, upper in cases)


def test_the_second_font_has_what_t1_lacks() -> None:
    _, extra = encodings("Жéab«§")
    assert set(extra.letters) == {*ALWAYS, "Ж", "§"}  # LaTeX has § in a font of symbols


def test_each_weight_and_encoding_has_its_files(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {
        *(f"Inter-{weight}.ttf" for weight in WEIGHTS),
        *(f"Inter-{weight}-{name}.tfm" for weight in WEIGHTS for name in ("t1", "extra")),
        *("t1.enc", "extra.enc"),
    }


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("number", [0, 1])
def test_letters_are_as_wide_as_the_font_says(folder: Path, weight: str, number: int) -> None:
    encoding = encodings("Жé")[number]
    font = TTFont(folder / f"Inter-{weight}.ttf")
    metrics = TFM(str(folder / f"Inter-{weight}-{encoding.name}.tfm"))
    units, names = font["head"].unitsPerEm, font.getBestCmap()
    for place, letter in enumerate(encoding.letters):
        if ord(letter) in names:
            width = font["hmtx"][names[ord(letter)]][0] / units
            # to TeX, a letter without width is not there
            read = metrics.chars.get(place, {"width": 0})["width"]
            assert read == pytest.approx(width, abs=1e-5)


def test_vectors_name_letters_by_their_code(folder: Path) -> None:
    for name, letters in (("t1", CORK), ("extra", encodings("Жé")[1].letters)):
        names = re.findall(r"/(uni[0-9A-F]+|\.notdef)", (folder / f"{name}.enc").read_text())
        assert len(names) == 256
        assert [int(name[3:], 16) for name in names[: len(letters)] if name != ".notdef"] == [
            ord(letter) for letter in letters if letter != "\0"
        ]


def test_old_pdftex_can_read_the_fonts(folder: Path) -> None:
    for weight in WEIGHTS:
        table = TTFont(folder / f"Inter-{weight}.ttf")["OS/2"]
        assert table.version == 3
        assert table.usWeightClass == WEIGHTS[weight]


def test_metrics_are_read_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "a.tfm"
    path.write_bytes(tfm([0.0, 0.5, 0.25, 0.5]))
    read = TFM(str(path))
    assert [read.chars[n]["width"] for n in range(1, 4)] == [0.5, 0.25, 0.5]


def test_bytes_are_the_same_each_time(folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "fonts", encodings("Жé"))
    for path in folder.iterdir():
        assert (tmp_path / "fonts" / path.name).read_bytes() == path.read_bytes()
    assert TTFont(io.BytesIO((folder / "Inter-Regular.ttf").read_bytes()))["head"].created
