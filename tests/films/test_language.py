"""Marks that must be told apart differ in more than colour, also for the colour-blind."""

from __future__ import annotations

from itertools import combinations

import pytest

from deconviz.look.language import SURFACES, WANTED_DASHES, in_film, on
from deconviz.look.theme import THEMES, ThemeName, contrast
from support.colour_blindness import DEFICIENCIES, difference

CLEAR = 12.0  # of CIE 1976: told apart at a glance, five times what is just seen

both_themes = pytest.mark.parametrize("theme", THEMES)


@both_themes
def test_lines_of_any_two_components_have_other_dashes(theme: ThemeName) -> None:
    marks = [in_film(mark) for mark in THEMES[theme].components]
    assert len({mark.dashes for mark in marks}) == len(marks) == 4


@both_themes
def test_the_dashes_of_what_is_wanted_are_those_of_no_component(theme: ThemeName) -> None:
    assert WANTED_DASHES not in {in_film(mark).dashes for mark in THEMES[theme].components}


@both_themes
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_the_first_three_components_and_the_sum_are_told_apart(
    theme: ThemeName, deficiency: str
) -> None:
    look = THEMES[theme]
    colours = [*(mark.colour for mark in look.components[:3]), look.foreground, look.background]
    for one, other in combinations(colours, 2):
        assert difference(one, other, deficiency) > CLEAR, (one, other)


@both_themes
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_windows_in_turn_are_told_apart(theme: ThemeName, deficiency: str) -> None:
    assert difference(*SURFACES[theme].windows, deficiency) > CLEAR


@both_themes
def test_figures_on_a_colour_can_be_read(theme: ThemeName) -> None:
    look, surfaces = THEMES[theme], SURFACES[theme]
    for colour in [*(mark.colour for mark in look.components), surfaces.wanted, *surfaces.windows]:
        assert contrast(on(colour, look), colour) >= 4.5 or colour in surfaces.windows, colour


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_greys_look_the_same_to_everyone(deficiency: str) -> None:
    assert difference("#808080", "#808080", deficiency) == 0
    assert difference("#000000", "#ffffff", deficiency) == pytest.approx(100, abs=0.5)
    of_red = {other: difference("#ff0000", other, deficiency) for other in ("#00a000", "#0000ff")}
    assert of_red["#00a000"] < of_red["#0000ff"]
