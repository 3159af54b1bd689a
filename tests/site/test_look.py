"""The film language as CSS."""

from __future__ import annotations

from deconviz.look.theme import DARK, LIGHT
from deconviz.site.look import WHEN_LIGHT, css


def test_light_colours_stand_where_the_reader_asks_for_them() -> None:
    dark, light = css().split(WHEN_LIGHT)
    assert f"--foreground: {DARK.foreground};" in dark
    assert f"--foreground: {LIGHT.foreground};" in light
    for number, mark in enumerate(LIGHT.components, 1):
        assert f"--component-{number}: {mark.colour};" in light
