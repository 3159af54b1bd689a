"""The film language in numbers: pixels of a 1920 x 1080 page, heights of capitals, seconds."""

from __future__ import annotations

from dataclasses import dataclass

from deconviz.look.theme import DOTTED, Mark, Theme, ThemeName, contrast

# Page
LEFT, RIGHT, BOTTOM = 96.0, 1824.0, 1026.0
TITLE_BASE = 120.0

# Heights of capitals
TITLE, RESULT = 50.0, 50.0
CODE_NUMBER = 44.0
BESIDE_BAR = 40.0
NAME = 34.0
IN_BAR = 32.0
REMARK = 30.0
SMALLEST = 28.1

# Shapes
TILE_RADIUS, SMALL_TILE, SMALL_TILE_RADIUS, TILE_GAP = 16.0, 80.0, 8.0, 14.0
STRIP, STRIP_BELOW = 29.0, 4.0  # a strip at the foot of an output tile
DISC, DISC_DIGIT = 26.0, 28.5
ROW_DISC, ROW_DIGIT = 38.0, 40.0  # heading a row
HOLE_EDGE, HOLE_DASHES = 3.0, (12.0, 10.0)  # an inserted zero, a pad, a cut, a place left
EMPTY_EDGE = 4.0  # of what is not yet filled
FOCUS, FOCUS_RADIUS = 0.13, 20.0  # opacity of the foreground
STRIPE_WIDTH, STRIPE_EVERY = 7.0, 30.0  # of what is too much
EARLIER = {"dark": 0.62, "light": 0.8}  # opacity of waiting or earlier marks
CARD_RADIUS, CARD_EDGE, CARD_EDGE_AT_WORK = 20.0, 4.0, 5.0
BAR_RADIUS, BAR_GAP, LOWEST_BAR = 6.0, 4.0, 3.0
TINT, HATCH_WIDTH, HATCH_EVERY = 0.2, 4.0, 20.0
TEXT_TO_MARK, TEXT_IN_BAR = 12.0, 8.0
LABELS_APART, LEADER, MOVED = 62.0, 4.0, 14.0

DARKEST, LIGHTEST = "#1a212d", "#f2f4f8"  # ends of the grey scale of images

# Lines
COMPONENT, COMPONENT_DOT = 7.0, 11.0
AT_WORK, DOT_AT_WORK = 9.0, 13.0
INPUT, INPUT_DOT = 9.0, 13.0
WANTED_DASHES = (6.0, 9.0)  # pixels over the width: the input beside the output
FAMILY, DRAWS = 3.0, 0.18  # width of a line; opacity of draws
ARROW, ARROW_HEAD = 7.0, 28.0
CUT, CUT_DASHES = 5.0, (3.0, 2.2)  # dashes in widths
AXIS, AXIS_IN_CARD = 4.0, 3.0
IN_CARD, DOT_IN_CARD = 6.0, 7.5
SUM, SUM_DOT, RIM = 11.0, 15.0, 4.0
GUIDE = 4.0
ROUND_DOTS = (0.01, 1.89)  # in widths, with round ends

# Motion, in seconds
MOVE, HOP, CAMERA, DROP, FADE, FOLLOWER = 0.8, 0.5, 1.2, 0.5, 0.3, 0.06
SWEEP = 3.6
REST, RESULT_REST = 0.6, 1.2
DRAWS_A_SECOND = 12


@dataclass(frozen=True)
class Surfaces:
    """Colours that only films and the site have, as hexadecimal numbers.

    Attributes
    ----------
    card
        What a card is filled with.
    track
        The edge of a hole, and of a fader: what is there, and is not read.
    wanted
        What is wanted, and what is wrong; also the fourth input or phase.
    kernel
        A kernel that nothing has scaled yet.
    windows
        Windows on a curve, in turn.
    real_codes
        Dots of the codes of real patches.
    """

    card: str
    track: str
    wanted: str
    kernel: str
    windows: tuple[str, str]
    real_codes: str


SURFACES: dict[ThemeName, Surfaces] = {
    "dark": Surfaces(
        card="#181e28",
        track="#6b7688",
        wanted="#e58ac0",
        kernel="#d5dbe6",
        windows=("#dde3ec", "#8c99ae"),
        real_codes="#5d6a80",
    ),
    "light": Surfaces(
        card="#f4f6f9",
        track="#7d8797",
        wanted="#a3246f",
        kernel="#4a5668",
        windows=("#3f4957", "#8793a7"),
        real_codes="#838ea1",
    ),
}


def in_film(mark: Mark) -> Mark:
    """Return a mark as films draw it: its dots are round."""
    return Mark(mark.colour, ROUND_DOTS) if mark.dashes == DOTTED else mark


def input_colours(count: int, theme: Theme, name: ThemeName) -> list[str]:
    """Return the colours of inputs or phases, so many: four in turn."""
    colours = [*(theme.component(c).colour for c in range(3)), SURFACES[name].wanted]
    return [colours[i % len(colours)] for i in range(count)]


def on(colour: str, theme: Theme) -> str:
    """Return the colour of figures on an area of a colour: the theme's that contrasts more."""
    return max(theme.background, theme.foreground, key=lambda ink: contrast(ink, colour))
