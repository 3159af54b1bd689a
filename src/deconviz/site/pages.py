"""The pages, from their templates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2

from deconviz.archive.files import write_bytes
from deconviz.audit.page import number
from deconviz.look.theme import MINUS
from deconviz.look.wording import file_size
from deconviz.site import bibtex, order
from deconviz.talk.formats import captions

TEMPLATES = Path(__file__).parent / "pages"


def write(path: Path, **shown: Any) -> None:
    """Write a page; its name is that of its template.

    Parameters
    ----------
    path
        ``NAME.html``, with a name of `paths.SITE_PAGES`.
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
    templates.filters |= {"file_size": file_size, "decimal": _decimal, "address": captions.address}
    templates.globals |= {"order": order, "bibtex": bibtex.entry, "citation": bibtex.citation()}
    page = templates.get_template(path.name).render(page=path.stem, **shown)
    write_bytes(path, page.encode())


def _decimal(value: float) -> tuple[str, str]:
    """Return a number with three digits, and the power of ten that it is multiplied by, if any."""
    digits, _, exponent = number(value).partition("e")
    return digits.replace("-", MINUS), str(int(exponent)).replace("-", MINUS) if exponent else ""
