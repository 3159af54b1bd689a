"""A card: a surface with an edge, which lights up when its content is at work."""

from __future__ import annotations

from manim import VGroup

from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.outline import Outline
from deconviz.films.mobjects.stage import Box
from deconviz.look.language import (
    CARD_EDGE,
    CARD_EDGE_AT_WORK,
    CARD_RADIUS,
    SURFACES,
)
from deconviz.look.theme import Mark, Theme, ThemeName


class Card(VGroup):
    """The surface of a card and its edge; `lit` is the edge at work, which moves.

    Parameters
    ----------
    box
        Where on the stage.
    colour
        Of the edge at work.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    box
        Where it is.
    lit
        The edge at work: to be drawn above the card.
    """

    def __init__(self, box: Box, colour: str, theme: Theme, name: ThemeName) -> None:
        self.box = box
        self.lit = Outline(box, Mark(colour), CARD_EDGE_AT_WORK, CARD_RADIUS)
        fade(self.lit, 0.0)
        back = Areas(SURFACES[name].card, CARD_RADIUS)
        back.draw([box])
        super().__init__(back, Outline(box, Mark(theme.grid), CARD_EDGE, CARD_RADIUS))

    def work(self, share: float) -> None:
        """Set how much the card is at work, 0 to 1."""
        fade(self.lit, share)
