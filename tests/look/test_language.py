"""Colours and dashes that films have of the marks of figures."""

from __future__ import annotations

import pytest

from deconviz.look.language import ROUND_DOTS, in_film, input_colours, on
from deconviz.look.theme import DARK, DOTTED, LIGHT, THEMES, Mark, Theme, ThemeName


def test_dots_are_round_in_films_and_other_dashes_stay() -> None:
    assert in_film(Mark("#123456", DOTTED)) == Mark("#123456", ROUND_DOTS)
    assert in_film(Mark("#123456", (3.0, 1.0))) == Mark("#123456", (3.0, 1.0))
    assert in_film(Mark("#123456")) == Mark("#123456")


@pytest.mark.parametrize("name", THEMES)
def test_inputs_have_colours_of_their_own_and_take_turns(name: ThemeName) -> None:
    many = input_colours(12, THEMES[name], name)
    fewer = input_colours(3, THEMES[name], name)
    assert (len(many), len(fewer)) == (12, 3)
    assert many[:3] == fewer
    assert len(set(fewer)) == 3
    assert many == many[:4] * 3
    assert len(set(many)) == 4


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_what_stands_on_a_colour_is_the_clearer_of_paper_and_ink(theme: Theme) -> None:
    assert on(theme.background, theme) == theme.foreground
    assert on(theme.foreground, theme) == theme.background
