"""All that is on the stage in the three views of a layer, drawn for any moment."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from deconviz.analysis.three_views import ShownPart
from deconviz.films.mobjects.areas import Tint
from deconviz.films.mobjects.arrow import Arrow
from deconviz.films.mobjects.easing import smoothstep
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.holes import Holes
from deconviz.films.mobjects.lines import Dots, Line
from deconviz.films.mobjects.outline import Outline
from deconviz.films.mobjects.output_tile import OutputTile
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Align, Label
from deconviz.films.mobjects.tile import IN_HOLE, Tile, TileArea, put_in, shade
from deconviz.films.mobjects.tracks import between
from deconviz.films.stages.three_views.small_view import SmallView, output_shapes
from deconviz.films.stages.three_views.three_views_tracks import (
    BACK,
    CHIPS,
    FED,
    FINAL,
    FOCUS,
    GATHER,
    HOME,
    MATRIX,
    ROW,
    SHRINK,
    SPREAD,
    SWING,
    TURN,
    ZEROS,
    Tracks,
)
from deconviz.films.stages.three_views.view_words import ViewWords
from deconviz.films.stages.three_views.views_layout import (
    OUTPUT_TOP,
    ROWS,
    SMALL_GATHER,
    SMALL_MATRIX,
    SMALL_SCATTER,
    TILE,
    ViewsLayout,
)
from deconviz.look.language import (
    AXIS,
    BOTTOM,
    CAMERA,
    EMPTY_EDGE,
    FADE,
    FOCUS_RADIUS,
    LEFT,
    MOVE,
    NAME,
    REMARK,
    RESULT,
    RIGHT,
    SURFACES,
    TILE_RADIUS,
    input_colours,
)
from deconviz.look.language import FOCUS as FOCUS_OPACITY
from deconviz.look.theme import Mark, Theme, ThemeName
from deconviz.look.wording import number

AROUND = 9.0  # pixels from a tile to the edge of the focus
SMALL_ARROW, SMALL_HEAD = 6.0, 24.0
DOT = 6.0  # radius of a zero of the matrix
PRODUCT_DOT = 9.0  # radius of the sign between matrix and input
REMARK_BASE, LEADING = 88.0, 46.0  # base lines of what is left out
LONG_ARROW = 60.0  # pixels: no shorter arrow says how far the kernel moves


class ThreeViewsStage:
    """The mobjects of the three views.

    Parameters
    ----------
    part
        The layer, or what of it is shown.
    layout, tracks
        Where everything is, and when.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    moving
        All mobjects, the last on top.
    view
        Which view is shown: scatter, gather, matrix, or all.
    """

    def __init__(
        self, part: ShownPart, layout: ViewsLayout, tracks: Tracks, theme: Theme, name: ThemeName
    ) -> None:
        self._part, self._ways = part, part.ways
        self._layout, self._tracks = layout, tracks
        self._theme, self._name = theme, name
        self._colours = input_colours(layout.inputs, theme, name)
        self._make_tiles()
        self._make_shapes()
        self._make_words()
        self._small_views()
        self.moving: list[VMobject] = [
            self._focus, *self._slots, self._line, self._cut, self._zeros, self._old, self._dots,
            self._product,
            *(part for output in self.outputs for part in output.strip), self._faces,
            *(output.label for output in self.outputs),
            *(tile for row in reversed(self.stamps) for tile in row),
            *self.inputs, *self._zero_texts, *self._nothing, *self._old_texts,
            *(tile for row in reversed(self.chips) for tile in row),
            self._down, self._turn, self._stride, self._bracket, *self._feeds,
            *self._texts.values(), *self._times, *self._small, self._words, *self._remark,
        ]  # fmt: skip
        self.view = "scatter"

    def numbers(self) -> list[str]:
        """Return the outputs that are written now."""
        return [output.label.text for output in self.outputs if output.label.fill_rgbas[0, 3] > 0]

    def draw(self, time: float) -> None:
        """Draw a moment in seconds."""
        ends = {"scatter": GATHER, "gather": MATRIX, "matrix": FINAL}
        self.view = next((view for view, end in ends.items() if time < end), "all")
        self._draw_tiles(time)
        self._draw_outputs(time)
        self._draw_scatter(time)
        self._draw_gather(time)
        self._draw_matrix(time)
        self._draw_all(time)
        self._draw_focus(time)
        lit = (
            1 - _while(time, GATHER, FINAL),
            max(_while(time, GATHER, MATRIX), _while(time, FINAL, BACK)),
            _while(time, MATRIX, BACK),
        )
        apart = _while(time, SHRINK, HOME, CAMERA, MOVE)
        self._words.draw(lit, apart)
        for line in self._remark:
            fade(line, max(1 - _while(time, SHRINK - FADE, HOME + MOVE), 0.0))

    # --- Making ---

    def _make_tiles(self) -> None:
        ways, theme = self._ways, self._theme
        rounded = self._part.rounded
        most = max(map(abs, rounded(ways.stamps))) or 1.0
        heaviest = max(map(abs, rounded(ways.kernel))) or 1.0
        self.inputs = [
            Tile([value], [colour], theme)
            for value, colour in zip(rounded(ways.input), self._colours, strict=True)
        ]
        grey = SURFACES[self._name].kernel
        weights = rounded(ways.kernel)
        self.chips = [[Tile([w], [grey], theme) for w in weights] for _ in self.inputs]
        self.stamps = [
            [
                Tile(
                    [product, weight],
                    [
                        shade(colour, abs(product) / most, theme),
                        shade(colour, abs(weight) / heaviest, theme),
                    ],
                    theme,
                )
                for product, weight in zip(rounded(row), weights, strict=True)
            ]
            for row, colour in zip(ways.stamps, self._colours, strict=True)
        ]
        self.outputs = [
            OutputTile(value, ways.parts[:, j], self._colours, theme)
            for j, value in zip(ways.kept, rounded(ways.scatter()), strict=True)
        ]

    def _make_shapes(self) -> None:
        theme, layout = self._theme, self._layout
        self._faces = TileArea(theme.foreground)
        self._focus = Tint(theme.foreground, FOCUS_RADIUS, FOCUS_OPACITY)
        self._slots = [
            Outline(layout.output(j), Mark(theme.grid), EMPTY_EDGE, TILE_RADIUS)
            for j in self._ways.kept
        ]
        self._line = Line(Mark(theme.muted), AXIS)
        self._line.draw(np.array([layout.across(0), layout.right]), np.full(2, 788.0))
        self._zeros, self._old, self._cut = (Holes(self._name) for _ in range(3))
        filled = {i * layout.stride for i in range(layout.inputs)}
        columns = range(1 - layout.kernel, layout.outputs)
        self._empty = [column for column in columns if column not in filled]
        self._zero_texts = [self._muted("0") for _ in self._empty]
        for text, column in zip(self._zero_texts, self._empty, strict=True):
            put_in(text, layout.cell(column, 0), IN_HOLE)
        self._nothing = [self._muted("0") for _ in range(layout.kernel)]
        self._old_texts = [self._muted(number(w)) for w in self._part.rounded(self._ways.kernel)]
        self._dots = Dots(theme.muted, DOT)
        self._product = Dots(theme.foreground, PRODUCT_DOT)
        middle = layout.factor(0).left - 66.0
        self._product.draw(np.array([middle]), np.array([588.0]))
        self._down = Arrow(Mark(theme.foreground))
        self._turn = Arrow(Mark(theme.foreground))
        self._stride = Arrow(Mark(theme.foreground))
        self._bracket = Line(Mark(theme.muted), AXIS)
        self._feeds = [Arrow(Mark(theme.muted), SMALL_ARROW, SMALL_HEAD) for _ in range(3)]

    def _muted(self, text: str) -> Label:
        return Label(
            text, 0, 0, size=RESULT, colour=self._theme.muted, align="centre", tabular=True
        )

    def _make_words(self) -> None:
        layout = self._layout
        last = layout.input(layout.inputs - 1)
        below = max(last.bottom, ROWS[2] + TILE) + 48
        middle = OUTPUT_TOP + TILE / 2 + NAME / 2
        between_zeros = "between" if layout.stride > 1 and layout.inputs > 1 else "around"
        caption = "input" if not self._empty else f"input, with zeros {between_zeros}"
        factor, result = layout.factor(layout.inputs - 1), layout.result(0)
        entry = layout.entry(0, 0)
        half = (layout.entry(0, 0).top + layout.entry(layout.kernel - 1, 0).bottom) / 2
        fed = layout.fed(0)
        self._texts = {
            "input": self._text("input", LEFT, below),
            "chips": self._text("kernel", layout.chip(0, 0).left, below),
            "plus": self._text("+", layout.across(0) - 24, 800, "right"),
            "output": self._text("output", LEFT, middle),
            "caption": self._text(caption, LEFT, ROWS[0] - 26),
            "strip": self._text("kernel", 0, 0, "right"),
            "products": self._text("products", 0, 0, "right"),
            "turned": self._text("turned by 180°", 0, 0, "centre"),
            "column": self._text("kernel", entry.left - 58, half + NAME / 2, "right"),
            "stride": self._text(f"stride {layout.stride}", 0, 0),
            "equals": self._sign("=", factor.right + 96),
            "factor": self._text(
                "input",
                (factor.left + factor.right) / 2,
                factor.bottom + 54 if factor.bottom + 70 < BOTTOM else layout.factor(0).top - 22,
                "centre",
            ),
            "result": self._text("output", result.right + 36, 588 + NAME / 2),
            "fed": self._text("output", LEFT, (fed.top + fed.bottom) / 2 + NAME / 2),
        }
        self._times = [self._text("×", *layout.times(i), "centre") for i in range(layout.inputs)]
        for sign, i in zip(self._times, range(layout.inputs), strict=True):
            x, y = layout.times(i)
            sign.put(x, y + NAME / 2 - 4)
        smalls = (SMALL_SCATTER, SMALL_GATHER, SMALL_MATRIX)
        middles = [(box.left + box.right) / 2 for box in smalls]
        self._middles = (middles[0], middles[1], middles[2])
        self._words = ViewWords(self._middles, self._theme)
        self._remark = [
            Label(
                line, RIGHT, REMARK_BASE + number_of * LEADING, size=REMARK,
                colour=self._theme.muted, align="right",
            )
            for number_of, line in enumerate(self._part.words)
        ]  # fmt: skip

    def _text(self, text: str, x: float, y: float, align: Align = "left") -> Label:
        return Label(
            text, x, y, size=NAME, colour=self._theme.foreground, weight="SemiBold",
            align=align,
        )  # fmt: skip

    def _sign(self, text: str, x: float) -> Label:
        return Label(
            text, x, 588 + RESULT / 2, size=RESULT, colour=self._theme.foreground,
            weight="SemiBold", align="centre",
        )  # fmt: skip

    def _small_views(self) -> None:
        layout, ways, theme = self._layout, self._ways, self._theme
        stamps = [
            (layout.stamp(i, k), tile.colours[0])
            for i, row in enumerate(self.stamps)
            for k, tile in enumerate(row)
        ]
        grey = SURFACES[self._name].kernel
        strip = [
            (layout.cell(self._tracks.busiest - layout.kernel + 1 + k, 1), grey)
            for k in range(layout.kernel)
        ]
        inputs = [
            (layout.cell(i * layout.stride, 0), colour) for i, colour in enumerate(self._colours)
        ]
        outputs: list[tuple[Box, int]] = [(layout.output(j), j) for j in ways.kept]
        cut = [layout.output(j) for j in self._ways.cut]
        zeros = [layout.cell(column, 0) for column in self._empty]
        results = [(layout.result(j), j) for j in ways.kept]
        self._small = [
            SmallView(
                [(place(box), colour) for box, colour in shapes]
                + [
                    shape
                    for box, j in totals
                    for shape in output_shapes(
                        place(box), ways.parts[:, j].tolist(), self._colours, theme.foreground
                    )
                ],
                [place(box) for box in holes],
                self._name,
            )
            for place, shapes, totals, holes in (
                (layout.small_scatter, stamps, outputs, cut),
                (layout.small_gather, inputs + strip, outputs, zeros + cut),
                (layout.small_matrix, [], results, []),
            )
        ]

    # --- Drawing ---

    def _draw_tiles(self, time: float) -> None:
        tracks, is_matrix = self._tracks, SWING + 0.5 <= time < BACK + 1
        for tile, track in zip(self.inputs, tracks.inputs, strict=True):
            tile.draw(track.at(time), 0, track.rest(time))
        for number_of, (row, of_row) in enumerate(zip(self.chips, tracks.chips, strict=True)):
            for place, (tile, track) in enumerate(zip(row, of_row, strict=True)):
                box = track.at(time) if number_of else tracks.strip(time, place)
                is_hidden = number_of > 0 and CHIPS < time < CHIPS + 1
                tile.draw(box, 0, 0.0 if is_hidden else track.rest(time))
        for row, of_row in zip(self.stamps, tracks.stamps, strict=True):
            for tile, track in zip(row, of_row, strict=True):
                tile.draw(track.at(time), int(is_matrix), track.rest(time))

    def _draw_outputs(self, time: float) -> None:
        layout, tracks, faces = self._layout, self._tracks, []
        for slot, (j, output) in enumerate(zip(self._ways.kept, self.outputs, strict=True)):
            track = tracks.outputs[j]
            box = track.at(time)
            if box is None:
                continue
            fallen, risen = tracks.fallen(time, j)
            if time >= BACK:
                sources: list[Box | None] = [Box(box.left, box.bottom, box.right, box.bottom)]
                sources *= layout.inputs
            elif time < ROLL_END:
                sources = [self._source(i, j, 0) for i in range(layout.inputs)]
            else:
                sources = [self._source(i, j, 2) for i in range(layout.inputs)]
            faces.append(output.draw(box, sources, fallen, risen, track.rest(time)))
            fade(self._slots[slot], (1 - risen) * (1 - _while(time, SWING, BACK + 0.5)))
        self._faces.draw(faces)
        ends = [tracks.outputs[j].at(time) for j in self._ways.cut]
        self._cut.draw([box for box in ends if box])

    def _source(self, i: int, j: int, row: int) -> Box | None:
        layout, place = self._layout, j - i * self._layout.stride
        if not 0 <= place < layout.kernel:
            return None
        return layout.cell(i * layout.stride, 2) if row else layout.stamp(i, place)

    def _draw_scatter(self, time: float) -> None:
        shown = 1 - _while(time, GATHER + 0.6, BACK + 1.0)
        for name in ("input", "chips", "plus"):
            fade(self._texts[name], shown)
        for sign in self._times:
            fade(sign, max(shown, _while(time, MATRIX + 0.6, SWING - FADE)))
        fade(self._line, max(shown, _while(time, MATRIX + 0.6, SWING - FADE)))
        fade(self._texts["output"], 1 - _while(time, SWING, BACK + 0.8))

    def _draw_gather(self, time: float) -> None:
        layout, tracks = self._layout, self._tracks
        fade(self._texts["caption"], _while(time, SPREAD + MOVE - FADE, MATRIX))
        out = ease((time - ZEROS) / 0.4) * (1 - ease((time - MATRIX) / 0.3))
        ends = [track.at(time) for track in tracks.inputs]
        holes = []
        for column, text in zip(self._empty, self._zero_texts, strict=True):
            nearest = min(range(layout.inputs), key=lambda i: abs(i * layout.stride - column))
            home, there = ends[nearest], layout.cell(column, 0)
            if out and home:
                holes.append(between(home, there, out))
            fade(text, _while(time, ZEROS + 0.4, MATRIX - FADE))
        at_work = tracks.steps[0] - 0.1 <= time < MATRIX
        window = tracks.window(time)
        left = layout.across(0) + (window - layout.kernel + 1) * layout.pitch
        if at_work and abs(window - round(window)) < 1e-9:
            holes += self._zero_products(round(window))
        self._zeros.draw(holes)
        self._draw_nothing(time)
        self._draw_old_place(time)
        self._draw_arrow_down(time, window)
        for name, row in (("strip", 1), ("products", 2)):
            text = self._texts[name]
            text.put(left - 26, ROWS[row] + TILE / 2 + NAME / 2)
            room = (left - 26 - text.width_in_pixels - LEFT) / 40
            fade(text, ease(room) * _while(time, tracks.steps[0], MATRIX - FADE))

    def _zero_products(self, output: int) -> list[Box]:
        first = output - self._layout.kernel + 1
        empty = set(self._empty)
        return [
            self._layout.cell(column, 2) for column in range(first, output + 1) if column in empty
        ]

    def _draw_nothing(self, time: float) -> None:
        """Write the products that are zero, where the kernel stops."""
        busiest = self._tracks.busiest
        begin, end = self._tracks.steps[busiest], self._tracks.leaves(busiest)
        shown = _while(time, begin, end - FADE)
        boxes = self._zero_products(busiest)
        for place, text in enumerate(self._nothing):
            is_there = place < len(boxes) and put_in(text, boxes[place], IN_HOLE)
            fade(text, shown if is_there else 0.0)

    def _draw_old_place(self, time: float) -> None:
        layout, tracks = self._layout, self._tracks
        meets = layout.outputs - layout.kernel
        end = tracks.steps[meets] - tracks.hop - FADE if meets > 0 else SPREAD
        begin = SPREAD + MOVE - FADE
        shown = (
            _while(time, begin, min(end, MATRIX)) if end > begin + 1 and layout.kernel > 1 else 0.0
        )
        for thing in (self._old, self._turn, self._texts["turned"], *self._old_texts):
            fade(thing, shown)
        if not shown:
            return
        boxes = [tracks.old_place(k) for k in range(layout.kernel)]
        self._old.draw(boxes)
        for text, box in zip(self._old_texts, boxes, strict=True):
            fade(text, shown if put_in(text, box, IN_HOLE) else 0.0)
        first, last = boxes[0], boxes[-1]
        x = np.array([first.left + first.right, last.left + last.right]) / 2
        angle = np.linspace(0, np.pi, 25)
        middle, reach = x.mean(), (x[1] - x[0]) / 2
        top = first.bottom + 16
        self._turn.draw(middle + reach * np.cos(angle), top + 74 * np.sin(angle))
        word = self._texts["turned"]
        half = word.width_in_pixels / 2
        word.put(min(float(middle), RIGHT - half), top + 74 + 62)

    def _draw_arrow_down(self, time: float, window: float) -> None:
        layout = self._layout
        x = layout.across(0) + window * layout.pitch + layout.tile[0] / 2
        start = ROWS[2] + TILE + AROUND + 6
        end = layout.output(0).top - 10
        self._down.draw(np.full(2, x), np.array([start, end]))
        fade(self._down, _while(time, self._tracks.steps[0], MATRIX - FADE))

    def _draw_matrix(self, time: float) -> None:
        layout = self._layout
        shown = _while(time, ROW - 0.3, FINAL)
        for name in ("column", "equals", "factor", "result"):
            fade(self._texts[name], shown)
        fade(self._product, shown)
        first, last = layout.entry(0, 0), layout.entry(layout.kernel - 1, 0)
        x = first.left - 34
        self._bracket.draw(
            np.array([x + 16, x, x, x + 16]),
            np.array([first.top + 3, first.top + 3, last.bottom - 3, last.bottom - 3]),
        )
        fade(self._bracket, shown)
        has_arrow = self._draw_stride(shown)
        zeros = [
            self._layout.entry(row, column)
            for row, column in np.argwhere(self._ways.matrix == 0).tolist()
            if not 0 <= row - column * layout.stride < layout.kernel
            and not (has_arrow and row < layout.stride)
        ]
        self._dots.draw(
            np.array([(box.left + box.right) / 2 for box in zeros]),
            np.array([(box.top + box.bottom) / 2 for box in zeros]),
        )
        fade(self._dots, shown)

    def _draw_stride(self, shown: float) -> bool:
        """Draw how far the second kernel is below the first, and tell whether there is room."""
        layout = self._layout
        if layout.inputs < 2:
            fade(self._texts["stride"], 0.0)
            return False
        top, below = layout.entry(0, 1).top + 8, layout.entry(layout.stride, 1)
        has_room = below.top - 14 - top >= LONG_ARROW
        x = (below.left + below.right) / 2
        self._stride.draw(np.full(2, x), np.array([top, max(below.top - 14, top + LONG_ARROW)]))
        fade(self._stride, shown * has_room)
        self._texts["stride"].put(x + 34, (top + below.top - 14) / 2 + NAME / 2)
        fade(self._texts["stride"], shown * has_room)
        return has_room

    def _draw_all(self, time: float) -> None:
        layout, leaving = self._layout, ease((time - BACK) / 0.7)
        for place, (view, middle) in enumerate(zip(self._small, self._middles, strict=True)):
            share = ease((time - SHRINK - 0.3) / 0.9) * (1 - leaving)
            if place == 2:
                share = float(time >= SHRINK) * (1 - leaving)
            view.draw(middle, 150.0, share)
        shown = _while(time, FED, BACK)
        targets = (layout.fed(0).right, 960.0, layout.fed(layout.outputs - 1).left)
        for arrow, start, end in zip(self._feeds, self._middles, targets, strict=True):
            along = np.linspace(0, 1, 25)
            x = start + (end - start) * along * along * (3 - 2 * along)
            arrow.draw(x, 616 + (layout.fed(0).top - 18 - 616) * along)
            fade(arrow, shown)
        fade(self._texts["fed"], shown)

    def _draw_focus(self, time: float) -> None:
        layout, busiest = self._layout, self._tracks.busiest
        share, box = 0.0, layout.output(busiest)
        if time < GATHER:
            share = _while(time, FOCUS, GATHER, 0.5)
            whole = Box(box.left, layout.input(0).top, box.right, box.bottom)
        elif time < MATRIX:
            share = _while(time, self._tracks.steps[0] - 0.4, MATRIX, 0.3)
            left = layout.across(0) + (self._tracks.window(time) - layout.kernel + 1) * layout.pitch
            right = left + layout.kernel * layout.pitch - 14
            box = Box(left, layout.cell(0, 0).top, right, layout.cell(0, 0).top)
            whole = Box(left, box.top, right, layout.cell(0, 2).bottom)
        else:
            share = _while(time, ROW, FINAL, 0.4)
            box = layout.result(busiest)
            whole = Box(layout.entry(0, 0).left, box.top, box.right, box.bottom)
        grown = between(box, whole, share)
        boxes = [
            Box(max(grown.left - AROUND, LEFT), grown.top - AROUND,
                min(grown.right + AROUND, RIGHT), grown.bottom + AROUND)
        ]  # fmt: skip
        self._focus.draw(boxes if share > 0 else [])


ROLL_END = TURN


def ease(share: float) -> float:
    """Start and stop gently: 0 to 0, 1 to 1, at rest before and after."""
    return smoothstep(min(max(share, 0.0), 1.0))


def _while(
    time: float, begin: float, end: float, coming: float = FADE, going: float | None = None
) -> float:
    """Come from `begin` on, and go from `end` on: 0 to 1."""
    leave = coming if going is None else going
    return min(ease((time - begin) / coming), 1 - ease((time - end) / leave))
