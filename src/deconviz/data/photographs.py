"""Photographs, scaled as the curves are and split into an upper and a lower part."""

from __future__ import annotations

import numpy as np
import pywt.data

from deconviz.arrays import Floats
from deconviz.config.experiment import PhotographSettings
from deconviz.data import curves

TAKEN = {"aero": pywt.data.aero, "ascent": pywt.data.ascent, "camera": pywt.data.camera}


def dataset(settings: PhotographSettings) -> tuple[Floats, Floats]:
    """Return the lower part of a photograph to train on, and the held-out part above it.

    They share no point, so no patch of one shares any with a patch of the other. Both are
    shifted and scaled by the same two numbers, which are taken from the part to train on alone:
    there the points get the mean of a curve's points, which is 0, and their standard deviation.

    Returns
    -------
    train, held_out
        Arrays of shape (rows, columns).
    """
    points = np.asarray(TAKEN[settings.photograph](), np.float64)  # (512, 512)
    lower = points[settings.split :]  # (rows, 512)
    values = (points - lower.mean()) / lower.std() * curves.deviation()  # (512, 512)
    return values[settings.split :], values[: settings.split]
