"""The first part: the kernel slides along, and each number stamps it, scaled."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VMobject

from deconviz.analysis.stamped_layer import StampedLayer
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.growing_axis import GrowingAxis
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.motion import between, during
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.stamp_1d.input_row import InputRow
from deconviz.films.stages.stamp_1d.number_row import GrowingRow, NumberRow, have_room
from deconviz.films.stages.stamp_1d.pile import Pile
from deconviz.films.stages.stamp_1d.side_names import BESIDE, SPACE, SideName
from deconviz.films.stages.stamp_1d.stamp_figures import figure, figures
from deconviz.films.stages.stamp_1d.stamp_layout import COLUMNS_LEFT, FLOOR, StampLayout
from deconviz.films.stages.stamp_1d.stamp_times import (
    BEGIN,
    CUT,
    CUT_LINES,
    DROP,
    FLY,
    GROW,
    HANG,
    RISE,
    SINK,
    SLIDE,
    WHITEN,
    StampTimes,
)
from deconviz.films.stages.stamp_1d.stamp_words import remarks_on_hatches
from deconviz.films.stages.stamp_1d.value_bars import ValueBars, bar_sides
from deconviz.look.language import CUT as CUT_WIDTH
from deconviz.look.language import (
    CUT_DASHES,
    EARLIER,
    FADE,
    NAME,
    SMALLEST,
    SURFACES,
    input_colours,
)
from deconviz.look.theme import Mark, Theme, ThemeName

QUICK = 0.08  # seconds in which what the kernel is multiplied by comes and goes
COVER = 0.12  # of a stamp at full length: numbers of the kernel make way
QUICK_FADE = 0.2  # seconds in which the pieces of the pile go: each frame of it is dear


class Stamping:
    """Inputs, the kernel, and the pile of what the numbers make of it.

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
        Of the scaled kernels.
    """

    def __init__(
        self,
        layer: StampedLayer,
        layout: StampLayout,
        times: StampTimes,
        theme: Theme,
        name: ThemeName,
    ) -> None:
        self._layer, self._layout, self._times, self._theme = layer, layout, times, theme
        count = len(layer.numbers)
        colours = input_colours(count, theme, name)
        self._row = InputRow(layer.numbers, colours, layout.inputs, EARLIER[name], theme)
        self._kernel = ValueBars(SURFACES[name].kernel)
        self._axes = [GrowingAxis(axes, theme) for axes in (layout.air, layout.sums)]
        self._cuts = [Line(Mark(theme.foreground, CUT_DASHES), CUT_WIDTH) for _ in range(2)]
        self.pile = Pile(
            layer.stamps, 0.0, [theme.muted, *colours], layout.sums, layout.air, layer.kept, theme
        )
        self._whole = ValueBars(theme.foreground)
        self._kernel_numbers = NumberRow(
            layer.kernel, layout.air, layout.kernel_numbers, SURFACES[name].kernel
        )
        self._sum_numbers = NumberRow(
            self.pile.sums(count)[layer.kept], layout.sums, layout.sum_numbers, theme.foreground
        )
        self._products = self._make_products(colours)
        self._names, self._factors = self._make_names(colours, SURFACES[name].kernel)
        self.moving: list[VMobject] = [
            self._row, *self._axes, self._kernel, self.pile, self._whole, *self._cuts, *self._names,
            *self._factors, self._kernel_numbers, *self._products.values(), self._sum_numbers,
        ]  # fmt: skip

    def draw(self, time: float) -> None:
        """Draw a moment in seconds."""
        times = self._times
        leaves = between(time, times.turn, times.turn + WHITEN) if times.channels else 0.0
        leaves -= between(time, times.end + RISE / 2, times.end + RISE) if times.channels else 0.0
        ends = [*times.begins[1:], times.stamped]
        self._row.draw(1 - leaves, self._lit(time, ends))
        for axis in self._axes:
            axis.grow(1 - leaves)
        self._draw_kernel(time, 1 - leaves)
        self._draw_pile(time)
        self._draw_cuts(time)
        named = max(1 - 2 * leaves, 0.0)
        for name in self._names:
            fade(name, named)
        self._draw_numbers(time, named)
        for label, begin, end in zip(self._factors, times.begins, ends, strict=True):
            fade(label, during(time, max(begin, BEGIN), end - QUICK, QUICK))

    def _lit(self, time: float, ends: Sequence[float]) -> list[float]:
        """Return how bright each number is: those that are not at work wait."""
        times = self._times
        waiting = during(time, BEGIN - FADE, times.stamped)
        begins = [-np.inf, *times.begins[1:]]
        at_work = [during(time, begin, end, QUICK) for begin, end in zip(begins, ends, strict=True)]
        return [1 - waiting * (1 - share) for share in at_work]

    def _draw_numbers(self, time: float, named: float) -> None:
        """Draw those of the kernel, those of a stamp while it is there, and then of the sum."""
        times, layer = self._times, self._layer
        step = times.stamp(time)
        is_there = layer.stamps[step.number].any()
        hidden = during(step.time, SLIDE - COVER, DROP, COVER) if is_there else 0.0
        self._kernel_numbers.draw(layer.taps(self._place(time)), named * (1 - hidden))
        for number, products in self._products.items():
            is_at_work = number == step.number and time < times.stamped
            shown = during(step.time, SLIDE, HANG - COVER, COVER) if is_at_work else 0.0
            products.draw(step.share(SLIDE, GROW) if is_at_work else 0.0, shown)
        last = times.turn if times.channels else times.end
        kept = np.arange(layer.kept.start, layer.kept.stop, dtype=float)
        self._sum_numbers.draw(kept, during(time, times.cropped, last))

    def _make_products(self, colours: Sequence[str]) -> dict[int, GrowingRow]:
        """Return numbers for each stamp that leaves them room and does not cover them."""
        layer, layout = self._layer, self._layout
        base, products = layout.kernel_numbers, {}
        for number, colour in enumerate(colours):
            taps = layer.taps(number)
            values = layer.stamps[number][taps.astype(int)]  # (K,)
            is_free = (values >= 0).all() and values.any()
            if base is not None and is_free and have_room(values, layer.points, layout.pitch):
                products[number] = GrowingRow(values, taps, layout.air, base, colour)
        return products

    def _place(self, time: float) -> float:
        """Return at which number the kernel lies, also between two."""
        times = self._times
        step, last = times.stamp(time), len(self._layer.numbers) - 1
        if times.channels and time > times.turn + WHITEN:
            return 0.0
        place = step.number - 1 + step.share(0.0, SLIDE) if step.number else 0.0
        back = 0.0 if times.channels else between(time, times.end, times.end + RISE)
        return place - last * back

    def _draw_kernel(self, time: float, height: float) -> None:
        layer, layout = self._layer, self._layout
        taps = layer.taps(self._place(time))
        self._kernel.draw_values(layout.air, taps, layout.kernel * layer.kernel, height)

    def _draw_pile(self, time: float) -> None:
        times, count = self._times, len(self._layer.numbers)
        if time >= times.stamped:
            gone = _linear(time, times.stamped + CUT_LINES, times.stamped + CUT) ** 2
            gone = gone if self._layer.is_cropped else 0.0
            if times.channels and time >= times.turn:
                self._make_one(time)
                return
            height = 1 - between(time, times.end, times.end + SINK)
            if height:
                self.pile.draw(count, height=height, gone=gone)
            else:
                self.pile.draw(0)
            self._whole.draw([])
            return
        step = times.stamp(time)
        grown, fallen = step.share(SLIDE, GROW), step.fallen(HANG, DROP)
        self.pile.fade_bars(1.0)
        fade(self.pile.line, 1.0)
        self.pile.draw(step.number, grown, fallen)
        self._whole.draw([])

    def _make_one(self, time: float) -> None:
        """Make one piece of the pile, and bring it to its card."""
        times, layer, layout = self._times, self._layer, self._layout
        since = time - times.turn
        sums = self.pile.sums(len(layer.numbers))[layer.kept]  # (N,)
        columns = np.arange(layer.points, dtype=float)[layer.kept]
        if since < WHITEN:
            self.pile.draw(len(layer.numbers), gone=float(layer.is_cropped))
            fade(self.pile.line, 1.0)
            self.pile.fade_bars(1 - between(since, WHITEN - QUICK_FADE, WHITEN))
            grown = between(since, 0.0, WHITEN * 0.8)
            self._whole.mix(self._theme.foreground, self._theme.foreground, 0.0)
            self._whole.draw_sides(bar_sides(layout.sums, columns, sums, grown))
            return
        if since >= FLY:
            self._whole.draw([])
            self._begin_again(time)
            return
        self.pile.hide()
        way = between(since, WHITEN, FLY)
        there = bar_sides(layout.curves[0], columns - columns[0], sums)
        here = bar_sides(layout.sums, columns, sums)
        self._whole.mix(self._theme.foreground, self._theme.component(0).colour, way)
        self._whole.draw_sides(here + way * (there - here))

    def _begin_again(self, time: float) -> None:
        """Bring the line of the sum back at the end: there is nothing on it."""
        came = between(time, self._times.end + RISE / 2, self._times.end + RISE)
        if came:
            self.pile.draw(0)
            fade(self.pile.line, came)
        else:
            self.pile.hide()

    def _draw_cuts(self, time: float) -> None:
        times, layer, sums = self._times, self._layer, self._layout.sums
        if not layer.is_cropped:
            return
        last = times.turn if times.channels else times.end
        down = between(time, times.stamped, times.stamped + CUT_LINES)
        down *= 1 - between(time, last, last + WHITEN)
        top, ends = (
            float(self._layout.air.down(0.0)) + CUT_WIDTH,
            (layer.kept.start, layer.kept.stop),
        )
        is_cut = (ends[0] > 0, ends[1] < layer.points)
        for line, end, is_there in zip(self._cuts, ends, is_cut, strict=True):
            if not (is_there and down):
                line.clear_points()
                continue
            x = float(sums.across(end - 0.5))
            line.draw(np.full(2, x), np.array([top, top + down * (FLOOR - top)]))

    def _make_names(self, colours: Sequence[str], grey: str) -> tuple[list[SideName], list[Label]]:
        layer, layout, theme = self._layer, self._layout, self._theme
        example = layer.parted.example
        shown = []
        if example.layer.channels > 1:
            shown.append(f"channel {layer.channel}")
        if len(layer.numbers) < layer.of:
            shown.append(f"{layer.first + 1} to {layer.first + len(layer.numbers)} of {layer.of}")
        kernel_base = float(layout.air.down(0.0)) + 6
        sum_base = float(layout.sums.down(0.0)) + 6
        kernel = SideName("kernel", self._settings(), kernel_base, grey, theme)
        of_sum = [f"of channel {layer.channel}"] if example.layer.channels > 1 else []
        of_sum += remarks_on_hatches(layer.stamps, 0.0, layout.pitch)
        total = "sum" if layer.adds_channels else "output"
        names = [
            SideName("input", shown, 232.0, theme.foreground, theme),
            kernel,
            SideName(total, of_sum, sum_base, theme.foreground, theme),
        ]
        x, y = kernel.right + SPACE, kernel.base
        factors = [
            Label(f"× {text}", x, y, size=NAME, colour=colour, weight="SemiBold", tabular=True)
            for text, colour in zip(figures(layer.numbers), colours, strict=True)
        ]
        room = COLUMNS_LEFT - BESIDE - x
        share = min(room / max(label.width_in_pixels for label in factors), 1.0)
        for label in factors:
            label.put(x, y, max(NAME * share, SMALLEST))
        return names, factors

    def _settings(self) -> list[str]:
        """Say what the layer's settings are."""
        axis, near, far = self._layer.axis, *self._layer.axis.crop
        points = "1 point" if axis.kernel == 1 else f"{axis.kernel} points"
        phrases = [points, f"stride {axis.stride}"]
        if axis.dilation > 1:
            phrases.append(f"dilation {axis.dilation}")
        if near == far and near > 0:
            phrases.append(f"padding {near}")
        elif near or far:
            phrases += [_of_end(near, "start"), _of_end(far, "end")]
        if self._layout.kernel != 1:
            phrases.append(f"peak {figure(float(np.abs(self._layer.kernel).max()))}")
        return [phrase for phrase in phrases if phrase]


def _of_end(crop: int, end: str) -> str:
    if crop == 0:
        return ""
    return f"{end} cut by {crop}" if crop > 0 else f"{-crop} more at the {end}"


def _linear(time: float, begin: float, end: float) -> float:
    return min(max((time - begin) / (end - begin), 0.0), 1.0)
