"""What the config says about the site."""

from __future__ import annotations

from pydantic import Field

from deconviz.config.experiment import Strict
from deconviz.look.theme import ThemeName


class Site(Strict):
    """How the site is made."""

    themes: tuple[ThemeName, ...] = Field(("dark", "light"), min_length=1, strict=False)
    """Colours that its films come in; a reader whose setting has none sees the first."""
    repository: str = Field("", max_length=200, pattern='^(https://[^\\s"<>]+)?$')
    """Address of the code, for a link; empty for no link."""
