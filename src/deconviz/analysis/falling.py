"""Filters of many seeds on their way from as trained into one order and sign."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.analysis.alignment import Alignment, align
from deconviz.analysis.comparison import unit_length
from deconviz.arrays import Floats, Integers, Mask


@dataclass(frozen=True)
class Falling:
    """Filters at length 1, and what turning and sorting does to each seed's.

    First wrong signs turn, and then components change places.

    Attributes
    ----------
    directions
        As trained, shape (S, C, K), each of length 1.
    places
        Where each belongs: component i of seed s, as trained, becomes its ``places[s, i]``-th,
        shape (S, C).
    wrong
        Whether its sign is to be turned, shape (S, C).
    """

    directions: Floats
    places: Integers
    wrong: Mask

    @classmethod
    def of(cls, filters: Floats, alignment: Alignment) -> Falling:
        """Take filters as trained (S, C, K), and how they are aligned."""
        places = alignment.order.argsort(1)  # (S, C)
        signs = np.take_along_axis(alignment.signs, places, 1)  # (S, C)
        return cls(unit_length(filters), places, signs < 0)

    def turned(self, shares: Floats) -> Floats:
        """Turn wrong signs, through zero; shares of shape (S,), 0 to 1.

        Returns
        -------
        array of shape (S, C, K)
            In the order as trained.
        """
        factors = 1 - 2 * shares[:, None] * self.wrong  # (S, C)
        return self.directions * factors[..., None]

    def in_order(self, filters: Floats) -> Floats:
        """Put filters in the order as trained, (S, C, K), in one order for all seeds."""
        return np.take_along_axis(filters, self.places.argsort(1)[..., None], 1)

    def agreement(self, turned: Floats, ordered: Floats) -> float:
        """Return the mean product of any two seeds' filters that stand for one component.

        At rest it is their mean cosine, with its sign.

        Parameters
        ----------
        turned, ordered
            How far each seed's signs are turned and its components in order, 0 to 1, shape (S,),
            S at least 2. A seed on its way counts in part as it was, and in part as it will be.
        """
        before = self.turned(turned)  # (S, C, K)
        share = ordered[:, None, None]
        now = (1 - share) * before + share * self.in_order(before)  # (S, C, K)
        seeds, channels, _ = now.shape
        both_ways = (now.sum(0) ** 2).sum() - (now**2).sum()
        return float(both_ways / (seeds * (seeds - 1) * channels))


def chance(seeds: int, channels: int, trials: int = 200) -> float:
    """Return the agreement that random directions reach by the same turning and sorting.

    They are drawn evenly from a space of as many dimensions as there are channels, which is that
    of the filters of a trained decoder; the mean over the trials is returned.
    """
    draws = np.random.default_rng(0).normal(size=(trials, seeds, channels, channels))
    done = np.ones(seeds)
    return float(np.mean([Falling.of(draw, align(draw)).agreement(done, done) for draw in draws]))
