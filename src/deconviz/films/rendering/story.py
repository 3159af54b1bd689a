"""What a film tells, in words: its title and finding, and what is said while it plays."""

from __future__ import annotations

from dataclasses import dataclass

from deconviz.look.topics import Topic


@dataclass(frozen=True)
class Beat:
    """A part of a film, and its subtitle: it lasts until the next begins.

    Attributes
    ----------
    begin
        Seconds.
    says
        One or two short lines of plain text, for those who cannot ask the speaker.
    """

    begin: float
    says: str


@dataclass(frozen=True)
class Story:
    """What a film is about.

    Attributes
    ----------
    title
        As the film has it.
    finding
        One sentence on what a viewer learns, with its figures from the data.
    description
        What is seen, for people who cannot see it: a few sentences.
    beats
        In the order of time; the first begins at 0.
    seconds
        How long the film is.
    poster
        The moment in seconds that stands for the film.
    topic
        Among which films the site shows it.
    claims
        Those of the audit that it shows, such as "C4".
    """

    title: str
    finding: str
    description: str
    beats: tuple[Beat, ...]
    seconds: float
    poster: float
    topic: Topic
    claims: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        begins = [beat.begin for beat in self.beats]
        if begins[:1] != [0.0] or begins != sorted(set(begins)) or begins[-1] >= self.seconds:
            raise ValueError(f"beats begin at 0 and follow one another, not {begins}")

    @property
    def spans(self) -> list[tuple[float, float, str]]:
        """Each beat's begin, end and subtitle."""
        ends = [*(beat.begin for beat in self.beats[1:]), self.seconds]
        return [(beat.begin, end, beat.says) for beat, end in zip(self.beats, ends, strict=True)]
