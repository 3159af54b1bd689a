"""A row of names, each with its error below once it is known; a tint marks the one at work."""

from __future__ import annotations

from collections.abc import Mapping

from manim import VGroup

from deconviz.films.mobjects.areas import Tint
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.remedies.remedy_view import COLUMNS
from deconviz.look.language import LEFT, NAME, REMARK, RIGHT, SURFACES, TILE_RADIUS, TINT
from deconviz.look.theme import Theme, ThemeName
from deconviz.look.wording import number

TOP, BOTTOM = 159.0, 292.0
NAMES, ERRORS = 211.0, 272.0  # base lines
ERROR = 38.0
WIDTH = 264.0  # of the tint
WAITING: dict[ThemeName, float] = {"dark": 0.75, "light": 0.9}  # opacity of names to come


class RemedyNames(VGroup):
    """Names from left to right.

    Parameters
    ----------
    errors
        Of each name.
    theme, name
        Colours, and the theme's name.
    """

    def __init__(self, errors: Mapping[str, float], theme: Theme, name: ThemeName) -> None:
        self._waiting = WAITING[name]
        pitch = (RIGHT - COLUMNS) / len(errors)
        self._middles = [COLUMNS + pitch * (n + 0.5) for n in range(len(errors))]
        self._tint = Tint(SURFACES[name].wanted, TILE_RADIUS, TINT)
        self.errors = [number(error, 3) for error in errors.values()]
        self._names = [
            _pair(text, x, NAMES, NAME, theme.muted, theme.foreground)
            for text, x in zip(errors, self._middles, strict=True)
        ]
        self._errors = [
            _pair(text, x, ERRORS, ERROR, theme.muted, SURFACES[name].wanted)
            for text, x in zip(self.errors, self._middles, strict=True)
        ]
        row = Label("error", LEFT, ERRORS, size=REMARK, colour=theme.muted)
        labels = [label for pair in (*self._names, *self._errors) for label in pair]
        super().__init__(self._tint, row, *labels)

    def draw(self, place: float, at_work: list[float], known: list[float]) -> None:
        """Draw the row.

        Parameters
        ----------
        place
            Where the tint is, between the first name, 0, and the last.
        at_work, known
            How much each is at work, and how much of its error is there, 0 to 1.
        """
        pitch = self._middles[1] - self._middles[0]
        x = self._middles[0] + place * pitch
        self._tint.draw([Box(x - WIDTH / 2, TOP, x + WIDTH / 2, BOTTOM)])
        for names, errors, work, share in zip(
            self._names, self._errors, at_work, known, strict=True
        ):
            _cross_fade(names, work, self._waiting + (1 - self._waiting) * share)
            _cross_fade(errors, work, share, share)


def _pair(
    text: str, x: float, base: float, size: float, muted: str, lit: str
) -> tuple[Label, Label]:
    """Write a text twice: at rest, and at work."""
    at_rest = Label(text, x, base, size=size, colour=muted, align="centre")
    at_work = Label(text, x, base, size=size, colour=lit, weight="SemiBold", align="centre")
    return at_rest, at_work


def _cross_fade(pair: tuple[Label, Label], work: float, rest: float, full: float = 1.0) -> None:
    """Let one go before the other comes, so that no text lies on text."""
    at_rest, at_work = pair
    fade(at_rest, rest * max(0.0, 1 - 2 * work))
    fade(at_work, full * max(0.0, 2 * work - 1))
