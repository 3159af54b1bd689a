"""The picture of remedies: a wall of weights above, and below what becomes of the curve."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from deconviz.analysis.weighted_windows import REMEDIES, WeightedWindows
from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.axes import Axes
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.sum_line import SumLine
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.wanted_line import WantedLine
from deconviz.films.mobjects.wanted_name import WantedName
from deconviz.films.stages.remedies.remedy_names import RemedyNames
from deconviz.films.stages.remedies.remedy_view import COLUMNS, WALL, RemedyView, RemedyViews
from deconviz.films.stages.remedies.weight_wall import WeightWall, show_numbers
from deconviz.look.language import AXIS, LEFT, NAME, RIGHT, SURFACES
from deconviz.look.theme import Mark, Theme, ThemeName

ERROR = (24.0, 0.25)  # width of an error in pixels, and at most in pitches
ERROR_OPACITY = 0.85  # so that the input's dots stand out from it
HIGH_AXIS = 810.0  # pixels: of an axis above it, names change places


class RemedyPicture:
    """All that is on the stage; `still` is what does not move, `moving` the rest.

    Parameters
    ----------
    windows
        What is weighted.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    views
        How near the picture may be.
    errors
        A bar from the input to the output wherever the output's dot does not hide it.
    """

    def __init__(self, windows: WeightedWindows, theme: Theme, name: ThemeName) -> None:
        self._windows = windows
        self.views = RemedyViews.of(windows)
        starts = windows.windows.starts() - windows.before  # (V,)
        points = len(windows.curve)
        self.wall = WeightWall(starts, windows.own.kernel, points, theme, name)
        self.names = RemedyNames({name: windows.error(name) for name in REMEDIES}, theme, name)
        self._rests = dict(
            zip(REMEDIES, (self.views.far, *[self.views.near] * 3, self.views.wide), strict=True)
        )
        self._numbers = {
            remedy: self.wall.numbers(windows.weights(remedy), view)
            for remedy, view in self._rests.items()
        }
        self._output_name = _name("output", 0.0, theme)
        self._input_above, self._input_below = WantedName("input", name), WantedName("input", name)
        self._axis = Line(Mark(theme.muted), AXIS, round_ends=False)
        self.errors = Areas(SURFACES[name].wanted, opacity=ERROR_OPACITY)
        sizes = Axes(Box(COLUMNS, 0, RIGHT, 1), (-0.5, points - 0.5), (0, 1))
        self.line, self.input = SumLine(sizes, theme, over_rim=self.errors), WantedLine(sizes, name)
        floor = Line(Mark(theme.muted), AXIS, round_ends=False)
        floor.draw(np.array([COLUMNS, RIGHT]), np.full(2, WALL))
        weights = Label(
            "weights", LEFT, WALL, size=NAME, colour=theme.foreground, weight="SemiBold"
        )
        self.still: list[VMobject] = [floor, weights]
        self.moving: list[VMobject] = [
            self.names, self.wall, *self._numbers.values(), self._axis, self.line,
            self.input, self._output_name, self._input_above, self._input_below,
        ]  # fmt: skip

    def draw_wall(self, weights: Floats, view: RemedyView, missing: float) -> None:
        """Pile weights (V, K) up."""
        self.wall.draw(weights, view, missing)

    def show_numbers(self, presence: dict[str, float]) -> None:
        """Show the numbers of each remedy, 0 to 1."""
        for remedy, group in self._numbers.items():
            show_numbers(group, presence[remedy])

    def draw_curve(self, output: Floats, view: RemedyView, wrong: float, longer: float) -> None:
        """Draw input, output (N,) and errors.

        Parameters
        ----------
        output
            What the weights give.
        view
            How near.
        wrong
            How far errors have grown, 0 to 1.
        longer
            How much of the continuation of the input there is, 0 to 1.
        """
        ends = np.array([COLUMNS, RIGHT])
        self._axis.draw(ends, np.full(2, view.zero))
        self._output_name.put(LEFT, view.zero)
        self._name_input(view.zero)
        x = view.across(np.arange(len(output), dtype=float))
        self.line.draw_at(x, view.down(output))
        self._draw_input(view, longer)
        self._draw_errors(x, output, view, wrong)

    def _name_input(self, zero: float) -> None:
        """Name the input above the output's name, or below where the axis is too high."""
        self._input_above.put(zero - 2 * NAME)
        self._input_below.put(zero + 3 * NAME)
        fade(self._input_above, float(zero >= HIGH_AXIS))
        fade(self._input_below, float(zero < HIGH_AXIS))

    def _draw_input(self, view: RemedyView, longer: float) -> None:
        windows = self._windows
        places = np.arange(len(windows.longer), dtype=float) - windows.before  # (M,)
        last, after = len(windows.curve) - 1, len(windows.longer) - windows.before
        first, end = -windows.before * longer, last + (after - 1 - last) * longer
        inside = places[(places > first) & (places < end)]
        shown = np.concatenate([[first], inside, [end]])
        self.input.draw_at(view.across(shown), view.down(np.interp(shown, places, windows.longer)))

    def _draw_errors(self, x: Floats, output: Floats, view: RemedyView, wrong: float) -> None:
        widest, share = ERROR
        half = min(widest, share * view.pitch) / 2
        wanted, reached = view.down(self._windows.curve), view.down(output)  # each (N,)
        reached = wanted + wrong * (reached - wanted)
        self.errors.draw(
            [
                Box(at - half, min(low, high), at + half, max(low, high))
                for at, low, high in zip(x.tolist(), wanted.tolist(), reached.tolist(), strict=True)
                if abs(high - low) > self.line.dot
            ]
        )


def _name(text: str, base: float, theme: Theme) -> Label:
    return Label(text, LEFT, base, size=NAME, colour=theme.foreground, weight="SemiBold")
