"""Which window of a curve a film enters."""

from __future__ import annotations

import numpy as np

from deconviz.arrays import Floats

RULE = "the window with the highest mean"


def window_example(windows: Floats) -> int:
    """Choose one of the windows of a curve, shape (W, K), by `RULE`."""
    return int(np.asarray(windows.mean(1)).argmax())
