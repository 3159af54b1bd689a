"""The title of a film, which may change from one beat to another."""

from __future__ import annotations

from manim import VGroup

from deconviz.films.mobjects.easing import smoothstep
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.text import Label
from deconviz.look.language import FADE, LEFT, TITLE, TITLE_BASE
from deconviz.look.theme import Theme


class Title(Label):
    """What a film says, on top.

    Parameters
    ----------
    text
        At most 1728 pixels wide: shorten it otherwise.
    theme
        Colours.
    """

    def __init__(self, text: str, theme: Theme) -> None:
        super().__init__(
            text, LEFT, TITLE_BASE, size=TITLE, colour=theme.foreground, weight="SemiBold"
        )


class Titles(VGroup):
    """Titles in turn; one goes before the next comes, so that no text lies on text.

    Parameters
    ----------
    texts
        When each begins, in seconds, and what it says; the first begins at 0.
    theme
        Colours.
    """

    def __init__(self, texts: list[tuple[float, str]], theme: Theme) -> None:
        self._begins = [begin for begin, _ in texts]
        super().__init__(*(Title(text, theme) for _, text in texts))

    def draw(self, time: float) -> None:
        """Show the one whose turn it is."""
        half = FADE / 2
        ends = [*self._begins[1:], float("inf")]
        for number, (title, end) in enumerate(zip(self.submobjects, ends, strict=True)):
            came = 1.0 if number == 0 else (time - self._begins[number]) / half
            share = min(max(min(came, (end - time) / half), 0.0), 1.0)
            fade(title, smoothstep(share))
