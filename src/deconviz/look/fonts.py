"""Inter: the package carries one variable font, browsers read it, matplotlib reads static ones."""

from __future__ import annotations

from pathlib import Path

import fontpkg_inter
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

VARIABLE = Path(fontpkg_inter.__file__).parent / "files" / "Inter[opsz,wght].ttf"
LICENCE = Path(fontpkg_inter.__file__).parent / "LICENSE"
WEIGHTS = {"Regular": 400, "SemiBold": 600}
OPTICAL_SIZE = 14  # for text of a few points, as figures have
CHARACTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x391, 0x3CA)]
CHARACTERS += [ord(c) for c in "–—‘’“”…•→←−×·√≤≥±∑"]


def write_static(weight: str, path: Path) -> None:
    """Write one weight of Inter as a TrueType font of the characters that figures use.

    Parameters
    ----------
    weight
        A key of `WEIGHTS`.
    path
        Where to.
    """
    place = {"wght": WEIGHTS[weight], "opsz": OPTICAL_SIZE}
    static = instancer.instantiateVariableFont(_subset(), place)
    static["OS/2"].usWeightClass = WEIGHTS[weight]
    _save(static, path)


def write_variable(path: Path) -> None:
    """Write Inter in all weights as a TrueType font of the characters that figures use."""
    _save(_subset(), path)


def _subset() -> TTFont:
    font = TTFont(VARIABLE)
    options = subset.Options(layout_features=["kern", "mark", "ccmp"], notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    return font


def _save(font: TTFont, path: Path) -> None:
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(path)
