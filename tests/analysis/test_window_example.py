"""The window that a film enters is the one with the highest mean."""

import numpy as np

from deconviz.analysis.window_example import window_example


def test_it_is_the_window_with_the_highest_mean() -> None:
    assert window_example(np.array([[9.0, -9.0, 0.0], [1.0, 2.0, 1.0], [3.0, 0.0, 0.0]])) == 1
