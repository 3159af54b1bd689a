"""Which code shows best how scaled filters add up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.analysis.rounding import adds_up, exact_place
from deconviz.arrays import Floats, Mask
from deconviz.network.arithmetic import scaled_filters

DECIMALS = 2
LEAST = 0.1  # of a term that can be seen and read

BEST = (
    "of held-out patches with an output above zero, and with a point where all terms are at least "
    "0.1 and add up as rounded, the one whose weakest filter reaches highest"
)
ANY = (
    "no held-out patch has an output above zero, and a point where all terms are at least 0.1 and "
    "add up as rounded: of all patches the one whose weakest filter reaches highest"
)
GIVEN = "given in the config"


@dataclass(frozen=True)
class SumExample:
    """A code, what it adds up to, and where that can be read.

    Attributes
    ----------
    code
        Shape (C,).
    terms
        The bias, and then the scaled filters at each point, shape (1 + C, K).
    point, decimals
        Where the terms add up as they are written, and with how many decimals.
    rule
        How it was chosen.
    patch
        Which held-out patch, or None if the code was given.
    """

    code: Floats
    terms: Floats
    point: int
    decimals: int
    rule: str
    patch: int | None = None

    @property
    def has_bias(self) -> bool:
        """Whether the bias is more than nothing as it is written."""
        return bool(np.round(self.terms[0, 0], self.decimals))


def best_example(codes: Floats, filters: Floats, bias: float) -> SumExample:
    """Choose the code that shows addition best, by `BEST`, or else by `ANY`.

    Parameters
    ----------
    codes
        Of the held-out patches, shape (N, C).
    filters
        Shape (C, K).
    bias
        The decoder's.
    """
    scaled = scaled_filters(codes, filters)  # (N, C, K)
    outputs = scaled.sum(1) + bias  # (N, K)
    readable = (scaled >= LEAST).all(1) & _add_up(scaled, bias)  # (N, K)
    is_good = (outputs > 0).all(1) & readable.any(1)  # (N,)
    weakest = np.abs(scaled).max(2).min(1)  # (N,)
    patch = int(np.where(is_good | ~is_good.any(), weakest, -1).argmax())
    if not is_good.any():
        return _example(codes[patch], filters, bias, ANY, patch)
    terms = _terms(codes[patch], filters, bias)
    point = int(readable[patch].argmax())
    return SumExample(codes[patch], terms, point, DECIMALS, BEST, patch)


def given_example(code: Floats, filters: Floats, bias: float) -> SumExample:
    """Take a code (C,) as it is, and look for the point where it can be read."""
    return _example(code, filters, bias, GIVEN, None)


def _example(
    code: Floats, filters: Floats, bias: float, rule: str, patch: int | None
) -> SumExample:
    """Read it where its weakest term is largest, or else where the sum is."""
    terms = _terms(code, filters, bias)
    point, decimals = exact_place(terms, DECIMALS)
    if decimals == DECIMALS and code.any():
        weakest = np.abs(terms[1:][code != 0]).min(0)  # (K,)
        point = int(np.where(adds_up(terms, DECIMALS), weakest, -1).argmax())
    return SumExample(code, terms, point, decimals, rule, patch)


def _terms(code: Floats, filters: Floats, bias: float) -> Floats:
    """Return the bias and the scaled filters, shape (1 + C, K)."""
    return np.vstack([np.full(filters.shape[1], bias), scaled_filters(code, filters)])


def _add_up(scaled: Floats, bias: float) -> Mask:
    """Return at which points of each patch (N, C, K) the terms add up as rounded, (N, K)."""
    biases = np.full_like(scaled[:, :1], bias)  # (N, 1, K)
    return np.asarray(adds_up(np.concatenate([biases, scaled], 1).swapaxes(0, 1), DECIMALS))
