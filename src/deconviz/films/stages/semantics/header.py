"""The head of a film: its titles, the kernel beside them if there is room, and a remark below."""

from __future__ import annotations

from dataclasses import dataclass

from deconviz.analysis.stamp_sum import StampSum
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.titles import Title
from deconviz.films.stages.semantics.kernel_header import TO_TITLE, KernelHeader
from deconviz.films.stages.semantics.table_layout import LOWER, REMARK_BASE
from deconviz.look.language import LEFT, REMARK
from deconviz.look.theme import Theme, ThemeName


@dataclass(frozen=True)
class Header:
    """Titles in turn, and the kernel.

    Attributes
    ----------
    texts
        The titles.
    kernel
        The kernel, if it has room.
    remark
        A line that says in what a film shows a part only, if it does.
    """

    texts: tuple[str, ...]
    kernel: KernelHeader | None
    remark: tuple[Label, ...]

    @property
    def lower(self) -> float:
        """Pixels: how much lower inputs are, for the remark."""
        return LOWER if self.remark else 0.0

    @classmethod
    def fitting(
        cls,
        states: tuple[StampSum, StampSum],
        texts: tuple[str, ...],
        short: tuple[str, ...],
        remark: str,
        theme: Theme,
        name: ThemeName,
    ) -> Header:
        """Return the titles with the kernel, short ones if they have no room, or no kernel.

        The remark says in what it is a part.
        """
        below: tuple[Label, ...] = ()
        if remark:
            below = (Label(remark, LEFT, REMARK_BASE, size=REMARK, colour=theme.muted),)
        dilations = states[0].axis.dilation, states[1].axis.dilation
        kernel = KernelHeader(states[0].rounded(states[0].kernel), dilations, theme, name)
        for these in (texts, short):
            if LEFT + max(_width(text, theme) for text in these) + TO_TITLE <= kernel.left:
                return cls(these, kernel, below)
        return cls(texts, None, below)


def _width(text: str, theme: Theme) -> float:
    return Title(text, theme).width_in_pixels
