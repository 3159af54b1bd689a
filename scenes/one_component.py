"""One code component varies at a time, and with it what its filter adds."""

from __future__ import annotations

import numpy as np

from deconviz import contributions, sweep
from deconviz.film import Film
from deconviz.messages import UserError
from deconviz.mobjects.axes import Axes, Curve, Heading, frame
from deconviz.mobjects.code import CodeDot, CodeRows, code_axes, code_plane
from deconviz.mobjects.labels import EndLabels
from deconviz.mobjects.lines import Lines
from deconviz.mobjects.page import Box
from deconviz.mobjects.shelf import filter_shelf
from deconviz.mobjects.text import TITLE, Label, number_text
from deconviz.motion import at
from deconviz.theme import Mark

OUTPUT = Box(205, 272, 852, 546)
SCALED = Box(1090, 272, 1600, 546)
PLANE = Box(205, 730, 455, 978)
ROWS = Box(520, 730, 892, 978)
SHELF = Box(1090, 748, 1824, 948)

SECONDS = 7.0  # a component
FAN = [(0.4, 0.0), (1.4, 1.0), (5.2, 1.0), (6.0, 0.0)]  # how far the family is spread
RISE, TOP, FALL, BOTTOM, BACK, REST = 1.4, 2.4, 2.8, 4.2, 4.6, 5.6  # seconds of a sweep
FEWEST, MOST = 2, 3  # components that the panels have room for
FAMILY = 11
SHOWN_CODES = 350


class OneComponent(Film):
    """Four panels: the code, the filters, the scaled filters with their sum, the outputs."""

    def construct(self) -> None:
        """Take each component through its range and back."""
        self.filters, self.bias = self.model.decoder_filters, self.model.decoder_bias
        self.channels, self.points = self.filters.shape
        if not FEWEST <= self.channels <= MOST:
            raise UserError(
                f"OneComponent shows {FEWEST} to {MOST} components, {self.job.variant} has "
                f"{self.channels}: choose another variant in films.entries of workflow/config.yaml"
            )
        self.limits = sweep.limits(self.codes)  # (C,)
        self.lowest = sweep.lowest(self.codes)  # (C,)
        self.likely = sweep.likely_code(self.codes)  # (C,)
        self._lay_out()
        self._add_what_stands()
        self._make_what_moves()
        moving = [
            *self.fans, *self.notes, self.output, *self.scaled, self.total, self.ends,
            self.dot, self.rows,
        ]  # fmt: skip
        self.tell(moving, self._draw, SECONDS * self.channels)

    def _lay_out(self) -> None:
        shown = [
            sweep.family(self.likely, component, np.linspace(low, high, FAMILY))
            for component, (low, high) in enumerate(zip(self.lowest, self.limits, strict=True))
        ]
        self.reach = sweep.reach(np.concatenate(shown), self.filters, self.bias)
        y = (-1.04 * self.reach, 1.04 * self.reach)
        self.output_axes = Axes(OUTPUT, (0, self.points - 1), y)
        self.scaled_axes = Axes(SCALED, (0, self.points - 1), y)
        self.plane = code_axes(PLANE, 1.25 * self.limits)
        self.rows = CodeRows(ROWS, self.limits, self.theme)

    def _add_what_stands(self) -> None:
        theme = self.theme
        about = (
            f"{self.job.variant} network, seed {self.job.seed}   ·   {self.channels} filters of "
            f"{self.points} points   ·   bias {number_text(self.bias, 4)}"
        )
        self.output_heading = Heading("Output", "", OUTPUT.left, 232, theme)
        tick, points = sweep.nice_below(self.reach), list(range(0, self.points, 2))
        self.add(
            Label(
                "A transposed convolution adds up scaled filters", 102, 106,
                size=TITLE, colour=theme.foreground, weight="SemiBold",
            ),
            Label(about, 102, 158, colour=theme.muted),
            self.output_heading,
            Heading("Scaled filters and their sum", "", SCALED.left, 232, theme),
            Heading("Code", "the dot’s size is component 1", PLANE.left, 690, theme),
            Heading("Filters", "each at its own scale", SHELF.left, 690, theme),
            frame(self.output_axes, theme, tick, points),
            frame(self.scaled_axes, theme, tick, points),
            code_plane(self.plane, self.codes[:: len(self.codes) // SHOWN_CODES], theme),
            filter_shelf(SHELF, self.filters, theme),
            self.rows.still,
        )  # fmt: skip

    def _make_what_moves(self) -> None:
        theme = self.theme
        marks = [theme.component(component) for component in range(self.channels)]
        self.fans = [Lines(mark.colour, opacity=0.55) for mark in marks]
        self.notes = [
            Label(
                f"for {FAMILY} values of component {component + 1}", self.output_heading.after, 232,
                colour=mark.colour,
            )
            for component, mark in enumerate(marks)
        ]  # fmt: skip
        strongest = Mark(theme.foreground)
        self.output = Curve(self.output_axes, strongest, width=7)
        self.scaled = [Curve(self.scaled_axes, mark) for mark in marks]
        self.total = Curve(self.scaled_axes, strongest, width=7)
        names = [str(component + 1) for component in range(self.channels)]
        self.ends = EndLabels(
            ["sum", *names], [theme.foreground, *(mark.colour for mark in marks)], SCALED.right + 22
        )
        self.dot = CodeDot(self.plane, float(self.limits[0]), theme)

    def _draw(self, time: float) -> None:
        component = min(int(time // SECONDS), self.channels - 1)
        moment = time - component * SECONDS
        code = self._code(component, moment)
        self._draw_outputs(code, component, at(FAN, moment))
        self._draw_sum(code)
        self.dot.set_to(code)
        self.rows.set_to(code)

    def _code(self, component: int, moment: float) -> np.ndarray:
        rest, low, high = (of[component] for of in (self.likely, self.lowest, self.limits))
        up, down = [(TOP, high), (FALL, high)], [(BOTTOM, low), (BACK, low)]
        code = self.likely.copy()  # (C,)
        code[component] = at([(RISE, rest), *up, *down, (REST, rest)], moment)
        return code

    def _draw_outputs(self, code: np.ndarray, component: int, spread: float) -> None:
        for other, (fan, note) in enumerate(zip(self.fans, self.notes, strict=True)):
            note.set_fill(opacity=spread if other == component else 0)
            if other != component:
                fan.clear_points()
        ends = np.linspace(self.lowest[component], self.limits[component], FAMILY)
        rest = self.likely[component]
        codes = sweep.family(self.likely, component, rest + spread * (ends - rest))
        outputs = contributions.decode(codes, self.filters, self.bias)  # (FAMILY, K)
        x = self.output_axes.across(np.arange(self.points, dtype=float))
        self.fans[component].draw(x, self.output_axes.down(outputs))
        self.output.draw(contributions.decode(code, self.filters, self.bias))

    def _draw_sum(self, code: np.ndarray) -> None:
        scaled = contributions.scaled_filters(code, self.filters)  # (C, K)
        total = self.bias + scaled.sum(0)  # (K,)
        for curve, values in zip(self.scaled, scaled, strict=True):
            curve.draw(values)
        self.total.draw(total)
        self.ends.draw(self.scaled_axes.down(np.array([total[-1], *scaled[:, -1]])))
