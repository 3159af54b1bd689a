"""Inter for one deck: a static font of one weight, with the characters that its text needs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

import uharfbuzz as hb

from deconviz.look.fonts import CHARACTERS, VARIABLE, WEIGHTS

OPTICAL_SIZE = 28  # of Inter's axis 14 to 32: letters as films have them
LOST = "?"


def cut(weight: str, characters: Iterable[str] = ()) -> bytes:
    """Return a TrueType font of the characters that all figures have, and of some others.

    Parameters
    ----------
    weight
        A key of `deconviz.look.fonts.WEIGHTS`.
    characters
        Others; those that Inter lacks are left out.
    """
    wanted = hb.SubsetInput()
    wanted.unicode_set.update([*CHARACTERS, *map(ord, characters)])
    wanted.pin_axis_location(_face(), "wght", WEIGHTS[weight])
    wanted.pin_axis_location(_face(), "opsz", OPTICAL_SIZE)
    return bytes(hb.subset(_face(), wanted).blob.data)


def composed(text: str) -> str:
    """Return a text with letters and their accents in one, and without control characters."""
    whole = unicodedata.normalize("NFC", text)
    return "".join(" " if unicodedata.category(char) == "Cc" else char for char in whole)


def has(character: str) -> bool:
    """Return whether Inter has a character."""
    return ord(character) in _known()


def readable(text: str) -> str:
    """Return a text that Inter can set: with a question mark for each character that it lacks."""
    return "".join(char if has(char) else LOST for char in composed(text))


@cache
def _face() -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(str(VARIABLE)))


@cache
def _known() -> frozenset[int]:
    return frozenset(_face().unicodes)
