"""The film OneComponent as a manim beginner with good taste writes it: the yardstick of speed.

Everything that moves is in an ``always_redraw``, labels are typeset again in each frame, and
shapes, camera, renderer and encoder are manim's own. What stands still is added first, so that
manim draws it once. A part of each component's time is played, moments of the film with the curves
spreading, at work and gathering; all of it with seven seconds in the environment variable below.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import cast

import numpy as np
from manim import (
    DOWN,
    LEFT,
    NORMAL,
    RIGHT,
    SEMIBOLD,
    UP,
    Axes,
    Camera,
    DashedVMobject,
    Dot,
    Line,
    ManimColor,
    NumberLine,
    Rectangle,
    Scene,
    Text,
    ValueTracker,
    VGroup,
    VMobject,
    always_redraw,
    linear,
    register_font,
)

from deconviz.analysis import code_paths
from deconviz.archive.made_by import MadeBy
from deconviz.archive.networks import read_model
from deconviz.archive.tensors import read_arrays
from deconviz.arrays import Floats
from deconviz.config.file import load_config
from deconviz.config.jobs import film_job
from deconviz.data import curves
from deconviz.films.mobjects.motion import at
from deconviz.films.sweep_story import CURVES, Sweep
from deconviz.look.fonts import VARIABLE
from deconviz.look.theme import DARK, FONT, MINUS
from deconviz.look.wording import nice_below, signed
from deconviz.network import arithmetic
from deconviz.provenance.repository import Repository

ROOT = Path(__file__).parents[3]
SECONDS = 7.0  # a component
PLAYED = float(os.environ.get("DECONVIZ_TWIN_SECONDS", SECONDS))  # of them
BEGINS = (0.6, 2.0, 4.8)  # seconds into a component
SPREAD = [(0.4, 0.0), (1.4, 1.0), (5.2, 1.0), (6.0, 0.0)]
CODES = 350  # in the plane
SMALL, MEDIUM, LARGE, TITLE = 20, 22, 26, 33
COLOURS = [mark.colour for mark in DARK.components]
DASHES = (0, 26, 54)  # of each component's curve; none for a solid one


def text(words: str, size: float, colour: str, weight: str = NORMAL) -> Text:
    """Write a line of text in Inter."""
    return Text(words, font=FONT, font_size=size, color=colour, weight=weight)


def heading(words: str, more: str, x: float, y: float) -> VGroup:
    """Name a panel above its left edge, and say what to know about it."""
    name = text(words, LARGE, DARK.foreground, weight=SEMIBOLD).move_to((x, y, 0), LEFT)
    return VGroup(name, text(more, SMALL, DARK.muted).next_to(name, RIGHT, buff=0.18))


def curve(axes: Axes, values: Floats, colour: str, width: float, dashes: int = 0) -> VGroup:
    """Draw a line through values, with a dot on each."""
    places = [axes.c2p(point, value) for point, value in enumerate(values)]
    line: VMobject = VMobject(stroke_color=colour, stroke_width=width)
    line.set_points_as_corners(places)
    if dashes:
        line = DashedVMobject(line, num_dashes=dashes, dashed_ratio=0.6)
    dots = [Dot(place, radius=width / 75, color=colour) for place in places]
    return VGroup(line, *dots)


class OneComponent(Scene):
    """Each component in turn goes through its range and back."""

    def construct(self) -> None:
        """Play a part of each component's time."""
        cast("Camera", self.camera).background_color = ManimColor(DARK.background)
        self.load()
        self.clock = ValueTracker(0)
        with register_font(str(VARIABLE)):
            self.add(*self.titles(), *self.panels(), *self.shelf(), *self.plane_and_rows())
            self.add(*self.moving_curves(), *self.moving_code())
            for component in range(len(self.filters)):
                self.play_part_of(component)

    def play_part_of(self, component: int) -> None:
        """Play as much of a component's time as is asked for."""
        begin = component * SECONDS + min(BEGINS[component], SECONDS - PLAYED)
        self.clock.set_value(begin)
        later = self.clock.animate.set_value(begin + PLAYED)
        self.play(later, run_time=PLAYED, rate_func=linear)

    def load(self) -> None:
        """Read the network, and find the range of its codes."""
        config = load_config(ROOT / "workflow/config.yaml")
        self.job = film_job(config, "OneComponent", "dark", Repository(ROOT).fingerprints)
        [made_by] = (
            MadeBy(experiment, self.job.fingerprints.train)
            for experiment in self.job.experiments.values()
        )
        self.model = read_model(ROOT / self.job.models[0], made_by, self.job.seed)
        network = self.model.network
        held_out = read_arrays(ROOT / self.job.curves[0])["held_out"]
        self.codes = network.encode(curves.patches(held_out, network.kernel))
        self.filters, self.bias = network.decoder_filters, network.decoder_bias
        self.sweep = Sweep.of(self.codes)
        self.reach = code_paths.reach(self.sweep.families(), network)

    # What is shown at a moment.

    def component(self) -> int:
        """Return the component whose turn it is."""
        return min(int(self.clock.get_value() // SECONDS), len(self.filters) - 1)

    def moment(self) -> float:
        """Return the seconds since the component's turn began."""
        return self.clock.get_value() - self.component() * SECONDS

    def code(self) -> Floats:
        """Return the current code."""
        return self.sweep.code(self.component(), self.moment())

    def scaled(self) -> Floats:
        """Return the scaled filters."""
        return arithmetic.scaled_filters(self.code(), self.filters)

    def total(self) -> Floats:
        """Return their sum with the bias: the output."""
        return arithmetic.decode(self.code(), self.filters, self.bias)

    # What stands still.

    def titles(self) -> list[Text]:
        """Write what the film finds, and of what."""
        words = "A transposed convolution adds up scaled filters"
        about = [
            f"{self.job.film.variant} network, seed {self.model.seed}",
            f"{len(self.filters)} filters of {self.filters.shape[1]} points",
            f"bias {signed(self.bias, 4)}",
        ]
        title = text(words, TITLE, DARK.foreground, weight=SEMIBOLD)
        below = text("   ·   ".join(about), SMALL, DARK.muted)
        return [
            title.move_to((-6.35, 3.35, 0), LEFT),
            below.move_to((-6.35, 2.92, 0), LEFT),
        ]

    def panels(self) -> list[VMobject]:
        """Draw the axes of the output and of the scaled filters."""
        self.output, self.sums = self.axes(4.79, -3.2), self.axes(3.93, 2.7)
        self.output_name = heading("Output", "", -5.6, 2.4)
        return [
            *(self.output, self.grid(self.output), self.sums, self.grid(self.sums)),
            self.output_name,
            heading("Scaled filters and their sum", "", 0.74, 2.4),
            heading("Code", "the dot’s size is component 1", -5.6, -1.0),
            heading("Filters", "each at its own scale", 0.74, -1.0),
        ]

    def axes(self, length: float, middle: float) -> Axes:
        """Draw an axis of points only: the grid has the values."""
        limit = 1.04 * self.reach
        points = self.filters.shape[1]
        axes = Axes(
            x_range=[0, points - 1, 2],
            y_range=[-limit, limit],
            x_length=length,
            y_length=2.07,
            tips=False,
            axis_config={"color": DARK.muted, "stroke_width": 1.8, "include_ticks": False},
            y_axis_config={"stroke_width": 0},
        ).move_to((middle, 0.95, 0))
        for point in range(0, points, 2):
            label = text(str(point), SMALL, DARK.muted)
            axes.add(label.move_to(axes.c2p(point, -limit) + 0.25 * DOWN))
        return axes

    def grid(self, axes: Axes) -> VGroup:
        """Draw a line at a round number either way, and label the three values."""
        tick, last = nice_below(self.reach), self.filters.shape[1] - 1
        parts = VGroup()
        for value in (-tick, 0, tick):
            ends = axes.c2p(0, value), axes.c2p(last, value)
            parts.add(Line(*ends, color=DARK.grid, stroke_width=1.1 if value else 0))
            words = f"{value:+g}".replace("-", MINUS) if value else "0"
            parts.add(text(words, SMALL, DARK.muted).next_to(ends[0], LEFT, buff=0.18))
        return parts

    def shelf(self) -> list[VMobject]:
        """Draw each filter in a box of its own."""
        things: list[VMobject] = []
        for component, weights in enumerate(self.filters):
            peak = float(np.abs(weights).max())
            axes = Axes(
                x_range=[0, len(weights) - 1],
                y_range=[-1.12 * peak, 1.12 * peak],
                x_length=1.69,
                y_length=1.44,
                tips=False,
                axis_config={"color": DARK.muted, "stroke_width": 1.8, "include_ticks": False},
                y_axis_config={"stroke_width": 0},
            ).move_to((1.585 + 1.985 * component, -2.26, 0))
            box = Rectangle(color=DARK.grid, stroke_width=1.1, width=1.69, height=1.44)
            name = text(str(component + 1), LARGE, COLOURS[component], weight=SEMIBOLD)
            size = text(f"peak {peak:.2f}", SMALL, DARK.muted)
            things += [
                box.move_to(axes),
                axes,
                curve(axes, weights, COLOURS[component], 3.7, DASHES[component] // 2),
                name.next_to(box, DOWN, buff=0.12).align_to(box, LEFT),
                size.next_to(box, DOWN, buff=0.12).align_to(box, RIGHT),
            ]
        return things

    def plane_and_rows(self) -> list[VMobject]:
        """Draw the plane of two components with real codes, and a line per component."""
        across, up = 1.25 * self.sweep.high[-2:]
        self.plane = Axes(
            x_range=[-across, across],
            y_range=[-up, up],
            x_length=1.85,
            y_length=1.79,
            tips=False,
            axis_config={"color": DARK.grid, "stroke_width": 1.1, "include_ticks": False},
        ).move_to((-4.67, -2.3, 0))
        frame = Rectangle(color=DARK.grid, stroke_width=1.1, width=1.85, height=1.79)
        cloud = VGroup(
            *(
                Dot(self.plane.c2p(x, y), radius=0.016, color=DARK.muted, fill_opacity=0.55)
                for _, x, y in self.codes[:: len(self.codes) // CODES]
                if abs(x) < across and abs(y) < up
            )
        )
        below = text("component 2", SMALL, COLOURS[1]).next_to(self.plane, DOWN, buff=0.1)
        beside = text("component 3", SMALL, COLOURS[2]).rotate(np.pi / 2)
        beside.next_to(self.plane, LEFT, buff=0.1)
        things: list[VMobject] = [frame.move_to(self.plane), self.plane, cloud, below, beside]
        self.rows: list[NumberLine] = []
        for component, limit in enumerate(self.sweep.high):
            row = NumberLine(
                [-limit, limit, limit], length=0.98, color=DARK.grid, stroke_width=3, tick_size=0
            ).move_to((-0.99, -1.71 - 0.6 * component, 0))
            name = text(str(component + 1), LARGE, COLOURS[component], weight=SEMIBOLD)
            zero = Line(0.1 * DOWN, 0.1 * UP, color=DARK.muted, stroke_width=1.5)
            things += [row, zero.move_to(row), name.move_to((-3.2, row.get_y(), 0))]
            self.rows.append(row)
        return things

    # What moves.

    def moving_curves(self) -> list[VMobject]:
        """Draw the family, the output, the scaled filters, their sum and their names."""
        white = DARK.foreground
        return [
            always_redraw(self.family_of_outputs),
            always_redraw(self.note),
            always_redraw(lambda: curve(self.output, self.total(), white, 5.2)),
            *(self.moving_filter(component) for component in range(len(self.filters))),
            always_redraw(lambda: curve(self.sums, self.total(), white, 5.2)),
            always_redraw(self.names),
        ]

    def moving_filter(self, component: int) -> VMobject:
        """Draw a scaled filter."""
        colour, dashes = COLOURS[component], DASHES[component]
        return always_redraw(
            lambda: curve(self.sums, self.scaled()[component], colour, 3.7, dashes)
        )

    def family_of_outputs(self) -> VGroup:
        """Draw the outputs for a range of values of the component."""
        now = self.component()
        codes = self.sweep.family(now, at(SPREAD, self.moment()))
        lines = VGroup()
        for values in arithmetic.decode(codes, self.filters, self.bias):
            line = VMobject(stroke_color=COLOURS[now], stroke_width=1.5, stroke_opacity=0.55)
            places = [self.output.c2p(point, value) for point, value in enumerate(values)]
            lines.add(line.set_points_as_corners(places))
        return lines

    def note(self) -> Text:
        """Say what the family is."""
        words = f"for {CURVES} values of component {self.component() + 1}"
        note = text(words, SMALL, COLOURS[self.component()])
        note.next_to(self.output_name, RIGHT, buff=0.18)
        return note.set_opacity(at(SPREAD, self.moment()))

    def names(self) -> VGroup:
        """Write each curve's name at its end; names that meet stand side by side."""
        values = [self.total()[-1], *self.scaled()[:, -1]]
        words = ["sum", *(str(component + 1) for component in range(len(self.filters)))]
        names = VGroup()
        for word, value, colour in zip(words, values, [DARK.foreground, *COLOURS], strict=True):
            name = text(word, MEDIUM, colour, weight=SEMIBOLD)
            name.next_to(self.sums.c2p(self.filters.shape[1] - 1, value), RIGHT, buff=0.16)
            near = [other for other in names if abs(other.get_y() - name.get_y()) < 0.3]
            names.add(name.next_to(near[-1], RIGHT, buff=0.09) if near else name)
        return names

    def moving_code(self) -> list[VMobject]:
        """Draw the dot of the code, and each component as number and bar."""
        rows = range(len(self.filters))
        return [
            always_redraw(self.dot),
            *(always_redraw(partial(self.bar, component)) for component in rows),
            *(always_redraw(partial(self.number, component)) for component in rows),
        ]

    def dot(self) -> Dot:
        """Draw the code; its size is the first component."""
        size, x, y = self.code()
        share = (size / self.sweep.high[0] + 1) / 2
        return Dot(self.plane.c2p(x, y), radius=0.05 + 0.12 * share, color=DARK.foreground)

    def bar(self, component: int) -> Line:
        """Draw a component's value from zero."""
        row = self.rows[component]
        ends = row.n2p(0), row.n2p(self.code()[component])
        return Line(*ends, color=COLOURS[component], stroke_width=9.6)

    def number(self, component: int) -> Text:
        """Write a component's value."""
        value = text(signed(self.code()[component], 3), LARGE, DARK.foreground)
        return value.move_to((-2.9, self.rows[component].get_y(), 0), LEFT)
