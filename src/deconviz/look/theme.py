"""One palette, type scale and line style, for stills and films."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle, islice
from typing import Literal

ThemeName = Literal["dark", "light"]

FONT = "Inter"
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Mark:
    """How one thing is told from the others: by colour, and by its line without colour.

    Attributes
    ----------
    colour
        Hexadecimal.
    dashes
        Lengths of ink and gap in turn, in line widths; empty for a solid line.
    """

    colour: str
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True)
class Theme:
    """Colours as hexadecimal numbers.

    Attributes
    ----------
    background, foreground
        The picture's, and that of the strongest mark: the sum.
    muted
        Labels and other second things; 4.5:1 against the background at least.
    grid
        Frames and grid lines.
    components
        One mark a code component; they repeat when there are more components.
    variants
        One mark a variant, apart from those of the components.
    """

    background: str
    foreground: str
    muted: str
    grid: str
    components: tuple[Mark, ...]
    variants: tuple[Mark, ...]

    def component(self, index: int) -> Mark:
        """Return the mark of a component, counted from 0."""
        return self.components[index % len(self.components)]

    def marks_of_variants(self, names: list[str]) -> dict[str, Mark]:
        """Return a mark for each variant, in the order of the config."""
        return dict(zip(names, islice(cycle(self.variants), len(names)), strict=True))


SOLID, DASHED, DOTTED = (), (3.0, 2.0), (1.0, 1.0)
DASH_DOTTED = (4.0, 1.5, 1.0, 1.5)

DARK = Theme(
    background="#10141b",
    foreground="#f2f4f8",
    muted="#a0a9b8",
    grid="#2b3342",
    components=(
        Mark("#ff9d3c", SOLID),
        Mark("#5cb8ff", DASHED),
        Mark("#3ddba4", DOTTED),
        Mark("#f0e442", DASH_DOTTED),
    ),
    variants=(Mark("#a0a9b8", SOLID), Mark("#e58ac0", DASHED), Mark("#f2f4f8", DOTTED)),
)

LIGHT = Theme(
    background="#ffffff",
    foreground="#14181f",
    muted="#56606e",
    grid="#dde2ea",
    components=(
        Mark("#b8400a", SOLID),
        Mark("#0b62b4", DASHED),
        Mark("#00734f", DOTTED),
        Mark("#756300", DASH_DOTTED),
    ),
    variants=(Mark("#56606e", SOLID), Mark("#a3317a", DASHED), Mark("#14181f", DOTTED)),
)

THEMES: dict[ThemeName, Theme] = {"dark": DARK, "light": LIGHT}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2.2 defines it, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
