"""The network on one window, drawn from the settings: every weight is a line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from deconviz.experiment import Network
from deconviz.material import Material
from deconviz.plotting.diagram import EDGE, Sheet, elided
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.words import counted

VARIANTS = ()
NEEDS = ()

CELL = 0.2  # inches
PITCH = 0.32  # inches from one point to the next
APART = 2  # pitches from one component to the next
MOST_POINTS, MOST_COMPONENTS = 8, 5  # that are drawn
ROOM = {1: 2.35, 2: 3.0}  # inches across, by columns of the page
BESIDE = 0.97  # inches, of names beside rows
ABOVE, BELOW = 0.3, 0.4  # inches, of names above and below columns
GAP = 1.0  # inches between rows
MARGIN = {1: EDGE, 2: 0.4}  # inches before the first layer: half a name where names are below
HAIR = 0.9  # points
ACTIVATIONS = {"tanh": ", tanh", "relu": ", ReLU", "identity": ""}

Floats = NDArray[np.float64]


def draw(material: Material, page: Page) -> Drawn:
    """Draw points, components and points, from left to right, or downwards on one column."""
    network = material.network
    components = counted(network.channels, "component")
    finding = f"{network.kernel} points become {components} and {network.kernel} points again"
    return Drawn(_picture(network, page), finding, _caption(finding, network), _seen(network))


@dataclass(frozen=True)
class _Row:
    """Cells of one layer: which are drawn, and where they begin, in inches."""

    shown: list[int | None]
    along: float
    across: Floats

    @classmethod
    def centred(cls, shown: list[int | None], along: float, pitch: float, extent: float) -> _Row:
        first = (extent - (len(shown) - 1) * pitch - CELL) / 2
        return cls(shown, along, np.asarray(first + np.arange(len(shown)) * pitch))

    @property
    def cells(self) -> Floats:
        """Where those cells begin that are drawn."""
        return self.across[[index is not None for index in self.shown]]


def _picture(network: Network, page: Page) -> Figure:
    points = elided(network.kernel, MOST_POINTS)
    components = elided(network.channels, MOST_COMPONENTS)
    wide = max(len(points), APART * len(components) - 1)
    pitch = min(PITCH, (ROOM[page.columns] - CELL) / (wide - 1))
    extent = (wide - 1) * pitch + CELL
    margin = MARGIN[page.columns]
    gap = GAP if page.columns == 1 else (page.width - 2 * margin - 3 * CELL) / 2
    figure, sheet = _sheet(page, extent, 2 * gap + 3 * CELL)
    given, code, restored = (
        _Row.centred(shown, layer * (gap + CELL), apart * pitch, extent)
        for layer, (shown, apart) in enumerate([(points, 1), (components, APART), (points, 1)])
    )
    for name, row in (("input", given), ("output", restored)):
        sheet.cells(name, row.along, row.cells, CELL, page.theme.muted)
        for index, across in zip(row.shown, row.across, strict=True):
            if index is None:
                sheet.dots(row.along + CELL / 2, across + CELL / 2, page.theme.muted)
    _components_with_weights(sheet, page, given, code, restored)
    _name(sheet, page, network, extent, [given, code, restored])
    return figure


def _sheet(page: Page, extent: float, length: float) -> tuple[Figure, Sheet]:
    margin = MARGIN[page.columns]
    if page.columns == 1:
        size, origin = (page.width, length + 2 * margin), (BESIDE, margin)
    else:
        size, origin = (page.width, ABOVE + extent + BELOW), (margin, ABOVE)
    return Sheet.of(size, origin, downward=page.columns == 1)


def _components_with_weights(
    sheet: Sheet, page: Page, given: _Row, code: _Row, restored: _Row
) -> None:
    for component, across in zip(code.shown, code.across, strict=True):
        if component is None:
            sheet.dots(code.along + CELL / 2, across + CELL / 2, page.theme.muted)
            continue
        mark = page.theme.component(component)
        number = str(component + 1)
        sheet.cells(f"component-{number}", code.along, np.array([across]), CELL, mark.colour)
        sheet.number(code.along, across, CELL, number, page.theme.background)
        begin = np.array([code.along, across + CELL / 2])
        for name, row, here, there in (
            ("encoder", given, CELL, 0.0),
            ("decoder", restored, 0.0, CELL),
        ):
            cells = row.cells + CELL / 2
            far = np.stack([np.full(len(cells), row.along + here), cells], -1)  # (N, 2)
            near = np.broadcast_to(begin + np.array([there, 0]), far.shape)
            sheet.lines(f"{name}-{number}", np.stack([far, near], 1), mark, HAIR)


def _name(sheet: Sheet, page: Page, network: Network, extent: float, rows: list[_Row]) -> None:
    points = f"{network.kernel} points"
    middles = [row.along + CELL / 2 for row in rows]
    texts = (
        f"input\n{points}",
        f"code\n{counted(network.channels, 'component')}",
        f"output\n{points}",
    )
    for along, text in zip(middles, texts, strict=True):
        sheet.name_layer(along, extent, text, page.theme.foreground)
    broken = "{}:\n{},\n{}" if page.columns == 1 else "{}: {}, {}"
    steps = (
        broken.format("encoder", "multiply", f"add{ACTIVATIONS[network.activation]}"),
        broken.format("decoder", "multiply", "add"),
    )
    for first, second, text in zip(middles, middles[1:], steps, strict=False):
        sheet.name_step((first + second) / 2, text, page.theme.muted)


def _caption(finding: str, network: Network) -> str:
    weights = counted(network.channels * network.kernel, "weight")
    biases = counted(network.channels, "bias", "biases")
    activation = ACTIVATIONS[network.activation].strip(", ")
    squashed = f", passed through {activation}" if activation else ""
    return (
        f"{finding}. The network on one window, from the settings: a component is the sum of the "
        f"points, each times a weight of its own, and a bias{squashed}; the output is the sum of "
        f"the decoder's filters, each times its component, and a bias. A line is a weight, colour "
        f"and dashes tell the component. Encoder: {weights} and {biases}; decoder: {weights} and "
        "1 bias."
    )


def _seen(network: Network) -> str:
    return (
        f"Diagram: {network.kernel} points, {counted(network.channels, 'component')}, "
        f"{network.kernel} points. Lines lead from every point to every component, and from there "
        "to every point of the output."
    )
