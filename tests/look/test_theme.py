"""Both themes can be read by everyone: contrast as WCAG asks for it, and never colour alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.look.theme import THEMES, Mark, Theme, contrast

TEXT, MARKS = 4.5, 3.0  # WCAG 2.2, success criteria 1.4.3 and 1.4.11

both_themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def marks(theme: Theme) -> list[Mark]:
    return [*theme.components, *theme.variants]


@pytest.mark.parametrize(
    ("colour", "on_white"),
    [
        ("#000000", 21.0),
        ("#ffffff", 1.0),
        ("#ff0000", 4.00),
        ("#00ff00", 1.37),
        ("#0000ff", 8.59),
        ("#767676", 4.54),  # the lightest grey that passes as text, known from WCAG's examples
        ("#777777", 4.48),
        ("#949494", 3.03),
        ("#0a0a0a", 19.80),
    ],
)
def test_contrast_is_that_of_wcag(colour: str, on_white: float) -> None:
    assert contrast(colour, "#ffffff") == pytest.approx(on_white, abs=0.005)


@given(colours, colours)
def test_contrast_does_not_depend_on_the_order_and_lies_between_1_and_21(
    one: str, other: str
) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@both_themes
@pytest.mark.parametrize("voice", ["foreground", "muted"])
def test_text_stands_out(theme: Theme, voice: str) -> None:
    assert contrast(getattr(theme, voice), theme.background) >= TEXT


@both_themes
def test_marks_stand_out_and_so_do_the_labels_in_their_colours(theme: Theme) -> None:
    for mark in marks(theme):
        assert contrast(mark.colour, theme.background) >= max(TEXT, MARKS)


@both_themes
def test_the_sum_is_the_strongest_mark(theme: Theme) -> None:
    strongest = contrast(theme.foreground, theme.background)
    assert all(contrast(mark.colour, theme.background) < strongest for mark in theme.components)


@both_themes
def test_the_grid_is_quieter_than_every_mark_and_still_there(theme: Theme) -> None:
    grid = contrast(theme.grid, theme.background)
    assert 1.2 < grid < min(contrast(mark.colour, theme.background) for mark in marks(theme))


@both_themes
@pytest.mark.parametrize("family", ["components", "variants"])
def test_what_differs_in_colour_differs_in_its_line_too(theme: Theme, family: str) -> None:
    members = getattr(theme, family)
    assert len({mark.colour for mark in members}) == len(members)
    assert len({mark.dashes for mark in members}) == len(members)


@both_themes
def test_no_variant_has_the_colour_of_a_component(theme: Theme) -> None:
    components = {mark.colour for mark in theme.components}
    assert components.isdisjoint(mark.colour for mark in theme.variants)


def test_both_themes_draw_a_thing_with_the_same_line() -> None:
    dark, light = THEMES["dark"], THEMES["light"]
    assert [mark.dashes for mark in marks(dark)] == [mark.dashes for mark in marks(light)]


@both_themes
def test_lines_are_solid_or_have_ink_and_gap(theme: Theme) -> None:
    for mark in marks(theme):
        assert len(mark.dashes) % 2 == 0
        assert all(length > 0 for length in mark.dashes)


@both_themes
def test_colours_are_hexadecimal(theme: Theme) -> None:
    shades = [theme.background, theme.foreground, theme.muted, theme.grid]
    for colour in shades + [mark.colour for mark in marks(theme)]:
        assert re.fullmatch("#[0-9a-f]{6}", colour)


@both_themes
def test_components_beyond_the_palette_repeat_it(theme: Theme) -> None:
    count = len(theme.components)
    repeated = [theme.component(index) for index in range(3 * count)]
    assert repeated == list(theme.components) * 3


@both_themes
@given(count=st.integers(0, 9))
def test_variants_get_their_marks_in_the_order_of_the_config(theme: Theme, count: int) -> None:
    names = [f"variant-{9 - index}" for index in range(count)]
    by_name = theme.marks_of_variants(names)
    assert list(by_name) == names
    assert list(by_name.values()) == (list(theme.variants) * 9)[:count]
