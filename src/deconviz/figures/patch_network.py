"""The network on one window, drawn from the settings: every weight is a line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from deconviz.arrays import Floats
from deconviz.config.experiment import NetworkSettings
from deconviz.look.wording import quantity
from deconviz.plotting.caption import Caption
from deconviz.plotting.diagram import EDGE, Sheet, ellipsis
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot

VARIANTS = ()
NEEDS = ()

CELL = 0.2  # inches
PITCH = 0.32  # inches from one point to the next
APART = 2  # pitches from one component to the next
MOST_POINTS, MOST_COMPONENTS = 8, 5  # in the picture
ROOM = {1: 2.35, 2: 3.0}  # inches across, by columns of the page
BESIDE = 0.97  # inches, of names beside rows
ABOVE, BELOW = 0.3, 0.4  # inches, of names above and below columns
GAP = 1.0  # inches between rows
MARGIN = {1: EDGE, 2: 0.4}  # inches before the first layer: half a name where names are below
HAIR = 0.9  # points
ACTIVATIONS = {"tanh": ", tanh", "relu": ", ReLU", "identity": ""}


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw points, components and points, from left to right, or downwards on one column."""
    return Plot(_picture(inputs.network, page), _caption(inputs.network))


@dataclass(frozen=True)
class _Row:
    """Cells of one layer: their indices, and where they begin, in inches."""

    indices: list[int | None]
    along: float
    across: Floats

    @classmethod
    def in_middle(
        cls, indices: list[int | None], along: float, pitch: float, extent: float
    ) -> _Row:
        first = (extent - (len(indices) - 1) * pitch - CELL) / 2
        return cls(indices, along, np.asarray(first + np.arange(len(indices)) * pitch))

    @property
    def cells(self) -> Floats:
        """Where cells begin, without the place of the ellipsis."""
        return self.across[[index is not None for index in self.indices]]


def _picture(network: NetworkSettings, page: Page) -> Figure:
    points = ellipsis(network.points, MOST_POINTS)
    components = ellipsis(network.channels, MOST_COMPONENTS)
    wide = max(len(points), APART * len(components) - 1)
    pitch = min(PITCH, (ROOM[page.columns] - CELL) / (wide - 1))
    extent = (wide - 1) * pitch + CELL
    margin = MARGIN[page.columns]
    gap = GAP if page.columns == 1 else (page.width - 2 * margin - 3 * CELL) / 2
    figure, sheet = _sheet(page, extent, 2 * gap + 3 * CELL)
    source, code, target = (
        _Row.in_middle(indices, layer * (gap + CELL), apart * pitch, extent)
        for layer, (indices, apart) in enumerate([(points, 1), (components, APART), (points, 1)])
    )
    for name, row in (("input", source), ("output", target)):
        sheet.cells(name, row.along, row.cells, CELL, page.theme.muted)
        for index, across in zip(row.indices, row.across, strict=True):
            if index is None:
                sheet.dots(row.along + CELL / 2, across + CELL / 2, page.theme.muted)
    _components_with_weights(sheet, page, source, code, target)
    _name(sheet, page, network, extent, [source, code, target])
    return figure


def _sheet(page: Page, extent: float, length: float) -> tuple[Figure, Sheet]:
    margin = MARGIN[page.columns]
    if page.columns == 1:
        size, origin = (page.width, length + 2 * margin), (BESIDE, margin)
    else:
        size, origin = (page.width, ABOVE + extent + BELOW), (margin, ABOVE)
    return Sheet.of(size, origin, downward=page.columns == 1)


def _components_with_weights(
    sheet: Sheet, page: Page, source: _Row, code: _Row, target: _Row
) -> None:
    for component, across in zip(code.indices, code.across, strict=True):
        if component is None:
            sheet.dots(code.along + CELL / 2, across + CELL / 2, page.theme.muted)
            continue
        mark = page.theme.component(component)
        number = str(component + 1)
        sheet.cells(f"component-{number}", code.along, np.array([across]), CELL, mark.colour)
        sheet.number(code.along, across, CELL, number, page.theme.background)
        begin = np.array([code.along, across + CELL / 2])
        for name, row, here, there in (
            ("encoder", source, CELL, 0.0),
            ("decoder", target, 0.0, CELL),
        ):
            cells = row.cells + CELL / 2
            far = np.stack([np.full(len(cells), row.along + here), cells], -1)  # (N, 2)
            near = np.broadcast_to(begin + np.array([there, 0]), far.shape)
            sheet.lines(f"{name}-{number}", np.stack([far, near], 1), mark, HAIR)


def _name(
    sheet: Sheet, page: Page, network: NetworkSettings, extent: float, rows: list[_Row]
) -> None:
    points = f"{network.points} points"
    middles = [row.along + CELL / 2 for row in rows]
    texts = (
        f"input\n{points}",
        f"code\n{quantity(network.channels, 'component')}",
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


def _caption(network: NetworkSettings) -> Caption:
    kernel, components = network.points, quantity(network.channels, "component")
    weights = quantity(network.channels * kernel, "weight")
    biases = quantity(network.channels, "bias", "biases")
    activation = ACTIVATIONS[network.activation].strip(", ")
    through = f", passed through {activation}" if activation else ""
    return Caption(
        finding=f"{kernel} points become {components} and {kernel} points again",
        method=(
            "The network on one window, drawn from the settings. A component is a weighted sum of "
            f"the points plus a bias{through}. The output is the sum of the decoder's filters, "
            "each times its component, plus a bias. Each line is a weight; its colour and dashes "
            "are those of the component"
        ),
        view="Diagram with lines from all points to all components and from there to all points",
        figures=f"Encoder: {weights} and {biases}. Decoder: {weights} and 1 bias",
    )
