"""Which whole curve films show: one that is easy to follow, and not the same in a mirror."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats

LEAST_PEAK = 0.5
ROUNDING = 1e-9  # the ends of a curve are zero but for rounding

BEST = (
    "of held-out curves above zero that reach 0.5, the most lopsided: its centre of mass is "
    "farthest from the middle"
)
ANY = "no held-out curve stays above zero and reaches 0.5: the one with the highest mean"


@dataclass(frozen=True)
class CurveExample:
    """A held-out curve.

    Attributes
    ----------
    number
        Which one, counted from 0.
    values
        Shape (points,).
    rule
        How it was chosen.
    """

    number: int
    values: Floats
    rule: str


def curve_example(held_out: Floats) -> CurveExample:
    """Choose one of the held-out curves, shape (M, points), by `BEST`, or else by `ANY`."""
    is_good = (held_out >= -ROUNDING).all(1) & (held_out.max(1) >= LEAST_PEAK)  # (M,)
    if is_good.any():
        lopsided = np.zeros(len(held_out))  # (M,)
        lopsided[is_good] = _lopsidedness(held_out[is_good])
        return _example(held_out, np.where(is_good, lopsided, -1), BEST)
    return _example(held_out, held_out.mean(1), ANY)


def _lopsidedness(curves: Floats) -> Floats:
    """Return how far centres of mass of curves (M, points) are from the middle, (M,)."""
    places = np.arange(curves.shape[1]) - (curves.shape[1] - 1) / 2  # (points,)
    return np.asarray(np.abs(curves @ places) / curves.sum(1))


def _example(curves: Floats, merit: Floats, rule: str) -> CurveExample:
    number = int(merit.argmax())
    return CurveExample(number, curves[number], rule)
