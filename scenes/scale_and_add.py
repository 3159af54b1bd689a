"""Step by step: each filter is scaled by its component and added, then the bias."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import VGroup
from numpy.typing import NDArray

from deconviz import contributions
from deconviz.addition import exact_place
from deconviz.film import Film, films
from deconviz.messages import UserError
from deconviz.mobjects.axes import Axes, Panel
from deconviz.mobjects.curves import Curve
from deconviz.mobjects.fading import fade
from deconviz.mobjects.formula import Formula
from deconviz.mobjects.labels import EndLabels
from deconviz.mobjects.lines import Line
from deconviz.mobjects.page import SAFE, Box
from deconviz.mobjects.shelf import filter_box
from deconviz.mobjects.strips import ABOUT_BASE, caption, title_strip
from deconviz.mobjects.sum_row import SumRow
from deconviz.mobjects.text import LARGE, Label, Number
from deconviz.motion import at, ease
from deconviz.theme import Mark

Floats = NDArray[np.float64]

MOST = 3  # components that there is room for
SHELF = Box(120, 262, 390, 906)
BOX_GAP = 44
SUM = Box(860, 272, 1480, 730)
TERMS_Y = 862

# Seconds. Of an act, which shows one code:
BEGIN, END = 0.4, 0.4
# Of a component:
FLY, SCALE, ADD, STEP = 0.8, 1.6, 2.4, 2.8
# After the components:
BIAS, TARGET, REST = 0.7, 1.3, 3.0


@dataclass(frozen=True)
class Act:
    """One code, and what is shown of it.

    Attributes
    ----------
    code
        Shape (C,).
    terms
        The scaled filters and the bias at each point, shape (C + 1, K).
    target
        The held-out patch whose code is nearest, shape (K,).
    point, decimals
        Where the terms add up as they are shown.
    """

    code: Floats
    terms: Floats
    target: Floats
    point: int
    decimals: int


class ScaleAndAdd(Film):
    """Filters leave their shelf, are scaled, and are added onto the running sum."""

    poster = 0.46

    def construct(self) -> None:
        """Compose the output of each code."""
        network = self.network
        self.channels, self.points = network.filters.shape
        self._check()
        self.acts = [self._act(np.array(code)) for code in self.job.film.codes]
        self._lay_out()
        self._make_what_moves()
        self.seconds = BEGIN + STEP * self.channels + REST + END  # of an act
        moving = [
            *self.codes, self.target, *self.scaled, *self.carriers, self.total, self.ends,
            self.rule, *self.rows, *self.points_at, *self.notes,
        ]  # fmt: skip
        self.tell(moving, self._draw, self.seconds * len(self.acts))

    def facts(self) -> dict[str, Any]:
        """Return the terms that are in the sum so far, and the sum as it is drawn."""
        act = self.acts[self.current]
        facts = {
            "code": act.code.tolist(),
            "shares": self.shares.tolist(),
            "numbers": [number.text for number in self.codes],
            "scaled": [
                curve.values().tolist() if scaled else None
                for curve, scaled in zip(self.scaled, self.is_scaled, strict=True)
            ],
            "terms": [number.text for number in self.rows[self.current].numbers],
            "point": act.point,
        }
        if self.shares.any():
            facts["sum"] = self.total.values().tolist()
        return {"shown": [facts]}

    def _check(self) -> None:
        where = f"films.entries.{self.job.name} of workflow/config.yaml"
        if self.channels > MOST:
            raise UserError(
                f"ScaleAndAdd shows up to {MOST} components, {self.network.variant} has "
                f"{self.channels}: choose another variant in {where}"
            )
        if not self.job.film.codes:
            raise UserError(f"ScaleAndAdd needs codes to show: add `codes: [[...]]` to {where}")

    def _act(self, code: Floats) -> Act:
        network = self.network
        scaled = contributions.scaled_filters(code, network.filters)  # (C, K)
        terms = np.vstack([scaled, np.full(self.points, network.bias)])  # (C + 1, K)
        outputs = contributions.decode(network.codes, network.filters, network.bias)  # (N, K)
        nearest = ((outputs - terms.sum(0)) ** 2).sum(1).argmin()
        return Act(code, terms, network.patches[nearest], *exact_place(terms))

    def _lay_out(self) -> None:
        theme, network = self.theme, self.network
        sums = [act.terms[:stop].sum(0) for act in self.acts for stop in range(self.channels + 2)]
        shown = np.concatenate([*(act.terms for act in self.acts), sums])
        shown = np.concatenate([shown, [act.target for act in self.acts]])
        self.panel = Panel(
            SUM, self.points, float(np.abs(shown).max()), theme, name="Output",
            more="the sum so far",
        )  # fmt: skip
        pitch = (SHELF.height + BOX_GAP) / MOST
        boxes = [
            Box(
                SHELF.left,
                SHELF.top + pitch * c,
                SHELF.right,
                SHELF.top + pitch * (c + 1) - BOX_GAP,
            )
            for c in range(self.channels)
        ]
        shelf = [
            filter_box(box, weights, theme.component(c), theme)
            for c, (box, weights) in enumerate(zip(boxes, network.filters, strict=True))
        ]
        self.shelf_axes: list[Axes] = [axes for axes, _ in shelf]
        about = f"{network.variant} network, seed {network.model.seed}"
        formula = '"output" = "bias" + total "component" times "filter"'
        self.add(
            title_strip("Scale each filter by its code component, then add", [about], theme),
            Formula(formula, SAFE.right, ABOUT_BASE, colour=theme.muted, align="right"),
            self.panel,
            *(drawn for _, drawn in shelf),
            *(self._names(c, box) for c, box in enumerate(boxes)),
        )
        self.boxes = boxes

    def _names(self, component: int, box: Box) -> VGroup:
        colour = self.theme.component(component).colour
        peak = np.abs(self.network.filters[component]).max()
        name = f"filter {component + 1}"
        x = box.right + 34
        return VGroup(
            Label(name, x, box.top + 44, size=LARGE, colour=colour, weight="SemiBold"),
            Label(f"peak {peak:.2f}", x, box.top + 94, colour=self.theme.muted),
            Label("×", x, box.top + 156, size=LARGE, colour=self.theme.foreground),
        )

    def _make_what_moves(self) -> None:
        theme, axes = self.theme, self.panel.axes
        marks = [theme.component(c) for c in range(self.channels)]
        strongest = Mark(theme.foreground)
        self.codes = [
            Number(box.right + 78, box.top + 156, size=LARGE, colour=mark.colour)
            for box, mark in zip(self.boxes, marks, strict=True)
        ]
        self.scaled = [Curve(axes, mark) for mark in marks]
        self.carriers = [Curve(axes, mark) for mark in marks]
        self.total = Curve(axes, strongest, width=8)
        self.target = Curve(axes, Mark(theme.muted), width=18, dot=13)
        self.rule = Line(Mark(theme.muted), width=2)
        names = ["sum", "target", *(str(c + 1) for c in range(self.channels))]
        colours = [theme.foreground, theme.muted, *(mark.colour for mark in marks)]
        self.ends = EndLabels(names, colours, SUM.right + 22)
        terms = [*(str(c + 1) for c in range(self.channels)), "bias"]
        term_colours = [*(mark.colour for mark in marks), theme.muted]
        self.rows = [
            SumRow(SUM.left + 110, TERMS_Y, terms, term_colours, act.decimals, theme)
            for act in self.acts
        ]
        self.points_at = [
            Label(f"at point {act.point}", SUM.left - 80, TERMS_Y, colour=theme.muted)
            for act in self.acts
        ]
        self.notes = [self._note(act) for act in self.acts]

    def _note(self, act: Act) -> Label:
        apart = np.sqrt(np.mean((act.terms.sum(0) - act.target) ** 2))
        return caption(
            "target: held-out patch with the nearest code; "
            f"the output is {apart:.3f} away (root mean square)",
            self.theme,
        )

    def _draw(self, time: float) -> None:
        self.current = min(int(time // self.seconds), len(self.acts) - 1)
        act, moment = self.acts[self.current], time - self.current * self.seconds
        leaving = 1 - ease((moment - self.seconds + END) / END)
        arriving = ease(moment / BEGIN)
        self._draw_codes(act, min(arriving, leaving))
        bias_at = BEGIN + STEP * self.channels
        steps = [moment - BEGIN - STEP * c for c in range(self.channels)]
        self.is_scaled = [step >= SCALE for step in steps]
        shares = [at([(SCALE, 0.0), (ADD, 1.0)], step) for step in steps]
        self.shares = np.array([*shares, ease((moment - bias_at) / BIAS)])
        for component, step in enumerate(steps):
            self._draw_component(act, component, step, leaving)
        shown = at([(BIAS, 0.0), (TARGET, 1.0)], moment - bias_at) * leaving
        self._draw_sum(act, shown, leaving)
        self._draw_terms(shown, leaving)

    def _draw_codes(self, act: Act, opacity: float) -> None:
        for number, value in zip(self.codes, act.code, strict=True):
            number.set_to(value)
            fade(number, opacity)

    def _draw_component(self, act: Act, component: int, step: float, leaving: float) -> None:
        """Fly from the shelf at its own scale, be scaled, and a copy be added."""
        curve, carrier = self.scaled[component], self.carriers[component]
        if step <= 0:
            curve.hide()
            carrier.hide()
            return
        weights, axes = self.network.filters[component], self.shelf_axes[component]
        flown, scaled = ease(step / FLY), ease((step - FLY) / (SCALE - FLY))
        here, there = axes.across(np.arange(self.points, dtype=float)), curve.across(self.points)
        from_zero = axes.down(weights) - axes.down(0.0)  # (K,), pixels at the filter's own scale
        zero = axes.down(0.0) + flown * (self.panel.axes.down(0.0) - axes.down(0.0))
        wanted = self.panel.axes.down(act.terms[component]) - self.panel.axes.down(0.0)
        x = here + flown * (there - here)
        curve.draw_at(x, zero + from_zero + scaled * (wanted - from_zero))
        fade(curve, leaving)
        self._draw_carrier(act, component, leaving)

    def _draw_carrier(self, act: Act, component: int, leaving: float) -> None:
        carrier, share = self.carriers[component], self.shares[component]
        if not 0 < share < 1:
            carrier.hide()
            return
        below = act.terms[:component].sum(0)  # (K,)
        carrier.draw(act.terms[component] + share * below)
        fade(carrier, (1 - share) * leaving)

    def _draw_sum(self, act: Act, shown: float, leaving: float) -> None:
        total = self.shares @ act.terms  # (K,)
        presence = min(1.0, float(self.shares[0]) * 4) * leaving
        self.total.draw(total)
        fade(self.total, presence)
        self.target.draw(act.target)
        fade(self.target, 0.7 * shown)
        ends = np.array([total[-1], act.target[-1], *act.terms[:-1, -1]])
        is_scaled = [float(done) * leaving for done in self.is_scaled]
        there = np.array([presence, shown, *is_scaled])
        self.ends.draw(self.panel.axes.down(ends), there)
        x = float(self.panel.axes.across(act.point))
        self.rule.draw(np.full(2, x), np.array([SUM.top, SUM.bottom]))
        fade(self.rule, 0.8 * presence)

    def _draw_terms(self, shown: float, leaving: float) -> None:
        for other, (row, place, note) in enumerate(
            zip(self.rows, self.points_at, self.notes, strict=True)
        ):
            there = self.shares * leaving if other == self.current else np.zeros(len(self.shares))
            row.set_to(self.acts[other].terms[:, self.acts[other].point], there)
            fade(place, float(there[0]))
            fade(note, shown if other == self.current else 0.0)


globals().update(films(ScaleAndAdd))
