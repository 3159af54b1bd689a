"""The output: sums that form out of what stamps drop, each column for itself."""

from __future__ import annotations

from collections.abc import Callable

from manim import VGroup

from deconviz.analysis.stamp_sum import StampSum
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.motion import between
from deconviz.films.mobjects.outline import Outline
from deconviz.films.mobjects.output_tile import OutputTile
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.tile import TileArea
from deconviz.films.stages.semantics.stamp_table import StampTable
from deconviz.look.language import DROP, EMPTY_EDGE, TILE_RADIUS
from deconviz.look.theme import Mark, Theme

RISE, WRITE = 0.25, 0.15  # seconds
LIFT = RISE + 0.4
FORMING = DROP + RISE + WRITE


class Forming:
    """How far a sum has come at a time: its parts fall, it rises out of them, and is written.

    At its end it sinks into its parts, and they sink to the foot of its tile.

    Parameters
    ----------
    begin, end
        Seconds: when parts begin to fall, and when the sum begins to sink.

    Attributes
    ----------
    end
        As given.
    """

    def __init__(self, begin: float, end: float = 1e6) -> None:
        self._begin, self.end = begin, end

    def at(self, time: float) -> tuple[float, float, float]:
        """Return how far parts have fallen, the sum has risen and is written, each 0 to 1."""
        begin, end = self._begin, self.end
        return (
            min(between(time, begin, begin + DROP), 1 - between(time, end + RISE, end + LIFT)),
            min(
                between(time, begin + DROP, begin + DROP + RISE), 1 - between(time, end, end + RISE)
            ),
            min(
                between(time, begin + DROP + RISE, begin + FORMING),
                1 - between(time, end - WRITE, end),
            ),
        )


class SumRow(VGroup):
    """The sums in some columns, with one setting.

    Parameters
    ----------
    state
        The numbers and the setting.
    table
        Where stamps are.
    columns
        Those that it shows.
    theme
        Colours.

    Attributes
    ----------
    tiles
        By column.
    """

    def __init__(self, state: StampSum, table: StampTable, columns: range, theme: Theme) -> None:
        self._state, self._table = state, table
        self._faces = TileArea(theme.foreground)
        sums = state.rounded(state.sums)
        self.tiles = {
            j: OutputTile(sums[j], state.parts[:, j], table.colours, theme) for j in columns
        }
        self.slots = {
            j: Outline(table.layout.output(j), Mark(theme.grid), EMPTY_EDGE, TILE_RADIUS)
            for j in columns
        }
        super().__init__(
            *self.slots.values(),
            *(part for tile in self.tiles.values() for part in tile.strip),
            self._faces,
            *(tile.label for tile in self.tiles.values()),
        )

    def draw(
        self,
        forming: Callable[[int], tuple[float, float, float]],
        empty: Callable[[int], float],
        *,
        sinking: bool = False,
    ) -> None:
        """Draw each column as far as it has come.

        Parameters
        ----------
        forming
            How far a column's parts have fallen, its sum has risen and is written.
        empty
            How much of a column's edge is there while it is not filled.
        sinking
            Whether parts sink to the foot of their tile, and do not fall from their stamps.
        """
        faces = []
        for j, tile in self.tiles.items():
            fallen, risen, written = forming(j)
            box = self._table.layout.output(j)
            feet = tile.places(box)
            sources = [
                _bottom(feet.get(i)) if sinking else self._table.source(self._state, i, j)
                for i in range(len(self._state.given))
            ]
            faces.append(tile.draw(box, sources, fallen, risen, written))
            fade(self.slots[j], empty(j) * (1 - risen))
        self._faces.draw(faces)

    def written(self) -> list[str]:
        """Return the numbers that can be read now."""
        return [tile.label.text for tile in self.tiles.values() if tile.label.fill_rgbas[0, 3] > 0]


def _bottom(box: Box | None) -> Box | None:
    return Box(box.left, box.bottom, box.right, box.bottom) if box else None
