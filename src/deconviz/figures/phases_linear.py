"""Whether the kernel that interpolates linearly checkerboards with stride 2: its sums are equal."""

from __future__ import annotations

import numpy as np

from deconviz.layers.axis import Axis
from deconviz.layers.phases import Phases
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.phases import draw_phases

VARIANTS = ()
NEEDS = ()

STRIDE = 2
ALONG = np.array([1, 3, 3, 1]) / 4  # what a point half a step away has of each neighbour


def draw(_: FigureInputs, page: Page) -> Plot:
    """Draw the phases of the kernel in two dimensions."""
    axis = Axis(len(ALONG), STRIDE, crop=(1, 1))
    phases = Phases(np.outer(ALONG, ALONG), (axis, axis))
    return draw_phases(phases, "The kernel of linear interpolation", page)
