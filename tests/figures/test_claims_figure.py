"""The picture of the audit has every claim, its verdict, and a mark for each condition."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from deconviz.figures import claims
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import page_of
from support.artists import xs, ys
from support.made_up import figure_inputs
from support.readable import faults

LIGHT = page_of("light")
LOOKS = ("light", "light-one-column")


def check(value: float, limit: float | None, side: str | None, holds: str = "yes") -> Any:
    interval = [value / 2, value * 3]
    return {
        "rule": "a rule",
        "holds": holds,
        "limit": limit,
        "side": side,
        "name": "a value",
        "value": value,
        "interval": interval,
        "seeds": [value] * 10,
    }


def claim(*checks: Any, verdict: str = "mixed", lacking: str = "") -> Any:
    return {
        "id": "C7",
        "statement": "With code noise, zeroing the noisiest component hurts little.",
        "verdict": verdict,
        "rule": "",
        "checks": list(checks),
        "context": [],
        "lacking": lacking,
        "figure": "zeroed-components",
    }


def of_claims(*rows: Any) -> FigureInputs:
    return replace(figure_inputs(()), claims=rows)


def axes_of(inputs: FigureInputs, look: str = "light") -> Axes:
    [axes] = claims.draw(inputs, page_of(look)).figure.axes
    return axes


def marks(axes: Axes) -> list[Line2D]:
    return [line for line in axes.get_lines() if line.get_marker() in ("o", "D")]


@pytest.mark.parametrize("look", LOOKS)
def test_it_writes_every_claim_with_its_verdict(look: str) -> None:
    inputs = figure_inputs(())
    texts = " ".join(text.get_text() for text in axes_of(inputs, look).texts)
    for row in inputs.claims:
        assert f"{row['id']}  {row['verdict']}" in texts
        assert row["statement"] in texts


def test_it_has_a_mark_for_every_condition() -> None:
    inputs = figure_inputs(())
    assert len(marks(axes_of(inputs))) == sum(len(row["checks"]) for row in inputs.claims)


@pytest.mark.parametrize(
    ("value", "limit", "side", "factor"),
    [
        (6.0, 2.0, "above", 3.0),
        (1.0, 2.0, "above", 0.5),
        (1e-5, 1e-4, "below", 10.0),
        (0.4, 0.1, "below", 0.25),
        (0.0, 0.1, "below", 1e6),
        (0.0, 2.0, "above", 1e-6),
    ],
)
def test_a_mark_stands_at_the_factor_by_which_its_limit_is_passed(
    value: float, limit: float, side: str, factor: float
) -> None:
    axes = axes_of(of_claims(claim(check(value, limit, side))))
    [mark] = marks(axes)
    assert xs(mark) == pytest.approx([factor])
    low, high = axes.get_xlim()
    assert low < factor < high


@pytest.mark.parametrize(("side", "ends"), [("above", (1.5, 9.0)), ("below", (1 / 9.0, 1 / 1.5))])
def test_an_interval_runs_between_the_factors_of_its_ends(
    side: str, ends: tuple[float, float]
) -> None:
    axes = axes_of(of_claims(claim(check(6.0, 2.0, side))))
    spans = [line for line in axes.get_lines() if line.get_marker() == "None"]
    assert any(np.allclose(xs(line), ends) for line in spans if len(xs(line)) == 2)


def test_conditions_stand_below_one_another_beside_their_claim() -> None:
    three = [check(2.0, 1.0, "above") for _ in range(3)]
    axes = axes_of(of_claims(claim(*three), claim(check(2.0, 1.0, "above"))))
    heights = [float(ys(mark)[0]) for mark in marks(axes)]
    headings = [text.get_position()[1] for text in axes.texts if "C7" in text.get_text()]
    assert heights == sorted(heights)
    assert [heights[0], heights[3]] == headings


def test_marks_show_whether_a_condition_holds_without_colour() -> None:
    checks = [check(2.0, 1.0, "above", holds) for holds in ("yes", "in part", "no")]
    yes, in_part, no = marks(axes_of(of_claims(claim(*checks))))
    assert (yes.get_fillstyle(), in_part.get_fillstyle(), no.get_fillstyle()) == (
        "full",
        "left",
        "full",
    )
    assert yes.get_markerfacecolor() == LIGHT.theme.foreground
    assert no.get_markerfacecolor() == LIGHT.theme.background


def test_a_condition_without_a_limit_is_a_diamond_on_the_line() -> None:
    [mark] = marks(axes_of(of_claims(claim(check(0.0, None, None)))))
    assert mark.get_marker() == "D"
    assert xs(mark).tolist() == [1]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.usefixtures("inter")
def test_undecided_claims_give_the_reason_and_can_be_read(look: str) -> None:
    why = "the rules ask for 10 seeds, there are 2"
    plot = claims.draw(of_claims(claim(verdict="not decided", lacking=why)), page_of(look))
    assert faults(plot.figure) == []
    assert why in " ".join(text.get_text() for text in plot.figure.axes[0].texts)
    assert plot.caption.finding == "1 claim: 1 not decided"


def test_its_caption_has_the_verdicts_seeds_and_factors() -> None:
    rows = [claim(check(6.0, 2.0, "above"), verdict="confirmed"), claim(check(1.0, 4.0, "above"))]
    caption = claims.draw(of_claims(*rows), LIGHT).caption
    assert caption.finding == "2 claims: 1 confirmed, 1 mixed"
    for words in (caption.text, caption.alternative):
        assert "confirmed C7; mixed C7. Factors range from 0.12 to 9." in words
    assert "10 seeds" in caption.text
