"""Measured series, scaled as the curves are and split in time."""

from __future__ import annotations

import numpy as np
import pywt.data

from deconviz.arrays import Floats
from deconviz.config.experiment import SeriesSettings
from deconviz.data import curves

MEASURED = {"ecg": pywt.data.ecg}


def dataset(settings: SeriesSettings) -> tuple[Floats, Floats]:
    """Return the part of a series to train on, and the held-out part that follows it in time.

    They share no point, so no patch of one shares any with a patch of the other. Both are
    shifted and scaled by the same two numbers, which are taken from the first part alone: there
    the points get the mean of a curve's points, which is 0, and their standard deviation.

    Returns
    -------
    train, held_out
        Arrays of shape (1, N) and (1, M): as of one long curve.
    """
    points = np.asarray(MEASURED[settings.series](), np.float64)  # (N + M,)
    first = points[: settings.split]  # (N,)
    values = (points - first.mean()) / first.std() * curves.deviation()  # (N + M,)
    return values[None, : settings.split], values[None, settings.split :]
