"""The head of a film: its titles, and the kernel beside them if there is room."""

from __future__ import annotations

from dataclasses import dataclass

from deconviz.analysis.stamp_sum import StampSum
from deconviz.films.mobjects.titles import Title
from deconviz.films.stages.semantics.kernel_header import TO_TITLE, KernelHeader
from deconviz.look.language import LEFT
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
    """

    texts: tuple[str, ...]
    kernel: KernelHeader | None

    @classmethod
    def fitting(
        cls,
        states: tuple[StampSum, StampSum],
        texts: tuple[str, ...],
        short: tuple[str, ...],
        theme: Theme,
        name: ThemeName,
    ) -> Header:
        """Return the titles with the kernel, short ones if they have no room, or no kernel."""
        dilations = states[0].axis.dilation, states[1].axis.dilation
        kernel = KernelHeader(states[0].kernel.tolist(), dilations, theme, name)
        for these in (texts, short):
            if LEFT + max(_width(text, theme) for text in these) + TO_TITLE <= kernel.left:
                return cls(these, kernel)
        return cls(texts, None)


def _width(text: str, theme: Theme) -> float:
    return Title(text, theme).width_in_pixels
