"""Step by step: each filter is scaled by its component and added, then the bias."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import VGroup

from deconviz.analysis.rounding import exact_place
from deconviz.arrays import Floats
from deconviz.films.film import Film, films
from deconviz.films.mobjects.axes import Axes, Panel
from deconviz.films.mobjects.curves import Curve
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.formula import Formula
from deconviz.films.mobjects.labels import EndLabels
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.shelf import filter_box
from deconviz.films.mobjects.stage import SAFE, Box
from deconviz.films.mobjects.strips import ABOUT_BASE, caption, title_strip
from deconviz.films.mobjects.sum_row import SumRow
from deconviz.films.mobjects.text import LARGE, Label, Number
from deconviz.films.motion import at, ease
from deconviz.films.shows import Shows
from deconviz.look.theme import Mark
from deconviz.network.arithmetic import scaled_filters

MOST = 3  # components that there is room for
SHELF = Box(120, 262, 390, 906)
BOX_GAP = 44
SUM = Box(860, 272, 1480, 730)
TERMS_Y = 862

# Seconds of an act, which is about one code: its beginning and its end,
BEGIN, END = 0.4, 0.4
# of a step, which is about one component: the ends of its parts,
FLY, SCALE, ADD, STEP = 0.8, 1.6, 2.4, 2.8
# and after all steps.
BIAS, TARGET, REST = 0.7, 1.3, 3.0


@dataclass(frozen=True)
class Act:
    """One code, and what it adds up to.

    Attributes
    ----------
    code
        Shape (C,).
    terms
        The scaled filters and the bias at each point, shape (C + 1, K).
    target
        The held-out patch whose code is nearest, shape (K,).
    point, decimals
        Where the terms add up as they are written, and with how many decimals.
    """

    code: Floats
    terms: Floats
    target: Floats
    point: int
    decimals: int


class ScaleAndAdd(Film):
    """Filters leave their shelf, are scaled, and are added onto the running sum."""

    shows = Shows(channels=(1, 3), codes=(1, 99))
    poster = 0.46

    def construct(self) -> None:
        """Compose the output of each code."""
        subject = self.subject
        self.channels, self.points = subject.filters.shape
        self.acts = [self._act(np.array(code)) for code in self.job.film.codes]
        self._lay_out()
        self._make_what_moves()
        self.seconds = BEGIN + STEP * self.channels + REST + END  # of an act
        moving = [
            *self.numbers, self.target, *self.scaled_filters, *self.carriers, self.total, self.ends,
            self.rule, *self.rows, *self.point_labels, *self.notes,
        ]  # fmt: skip
        self.tell(moving, self._draw, self.seconds * len(self.acts))

    def facts(self) -> dict[str, Any]:
        """Return the terms in the sum so far, and the sum as it is drawn."""
        act = self.acts[self.current]
        facts = {
            "code": act.code.tolist(),
            "shares": self.shares.tolist(),
            "numbers": [number.text for number in self.numbers],
            "scaled": [
                curve.values().tolist() if is_scaled else None
                for curve, is_scaled in zip(self.scaled_filters, self.is_scaled, strict=True)
            ],
            "terms": [number.text for number in self.rows[self.current].numbers],
            "point": act.point,
        }
        if self.shares.any():
            facts["sum"] = self.total.values().tolist()
        return {"shown": [facts]}

    def _act(self, code: Floats) -> Act:
        subject = self.subject
        bias = np.full(self.points, subject.bias)  # (K,)
        terms = np.vstack([scaled_filters(code, subject.filters), bias])  # (C + 1, K)
        outputs = subject.network.decode(subject.codes)  # (N, K)
        nearest = ((outputs - terms.sum(0)) ** 2).sum(1).argmin()
        return Act(code, terms, subject.patches[nearest], *exact_place(terms))

    def _lay_out(self) -> None:
        theme, subject = self.theme, self.subject
        sums = [act.terms[:stop].sum(0) for act in self.acts for stop in range(self.channels + 2)]
        targets = [act.target for act in self.acts]
        curves = np.concatenate([*(act.terms for act in self.acts), sums, targets])  # (n, K)
        reach = float(np.abs(curves).max())
        self.panel = Panel(SUM, self.points, reach, theme, name="Output", more="the sum so far")
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
            for c, (box, weights) in enumerate(zip(boxes, subject.filters, strict=True))
        ]
        self.shelf_axes: list[Axes] = [axes for axes, _ in shelf]
        about = f"{subject.variant} network, seed {subject.model.seed}"
        formula = '"output" = "bias" + total "component" times "filter"'
        self.add(
            title_strip("Scale each filter by its code component, then add", [about], theme),
            Formula(formula, SAFE.right, ABOUT_BASE, colour=theme.muted, align="right"),
            self.panel,
            *(picture for _, picture in shelf),
            *(self._labels(c, box) for c, box in enumerate(boxes)),
        )
        self.boxes = boxes

    def _labels(self, component: int, box: Box) -> VGroup:
        colour = self.theme.component(component).colour
        peak = np.abs(self.subject.filters[component]).max()
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
        self.numbers = [
            Number(box.right + 78, box.top + 156, size=LARGE, colour=mark.colour)
            for box, mark in zip(self.boxes, marks, strict=True)
        ]
        self.scaled_filters = [Curve(axes, mark) for mark in marks]
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
        self.point_labels = [
            Label(f"at point {act.point}", SUM.left - 80, TERMS_Y, colour=theme.muted)
            for act in self.acts
        ]
        self.notes = [self._note(act) for act in self.acts]

    def _note(self, act: Act) -> Label:
        distance = np.sqrt(np.mean((act.terms.sum(0) - act.target) ** 2))
        return caption(
            "target: held-out patch with the nearest code; "
            f"the output is {distance:.3f} away (root mean square)",
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
        presence = at([(BIAS, 0.0), (TARGET, 1.0)], moment - bias_at) * leaving  # of the target
        self._draw_sum(act, presence, leaving)
        self._draw_terms(presence, leaving)

    def _draw_codes(self, act: Act, opacity: float) -> None:
        for number, value in zip(self.numbers, act.code, strict=True):
            number.set_to(value)
            fade(number, opacity)

    def _draw_component(self, act: Act, component: int, step: float, leaving: float) -> None:
        """Let a filter fly from the shelf, be scaled, and a copy of it be added to the sum."""
        curve, carrier = self.scaled_filters[component], self.carriers[component]
        if step <= 0:
            curve.hide()
            carrier.hide()
            return
        weights, axes = self.subject.filters[component], self.shelf_axes[component]
        flight, scaling = ease(step / FLY), ease((step - FLY) / (SCALE - FLY))
        start, end = axes.across(np.arange(self.points, dtype=float)), curve.across(self.points)
        own_scale = axes.down(weights) - axes.down(0.0)  # (K,), pixels from zero
        panel_scale = self.panel.axes.down(act.terms[component]) - self.panel.axes.down(0.0)
        zero = axes.down(0.0) + flight * (self.panel.axes.down(0.0) - axes.down(0.0))
        x = start + flight * (end - start)
        curve.draw_at(x, zero + own_scale + scaling * (panel_scale - own_scale))
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

    def _draw_sum(self, act: Act, of_target: float, leaving: float) -> None:
        total = self.shares @ act.terms  # (K,)
        presence = min(1.0, float(self.shares[0]) * 4) * leaving
        self.total.draw(total)
        fade(self.total, presence)
        self.target.draw(act.target)
        fade(self.target, 0.7 * of_target)
        ends = np.array([total[-1], act.target[-1], *act.terms[:-1, -1]])
        of_filters = [float(is_scaled) * leaving for is_scaled in self.is_scaled]
        self.ends.draw(self.panel.axes.down(ends), np.array([presence, of_target, *of_filters]))
        x = float(self.panel.axes.across(act.point))
        self.rule.draw(np.full(2, x), np.array([SUM.top, SUM.bottom]))
        fade(self.rule, 0.8 * presence)

    def _draw_terms(self, of_target: float, leaving: float) -> None:
        parts = zip(self.acts, self.rows, self.point_labels, self.notes, strict=True)
        for index, (act, row, label, note) in enumerate(parts):
            presence = float(index == self.current)
            opacities = self.shares * leaving * presence  # (C + 1,)
            row.set_to(act.terms[:, act.point], opacities)
            fade(label, float(opacities[0]))
            fade(note, of_target * presence)


globals().update(films(ScaleAndAdd))
