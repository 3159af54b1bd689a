"""The film language as CSS variables: dark, and light where the reader's setting says so."""

from __future__ import annotations

from collections.abc import Iterator

from deconviz.look.language import SURFACES, on
from deconviz.look.theme import THEMES, ThemeName

PAGE: dict[ThemeName, str] = {"dark": "#0b0e13", "light": "#f4f6f9"}
"""Around cards, which have the background of films."""
WHEN_LIGHT = "@media (prefers-color-scheme: light)"


def css() -> str:
    """Return the colours of both themes as a style sheet."""
    light = "".join(f"    {line}\n" for line in _lines("light"))
    dark = "".join(f"  {line}\n" for line in _lines("dark"))
    return f":root {{\n{dark}}}\n{WHEN_LIGHT} {{\n  :root {{\n{light}  }}\n}}\n"


def _lines(name: ThemeName) -> Iterator[str]:
    theme, surfaces = THEMES[name], SURFACES[name]
    yield f"color-scheme: {name};"
    yield f"--page: {PAGE[name]};"
    yield f"--background: {theme.background};"
    yield f"--foreground: {theme.foreground};"
    yield f"--muted: {theme.muted};"
    yield f"--grid: {theme.grid};"
    yield f"--card: {surfaces.card};"
    yield f"--track: {surfaces.track};"
    yield f"--wrong: {surfaces.wanted};"
    yield f"--kernel: {surfaces.kernel};"
    yield f"--real-codes: {surfaces.real_codes};"
    for number, mark in enumerate(theme.components, 1):
        yield f"--component-{number}: {mark.colour};"
        yield f"--on-component-{number}: {on(mark.colour, theme)};"
