"""What each file of a film says of itself: its title, and whose work it is."""

from __future__ import annotations

from deconviz.config.talk import Credit


def tags(title: str, description: str, credit: Credit) -> dict[str, str]:
    """Return metadata under the names that FFmpeg has for them.

    Parameters
    ----------
    title, description
        Of the film's story.
    credit
        Whose work it is.
    """
    return {
        "title": title,
        "artist": credit.author,
        "copyright": credit.licence,
        "comment": credit.source,
        "description": description,
    }
