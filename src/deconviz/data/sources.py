"""The data that settings ask for, whatever their kind."""

from __future__ import annotations

from deconviz.arrays import Floats
from deconviz.config.experiment import AnyData, CurveSettings, SeriesSettings
from deconviz.data import curves, photographs, series


def dataset(settings: AnyData) -> tuple[Floats, Floats]:
    """Return what to train on and what is held out.

    Returns
    -------
    train, held_out
        Curves of shape (N, points) and (M, points), or pictures of shape (rows, columns).
    """
    match settings:
        case CurveSettings():
            return curves.dataset(settings)
        case SeriesSettings():
            return series.dataset(settings)
    return photographs.dataset(settings)
