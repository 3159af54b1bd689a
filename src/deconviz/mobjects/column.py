"""One network among others: what a component does to its output, and with which filters."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import VGroup, VMobject
from numpy.typing import NDArray

from deconviz import contributions
from deconviz.mobjects.axes import Panel
from deconviz.mobjects.curves import Curve, Family
from deconviz.mobjects.fading import fade
from deconviz.mobjects.page import Box
from deconviz.mobjects.shelf import filter_box
from deconviz.mobjects.text import LARGE, Label, Number
from deconviz.theme import Mark, Theme

Floats = NDArray[np.float64]

OUTPUT = (334.0, 616.0)  # pixels of the page, top and bottom
NAME_BASE, NOTE_BASE, CODE_BASE = 238.0, 288.0, 746.0
FILTERS = (792.0, 952.0)
GAP = 44.0  # pixels between the two filters


class Column:
    """A column of the page about one network.

    Parameters
    ----------
    left, right
        Pixels of the page.
    name, note
        Of the network, and how it was trained.
    decoder, encoder
        Its filters and kernels, both of shape (C, K).
    bias
        The decoder's.
    reach
        The largest output either way that will be shown.
    theme
        Colours.
    first
        Whether it is the leftmost, which has the labels that all share.

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
        decoder: Floats,
        encoder: Floats,
        bias: float,
        reach: float,
        theme: Theme,
        first: bool,
    ) -> None:
        self._decoder, self._bias = decoder, bias
        marks = [theme.component(component) for component in range(len(decoder))]
        box = Box(left, OUTPUT[0], right, OUTPUT[1])
        panel = Panel(box, decoder.shape[1], reach, theme, labelled=first)
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
                    for box, filters in zip(boxes, (decoder, encoder), strict=True)
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
        """Show a code of shape (C,), whose `component` is on its way.

        Parameters
        ----------
        code
            Shape (C,).
        component
            Counted from 0.
        family
            Codes that the output is also shown for, shape (n, C).
        presence
            How much of what belongs to the component is there, 0 to 1.
        """
        self._code = code
        for other, (curves, filters) in enumerate(zip(self._families, self._filters, strict=True)):
            fade(filters, presence if other == component else 0.0)
            curves.clear_points()
        outputs = contributions.decode(family, self._decoder, self._bias)  # (n, K)
        self._families[component].draw_values(outputs)
        self._output.draw(contributions.decode(code, self._decoder, self._bias))  # (K,)
        self._number.set_to(code[component])
        fade(self._number, presence)

    def facts(self) -> dict[str, Any]:
        """Return the code, and what is drawn of it, read off the picture."""
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
