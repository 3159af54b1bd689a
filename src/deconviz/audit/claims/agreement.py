"""C1 to C3: whether every seed learns the task, and whether all find the same filters.

Filters of random directions agree too, the more so once they are aligned. So agreement is
counted from chance to perfect, 0 to 1, as Cohen's kappa counts it (doi:10.1177/001316446002000104).
"""

from __future__ import annotations

from deconviz.analysis.alignment import agreement_interval, mean_agreement, random_cosine
from deconviz.analysis.ensemble import Ensemble
from deconviz.audit.evidence import Evidence
from deconviz.audit.verdict import (
    Check,
    Finding,
    Measured,
    every_seed_below,
    interval_above,
    interval_below,
)
from deconviz.errors import MissingEvidenceError

SMALL_LOSS = 1e-4
ALIKE = 0.9  # of the way from chance to perfect agreement


def learned(evidence: Evidence) -> Finding:
    """C1."""
    plain = evidence.of("baseline")
    return Finding(
        [every_seed_below("held-out loss of baseline", plain.losses, SMALL_LOSS)],
        [Measured("PCA floor, which no linear decoder beats", plain.floor)],
    )


def differ(evidence: Evidence) -> Finding:
    """C2."""
    plain = evidence.of("baseline")
    after = beyond_chance(plain, aligned=True)
    return Finding([interval_below(after, ALIKE)], _cosines(plain))


def agree(name: str, evidence: Evidence) -> Finding:
    """C3, of the variant `name`."""
    noisy = evidence.of(name)
    return Finding(
        [same_filters(noisy), interval_above(beyond_chance(noisy, aligned=True), ALIKE)],
        _cosines(noisy),
    )


def same_filters(ensemble: Ensemble) -> Check:
    """Check that all seeds have the same filters on the same components, but for their sign."""
    return interval_above(beyond_chance(ensemble, aligned=False), ALIKE)


def beyond_chance(ensemble: Ensemble, *, aligned: bool) -> Measured:
    """Measure how far the agreement of a variant's filters is from chance to perfect, 0 to 1."""
    chance = _chance(ensemble, aligned=aligned)
    filters = ensemble.aligned_filters if aligned else ensemble.decoder_filters
    low, high = ((end - chance) / (1 - chance) for end in map(float, agreement_interval(filters)))
    how = "after alignment" if aligned else "as trained"
    return Measured(
        f"agreement of {ensemble.name} filters beyond chance {how}",
        (mean_agreement(filters) - chance) / (1 - chance),
        (low, high),
    )


def _cosines(ensemble: Ensemble) -> list[Measured]:
    filters = ensemble.aligned_filters
    low, high = map(float, agreement_interval(filters))
    return [
        Measured(
            f"mean |cos| of {ensemble.name} filters after alignment",
            mean_agreement(filters),
            (low, high),
        ),
        Measured("mean |cos| by chance after alignment", _chance(ensemble, aligned=True)),
    ]


def _at_least_two(ensemble: Ensemble) -> None:
    if len(ensemble.seeds) < 2:
        raise MissingEvidenceError("agreement is between seeds, and there is one")
    if ensemble.channels < 2:
        raise MissingEvidenceError(f"{ensemble.name} has one component, which agrees by chance too")


def _chance(ensemble: Ensemble, *, aligned: bool) -> float:
    _at_least_two(ensemble)
    channels = ensemble.channels
    return ensemble.chance_aligned if aligned else random_cosine(channels)
