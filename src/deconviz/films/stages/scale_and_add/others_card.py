"""A card with what all components add that have no card of their own."""

from __future__ import annotations

from manim import VGroup

from deconviz.arrays import Floats
from deconviz.films.mobjects.card import Card
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.filter_card import MARGIN, CardPlaces, curve_in_card
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.look.language import CODE_NUMBER, REMARK
from deconviz.look.theme import Mark, Theme, ThemeName


class OthersCard(VGroup):
    """A card with a sum of scaled filters, and no fader: what moves on it; `still` is the rest.

    Parameters
    ----------
    box
        Where on the stage.
    count
        How many components are added.
    mark
        Colour and line of the sum.
    points
        Of a filter.
    scale
        The largest absolute value of the sum.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    still
        The card, and the axis of the sum.
    """

    def __init__(
        self,
        box: Box,
        count: int,
        mark: Mark,
        points: int,
        scale: float,
        theme: Theme,
        name: ThemeName,
    ) -> None:
        places = CardPlaces.of(box, MARGIN)
        self._card = Card(box, mark.colour, theme, name)
        self._sum, zero = curve_in_card(places.curve, points, scale, mark, theme)
        self._words = [
            VGroup(
                Label(
                    f"{count} others", places.text, places.number, size=CODE_NUMBER, colour=shade,
                    weight="SemiBold",
                ),
                Label("scaled and added", places.text, places.name, size=REMARK, colour=shade),
            )
            for shade in (mark.colour, theme.muted)
        ]  # fmt: skip
        self.still = VGroup(self._card, zero)
        super().__init__(self._sum, *self._words, self._card.lit)

    def set_to(self, values: Floats, at_work: float) -> None:
        """Draw the sum (K,), and set how much the card is at work, 0 to 1."""
        self._sum.draw(values)
        is_set = bool(values.any()) or at_work > 0
        for words, is_shown in zip(self._words, (is_set, not is_set), strict=True):
            fade(words, float(is_shown))
        self._card.work(at_work)
