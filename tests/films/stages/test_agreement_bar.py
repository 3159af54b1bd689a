"""The bar of an agreement: as long as its number says, with a mark for chance."""

from __future__ import annotations

import pytest

from deconviz.films.mobjects.stage import Box
from deconviz.films.stages.falling_into_line.agreement_bar import AgreementBar
from deconviz.look.theme import DARK

BOX = Box(96, 896, 902, 972)


@pytest.mark.parametrize("agreement", [0.25, 0.87, 1.0])
def test_the_bar_is_as_long_as_the_number_says(agreement: float) -> None:
    bar = AgreementBar(BOX, 0.58, DARK, "dark")
    bar.set_to(agreement)
    assert bar.value() == pytest.approx(agreement)
    assert bar.number.text == f"{agreement:.2f}"
    assert bar.chance() == pytest.approx(0.58)


def test_below_zero_there_is_a_number_and_no_bar() -> None:
    bar = AgreementBar(BOX, 0.58, DARK, "dark")
    bar.set_to(-0.1)
    assert bar.value() is None
    assert bar.number.text == "−0.10"
