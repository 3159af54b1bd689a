"""What a figure says in words, built in one way from its parts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Caption:
    """The parts of a figure's words; each is one sentence or several, without the last full stop.

    Attributes
    ----------
    finding
        What the figure shows, in one sentence: its title.
    method
        What is plotted, and how.
    view
        What there is to see, for those who cannot see it.
    figures
        The finding in numbers; may be empty.
    """

    finding: str
    method: str
    view: str
    figures: str = ""

    @property
    def text(self) -> str:
        """The words below the figure in print."""
        return prose(self.finding, self.method, self.figures)

    @property
    def alternative(self) -> str:
        """The words in place of the figure."""
        return prose(self.view, self.finding, self.figures)

    @property
    def words(self) -> dict[str, str]:
        """All of it, as it is written beside the figure."""
        return {"title": self.finding, "caption": self.text, "alternative": self.alternative}


def prose(*parts: str) -> str:
    """Join sentences, each of which lacks its full stop; empty ones are left out.

    Examples
    --------
    >>> prose("Curves bend", "", "They do not cross")
    'Curves bend. They do not cross.'
    """
    return " ".join(f"{part}." for part in parts if part)
