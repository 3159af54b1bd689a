"""The second part: what each channel adds leaves its card, and drops onto the output so far."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from deconviz.analysis.stamped_layer import StampedLayer
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.growing_axis import GrowingAxis
from deconviz.films.mobjects.motion import between, during
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.stamp_1d.channel_cards import ChannelCards
from deconviz.films.stages.stamp_1d.number_row import NumberRow
from deconviz.films.stages.stamp_1d.pile import Pile
from deconviz.films.stages.stamp_1d.side_names import SideName
from deconviz.films.stages.stamp_1d.stamp_figures import figure
from deconviz.films.stages.stamp_1d.stamp_layout import StampLayout
from deconviz.films.stages.stamp_1d.stamp_times import (
    FALL,
    FILL,
    FLY,
    HOVER,
    LEAVE,
    REST,
    SINK,
    WHITEN,
    StampTimes,
    Step,
)
from deconviz.films.stages.stamp_1d.stamp_words import remarks_on_hatches
from deconviz.films.stages.stamp_1d.value_bars import ValueBars, bar_sides
from deconviz.look.language import FADE, FOLLOWER, LEFT, NAME
from deconviz.look.theme import Theme, ThemeName

NAMED, NAME_FADE = 0.6 * LEAVE, 0.12  # of a step: its name comes when bars no longer cross it


class Adding:
    """Cards of the parts, and the pile that becomes the output.

    Parameters
    ----------
    layer, layout, times
        What is shown, where and when.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    moving
        What moves, the last on top.
    pile
        Of the parts.
    """

    def __init__(
        self,
        layer: StampedLayer,
        layout: StampLayout,
        times: StampTimes,
        theme: Theme,
        name: ThemeName,
    ) -> None:
        self._layout, self._times, self._theme = layout, times, theme
        self._parts = parts = layer.parted.parts  # (P, N)
        names = names_of(layer)
        self._cards = ChannelCards(layout.cards, layout.curves, names, parts, theme, name)
        self._axes = [GrowingAxis(axes, theme) for axes in (layout.channels, layout.outputs)]
        colours = [theme.component(part).colour for part in range(len(parts))]
        self.pile = Pile(
            parts, layer.parted.bias, [theme.muted, *colours], layout.outputs, layout.channels,
            slice(0, parts.shape[1]), theme,
        )  # fmt: skip
        self._flight = ValueBars(theme.foreground)
        air, base = float(layout.channels.down(0.0)), float(layout.outputs.down(0.0)) + 6
        self._in_air = [
            Label(text, LEFT, air + 6, size=NAME, colour=theme.foreground, weight="SemiBold")
            for text in names
        ]
        self._numbers = NumberRow(
            layer.parted.output, layout.outputs, layout.output_numbers, theme.foreground
        )
        remarks = _remarks(layer) + remarks_on_hatches(parts, layer.parted.bias, layout.pitch)
        self._name = SideName("output", remarks, base, theme.foreground, theme)
        self.moving: list[VMobject] = [
            self._cards, *self._axes, self.pile, self._flight, self._name, *self._in_air,
            self._numbers,
        ]  # fmt: skip

    def draw(self, time: float) -> None:
        """Draw a moment in seconds."""
        times = self._times
        since, until = time - times.turn, time - times.end
        leaves = between(until, 0.0, SINK)
        there = between(since, WHITEN - FADE, WHITEN) * (1 - between(until, SINK - FADE, SINK))
        named = between(since, FLY, FLY + FADE) * (1 - between(until, 0.0, FADE))
        heights = [
            between(since, FLY - 0.2 + FOLLOWER * p, FILL - 0.1) * (1 - leaves)
            for p in range(len(self._parts))
        ]
        heights[0] = float(since >= FLY) * (1 - leaves)
        is_adding = times.channel_begins[0] <= time < times.added
        step = times.channel(time)
        work = [
            during(step.time, 0.0, FALL, 0.15) if is_adding and p == step.number else 0.0
            for p in range(len(self._parts))
        ]
        self._cards.draw(there, named, heights, work)
        drawn = between(since, WHITEN, FLY)
        air, ground = self._axes
        air.grow(drawn * (1 - between(time, times.added, times.added + FADE)))
        ground.grow(drawn * (1 - leaves))
        fade(self._name, named)
        columns = np.arange(self._parts.shape[1], dtype=float)
        self._numbers.draw(columns, during(time, times.added, times.end))
        self._draw_sum(time, step, height=between(since, FLY, FILL) * (1 - leaves))
        for part, label in enumerate(self._in_air):
            is_its_turn = is_adding and part == step.number
            shown = during(step.time, NAMED, REST - NAME_FADE, NAME_FADE) if is_its_turn else 0.0
            fade(label, shown)

    def _draw_sum(self, time: float, step: Step, height: float) -> None:
        times, parts = self._times, self._parts
        self._flight.draw([])
        if not height:
            self.pile.hide()
        elif time >= times.added:
            self.pile.draw(len(parts), height=height)
        elif time < times.channel_begins[0]:
            self.pile.draw(0, height=height)
        elif step.time < LEAVE:
            self.pile.draw(step.number)
            self._fly(step)
        else:
            self.pile.draw(step.number, 1.0, step.fallen(HOVER, FALL))

    def _fly(self, step: Step) -> None:
        here = self._cards.sides(step.number)
        values = self._parts[step.number]
        air = self._layout.channels
        there = bar_sides(air, np.arange(len(values), dtype=float), values)
        colour = self._theme.component(step.number).colour
        self._flight.mix(colour, colour, 0.0)
        self._flight.draw_sides(here + step.share(0.0, LEAVE) * (there - here))


def names_of(layer: StampedLayer) -> list[str]:
    """Name the parts of the output."""
    parted = layer.parted
    names = [f"channel {channel}" for channel in parted.alone]
    return [*names, f"the other {len(parted.together)}"] if parted.together else names


def _remarks(layer: StampedLayer) -> list[str]:
    parted = layer.parted
    remarks = [f"channel {parted.channel}"] if parted.example.layer.outputs > 1 else []
    return [*remarks, f"bias {figure(parted.bias)}"] if parted.bias else remarks
