"""All that a film about how far components move the output shows, in its places."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from deconviz.analysis.movement import Movement
from deconviz.arrays import Floats
from deconviz.films.mobjects.beam import Beam
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.one_component.component_card import ComponentCard
from deconviz.films.stages.one_component.dot_card import DotCard
from deconviz.films.stages.one_component.movement_bars import MovementBars
from deconviz.films.stages.one_component.movement_layout import MovementLayout
from deconviz.films.stages.one_component.output_range import OutputRange
from deconviz.films.stages.one_component.terms import Terms
from deconviz.look.language import AXIS, LEFT, NAME
from deconviz.look.theme import Mark, Theme, ThemeName
from deconviz.network.arithmetic import scaled_filters
from deconviz.network.autoencoder import Autoencoder

BEYOND = 20.0  # pixels of the axis beyond the output
BEAM = 20.0  # pixels by which a beam is narrower than its card
BEFORE = 52.0  # pixels from the name of the output to its line: a lit column has room
CODE_NAME = 57.0  # pixels from the card down to the base line of its name


class MovementStage:
    """The code, the filters, the scaled filters with their sum, families of outputs, and bars.

    Parameters
    ----------
    network
        Of C components, on windows of K points.
    codes
        Real codes, shape (N, C).
    movement
        The ranges of the components, and how far each moves the output.
    rest
        The code from which they start, shape (C,).
    families
        Codes over the whole range of each component, each of shape (curves, C).
    theme, theme_name
        Colours, and the theme's name.

    Attributes
    ----------
    still
        What never moves.
    layout
        Where all is.
    name
        Of the output, to the left of where its line begins.
    dot_card, cards, beams, ranges, terms, bars
        The code, and of each component its card, its beam, its outputs, its scaled filter and its
        bar.
    """

    def __init__(
        self,
        network: Autoencoder,
        codes: Floats,
        movement: Movement,
        rest: Floats,
        families: list[Floats],
        theme: Theme,
        theme_name: ThemeName,
    ) -> None:
        self._network, self._theme = network, theme
        self._works = [-1.0] * network.channels
        outputs = [network.decode(family) for family in families]  # each (curves, K)
        every = np.concatenate([rest[None], *families])  # (n, C)
        terms = scaled_filters(every, network.decoder_filters)  # (n, C, K)
        reached = np.concatenate([network.decode(every).ravel(), terms.ravel()])
        self.layout = MovementLayout.of(movement.distances, reached, network.kernel)
        self.dot_card = DotCard(self.layout.code, codes, rest, movement, theme, theme_name)
        low, high = np.minimum(movement.low, rest), np.maximum(movement.high, rest)  # each (C,)
        self.cards = [
            ComponentCard(box, c, network.decoder_filters[c], (low[c], high[c]), theme, theme_name)
            for c, box in enumerate(self.layout.cards)
        ]
        axes, width = self.layout.outputs, self.layout.column
        self.ranges = [
            OutputRange(
                axes, network.decode(rest), family, (point, width), component, theme, theme_name
            )
            for component, (family, point) in enumerate(zip(outputs, movement.columns, strict=True))
        ]
        self.terms = Terms(axes, network.channels, theme)
        columns = [one.column for one in self.ranges]
        self.bars = MovementBars(self.layout, movement.distances, columns, movement.order, theme)
        self._make_axis()
        self.name = Label(
            "output", 0, 0, size=NAME, colour=theme.foreground, weight="SemiBold", align="right"
        )
        self.still: list[VMobject] = [
            self._code_name(), self.dot_card.still, *(card.still for card in self.cards),
            self.bars.still,
        ]  # fmt: skip

    def moving(self, discs: VMobject) -> list[VMobject]:
        """Return what moves, from the lowest to the highest, with discs of lines among it."""
        return [
            *self.beams, *self.ranges, self._axis, self.terms, self.name, discs, self.bars,
            self.dot_card, *self.cards,
        ]  # fmt: skip

    def ends(self, codes: Floats) -> Floats:
        """Return where scaled filters of codes (n, C) end, in pixels, shape (n, C)."""
        last = self._network.decoder_filters[:, -1]  # (C,)
        return self.layout.outputs.down(codes * last)

    def show(self, code: Floats) -> None:
        """Show a code (C,), and what it scales the filters to."""
        filters = scaled_filters(code, self._network.decoder_filters)  # (C, K)
        output = self._network.decode(code)  # (K,)
        self.terms.draw(filters, output)
        outputs = self.layout.outputs
        self.name.put(outputs.box.left - BEFORE, float(outputs.down(output[0])) + NAME / 2)
        self.dot_card.set_to(code)
        for card, value in zip(self.cards, code.tolist(), strict=True):
            card.set_to(value)

    def work(self, component: int, share: float) -> None:
        """Set how much a component is at work, 0 to 1."""
        if share == self._works[component]:
            return
        self._works[component] = share
        self.cards[component].work(share)
        self.dot_card.work(component, share)
        self.beams[component].light(share)
        self.terms.work(component, share)

    def _make_axis(self) -> None:
        plot = self.layout.outputs.box
        zero = float(self.layout.outputs.down(0.0))
        left, right = plot.left - BEYOND, plot.right + BEYOND
        self._axis = Line(Mark(self._theme.muted), AXIS, round_ends=False)
        self._axis.draw(np.array([left, right]), np.full(2, zero))
        self.beams = [
            Beam(
                self._theme.component(component).colour,
                (card.box.left + BEAM, card.box.right - BEAM, card.box.bottom),
                (left, right, zero),
            )
            for component, card in enumerate(self.cards)
        ]

    def _code_name(self) -> Label:
        y, colour = self.layout.code.bottom + CODE_NAME, self._theme.foreground
        return Label("code", LEFT, y, size=NAME, colour=colour, weight="SemiBold")
