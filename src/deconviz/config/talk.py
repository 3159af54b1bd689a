"""What the config says about talks: whose work it is, which formats are made, and the decks."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from deconviz.config.experiment import Strict
from deconviz.config.names import FilmName, Name
from deconviz.look.theme import ThemeName


def _of_one_line(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise ValueError(f"is {text!r:.60}, should be one line with something to read in it")
    return text


Line = Annotated[str, Field(max_length=80), AfterValidator(_of_one_line)]
"""A line of text with something to read in it."""
TalkFormat = Literal["web", "gif", "still", "prores", "webm"]
DeckForm = Literal["reveal", "pptx", "beamer", "manim-slides", "handout"]


class Credit(Strict):
    """Whose work the films are; it stands in the metadata of every file."""

    author: Line = "the deconviz authors"
    """Of the work."""
    source: Line = "deconviz"
    """Where it comes from: a title or an address."""
    licence: Line = "MIT"
    """What others may do with it."""


class Slide(Strict):
    """One slide: a heading, and below it a film, a figure or text."""

    heading: Line
    """What it says, in one line."""
    film: FilmName | None = None
    """One of `films.entries`."""
    figure: Name | None = None
    """A figure, by its name in `results/figures`."""
    text: tuple[Line, ...] = Field((), max_length=8, strict=False)
    """Lines of text."""
    notes: str = Field("", max_length=4000)
    """What the speaker says or does."""
    loop: bool | None = None
    """Whether the film starts again at its end; by default if it ends as it begins."""

    @model_validator(mode="after")
    def _one_thing_with_notes(self) -> Self:
        if [self.film is not None, self.figure is not None, bool(self.text)].count(True) != 1:
            raise ValueError(f"slide {self.heading!r}: give a film, a figure or text, and only one")
        if not self.notes.strip():
            raise ValueError(f"slide {self.heading!r} has no notes: add notes, what you will say")
        if self.loop is not None and self.film is None:
            raise ValueError(f"slide {self.heading!r} has no film to loop: remove loop")
        return self


class Deck(Strict):
    """The slides of a talk."""

    title: Line
    """Of the talk."""
    theme: ThemeName = "dark"
    """Colours of its films, figures and slides."""
    slides: tuple[Slide, ...] = Field(min_length=1, strict=False)
    """In the order of the talk."""

    @model_validator(mode="after")
    def _headings_differ(self) -> Self:
        headings = [slide.heading for slide in self.slides]
        if twice := next((name for name in headings if headings.count(name) > 1), None):
            raise ValueError(f"two slides are headed {twice!r}: give each its own heading")
        return self

    @property
    def films(self) -> tuple[str, ...]:
        """The films that it shows, each once."""
        return tuple(dict.fromkeys(slide.film for slide in self.slides if slide.film))

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures that it shows, each once."""
        return tuple(dict.fromkeys(slide.figure for slide in self.slides if slide.figure))


class Talks(Strict):
    """What `./run talk` makes of the films."""

    credit: Credit = Credit()
    formats: tuple[TalkFormat, ...] = Field(("web", "gif", "still"), strict=False)
    """Of each film, besides the film itself; prores and webm have a transparent background."""
    decks: dict[Name, Deck] = Field({})
    """By name: `./run deck NAME` makes one of them."""
