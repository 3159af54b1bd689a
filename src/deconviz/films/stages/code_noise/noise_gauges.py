"""Gauges in a row: how much noise there is on each component."""

from __future__ import annotations

from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.reading import Reading
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.look.language import BAR_RADIUS, BESIDE_BAR, DISC, LEFT, LOWEST_BAR, NAME
from deconviz.look.theme import Theme

MIDDLE = 950.0  # pixels down
ROW_FROM, ROW_TO = 250.0, 1545.0
HALF_BAR, LONGEST = 17.0, 246.0
AFTER_DISC, AFTER_BAR, APART = 14.0, 18.0, 42.0


class NoiseGauges(VGroup):
    """A bar and a number for each component, with a place for its disc; bars have one scale.

    Parameters
    ----------
    largest
        The largest noise of any component at any time.
    components
        How many.
    theme
        Colours.

    Attributes
    ----------
    places
        Where discs belong, across and down in pixels.
    bars, numbers
        One a component.
    """

    def __init__(self, largest: float, components: int, theme: Theme) -> None:
        self._largest = largest
        pitch = (ROW_TO - ROW_FROM) / components
        self.places = [(ROW_FROM + DISC + pitch * c, MIDDLE) for c in range(components)]
        base = MIDDLE + NAME / 2
        self._name = Label(
            "noise", LEFT, base, size=NAME, colour=theme.foreground, weight="SemiBold"
        )
        self.bars = [Areas(theme.component(c).colour, BAR_RADIUS) for c in range(components)]
        self.numbers = [Reading(BESIDE_BAR, theme.foreground) for _ in range(components)]
        widest = max(_width(as_set(largest)), _width(on_its_way(0.9 * largest)))
        others = 2 * DISC + AFTER_DISC + AFTER_BAR + widest + APART
        self._longest = max(min(pitch - others, LONGEST), LOWEST_BAR)
        super().__init__(self._name, *self.bars, *self.numbers)

    def draw(self, noise: Floats, texts: list[str]) -> None:
        """Show the noise on each component, shape (C,), and say it."""
        for component, (value, text) in enumerate(zip(noise.tolist(), texts, strict=True)):
            box = self.box(component, value)
            self.bars[component].draw([box] if value > 0 else [])
            x = box.right + AFTER_BAR
            self.numbers[component].say(text, x, MIDDLE + BESIDE_BAR / 2)

    def reveal(self, shown: float, measured: float) -> None:
        """Set how much there is of the row, and of bars and numbers, each 0 to 1."""
        fade(self._name, shown)
        for part in (*self.bars, *self.numbers):
            fade(part, measured)

    def box(self, component: int, value: float) -> Box:
        """Return the bar of a noise on a component."""
        left = self.places[component][0] + DISC + AFTER_DISC
        width = max(self._longest * value / self._largest, LOWEST_BAR) if value > 0 else 0.0
        return Box(left, MIDDLE - HALF_BAR, left + width, MIDDLE + HALF_BAR)


def as_set(noise: float) -> str:
    """Write a noise as the config does.

    Examples
    --------
    >>> as_set(0.1), as_set(0.0), as_set(0.000001)
    ('0.1', '0', '0.000001')
    """
    return f"{noise:.10f}".rstrip("0").rstrip(".")


def on_its_way(noise: float) -> str:
    """Write a noise that changes, as short as can be.

    Examples
    --------
    >>> on_its_way(0.0567)
    '0.06'
    """
    return as_set(float(f"{noise:.1g}"))


def _width(text: str) -> float:
    """Return how wide a number in the row is, in pixels."""
    number = Reading(BESIDE_BAR, "#000000")
    number.say(text, 0, 0)
    return number.width_in_pixels
