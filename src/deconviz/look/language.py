"""The film language in numbers: pixels of a 1920 x 1080 page, heights of capitals, seconds."""

from __future__ import annotations

from dataclasses import dataclass

from deconviz.look.theme import ThemeName

# Page
LEFT, RIGHT, BOTTOM = 96.0, 1824.0, 1026.0
TITLE_BASE = 120.0

# Heights of capitals
TITLE, RESULT = 50.0, 50.0
CODE_NUMBER = 44.0
NAME = 34.0
IN_BAR = 32.0
REMARK = 30.0
SMALLEST = 28.0

# Shapes
CARD_RADIUS, CARD_EDGE, CARD_EDGE_AT_WORK = 20.0, 4.0, 5.0
BAR_RADIUS, BAR_GAP, LOWEST_BAR = 6.0, 4.0, 3.0
TINT, HATCH_WIDTH, HATCH_EVERY = 0.2, 4.0, 20.0
TEXT_TO_MARK, TEXT_IN_BAR = 12.0, 8.0
LABELS_APART, LEADER, MOVED = 62.0, 4.0, 14.0

# Lines
AXIS, AXIS_IN_CARD = 4.0, 3.0
IN_CARD, DOT_IN_CARD = 6.0, 7.5
SUM, SUM_DOT, RIM = 11.0, 15.0, 4.0
GUIDE = 4.0
ROUND_DOTS = (0.01, 1.89)  # in widths, with round ends

# Motion
MOVE, DROP, FADE, FOLLOWER = 0.8, 0.5, 0.3, 0.06


@dataclass(frozen=True)
class Surfaces:
    """Colours that only films and the site have, as hexadecimal numbers.

    Attributes
    ----------
    card
        What a card is filled with.
    track
        Of a fader: what is there, and is not read.
    """

    card: str
    track: str


SURFACES: dict[ThemeName, Surfaces] = {
    "dark": Surfaces(card="#181e28", track="#6b7688"),
    "light": Surfaces(card="#f4f6f9", track="#7d8797"),
}
