"""The pages, from their templates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2

from deconviz.archive.files import write_bytes

TEMPLATES = Path(__file__).parent / "pages"
NAMES = ("index", "figures", "claims", "explorer", "layer")
"""Of the pages, and of their templates."""


def write(path: Path, **shown: Any) -> None:
    """Write a page; its name is that of its template.

    Parameters
    ----------
    path
        ``NAME.html``, with a name of `NAMES`.
    shown
        What the template takes.

    Raises
    ------
    UserError
        If its folder cannot be written to.
    """
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    page = templates.get_template(path.name).render(page=path.stem, **shown)
    write_bytes(path, page.encode())
