"""C4 to C7: which filter lands in which component, and what switching one off costs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from deconviz.bootstrap import interval
from deconviz.claims.claim import (
    Check,
    Finding,
    Measured,
    every_seed_above,
    every_seed_below,
    interval_below,
    over_seeds,
)
from deconviz.comparison import lead_in_order, principal_components
from deconviz.evidence import Evidence, LackingError, Trained

Floats = NDArray[np.float64]

EQUAL = 2.0  # the most that equal errors may differ by, as a factor
LITTLE_VARIANCE = 0.05  # the share of the variance whose loss is little
LITTLE_ERROR = 0.2  # of the error that another component's loss brings


def least_important_in_noisiest(names: list[str], evidence: Evidence) -> Finding:
    """C4, of the variants `names`."""
    return Finding([in_noisiest(evidence.of(name)) for name in names])


def in_noisiest(trained: Trained) -> Check:
    """Check that zeroing the noisiest component hurts least."""
    noisiest, others = _noisiest_and_others(trained)
    return every_seed_above(
        f"{trained.name}: the error with another component zeroed, at least, over that with the "
        "noisiest zeroed",
        others.min(1) / noisiest,
        1,
    )


def quieter_matters_more(trained: Trained) -> Check:
    """Check that the quieter a component is, the more it hurts to zero it."""
    sorted_ = trained.zeroed[:, trained.quietest_first]  # (S, C)
    return every_seed_above(
        f"{trained.name}: the error with a component zeroed over that with the next noisier, "
        "at least",
        (sorted_[:, :-1] / sorted_[:, 1:]).min(1),
        1,
    )


def swap(evidence: Evidence) -> Finding:
    """C5.

    Filter 3 belongs to the quietest component and filter 2 to the next. They swap if filter 3
    is nearer to the first principal component in some seeds, and to the second in others.
    """
    names = ["code-noise", "compound", "source", "source-compound"]
    examined = [evidence.of(name) for name in names]
    return Finding(
        [_both_orders(trained) for trained in examined],
        [measured for trained in examined for measured in _along(trained)],
    )


def equally_important(evidence: Evidence) -> Finding:
    """C6."""
    zeroed = evidence.of("baseline").zeroed  # (S, C)
    means = zeroed.mean(0)  # (C,)
    across = Measured(
        "baseline: the same of the errors averaged over seeds", float(means.max() / means.min())
    )
    return Finding(
        [
            every_seed_below(
                "baseline: the largest error with a component zeroed over the smallest",
                zeroed.max(1) / zeroed.min(1),
                EQUAL,
            ),
            interval_below(across, EQUAL),
        ]
    )


def noisiest_matters_little(name: str, evidence: Evidence) -> Finding:
    """C7, of the variant `name`."""
    trained = evidence.of(name)
    noisiest, others = _noisiest_and_others(trained)
    return Finding(
        [
            every_seed_below(
                f"{name}: the share of the variance that zeroing the noisiest component loses",
                (noisiest - trained.losses) / trained.variance,
                LITTLE_VARIANCE,
            ),
            every_seed_below(
                f"{name}: the error with the noisiest component zeroed over that with any other",
                noisiest / others.min(1),
                LITTLE_ERROR,
            ),
        ],
        [
            over_seeds(
                f"{name}: the same over the error with none zeroed", noisiest / trained.losses
            )
        ],
    )


def _noisiest_and_others(trained: Trained) -> tuple[Floats, Floats]:
    """Return the errors with the noisiest component zeroed (S,), with each other (S, C - 1)."""
    *others, noisiest = trained.quietest_first
    return trained.zeroed[:, noisiest], trained.zeroed[:, others]


def _both_orders(trained: Trained) -> Check:
    swapped = _lead(trained)[:, -1] < 0  # (S,)
    low, high = interval(swapped.astype(float))
    share = Measured(
        f"{trained.name}: share of seeds where filters 2 and 3 are swapped",
        float(swapped.mean()),
        (float(low), float(high)),
        tuple(map(float, swapped)),
    )
    return Check(
        f"with {trained.name}, filters 2 and 3 are swapped in some seeds and not in others",
        share,
        bool(swapped.any() and not swapped.all()),
    )


def _lead(trained: Trained) -> Floats:
    """Return how much better filters 2 and 3 fit in order than swapped, along training (S, T)."""
    if len(trained.quietest_first) < 3:
        raise LackingError(f"{trained.name} has fewer than three components")
    first_two = trained.quietest_first[:2]
    filters = trained.along.decoder_filters[:, :, first_two].astype(np.float64)  # (S, T, 2, K)
    return lead_in_order(filters, principal_components(trained.patches)[:2])


def _along(trained: Trained) -> list[Measured]:
    """Measure when the order was settled, and whether it still comes about at the end."""
    steps, lead = trained.along.steps, _lead(trained)  # (T,), (S, T)
    turns = (lead[:, 1:] < 0) != (lead[:, :-1] < 0)  # (S, T - 1)
    last = np.where(turns, np.arange(1, len(steps)), 0).max(1, initial=0)  # (S,)
    half = int(np.searchsorted(steps, steps[-1] / 2))
    return [
        over_seeds(
            f"{trained.name}: step from which filters 2 and 3 no longer change places",
            steps[last].astype(float),
        ),
        over_seeds(
            f"{trained.name}: what the second half of training adds to their order, of -1 to 1",
            lead[:, -1] - lead[:, half],
        ),
    ]
