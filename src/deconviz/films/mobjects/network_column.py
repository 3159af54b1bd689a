"""One network among others: what a component does to its output, and its filters."""

from __future__ import annotations

from typing import Any

from manim import VGroup, VMobject

from deconviz.arrays import Floats
from deconviz.films.mobjects.axes import Panel
from deconviz.films.mobjects.curves import Curve, Family
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.shelf import filter_box
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import LARGE, Label, Number
from deconviz.look.theme import Mark, Theme
from deconviz.network.autoencoder import Autoencoder

OUTPUT = (334.0, 616.0)  # pixels, top and bottom
NAME_BASE, NOTE_BASE, CODE_BASE = 238.0, 288.0, 746.0
FILTERS = (792.0, 952.0)
GAP = 44.0  # pixels between the two filters


class NetworkColumn:
    """A column of the stage about one network.

    Parameters
    ----------
    left, right
        Pixels.
    name, note
        Of the network, and how it was trained.
    network
        The network.
    reach
        The largest absolute value of any output of the film.
    theme
        Colours.
    first
        Whether it is the leftmost, whose labels all columns share.

    Attributes
    ----------
    still
        What never moves.
    moving
        What `show` moves.
    """

    def __init__(
        self,
        left: float,
        right: float,
        *,
        name: str,
        note: str,
        network: Autoencoder,
        reach: float,
        theme: Theme,
        first: bool,
    ) -> None:
        self._network = network
        marks = [theme.component(component) for component in range(network.channels)]
        box = Box(left, OUTPUT[0], right, OUTPUT[1])
        panel = Panel(box, network.kernel, reach, theme, y_labels=first)
        boxes = _side_by_side(left, right)
        self.still = VGroup(
            panel,
            Label(name, left, NAME_BASE, size=LARGE, colour=theme.foreground, weight="SemiBold"),
            Label(f"output, {note}", left, NOTE_BASE, colour=theme.muted),
            *_captions(boxes, theme),
        )
        self._families = [Family(panel.axes, mark.colour) for mark in marks]
        self._output = Curve(panel.axes, Mark(theme.foreground), width=7)
        self._filters = [
            VGroup(
                *(
                    filter_box(box, filters[component], mark, theme)[1]
                    for box, filters in zip(
                        boxes, (network.decoder_filters, network.encoder_kernels), strict=True
                    )
                ),
                Label(f"component {component + 1}", left, CODE_BASE, colour=mark.colour),
            )
            for component, mark in enumerate(marks)
        ]
        self._number = Number(right - 190, CODE_BASE, size=LARGE, colour=theme.foreground)
        self.moving: list[VMobject] = [
            *self._families, self._output, *self._filters, self._number,
        ]  # fmt: skip

    def show(self, code: Floats, component: int, family: Floats, presence: float) -> None:
        """Show a code on the way of one component through its range.

        Parameters
        ----------
        code
            Shape (C,).
        component
            Which, counted from 0.
        family
            Codes whose outputs are shown too, shape (n, C).
        presence
            Opacity of what belongs to the component, 0 to 1.
        """
        self._code = code
        for other, (curves, filters) in enumerate(zip(self._families, self._filters, strict=True)):
            fade(filters, presence if other == component else 0.0)
            curves.clear_points()
        self._families[component].draw_values(self._network.decode(family))  # (n, K)
        self._output.draw(self._network.decode(code))  # (K,)
        self._number.set_to(code[component])
        fade(self._number, presence)

    def facts(self) -> dict[str, Any]:
        """Return the code, and the number and the output read off the picture."""
        return {
            "code": self._code.tolist(),
            "numbers": [self._number.text],
            "output": self._output.values().tolist(),
        }


def _side_by_side(left: float, right: float) -> tuple[Box, Box]:
    middle = (left + right) / 2
    return (
        Box(left, FILTERS[0], middle - GAP / 2, FILTERS[1]),
        Box(middle + GAP / 2, FILTERS[0], right, FILTERS[1]),
    )


def _captions(boxes: tuple[Box, Box], theme: Theme) -> list[Label]:
    return [
        Label(text, (box.left + box.right) / 2, box.bottom + 48, colour=theme.muted, align="centre")
        for box, text in zip(boxes, ("decoder filter", "encoder filter"), strict=True)
    ]
