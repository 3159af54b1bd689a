"""C4 to C7: which filter lands in which component, and what switching one off costs."""

from __future__ import annotations

import numpy as np

from deconviz.analysis.bootstrap import interval
from deconviz.analysis.ensemble import Ensemble
from deconviz.arrays import Floats
from deconviz.audit.evidence import Evidence, quietest_first
from deconviz.audit.verdict import (
    Check,
    Finding,
    Measured,
    every_seed_above,
    every_seed_below,
    interval_below,
    over_seeds,
)
from deconviz.errors import MissingEvidenceError

EQUAL = 2.0  # the most that equal errors may differ by, as a factor
LITTLE_VARIANCE = 0.05  # the share of the variance whose loss is little
LITTLE_ERROR = 0.2  # of the error that another component's loss brings


def least_important_in_noisiest(names: list[str], evidence: Evidence) -> Finding:
    """C4, of the variants `names`."""
    return Finding([in_noisiest(evidence.of(name)) for name in names])


def in_noisiest(ensemble: Ensemble) -> Check:
    """Check that zeroing the noisiest component hurts least."""
    noisiest, others = _noisiest_and_others(ensemble)
    return every_seed_above(
        f"{ensemble.name}: the error with another component zeroed, at least, over that with the "
        "noisiest zeroed",
        others.min(1) / noisiest,
        1,
    )


def quieter_matters_more(ensemble: Ensemble) -> Check:
    """Check that the quieter a component is, the more it hurts to zero it."""
    errors = ensemble.zeroed[:, quietest_first(ensemble)]  # (S, C)
    return every_seed_above(
        f"{ensemble.name}: the error with a component zeroed over that with the next noisier, "
        "at least",
        (errors[:, :-1] / errors[:, 1:]).min(1),
        1,
    )


def swap(evidence: Evidence) -> Finding:
    """C5.

    Filter 3 belongs to the quietest component and filter 2 to the next. They swap if filter 3
    is nearer to the first principal component in some seeds, and to the second in others.
    """
    names = ["code-noise", "compound", "source", "source-compound"]
    ensembles = [evidence.of(name) for name in names]
    return Finding(
        [_both_orders(ensemble) for ensemble in ensembles],
        [measured for ensemble in ensembles for measured in _along(ensemble)],
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
    ensemble = evidence.of(name)
    noisiest, others = _noisiest_and_others(ensemble)
    return Finding(
        [
            every_seed_below(
                f"{name}: the share of the variance that zeroing the noisiest component loses",
                (noisiest - ensemble.losses) / ensemble.variance,
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
                f"{name}: the same over the error with none zeroed", noisiest / ensemble.losses
            )
        ],
    )


def _noisiest_and_others(ensemble: Ensemble) -> tuple[Floats, Floats]:
    """Return the errors with the noisiest component zeroed (S,), with each other (S, C - 1)."""
    *others, noisiest = quietest_first(ensemble)
    return ensemble.zeroed[:, noisiest], ensemble.zeroed[:, others]


def _both_orders(ensemble: Ensemble) -> Check:
    swaps = _lead(ensemble)[:, -1] < 0  # (S,)
    low, high = interval(swaps.astype(float))
    share = Measured(
        f"{ensemble.name}: share of seeds where filters 2 and 3 are swapped",
        float(swaps.mean()),
        (float(low), float(high)),
        tuple(map(float, swaps)),
    )
    return Check(
        f"with {ensemble.name}, filters 2 and 3 are swapped in some seeds and not in others",
        share,
        bool(swaps.any() and not swaps.all()),
    )


def _lead(ensemble: Ensemble) -> Floats:
    """Return how much better filters 2 and 3 fit in order than swapped, along training (S, T)."""
    if ensemble.without_lead:
        raise MissingEvidenceError(ensemble.without_lead)
    return ensemble.lead


def _along(ensemble: Ensemble) -> list[Measured]:
    """Measure when the order was settled, and whether it still comes about at the end."""
    steps, lead = ensemble.history.steps, _lead(ensemble)  # (T,), (S, T)
    turns = (lead[:, 1:] < 0) != (lead[:, :-1] < 0)  # (S, T - 1)
    last = np.where(turns, np.arange(1, len(steps)), 0).max(1, initial=0)  # (S,)
    half = int(np.searchsorted(steps, steps[-1] / 2))
    return [
        over_seeds(
            f"{ensemble.name}: step from which filters 2 and 3 no longer change places",
            steps[last].astype(float),
        ),
        over_seeds(
            f"{ensemble.name}: what the second half of training adds to their order, of -1 to 1",
            lead[:, -1] - lead[:, half],
        ),
    ]
