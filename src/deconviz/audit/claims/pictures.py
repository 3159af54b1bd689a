"""C14: whether noise on the code ranks filters in two dimensions."""

from __future__ import annotations

import numpy as np

from deconviz.analysis import comparison
from deconviz.analysis.ensemble import Ensemble
from deconviz.arrays import Floats
from deconviz.audit.claims.agreement import beyond_chance, same_filters
from deconviz.audit.claims.order import quieter_matters_more
from deconviz.audit.evidence import Evidence, quietest_first
from deconviz.audit.verdict import (
    Check,
    Finding,
    Measured,
    every_seed_below,
    over_seeds,
)

SAME_SPAN = 25.84  # degrees: the angle of two directions whose |cos| is 0.9


def ranked_in_two_dimensions(evidence: Evidence) -> Finding:
    """C14.

    Where two principal components have similar variances, filters turn into each other: their
    directions say little, but their span is defined. So spans of the quietest filters decide.
    """
    plain, noisy = evidence.alike("photograph", "photograph-code-noise")
    order = quietest_first(noisy)  # (C,)
    ranked = noisy.decoder_filters[:, order]  # (S, C, K)
    leading = noisy.leading_seen  # (C, K)
    cosines = np.abs(comparison.cosines(ranked, leading))  # (S, C)
    return Finding(
        [
            same_filters(noisy),
            quieter_matters_more(noisy),
            *(_same_span(noisy, count) for count in range(1, len(order) + 1)),
        ],
        [
            *(
                over_seeds(f"|cos| of filter and principal component of rank {rank}", of_rank)
                for rank, of_rank in enumerate(cosines.T, start=1)
            ),
            *(
                Measured(f"variance of principal component {rank} over that of the next", ratio)
                for rank, ratio in enumerate(variance_ratios(noisy), start=1)
            ),
            beyond_chance(noisy, aligned=True),
            beyond_chance(plain, aligned=True),
            *(
                over_seeds(
                    f"held-out loss over the PCA floor, {each.name}", each.losses / each.floor
                )
                for each in (plain, noisy)
            ),
        ],
    )


def span_angles(ensemble: Ensemble, count: int) -> Floats:
    """Return each seed's largest angle between two spans, in degrees, shape (S,).

    They are those of the `count` quietest filters, and of as many principal components of what
    the networks were trained on. Filters that depend on each other, or are zero, leave out a
    direction, which is at right angles.
    """
    quietest = ensemble.quietest_first[:count]  # (count,)
    angles = [
        comparison.span_angles(filters[quietest], ensemble.leading_seen[:count])
        for filters in ensemble.decoder_filters
    ]
    return np.degrees([of_seed.max() if len(of_seed) == count else np.pi / 2 for of_seed in angles])


def variance_ratios(ensemble: Ensemble) -> list[float]:
    """Return the variance along each principal component of `seen` over that along the next.

    Returns
    -------
    list
        One for each component of the code.
    """
    directions = ensemble.components_seen[: ensemble.channels + 1]  # (C + 1, K)
    variances = (ensemble.seen @ directions.T).var(0)  # (C + 1,)
    return [float(ratio) for ratio in variances[:-1] / variances[1:]]


def _same_span(ensemble: Ensemble, count: int) -> Check:
    these = f"{count} quietest filters" if count > 1 else "quietest filter"
    principal = f"first {count} principal components" if count > 1 else "first principal component"
    return every_seed_below(
        f"largest angle in degrees between the span of the {these} and that of the {principal}",
        span_angles(ensemble, count),
        SAME_SPAN,
    )
