"""The names of input, code and output, to the left of them, and what came out in the end."""

from __future__ import annotations

from manim import VGroup

from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.round_trip.trip_layout import (
    CARD_BOTTOM,
    CARD_TOP,
    INPUT_BOTTOM,
    INPUT_TOP,
    OUTPUT_TOP,
)
from deconviz.look.language import LEFT, NAME, REMARK, SURFACES
from deconviz.look.theme import Theme, ThemeName
from deconviz.look.wording import number

NUMBER = 44.0
# Base lines in pixels:
OUTPUT = OUTPUT_TOP + 26
REMARKS, ERRORS = (OUTPUT + 60, OUTPUT + 104), (OUTPUT + 182, OUTPUT + 244)


class TripNames:
    """Names that stand still, and results that come.

    Parameters
    ----------
    error
        Of the output.
    overlaps
        Whether pieces overlap.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    still
        The names.
    results
        That overlaps were averaged, and the error: what `draw` shows.
    """

    def __init__(self, error: float, overlaps: bool, theme: Theme, name: ThemeName) -> None:
        bases = {
            "input": (INPUT_TOP + INPUT_BOTTOM + NAME) / 2,
            "code": (CARD_TOP + CARD_BOTTOM + NAME) / 2,
            "output": OUTPUT,
        }
        self.still = [
            Label(text, LEFT, base, size=NAME, colour=theme.foreground, weight="SemiBold")
            for text, base in bases.items()
        ]
        wanted = SURFACES[name].wanted
        self._mean = VGroup(
            *(
                Label(text, LEFT, base, size=REMARK, colour=theme.muted)
                for text, base in zip(("overlaps", "averaged"), REMARKS, strict=True)
            )
        )
        self._has_mean = overlaps
        self._error = VGroup(
            Label("error", LEFT, ERRORS[0], size=NAME, colour=wanted),
            Label(
                number(error, 3), LEFT, ERRORS[1], size=NUMBER, colour=wanted, weight="SemiBold",
                tabular=True,
            ),
        )  # fmt: skip
        self.results = VGroup(self._mean, self._error)

    def draw(self, mean: float, error: float) -> None:
        """Set how much of the results is there, 0 to 1."""
        fade(self._mean, mean * self._has_mean)
        fade(self._error, error)
