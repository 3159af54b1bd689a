"""What a handout says of one slide: a picture, what it shows, and how to get it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deconviz.look.wording import number
from deconviz.talk.decks.deck import Deck, FigureOnSlide, FilmOnSlide, Slide


@dataclass(frozen=True)
class Picture:
    """A picture.

    Attributes
    ----------
    path
        PNG.
    alternative
        For people who cannot see it.
    """

    path: Path
    alternative: str


@dataclass(frozen=True)
class Part:
    """A part of a handout.

    Attributes
    ----------
    heading
        One line.
    picture
        Or None.
    finding
        What the picture shows, in a sentence or two.
    text
        More about it, in paragraphs.
    source
        How to get it, or nothing.
    """

    heading: str
    picture: Picture | None = None
    finding: str = ""
    text: tuple[str, ...] = ()
    source: str = ""

    @property
    def words(self) -> str:
        """All that it says."""
        return "".join((self.heading, self.finding, *self.text, self.source))


def parts(deck: Deck) -> Iterator[Part]:
    """Yield a part for each slide; a film or a figure that is shown again has none."""
    seen = set()
    for slide in deck.slides:
        shown = slide.film or slide.figure
        if shown is None or shown.name not in seen:
            yield _part(slide)
        if shown is not None:
            seen.add(shown.name)


def _part(slide: Slide) -> Part:
    if slide.film:
        return _film(slide.heading, slide.film)
    if slide.figure:
        return _figure(slide.heading, slide.figure)
    return Part(slide.heading, text=slide.text)


def _film(heading: str, film: FilmOnSlide) -> Part:
    return Part(
        heading,
        Picture(film.poster, film.description),
        film.finding,
        (film.description,),
        f"Film of {number(film.seconds)} s: ./run {film.video.as_posix()}",
    )


def _figure(heading: str, figure: FigureOnSlide) -> Part:
    return Part(
        heading,
        Picture(figure.picture, figure.alternative),
        figure.title,
        source=f"Figure: ./run {figure.picture.as_posix()}",
    )
