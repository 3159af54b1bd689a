"""Whether a layer checkerboards: taps by phase, their sums, and what a constant comes out as."""

from __future__ import annotations

from deconviz.layers.layer import Layer
from deconviz.layers.phases import Phases
from deconviz.plotting.page import Page, Plot


def draw_phases(phases: Phases, name: str, page: Page) -> Plot:
    """Draw the phases of one kernel.

    Parameters
    ----------
    phases
        Of a kernel of one or two dimensions.
    name
        What the kernel is called in words, as "filter 3 of code-noise".
    page
        Colours and width.
    """
    raise NotImplementedError


def draw_layer_phases(layer: Layer, name: str, page: Page) -> Plot:
    """Draw the phases of a layer: of the pair of channels that makes most of a pattern.

    Parameters
    ----------
    layer
        The transposed convolution.
    name
        What the layer is called in words.
    page
        Colours and width.
    """
    raise NotImplementedError
