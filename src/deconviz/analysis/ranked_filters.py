"""Filters of all seeds in one order and sign, those that matter most first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.analysis import comparison
from deconviz.analysis.ensemble import Ensemble
from deconviz.arrays import Floats


@dataclass(frozen=True)
class RankedFilters:
    """The decoders' filters of S seeds, ranked by what it costs to zero them.

    Attributes
    ----------
    filters
        Aligned, of unit length, shape (S, C, K).
    principal
        As many principal components of what was trained on, with the sign of the reference's
        filters, shape (C, K).
    """

    filters: Floats
    principal: Floats

    @classmethod
    def of(cls, ensemble: Ensemble) -> RankedFilters:
        """Rank by the median over seeds of the error with a component zeroed."""
        alignment = ensemble.alignment
        costs = np.take_along_axis(ensemble.zeroed, alignment.order, axis=1)  # (S, C)
        ranks = np.argsort(-np.median(costs, axis=0), kind="stable")  # (C,)
        filters = comparison.unit_length(ensemble.aligned_filters[:, ranks])  # (S, C, K)
        leading = ensemble.leading_seen  # (C, K)
        alike = (filters[alignment.reference] * leading).sum(-1, keepdims=True)  # (C, 1)
        return cls(filters, np.where(alike < 0, -1, 1) * leading)

    @property
    def agreement(self) -> Floats:
        """Mean |cos| between two seeds, of each rank, shape (C,)."""
        seeds = len(self.filters)
        cosines = np.abs(np.einsum("sck,tck->cst", self.filters, self.filters))  # (C, S, S)
        return np.asarray(cosines[:, *np.triu_indices(seeds, 1)].mean(-1))

    @property
    def likeness(self) -> Floats:
        """Median over seeds of |cos| with the principal component of the same rank, shape (C,)."""
        return np.asarray(np.median(np.abs((self.filters * self.principal).sum(-1)), axis=0))
