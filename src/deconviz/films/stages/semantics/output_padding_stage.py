"""Two lengths shrink to the same numbers; output padding says to which of them they go back."""

from __future__ import annotations

from manim import VMobject

from deconviz.analysis.stamp_sum import StampSum
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.motion import between, during
from deconviz.films.mobjects.outline import Outline
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.titles import Titles
from deconviz.films.mobjects.tracks import between as on_its_way
from deconviz.films.stages.semantics.crops import CutLines, CutPlaces
from deconviz.films.stages.semantics.header import Header
from deconviz.films.stages.semantics.length import Length, crop_terms
from deconviz.films.stages.semantics.origins import Origins, Shrinking
from deconviz.films.stages.semantics.stamp_table import StampTable
from deconviz.films.stages.semantics.sum_row import FORMING, RISE, WRITE, Forming, SumRow
from deconviz.films.stages.semantics.table_layout import FORMULA
from deconviz.look.language import BESIDE_BAR, FADE, TILE_RADIUS
from deconviz.look.theme import Mark, Theme, ThemeName

SECONDS = 12.0
FIRST, RAISE, SECOND, FOLLOW = 0.3, 0.7, 1.5, 1.9  # brackets, numbers; and those of the other row
LEAVE, HOME, STAMP, SUMS = 3.6, 3.9, 4.5, 5.1
MORE = 7.2  # when the cut at the far end is lifted
ADDED = MORE + 0.35
BACK = 10.2  # when sums become points, and stamps go back into their inputs
POINTS, RISEN = BACK + 0.3, BACK + 0.9  # when they are, and when they are back in their rows
POSTER = 9.4
QUICK = 0.4  # seconds
AROUND, EDGE = 7.0, 4.0  # pixels: of the ring
APART = 40.0  # pixels between the formula and the word beside it


