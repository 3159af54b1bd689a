"""A deck with all that its slides show, ready to be written in the form of a program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from deconviz.config.talk import Credit
from deconviz.look.theme import Theme


@dataclass(frozen=True)
class FilmOnSlide:
    """A film.

    Attributes
    ----------
    name
        The film's.
    video, web
        At the quality of the config, and small: mp4.
    poster
        The frame that stands for it: PNG.
    captions
        Its subtitles: WebVTT.
    title, finding, description
        In words; the description is for people who cannot see it.
    beats
        When each part begins, in seconds; the first at 0.
    seconds
        How long it is.
    loops
        Whether it starts again at its end.
    bare
        Whether it is without words, so that the slide's heading is its title.
    says
        What is seen from each beat on, in words: one for each beat, or none.
    """

    name: str
    video: Path
    web: Path
    poster: Path
    captions: Path
    title: str
    finding: str
    description: str
    beats: tuple[float, ...]
    seconds: float
    loops: bool
    bare: bool = False
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class FigureOnSlide:
    """A figure.

    Attributes
    ----------
    name
        The figure's.
    picture
        PNG.
    title, alternative
        In words; the alternative is for people who cannot see it.
    """

    name: str
    picture: Path
    title: str
    alternative: str


@dataclass(frozen=True)
class Slide:
    """A slide: it has a film, a figure or text.

    Attributes
    ----------
    heading
        One line.
    notes
        What the speaker says.
    film, figure
        What it shows, or None.
    text
        Its lines, or none.
    """

    heading: str
    notes: str
    film: FilmOnSlide | None = None
    figure: FigureOnSlide | None = None
    text: tuple[str, ...] = ()


@dataclass(frozen=True)
class Deck:
    """The slides of a talk.

    Attributes
    ----------
    name
        The deck's, and its files'.
    title
        The talk's.
    theme
        Colours.
    credit
        Whose work the films are.
    slides
        In the order of the talk; a slide with its title comes before them in every form.
    """

    name: str
    title: str
    theme: Theme
    credit: Credit
    slides: tuple[Slide, ...]

    @property
    def films(self) -> tuple[FilmOnSlide, ...]:
        """The films that it shows, each once."""
        films = {slide.film.name: slide.film for slide in self.slides if slide.film}
        return tuple(films.values())
