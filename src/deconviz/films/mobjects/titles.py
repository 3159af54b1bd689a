"""The title of a film, which may change from one beat to another."""

from __future__ import annotations

from collections.abc import Sequence

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


class Turns(VGroup):
    """Labels in turn; one goes before the next comes, so that no text lies on text.

    Parameters
    ----------
    labels
        When each begins, in seconds; the first begins at 0.
    """

    def __init__(self, labels: Sequence[tuple[float, Label]]) -> None:
        self._begins = [begin for begin, _ in labels]
        super().__init__(*(label for _, label in labels))

    def draw(self, time: float) -> None:
        """Show the one whose turn it is."""
        half = FADE / 2
        ends = [*self._begins[1:], float("inf")]
        for number, (label, end) in enumerate(zip(self.submobjects, ends, strict=True)):
            came = 1.0 if number == 0 else (time - self._begins[number]) / half
            share = min(max(min(came, (end - time) / half), 0.0), 1.0)
            fade(label, smoothstep(share))


class Titles(Turns):
    """Titles in turn.

    Parameters
    ----------
    texts
        When each begins, in seconds, and what it says; the first begins at 0.
    theme
        Colours.
    """

    def __init__(self, texts: list[tuple[float, str]], theme: Theme) -> None:
        super().__init__([(begin, Title(text, theme)) for begin, text in texts])