class OutputPaddingStage:
    """From lengths to numbers, and back to one length and to the other.

    Parameters
    ----------
    without, state
        The same numbers without and with output padding.
    first
        The first title.
    head
        The titles that follow, and the kernel.
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    moving
        All mobjects, the last on top.
    """

    def __init__(
        self,
        without: StampSum,
        state: StampSum,
        first: str,
        head: Header,
        theme: Theme,
        name: ThemeName,
    ) -> None:
        self._state, self._inputs = state, len(state.given)
        self._table = StampTable(without, state, theme, name, lower=head.lower)
        self._old = without.kept
        layout = self._table.layout
        self.origins = Origins(state, layout, self._table.colours, theme, name)
        self._row = SumRow(state, self._table, state.kept, theme)
        self._cut = [column for column in range(without.columns) if column not in without.kept]
        self._places = CutPlaces(self._cut, layout, theme, name)
        edges = [without.kept[0], without.kept[-1] + 1, state.kept[-1] + 1]
        self._lines = CutLines(edges, layout, theme)
        self._is_cut = [column > 0 for column in (state.axis.crop[0],) * 2]
        self._is_cut.append(state.axis.crop[1] > 0)
        terms = crop_terms(without), crop_terms(state, padding=False)
        self._ring, self._word, until = self._mark_added(theme)
        self._length = Length((without, state), terms, layout, theme, until)
        self._has_room = self._length.formulas[1].right < until + 1
        self._kernel = head.kernel
        second, third = head.texts
        self._titles = Titles(
            [(0.0, first), (LEAVE, second), (MORE, third), (POINTS, first)], theme
        )
        self.moving: list[VMobject] = [
            self.origins, *self._table.below, self._places, self._row, *self._table.tiles,
            self._lines, *self._table.names, self._length, self._ring, self._word, self._titles,
            *head.remark,
        ]  # fmt: skip
        if self._kernel:
            self.moving.append(self._kernel)

    def draw(self, time: float) -> None:
        """Draw a moment in seconds."""
        self._draw_origins(time)
        self._draw_table(time)
        self._draw_sums(time)
        self._titles.draw(time)
        if self._kernel:
            self._kernel.draw(0.0)
            fade(self._kernel, during(time, LEAVE + FADE / 2, POINTS - FADE / 2, FADE / 2))

    def written(self) -> list[str]:
        """Return the sums that can be read now."""
        return self._row.written()

    def _draw_origins(self, time: float) -> None:
        first = during(time, HOME, POINTS, QUICK)
        self.origins.draw(
            Shrinking(
                brackets=(
                    during(time, FIRST, LEAVE, QUICK),
                    during(time, SECOND, LEAVE, QUICK),
                ),
                arrows=(during(time, RAISE, LEAVE, QUICK), during(time, FOLLOW, LEAVE, QUICK)),
                copies=between(time, FOLLOW, FOLLOW + 0.7),
                back=during(time, SECOND, POINTS - QUICK, QUICK),
                home=between(time, HOME, STAMP) - between(time, POINTS, RISEN),
                sunk=(first, during(time, STAMP, BACK, POINTS - BACK)),
                words=1 - during(time, LEAVE, RISEN, 0.25),
            )
        )
        self.origins.numbers_named(during(time, RAISE, LEAVE))

    def _draw_table(self, time: float) -> None:
        risen = between(time, RAISE, RAISE + 0.7)
        gone = between(time, POINTS + FADE, RISEN)
        inputs: list[Box | None] = []
        for point in range(self._inputs):
            place = self._table.layout.input(self._table.above(point, 0.0))
            window = self.origins.window(0, point)
            box = on_its_way(window, place, risen)
            box = on_its_way(box, Box(box.left, box.bottom, box.right, box.bottom), gone)
            inputs.append(box if risen > 0 and gone < 1 else None)
        stamped = between(time, STAMP, STAMP + 0.6) - between(time, BACK, POINTS)
        self._table.draw(
            [0.0] * self._inputs,
            linked=(during(time, STAMP + 0.6, BACK - FADE),) * 2,
            stamped=stamped,
            numbered=during(time, RAISE + 0.7, POINTS),
            inputs=inputs,
        )
        fade(self._table.input_word, during(time, LEAVE + FADE, POINTS - FADE))

    def _draw_sums(self, time: float) -> None:
        early, late = _sum_or_point(SUMS, time), _sum_or_point(ADDED, time)
        empty = during(time, STAMP, BACK)
        opened = during(time, ADDED, BACK)
        self._row.draw(
            lambda j: early if j in self._old else late,
            lambda j: empty if j in self._old else opened,
            sinking=time >= BACK,
        )
        near = during(time, SUMS - 0.3, BACK, QUICK)
        far = during(time, SUMS - 0.3, MORE, QUICK)
        further = during(time, ADDED, BACK, QUICK)
        shares = [near, far, further]
        self._lines.draw([one * cut for one, cut in zip(shares, self._is_cut, strict=True)])
        holes = float(STAMP <= time < POINTS)
        kept = self._state.kept
        there = [holes * float(time < ADDED or j not in kept) for j in self._cut]
        self._places.draw(there, during(time, SUMS, BACK))
        wider = between(time, MORE, ADDED + 0.3)
        drawn = during(time, SUMS, BACK, QUICK)
        first = during(time, SUMS + FORMING - FADE, MORE - FADE)
        second = during(time, ADDED + RISE, BACK - FADE)
        self._length.draw(wider, (first, second), drawn)
        marked = during(time, ADDED + FORMING, BACK - FADE)
        fade(self._ring, marked)
        fade(self._word, marked * self._has_room)

    def _mark_added(self, theme: Theme) -> tuple[Outline, Label, float]:
        """Return a ring around what output padding adds, a word below it, and what leaves it room.

        The last is how far a formula may reach to the right, in pixels.
        """
        layout = self._table.layout
        first, last = self._old[-1] + 1, self._state.kept[-1]
        box = Box(
            layout.output(first).left - AROUND, layout.output(first).top - AROUND,
            layout.output(last).right + AROUND, layout.output(last).bottom + AROUND,
        )  # fmt: skip
        ring = Outline(box, Mark(theme.foreground), EDGE, TILE_RADIUS + AROUND)
        middle = (box.left + box.right) / 2
        word = Label(
            "added" if self._state.beyond else "kept", middle, FORMULA, size=BESIDE_BAR,
            colour=theme.foreground, weight="SemiBold", align="centre",
        )  # fmt: skip
        return ring, word, middle - word.width_in_pixels / 2 - APART


def _sum_or_point(begin: float, time: float) -> tuple[float, float, float]:
    """Return how far a sum has formed; at the end it loses its number and its foot."""
    if time >= POINTS:
        return 0.0, 0.0, 0.0
    fallen, risen, written = Forming(begin).at(time)
    return (
        min(fallen, 1 - between(time, BACK, POINTS)),
        risen,
        min(written, 1 - between(time, BACK - WRITE, BACK)),
    )
