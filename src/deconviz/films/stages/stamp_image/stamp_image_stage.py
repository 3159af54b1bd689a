"""All that is on the stage as pictures of a layer add up, drawn for any moment."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from deconviz.analysis.stamped_image import SLOW, StampedImage
from deconviz.arrays import Floats
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.motion import between
from deconviz.films.mobjects.picture import Picture
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Align, Label
from deconviz.films.mobjects.titles import Titles
from deconviz.films.mobjects.tracks import between as on_the_way
from deconviz.films.stages.stamp_image.grey_scale import GreyScale, two_figures
from deconviz.films.stages.stamp_image.image_clock import ARRIVE, LEAVE, SCALED, TURN, ImageClock
from deconviz.films.stages.stamp_image.image_layout import INPUT, KERNEL, RAISED, TILES, ImageLayout
from deconviz.look.language import DROP, FADE, FOLLOWER, MOVE, NAME, REMARK, RIGHT
from deconviz.look.theme import Mark, Theme

FRAME = 5.0  # width of the lines around the number at work and its stamp
ABOVE = 26.0  # pixels from a name down to its picture
SLIDE = 0.4  # of its time in which a picture leaves its column
BESIDE = 16.0  # pixels from a column, or from a picture to what is said below it
FORMULA = 40.0


class StampImageStage:
    """The mobjects of the film.

    Parameters
    ----------
    image
        The layer.
    clock
        When what happens.
    titles
        When each begins, and what it says.
    theme
        Colours.

    Attributes
    ----------
    moving
        All mobjects, the last on top.
    """

    def __init__(
        self,
        image: StampedImage,
        clock: ImageClock,
        titles: list[tuple[float, str]],
        theme: Theme,
    ) -> None:
        self._image, self._clock, self._theme = image, clock, theme
        self._layout = ImageLayout(image)
        self.canvas, self.input, self.kernel = Picture(), Picture(), Picture()
        self.flying, self.falling = Picture(), Picture()
        self.tiles = [Picture() for _ in image.parts]
        self._frame, self._around = (Line(Mark(theme.component(0).colour), FRAME) for _ in range(2))
        self._titles = Titles(titles, theme)
        self._given_range = float(np.abs(image.given).max())
        self._kernel_range = float(np.abs(image.kernel).max())
        self._last = 0, image.stamped(0)
        self._make_words()
        self._scale = GreyScale(image.largest_stamped, image.largest, theme)
        self.moving: list[VMobject] = [
            self._scale, self.canvas, self.input, self.kernel, *self.tiles, self._around,
            self.flying, self._frame, self.falling, *self._of_stamps, *self._of_parts,
            *self._factors, self._output, self._titles,
        ]  # fmt: skip

    def draw(self, time: float) -> None:
        """Draw a moment in seconds."""
        clock = self._clock
        gone = between(time, clock.turn, clock.turn + FADE)
        gone -= between(time, clock.back + MOVE, clock.back + MOVE + FADE)
        self._draw_given(gone)
        self._draw_stamps(time)
        self._draw_tiles(time)
        self._draw_canvas(time)
        for label in self._of_stamps:
            fade(label, 1 - gone)
        came = between(time, clock.turn + TURN, clock.turn + TURN + FADE)
        went = between(time, clock.back, clock.back + FADE)
        for label in self._of_parts:
            fade(label, came - went)
        fade(self._output, came - went)
        self._scale.turn(self._turned(time))
        self._titles.draw(time)

    def _make_words(self) -> None:
        image, layout = self._image, self._layout
        several = image.parted.example.layer.channels > 1
        given, kernel = layout.input, layout.kernel
        self._of_stamps = [
            self._name(
                f"input, channel {image.channel}" if several else "input",
                given.left, given.top - ABOVE,
            ),
            self._name("kernel", kernel.left, kernel.top - ABOVE),
            self._range(self._given_range, given),
            self._range(self._kernel_range, kernel),
        ]  # fmt: skip
        self._of_parts = [
            self._name(name, tile.left, tile.top - 16, size=REMARK)
            for (name, _), tile in zip(image.parts, map(layout.tile, range(9)), strict=False)
        ]
        canvas = layout.canvas
        outputs = image.parted.example.layer.outputs
        name = f"output, channel {image.parted.channel}" if outputs > 1 else "output"
        adds = f"what channel {image.channel} adds" if len(image.parts) > 1 else name
        self._of_stamps.append(self._name(adds, canvas.left, INPUT.top - ABOVE))
        self._output = self._name(name, canvas.left, INPUT.top - ABOVE)
        self._factors = [
            self._name(
                f"{two_figures(float(image.given.ravel()[place]))} × kernel",
                RIGHT, INPUT.top - ABOVE, "right", FORMULA,
            )
            for place in image.order[:SLOW]
        ]  # fmt: skip

    def _name(
        self, text: str, x: float, y: float, align: Align = "left", size: float = NAME
    ) -> Label:
        return Label(
            text, x, y, size=size, colour=self._theme.foreground, weight="SemiBold", align=align
        )

    def _range(self, largest: float, box: Box) -> Label:
        text = f"up to ±{two_figures(largest)[1:]}" if largest else "all 0"
        y = box.bottom + BESIDE + REMARK
        return Label(text, box.left, y, size=REMARK, colour=self._theme.muted)

    def _draw_given(self, gone: float) -> None:
        layout, image = self._layout, self._image
        self.input.draw(layout.input, image.given, self._given_range)
        self.kernel.draw(layout.kernel, image.kernel, self._kernel_range)
        for picture in (self.input, self.kernel):
            fade(picture, 1 - gone)

    def _draw_stamps(self, time: float) -> None:
        clock, layout, image = self._clock, self._layout, self._image
        for number, label in enumerate(self._factors):
            if number + 1 < len(clock.slow):
                begin, end = clock.slow[number], clock.slow[number + 1]
                fade(label, between(time, begin, begin + 0.15) - between(time, end - 0.15, end))
            else:
                fade(label, 0.0)
        for thing in (self.flying, self._frame, self._around):
            thing.clear_points()
        if not clock.slow[0] <= time < clock.sweep_end:
            return
        number = clock.landed(time)
        place = image.order[min(number, len(image.order) - 1)]
        self._around.around(layout.of_input(place).corners)
        if time >= clock.slow[-1]:
            self._frame.around(_inside(layout.stamp(place), layout.canvas).corners)
            return
        begin, end = clock.slow[number], clock.slow[number + 1]
        share = (time - begin) / (end - begin)
        if share < LEAVE:
            return
        above = layout.stamp(place)
        above = Box(above.left, above.top - RAISED, above.right, above.bottom - RAISED)
        way = (share - LEAVE) / (ARRIVE - LEAVE)
        landing = 1 - DROP / (end - begin)
        box = _aside_first(layout.kernel, above, KERNEL.right, way)
        if share > landing:
            drop = ((share - landing) / (1 - landing)) ** 2
            down = drop * RAISED
            box = Box(box.left, box.top + down, box.right, box.bottom + down)
        factor = float(image.given.ravel()[place])
        scaled = between(share, ARRIVE, SCALED)
        of_kernel = image.kernel / (self._kernel_range or 1.0) * image.largest_stamped
        values = of_kernel + scaled * (factor * image.kernel - of_kernel)
        self.flying.draw(box, values, image.largest_stamped)
        self._frame.around(box.corners)

    def _draw_tiles(self, time: float) -> None:
        clock, layout, image = self._clock, self._layout, self._image
        back = between(time, clock.back, clock.back + MOVE)
        for number, (tile, (_, part)) in enumerate(zip(self.tiles, image.parts, strict=True)):
            begin = clock.turn + FADE + FOLLOWER * number
            grown = between(time, begin, begin + MOVE) - back
            place = layout.tile(number)
            if number == 0 and time < clock.back:
                box = on_the_way(layout.canvas, place, (time - clock.turn) / TURN)
                tile.draw(box, part, self._largest(time))
                fade(tile, 1.0 if time >= clock.turn else 0.0)
            else:
                tile.draw(_shrunk(place, grown), part, image.largest)
                fade(tile, 1.0 if grown > 0 else 0.0)

    def _draw_canvas(self, time: float) -> None:
        clock, layout, image = self._clock, self._layout, self._image
        self.falling.clear_points()
        if time < clock.turn:
            values = self._stamped(clock.landed(time))
        else:
            values = image.added(clock.fallen(time))
            values = values * (1 - between(time, clock.back, clock.back + MOVE))
            for number, begin in enumerate(clock.falls[:-1]):
                if begin <= time < begin + MOVE:
                    self._draw_falling(number, (time - begin) / MOVE)
        self.canvas.draw(layout.canvas, values, self._largest(time))

    def _stamped(self, count: int) -> Floats:
        """Return what so many stamps add up to, shape (N, N'): frames have the same for long."""
        if count != self._last[0]:
            self._last = count, self._image.stamped(count)
        return self._last[1]

    def _draw_falling(self, number: int, way: float) -> None:
        """Draw a part on its way: aside from the others first, then onto the canvas."""
        layout, image = self._layout, self._image
        start = layout.tile(number)
        box = _aside_first(start, layout.canvas, TILES.right, way)
        shown = image.parts[number][1] + way**6 * image.added(number)
        self.falling.draw(box, shown, image.largest)

    def _largest(self, time: float) -> float:
        """Return the number at the end of the canvas's grey scale."""
        turned = self._turned(time)
        return float(self._image.largest_stamped ** (1 - turned) * self._image.largest**turned)

    def _turned(self, time: float) -> float:
        """Return how far the scale is that of the output, 0 to 1."""
        clock = self._clock
        turned = between(time, clock.turn, clock.turn + TURN)
        return turned - between(time, clock.back + MOVE, clock.back + 2 * MOVE)


def _aside_first(start: Box, end: Box, beyond: float, way: float) -> Box:
    """Return a rectangle on its way: out of a column that ends at `beyond` first, then on."""
    shift = max(beyond + BESIDE - start.left, 0.0)
    aside = Box(start.left + shift, start.top, start.right + shift, start.bottom)
    if way < SLIDE:
        return on_the_way(start, aside, way / SLIDE)
    return on_the_way(aside, end, (way - SLIDE) / (1 - SLIDE))


def _inside(box: Box, room: Box) -> Box:
    """Return what of a rectangle is inside of another."""
    return Box(
        max(box.left, room.left), max(box.top, room.top),
        min(box.right, room.right), min(box.bottom, room.bottom),
    )  # fmt: skip


def _shrunk(box: Box, share: float) -> Box:
    """Return a rectangle around the same middle, of a share of the size."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    half: Floats = max(share, 0.0) * np.array([box.width, box.height]) / 2
    return Box(x - half[0], y - half[1], x + half[0], y + half[1])
