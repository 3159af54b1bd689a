"""Which code shows best how scaled filters add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from deconviz.analysis.rounding import adds_up, exact_place
from deconviz.analysis.sum_parts import SumParts
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
    parts
        What is shown one by one, and what together.
    terms
        The bias, and then the scaled filters of each part at each point, shape (1 + P, K).
    point, decimals
        Where the terms add up as they are written, and with how many decimals.
    rule
        How it was chosen.
    patch
        Which held-out patch, or None if the code was given.
    """

    code: Floats
    parts: SumParts
    terms: Floats
    point: int
    decimals: int
    rule: str
    patch: int | None = None

    @property
    def needed(self) -> list[int]:
        """The parts with a number other than zero, counted from 0."""
        components = enumerate(self.parts.components)
        return [part for part, of_part in components if self.code[of_part].any()]

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
    code, rule = codes[patch], BEST if is_good.any() else ANY
    parts = SumParts.of([code], filters)
    if parts.together or not is_good.any():
        return _example(code, parts, filters, bias, rule, patch)
    point = int(readable[patch].argmax())
    return SumExample(code, parts, _terms(code, parts, filters, bias), point, DECIMALS, rule, patch)


def given_examples(codes: Sequence[Floats], filters: Floats, bias: float) -> list[SumExample]:
    """Take codes (C,) as they are, and look for the point where each can be read."""
    parts = SumParts.of(codes, filters)
    return [_example(code, parts, filters, bias, GIVEN, None) for code in codes]


def _example(
    code: Floats, parts: SumParts, filters: Floats, bias: float, rule: str, patch: int | None
) -> SumExample:
    """Read it where its weakest term is largest, or else where the sum is."""
    terms = _terms(code, parts, filters, bias)
    point, decimals = exact_place(terms, DECIMALS)
    example = SumExample(code, parts, terms, point, decimals, rule, patch)
    if decimals > DECIMALS or not example.needed:
        return example
    weakest = np.abs(terms[1:][example.needed]).min(0)  # (K,)
    best = int(np.where(adds_up(terms, DECIMALS), weakest, -1).argmax())
    return replace(example, point=best)


def _terms(code: Floats, parts: SumParts, filters: Floats, bias: float) -> Floats:
    """Return the bias and the scaled filters of each part, shape (1 + P, K)."""
    scaled = parts.add(scaled_filters(code, filters))  # (P, K)
    return np.vstack([np.full(filters.shape[1], bias), scaled])


def _add_up(scaled: Floats, bias: float) -> Mask:
    """Return at which points of each patch (N, C, K) the terms add up as rounded, (N, K)."""
    biases = np.full_like(scaled[:, :1], bias)  # (N, 1, K)
    return np.asarray(adds_up(np.concatenate([biases, scaled], 1).swapaxes(0, 1), DECIMALS))
