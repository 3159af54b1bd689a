"""Whether a kernel of three ones a side checkerboards with stride 2: some points get more taps."""

from __future__ import annotations

import numpy as np

from deconviz.layers.axis import Axis
from deconviz.layers.phases import Phases
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.phases import draw_phases

VARIANTS = ()
NEEDS = ()

KERNEL, STRIDE = 3, 2


def draw(_: FigureInputs, page: Page) -> Plot:
    """Draw the phases of the kernel in two dimensions."""
    axis = Axis(KERNEL, STRIDE)
    return draw_phases(Phases(np.ones((KERNEL, KERNEL)), (axis, axis)), "A kernel of ones", page)
