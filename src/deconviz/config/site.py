"""What the config says about the site."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from deconviz.config.experiment import Strict
from deconviz.look.theme import ThemeName


def _of_a_page(address: str) -> str:
    if address and not re.fullmatch(r"https://[^\s\"<>]{1,200}", address):
        raise ValueError(f'is {address!r:.60}, should be an address such as "https://..." or ""')
    return address


class Site(Strict):
    """How the site is made."""

    themes: tuple[ThemeName, ...] = Field(("dark", "light"), min_length=1, strict=False)
    """Colours that its films come in; a reader whose setting has none sees the first."""
    repository: Annotated[str, AfterValidator(_of_a_page)] = ""
    """Address of the code, for a link; empty for no link."""
