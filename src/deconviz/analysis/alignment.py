"""Filters of many seeds brought into the same order and sign, and how well they agree.

Order and sign of the components say nothing about a network: with an odd activation, swapping
two components, or turning the signs of one's kernel, bias and filter, leaves its output as it is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from deconviz.analysis.bootstrap import LEVEL, RESAMPLES, percentiles
from deconviz.analysis.comparison import unit_length
from deconviz.arrays import Floats, Integers


@dataclass(frozen=True)
class Alignment:
    """How each seed's components are put in order and turned.

    Attributes
    ----------
    reference
        Index of the seed that stays as it is.
    order
        Array of shape (S, C): component c of seed s is its ``order[s, c]``-th as trained.
    signs
        Array of shape (S, C), 1 or -1, in the new order.
    """

    reference: int
    order: Integers
    signs: Floats

    def apply(self, arrays: Floats) -> Floats:
        """Align what each component has: filters, kernels, biases or codes (S, C, ...)."""
        index = np.expand_dims(self.order, tuple(range(2, arrays.ndim)))  # (S, C, 1...)
        signs = np.expand_dims(self.signs, tuple(range(2, arrays.ndim)))  # (S, C, 1...)
        return np.take_along_axis(arrays, index, axis=1) * signs


def align(filters: Floats) -> Alignment:
    """Match every seed's filters with those of one seed, whatever their order and sign.

    Each pair of seeds is matched so that the sum of their |cos| is as large as it can be (Kuhn,
    1955; here by Crouse, 2016, doi:10.1109/TAES.2016.140952). The reference is the medoid: the
    seed that agrees best with all others after its own best matching. So none is favoured: the
    order in which seeds are listed matters only between equals, of which the first is taken.
    It is a trained network, not a mean, so it can be drawn like any other.

    Parameters
    ----------
    filters
        Array of shape (S, C, K).
    """
    directions = unit_length(filters)  # (S, C, K)
    cosines = np.einsum("sck,tdk->stcd", directions, directions)  # (S, S, C, C)
    orders = np.array([[_best_match(pair) for pair in row] for row in np.abs(cosines)])
    partners = np.take_along_axis(cosines, orders[..., None], axis=-1)[..., 0]  # (S, S, C)
    scores = np.abs(partners).mean((1, 2))  # (S,)
    reference = int(np.argmax(scores.round(12)))  # equals stay equals, however they are summed
    signs = np.where(partners[reference] < 0, -1.0, 1.0)  # (S, C)
    return Alignment(reference, orders[reference], signs)


def pairwise_agreement(filters: Floats) -> Floats:
    """Return the mean |cos| of any two seeds' filters in the order given, shape (S, S)."""
    directions = unit_length(filters)  # (S, C, K)
    cosines = np.einsum("sck,tck->stc", directions, directions)  # (S, S, C)
    return np.asarray(np.abs(cosines).mean(-1))


def mean_agreement(filters: Floats) -> float:
    """Return the mean |cos| over all pairs of two seeds and all components.

    It is 1 if all seeds have the same directions, in the same order. As chance gives it, it is
    far from 0, most of all after alignment: compare it with `chance_agreement`.

    Parameters
    ----------
    filters
        Array of shape (S, C, K), S at least 2; of one component, (S, 1, K).

    Raises
    ------
    ValueError
        If there are fewer than two seeds.
    """
    pairs = pairwise_agreement(filters)  # (S, S)
    return float(pairs[np.triu_indices(_at_least_two(pairs), 1)].mean())


def agreement_interval(
    filters: Floats, *, level: float = LEVEL, resamples: int = RESAMPLES, seed: int = 0
) -> Floats:
    """Return a percentile bootstrap interval of `mean_agreement` over seeds, shape (2,).

    Seeds are drawn with replacement, not pairs, which depend on each other. Two copies of one
    seed are no pair: their |cos| of 1 says nothing, and would raise the whole interval. (A
    drawing of one seed only has no pair and is left out.) Filters are not aligned again.

    Parameters
    ----------
    filters
        Array of shape (S, C, K). With two seeds the interval has no width.
    level, resamples, seed
        As in `deconviz.analysis.bootstrap.interval`.

    Raises
    ------
    ValueError
        If there are fewer than two seeds, or the level is not between 0 and 1.
    """
    pairs = pairwise_agreement(filters)  # (S, S)
    seeds = _at_least_two(pairs)
    np.fill_diagonal(pairs, 0)
    times = np.random.default_rng(seed).multinomial(seeds, np.full(seeds, 1 / seeds), resamples)
    counts = seeds**2 - (times**2).sum(1)  # (R,), ordered pairs of unlike seeds
    sums = (times @ pairs * times).sum(1)  # (R,)
    return percentiles(sums[counts > 0] / counts[counts > 0], level)


def chance_agreement(
    seeds: int, channels: int, dimensions: int, rng: np.random.Generator, trials: int = 200
) -> float:
    """Return the `mean_agreement` that filters of random directions have after alignment.

    Parameters
    ----------
    seeds, channels
        How many filters are aligned: S times C.
    dimensions
        Of the space that the directions are drawn from, evenly. The filters of a trained decoder
        lie in that of C principal components.
    rng
        Draws them.
    trials
        How often; the mean is returned.
    """
    draws = rng.normal(size=(trials, seeds, channels, dimensions))
    return float(np.mean([mean_agreement(align(filters).apply(filters)) for filters in draws]))


def random_cosine(dimensions: int) -> float:
    """Return the mean |cos| of two random directions: in three dimensions 1/2."""
    half = dimensions / 2
    return math.exp(math.lgamma(half) - math.lgamma(half + 0.5)) / math.sqrt(math.pi)


def _best_match(similarity: Floats) -> Integers:
    """Return the column that each row gets for the largest sum, shape (C,)."""
    columns: Integers = linear_sum_assignment(similarity, maximize=True)[1]
    return columns


def _at_least_two(pairs: Floats) -> int:
    seeds = len(pairs)
    if seeds < 2:
        raise ValueError(f"agreement is between seeds and there is {seeds}: use 2 or more")
    return seeds
