"""The order of the two quietest filters along training is what claim C5 measures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest
from matplotlib.axes import Axes

from deconviz.analysis.ensemble import Ensemble
from deconviz.audit.claims.order import swap
from deconviz.errors import MissingEvidenceError
from deconviz.figures import filters_along_training
from deconviz.figures.filters_along_training import VARIANTS
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import page_of
from support.artists import ys
from support.made_up import NOISE, SORTED, ensemble, evidence, figure_inputs, in_order
from support.readable import faults, unlabelled

LIGHT = page_of("light")
LOOKS = ("light", "light-one-column")
SWAPPED = [True] * 3 + [False] * 7  # a seed each


@dataclass(frozen=True)
class Layout:
    """Noise on the components, and which principal component each has at the end of training."""

    noise: tuple[float, ...]
    in_order: tuple[int, ...]
    swapped: tuple[int, ...]
    names: str

    def variant(self, name: str, swapped: Iterable[bool] = SWAPPED) -> Ensemble:
        """Make a variant whose seeds begin in order and end in order, or swapped."""
        first = in_order(self.in_order)
        last = [in_order(self.swapped if turn else self.in_order) for turn in swapped]
        return ensemble(name, last, code_noise=self.noise, earlier=[[first]] * len(last))


USUAL = Layout(NOISE, SORTED, (2, 0, 1), "filters 2 and 3")
LAYOUTS = {
    "three channels": USUAL,
    "four channels": Layout(
        (0.1, 0.03, 0.01, 0.003), (3, 2, 1, 0), (3, 2, 0, 1), "filters 3 and 4"
    ),
    "reversed noise": Layout((0.001, 0.01, 0.1), (0, 1, 2), (1, 0, 2), "filters 1 and 2"),
    "noise in no order": Layout((0.01, 0.1, 0.001), (1, 2, 0), (0, 2, 1), "filters 1 and 3"),
}
WITHOUT_ORDER = {
    "two channels": ((0.1, 0.01), (1, 0)),
    "no noise": ((), SORTED),
    "the same noise": ((0.1, 0.1, 0.1), SORTED),
}

every_layout = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
every_lack = pytest.mark.parametrize(
    ("noise", "order"), WITHOUT_ORDER.values(), ids=WITHOUT_ORDER.keys()
)
every_look = pytest.mark.parametrize("look", LOOKS)


def inputs_of(ensembles: Sequence[Ensemble]) -> FigureInputs:
    return replace(figure_inputs([]), ensembles={each.name: each for each in ensembles})


def lacking(noise: tuple[float, ...], order: tuple[int, ...]) -> list[Ensemble]:
    """Make all variants, of which `compound` has no two quietest components."""
    usual = {name: USUAL.variant(name) for name in VARIANTS}
    usual["compound"] = ensemble("compound", [in_order(order)] * 10, code_noise=noise)
    return list(usual.values())


def ends(axes: Axes) -> list[float]:
    return [float(ys(line)[-1]) for line in axes.get_lines()[1:]]


def dashes(axes: Axes) -> list[bool]:
    return [line.get_linestyle() == "--" for line in axes.get_lines()[1:]]


def text_in(axes: Axes) -> str:
    return " ".join(text.get_text().replace("\n", " ") for text in axes.texts)


@every_layout
def test_a_line_a_seed_goes_from_1_in_order_to_minus_1_swapped(layout: Layout) -> None:
    inputs = inputs_of([layout.variant(name) for name in VARIANTS])
    for axes in filters_along_training.draw(inputs, LIGHT).figure.axes:
        lines = axes.get_lines()[1:]
        np.testing.assert_allclose([ys(line)[0] for line in lines], 1)
        np.testing.assert_allclose(ends(axes), np.where(SWAPPED, -1, 1))
        assert dashes(axes) == SWAPPED


@every_layout
def test_seeds_that_end_swapped_are_those_of_the_claim(layout: Layout) -> None:
    swapped = {name: [True] * count + [False] * (10 - count) for count, name in enumerate(VARIANTS)}
    ensembles = [layout.variant(name, swapped[name]) for name in VARIANTS]
    plot = filters_along_training.draw(inputs_of(ensembles), LIGHT)
    shares = {
        check.measured.name.split(":")[0]: check.measured
        for check in swap(evidence(*ensembles)).checks
    }
    for name, axes in zip(VARIANTS, plot.figure.axes, strict=True):
        assert dashes(axes) == [bool(of_seed) for of_seed in shares[name].seeds]
        assert f"{name} {round(10 * shares[name].value)} of 10" in plot.caption.text


@every_layout
def test_the_two_quietest_filters_are_named(layout: Layout) -> None:
    plot = filters_along_training.draw(inputs_of([layout.variant(v) for v in VARIANTS]), LIGHT)
    assert plot.figure.axes[0].get_ylabel() == layout.names
    assert plot.caption.finding.startswith(layout.names.capitalize())
    assert [text_in(axes) for axes in plot.figure.axes] == list(VARIANTS)


def test_panels_of_other_filters_name_their_own() -> None:
    layouts = dict(zip(VARIANTS, LAYOUTS.values(), strict=True))
    plot = filters_along_training.draw(
        inputs_of([layout.variant(name) for name, layout in layouts.items()]), LIGHT
    )
    for axes, (name, layout) in zip(plot.figure.axes, layouts.items(), strict=True):
        assert text_in(axes) == f"{name}, {layout.names}"
    assert plot.caption.finding.startswith("The two quietest filters end swapped in 3 of 10")


@every_lack
def test_a_panel_without_an_order_gives_the_claims_reason(
    noise: tuple[float, ...], order: tuple[int, ...]
) -> None:
    ensembles = lacking(noise, order)
    with pytest.raises(MissingEvidenceError) as reason:
        swap(evidence(*ensembles))
    plot = filters_along_training.draw(inputs_of(ensembles), LIGHT)
    panels = dict(zip(VARIANTS, plot.figure.axes, strict=True))
    assert ends(panels["compound"]) == []
    assert str(reason.value) in text_in(panels["compound"])
    assert f"Without an order: {reason.value}." in plot.caption.text
    assert "compound 0 of" not in plot.caption.text
    for name in ("code-noise", "source", "source-compound"):
        assert dashes(panels[name]) == SWAPPED
        assert f"{name} 3 of 10" in plot.caption.text


@every_lack
@every_look
@pytest.mark.usefixtures("inter")
def test_a_panel_without_an_order_can_be_read(
    noise: tuple[float, ...], order: tuple[int, ...], look: str
) -> None:
    figure = filters_along_training.draw(inputs_of(lacking(noise, order)), page_of(look)).figure
    assert faults(figure) == []
    assert unlabelled(figure) == []


@every_look
@pytest.mark.usefixtures("inter")
def test_without_any_order_all_panels_give_their_reasons(look: str) -> None:
    ensembles = [ensemble(name, [in_order(SORTED)] * 3, code_noise=()) for name in VARIANTS]
    plot = filters_along_training.draw(inputs_of(ensembles), page_of(look))
    assert plot.caption.finding == "No variant has three components or more that its noise ranks"
    for axes, each in zip(plot.figure.axes, ensembles, strict=True):
        assert each.without_lead in text_in(axes)
        assert each.without_lead in plot.caption.alternative
    assert faults(plot.figure) == []
    assert unlabelled(plot.figure) == []


def test_the_title_knows_filters_that_stay_in_order() -> None:
    ensembles = [USUAL.variant(name, [False] * 10) for name in VARIANTS]
    caption = filters_along_training.draw(inputs_of(ensembles), LIGHT).caption
    assert caption.finding == "Filters 2 and 3 end in order in every seed"
