r"""Inter for TeX: a TrueType font for LuaTeX and XeTeX, and what pdfTeX needs to read it.

pdfTeX takes the widths of letters from a TFM file, and knows 256 letters a font. The first font
has those of the encoding T1, in which LaTeX sets most of Europe's languages. The second has what
else a deck needs, in an order of its own.

The format of TFM files is that of the TeX program, part 30 (D. E. Knuth, TeX: The Program).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from deconviz.look.fonts import WEIGHTS
from deconviz.talk.decks.inter import cut

FOLDER = "fonts"
T1, EXTRA = "t1", "extra"
CORK = (
    "`´ˆ˜¨˝˚ˇ˘¯˙¸˛‚‹›“”„«»–—\u200b\0ı\0\0\0\0\0\0"
    + "".join(map(chr, range(0x20, 0x7F)))
    + "-"
    + "ĂĄĆČĎĚĘĞĹĽŁŃŇ\u014aŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£"
    + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖŒØÙÚÛÜÝÞẞàáâãäåæçèéêëìíîïðñòóôõöœøùúûüýþß"
)
"""The letters of T1 by their number; but quotation marks on keyboards stay as they are."""
QUOTES = "‚‹›“”„«»–—¡¿"
ALWAYS = "−×·±≤≥→"  # for those who edit the source
HEIGHT, DEPTH = 0.75, 0.2  # of all letters, in em


@dataclass(frozen=True)
class Encoding:
    r"""Letters by their number in a font of pdfTeX; ``\0`` where there is none."""

    name: str
    letters: str


def encodings(characters: Iterable[str]) -> tuple[Encoding, Encoding]:
    """Return T1, and an encoding of those characters that LaTeX does not take from there."""
    extra = sorted({char for char in (*ALWAYS, *characters) if not _in_t1(char)})
    return Encoding(T1, CORK), Encoding(EXTRA, "".join(extra[:256]))


def _in_t1(character: str) -> bool:
    letter = character.isalpha() or character in QUOTES
    return character.isascii() or (letter and character in CORK)


def write(folder: Path, encodings: Sequence[Encoding]) -> None:
    """Write fonts of each weight with the letters of some encodings."""
    folder.mkdir()
    for encoding in encodings:
        (folder / f"{encoding.name}.enc").write_text(_vector(encoding), encoding="ascii")
    letters = {letter for encoding in encodings for letter in encoding.letters}
    for weight in WEIGHTS:
        font = _older(cut(weight, letters))
        (folder / f"Inter-{weight}.ttf").write_bytes(font)
        for encoding in encodings:
            metrics = tfm(_widths(font, encoding.letters))
            (folder / f"Inter-{weight}-{encoding.name}.tfm").write_bytes(metrics)


def tfm(widths: Sequence[float]) -> bytes:
    """Return the metrics of a font of up to 256 letters by number, with their widths in em."""
    distinct = [0.0, *sorted(set(widths) - {0.0})]
    letters = b"".join(bytes((distinct.index(width), 1 << 4 | 1, 0, 0)) for width in widths)
    header = struct.pack(">I", 0) + _fix(10.0)
    space = widths[ord(" ")] if len(widths) > ord(" ") else 0.0
    parameters = [0.0, space, space / 2, space / 3, 0.546, 1.0, space / 3]
    tables = [distinct, [0.0, HEIGHT], [0.0, DEPTH], [0.0], [], [], [], parameters]
    counts = [len(header) // 4, 0, len(widths) - 1, *map(len, tables)]
    words = 6 + len(header) // 4 + len(widths) + sum(map(len, tables))
    return b"".join(
        (
            struct.pack(">12H", words, *counts),
            header,
            letters,
            *(_fix(number) for table in tables for number in table),
        )
    )


def _older(font: bytes) -> bytes:
    """Return a font whose table OS/2 has version 3: pdfTeX before 2023 knows no later one."""
    opened = TTFont(io.BytesIO(font), recalcTimestamp=False)
    opened["OS/2"].version = 3
    opened["OS/2"].fsSelection &= 0b111_1111  # the other bits came with version 4
    older = io.BytesIO()
    opened.save(older)
    return older.getvalue()


def _vector(encoding: Encoding) -> str:
    """Return a PostScript vector of glyph names, as pdfTeX finds them in a TrueType font."""
    letters = encoding.letters.ljust(256, "\0")
    names = (f"/uni{ord(char):04X}" if char != "\0" else "/.notdef" for char in letters)
    return f"/Inter{encoding.name} [\n" + "\n".join(names) + "\n] def\n"


def _widths(font: bytes, letters: str) -> list[float]:
    face = hb.Face(font)
    shapes = hb.Font(face)
    glyphs = [shapes.get_nominal_glyph(ord(letter)) for letter in letters]
    return [shapes.get_glyph_h_advance(glyph) / face.upem if glyph else 0.0 for glyph in glyphs]


def _fix(number: float) -> bytes:
    return struct.pack(">i", round(number * 2**20))
