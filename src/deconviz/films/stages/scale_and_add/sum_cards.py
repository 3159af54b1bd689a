"""The cards of all parts of a sum: one a filter, and one for all that have none of their own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from deconviz.analysis.sum_example import SumExample
from deconviz.arrays import Floats
from deconviz.films.mobjects.filter_card import FilterCard
from deconviz.films.mobjects.stage import Box
from deconviz.films.stages.scale_and_add.others_card import OthersCard
from deconviz.look.theme import Theme, ThemeName

OWN_SCALES = 4.0  # times: filters that differ more have a scale of their own on each card


class SumCards(VGroup):
    """What moves on the cards; `still` is the rest.

    Parameters
    ----------
    boxes
        Where each card is.
    examples
        All that are added in the film.
    filters
        Shape (C, K).
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    still
        Cards, filters, and tracks of faders.
    """

    def __init__(
        self,
        boxes: Sequence[Box],
        examples: Sequence[SumExample],
        filters: Floats,
        theme: Theme,
        name: ThemeName,
    ) -> None:
        self._parts = parts = examples[0].parts
        alone = list(parts.alone)
        peaks = np.abs(filters[alone]).max(1)  # one a filter
        has_own = bool(peaks.max() > OWN_SCALES * peaks.min())
        largest = max(float(np.abs(example.code[alone]).max()) for example in examples)
        self._filters = [
            FilterCard(
                box, component, theme.component(part), filters[component],
                float(peak if has_own else peaks.max()), largest, theme, name, peak=has_own,
            )
            for part, (box, component, peak) in enumerate(zip(boxes, alone, peaks, strict=False))
        ]  # fmt: skip
        self._others: list[OthersCard] = []
        if parts.together:
            mark, count = theme.component(len(alone)), len(parts.together)
            scale = max(float(np.abs(example.terms[-1]).max()) for example in examples)
            self._others = [
                OthersCard(boxes[-1], count, mark, filters.shape[1], scale, theme, name)
            ]
        cards: list[FilterCard | OthersCard] = [*self._filters, *self._others]
        self.still = VGroup(*(card.still for card in cards))
        super().__init__(*cards)

    @property
    def numbers(self) -> list[str]:
        """What filters are multiplied by, as it is written."""
        return [card.number.text for card in self._filters]

    def set_to(self, code: Floats, terms: Floats, at_work: Sequence[float]) -> None:
        """Set all cards.

        Parameters
        ----------
        code
            Shape (C,).
        terms
            What each part adds, shape (P, K).
        at_work
            How much each card is at work, 0 to 1.
        """
        numbers = code[list(self._parts.alone)].tolist()
        for card, value, work in zip(self._filters, numbers, at_work, strict=False):
            card.set_to(value, work)
        for others in self._others:
            others.set_to(terms[-1], at_work[-1])
