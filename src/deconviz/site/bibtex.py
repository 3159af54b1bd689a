"""How to cite what the site shows, for BibTeX."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from deconviz.look.tex import SPECIAL

CITATION = Path(__file__).parents[3] / "CITATION.cff"
WRITTEN = {
    **SPECIAL,
    "\N{MINUS SIGN}": "$-$",
    "\N{MULTIPLICATION SIGN}": r"$\times$",
    "\N{PLUS-MINUS SIGN}": r"$\pm$",
    "\N{NARROW NO-BREAK SPACE}": r"\,",
}
"""What is not written as it is, or that old programs cannot read."""


def citation() -> dict[str, Any]:
    """Read how the whole work is cited."""
    record: dict[str, Any] = yaml.safe_load(CITATION.read_bytes())
    return record


def entry(
    work: Mapping[str, Any], name: str = "", title: str = "", what: str = "", address: str = ""
) -> str:
    r"""Write the entry of the whole work, or of a part of it.

    Parameters
    ----------
    work
        As CITATION.cff has it.
    name, title
        Those of the part, which becomes "`what` `name` of the work".
    what
        Such as "Film".
    address
        Of the code, if it has one.

    Examples
    --------
    >>> work = {
    ...     "title": "deconviz", "version": "1.0", "date-released": "2026-11-25",
    ...     "authors": [{"name": "the deconviz authors"}],
    ... }
    >>> print(entry(work, "loss", "100 % of it", "Figure"))
    @misc{deconviz-loss,
      author = {{the deconviz authors}},
      title = {{100 \% of it}},
      year = {2026},
      note = {Figure loss of deconviz 1.0},
    }
    """
    whole = f"{work['title']} {work['version']}"
    fields = {
        "author": " and ".join(map(_author, work["authors"])),
        "title": f"{{{_tex(title or _sentence(work))}}}",
        "year": str(work["date-released"])[:4],
        "note": _tex(f"{what} {name} of {whole}" if name else f"Version {work['version']}"),
        "url": address,
    }
    key = f"{work['title']}-{name}" if name else work["title"]
    lines = [f"  {field} = {{{value}}},\n" for field, value in fields.items() if value]
    return f"@misc{{{key},\n{''.join(lines)}}}"


def _sentence(work: Mapping[str, Any]) -> str:
    about = str(work.get("abstract", "")).rstrip(".")
    return f"{work['title']}: {about}" if about else str(work["title"])


def _author(author: Mapping[str, str]) -> str:
    if "family-names" in author:
        return _tex(f"{author['family-names']}, {author['given-names']}")
    return f"{{{_tex(author['name'])}}}"


def _tex(text: str) -> str:
    return "".join(WRITTEN.get(character, character) for character in text)
