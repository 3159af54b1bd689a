"""When everything in the three views moves, and where to."""

from __future__ import annotations

import numpy as np

from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.tracks import Track
from deconviz.films.stages.three_views.views_layout import ViewsLayout
from deconviz.look.language import CAMERA, DROP, FADE, FOLLOWER, MOVE

SECONDS = 24.0
STAMP, FALL, FOCUS = 0.6, 3.2, 4.7  # scatter: stamps, columns fall, one of them in focus
GATHER, ROLL, CHIPS, TURN, SPREAD, ZEROS, SLIDE = 6.2, 6.7, 7.3, 8.1, 9.0, 9.8, 10.4
TURNING = 0.9
ROLLING = 0.6  # of a stamp into its kernel, and again out of it
STOP = 1.4  # of the step in focus
SLIDING = 2.1  # all other steps
MATRIX, STAMPED, SWING, ROW = 14.4, 15.0, 15.9, 17.0
FINAL, SHRINK, FED = 19.0, 19.2, 20.5
BACK, HOME = 22.4, 22.7
STAMPING = 2.4  # all stamps


class Tracks:
    """The tracks of inputs, kernels, products and outputs.

    Parameters
    ----------
    layout
        The places.
    busiest
        The output in focus.

    Attributes
    ----------
    steps
        When the turned kernel arrives at each output.
    inputs, chips, stamps, outputs
        Tracks; of chips and stamps one list for each input.
    """

    def __init__(self, layout: ViewsLayout, busiest: int) -> None:
        self.layout, self.busiest = layout, busiest
        self.hop = min(0.36, SLIDING / max(layout.outputs - 1, 1))
        stops = np.arange(layout.outputs) > busiest
        steps = SLIDE + self.hop * np.arange(layout.outputs) + STOP * stops
        self.steps: list[float] = steps.tolist()
        self.inputs = [self._input(i) for i in range(layout.inputs)]
        places = range(layout.kernel)
        self.chips = [[self._chip(i, k) for k in places] for i in range(layout.inputs)]
        self.stamps = [[self._stamp(i, k) for k in places] for i in range(layout.inputs)]
        self.outputs = [self._output(j) for j in range(layout.outputs)]

    def strip(self, time: float, place: int) -> Box | None:
        """Return where a number of the kernel in the gathering strip is, while it turns too."""
        box = self.chips[0][place].at(time)
        if box is None or not TURN <= time < TURN + TURNING:
            return box
        layout = self.layout
        first, last = self.old_place(0), self.old_place(layout.kernel - 1)
        x, y = (first.left + last.right) / 2, (first.top + first.bottom) / 2
        share = (time - TURN) / TURNING
        angle = np.pi * share * share * (3 - 2 * share)
        reach = (last.right - first.left) / 2
        scale = 1 - (1 - min(1.0, 300 / reach)) * np.sin(angle)
        old = self.old_place(place)
        distance = ((old.left + old.right) / 2 - x) * scale
        across, down = x + distance * np.cos(angle), y + distance * np.sin(angle)
        width, height = scale * old.width / 2, scale * old.height / 2
        return Box(across - width, down - height, across + width, down + height)

    def old_place(self, place: int) -> Box:
        """Return where the kernel was before it turned."""
        return self.layout.cell(self.layout.outputs - self.layout.kernel + place, 1)

    def fallen(self, time: float, number: int) -> tuple[float, float]:
        """Return how far the parts of an output have fallen, and its number has risen."""
        early = FALL + min(0.12, 0.9 / self.layout.outputs) * number
        step = self.steps[number] + (0.5 if number == self.busiest else 0.12)
        if time < GATHER:
            return _share(time, early, DROP), _share(time, early + DROP, FADE)
        if time < ROLL:
            return 1 - _share(time, GATHER + 0.15, 0.35), 1 - _share(time, GATHER, 0.15)
        if time < BACK:
            return _share(time, step, 0.25), _share(time, step + 0.25, 0.15)
        return 1 - _share(time, BACK + 0.25, 0.2), 1 - _share(time, BACK, 0.25)

    def window(self, time: float) -> float:
        """Return at which output the turned kernel is, also between two."""
        now = int(np.searchsorted(self.steps, time, side="right")) - 1
        if now < 0 or now + 1 >= len(self.steps):
            return float(min(max(now, 0), len(self.steps) - 1))
        begin = self.steps[now + 1] - 0.55 * self.hop
        return now + _eased(_share(time, begin, 0.55 * self.hop))

    def leaves(self, number: int) -> float:
        """Return when the turned kernel leaves an output."""
        if number + 1 < len(self.steps):
            return self.steps[number + 1] - 0.55 * self.hop
        return MATRIX - 0.2

    def _input(self, number: int) -> Track:
        layout = self.layout
        track = Track(layout.input(number))
        track.move(SPREAD, layout.cell(number * layout.stride, 0))
        track.move(MATRIX, layout.input(number), 0.6)
        track.move(SWING, layout.factor(number), 1.0)
        track.move(SHRINK, layout.small_matrix(layout.factor(number)), CAMERA)
        return track.move(HOME, layout.input(number))

    def _chip(self, number: int, place: int) -> Track:
        layout = self.layout
        home = layout.chip(number, place)
        track = Track(home).move(CHIPS, self.old_place(place), MOVE - 0.02)
        if number:
            track.jump(CHIPS + MOVE, None)
        else:
            turned = layout.kernel - 1 - place
            track.jump(TURN + TURNING - 0.001, self.old_place(turned))
            track.move(SPREAD, layout.cell(turned + 1 - layout.kernel, 1))
            for output in range(1, layout.outputs):
                there = layout.cell(turned + 1 - layout.kernel + output, 1)
                seconds = 0.55 * self.hop
                track.carry(self.steps[output] - seconds, there, seconds)
        if number:
            track.jump(MATRIX, layout.cell(layout.outputs - 1 - place, 1))
        track.move(MATRIX, home, 0.6)
        entry = layout.entry(number * layout.stride + place, number)
        track.move(SWING, _middle(entry), 1.0).jump(SWING + 1.0, None)
        return track.jump(HOME, _middle(layout.small_matrix(entry))).move(HOME, home)

    def _stamp(self, number: int, place: int) -> Track:
        layout = self.layout
        column = number * layout.stride + place
        chip, here = layout.chip(number, place), layout.stamp(number, place)
        apart = STAMPING / layout.inputs
        begin, step = STAMP + apart * number, self.steps[column]
        track = Track(None).jump(begin, chip).move(begin, here, min(MOVE, apart))
        track.move(ROLL, chip, ROLLING).jump(ROLL + ROLLING, None)
        track.jump(step, layout.cell(number * layout.stride, 1))
        track.move(step, layout.cell(number * layout.stride, 2), 0.12)
        track.jump(self.leaves(column), None)
        track.jump(STAMPED, chip).move(STAMPED, here, ROLLING)
        entry = layout.entry(column, number)
        track.move(SWING + FOLLOWER * number, entry, 1.0 - FOLLOWER * number)
        track.move(SHRINK, layout.small_matrix(entry), CAMERA)
        return track.move(HOME, chip).jump(HOME + MOVE, None)

    def _output(self, number: int) -> Track:
        layout = self.layout
        row = layout.output(number)
        track = Track(row).move(SWING, layout.result(number), 1.0)
        track.move(SHRINK, layout.fed(number), CAMERA)
        return track.jump(BACK + 0.5, row)


def _middle(box: Box) -> Box:
    """Return the point in the middle of a rectangle."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return Box(x, y, x, y)


def _share(time: float, begin: float, seconds: float) -> float:
    return min(max((time - begin) / seconds, 0.0), 1.0)


def _eased(share: float) -> float:
    return share * share * (3 - 2 * share)
