"""C11 to C13: whole curves, larger networks, and data that were measured."""

from __future__ import annotations

from deconviz.analysis.overlap_errors import OverlapErrors
from deconviz.audit.claims.agreement import same_filters
from deconviz.audit.claims.order import quieter_matters_more
from deconviz.audit.evidence import Evidence
from deconviz.audit.verdict import (
    Check,
    Finding,
    Measured,
    every_seed_above,
    every_seed_below,
    over_seeds,
)
from deconviz.data.windows import Windows
from deconviz.errors import MissingEvidenceError
from deconviz.network.overlaps import REMEDIES

DOUBLED = 10.0  # the least factor by which doubled points are worse than others
MENDED = 1.5  # the most that a mended error is of the exact remedy's
BADLY = 2.0  # the least factor over the loss of networks that know the data


def overlaps(evidence: Evidence) -> Finding:
    """C11."""
    ensemble = evidence.of("baseline")
    errors = OverlapErrors(ensemble)
    cover, inside = errors.windows.cover(), errors.windows.interior()  # each (points,)
    if not (cover > 1).any():
        raise MissingEvidenceError("baseline's windows do not overlap")
    if not inside.any():
        raise MissingEvidenceError(_without_interior(errors.windows))
    raw, halved, exact = map(errors.of_networks, ("raw", "halved", "normalised"))  # (S, points)
    return Finding(
        [
            every_seed_above(
                "raw sum: the error of points in several windows over that of the others",
                raw[:, cover > 1].mean(1) / raw[:, cover == 1].mean(1),
                DOUBLED,
            ),
            every_seed_below(
                "halving: the error inside, over that of count-normalising",
                halved[:, inside].mean(1) / exact[:, inside].mean(1),
                MENDED,
            ),
            every_seed_above(
                "halving: the error of the border over that inside",
                halved[:, ~inside].mean(1) / halved[:, inside].mean(1),
                DOUBLED,
            ),
        ],
        [
            Measured(
                f"error with perfect patches, {name}",
                float(errors.of_perfect_patches(name).mean()),
            )
            for name in REMEDIES
        ],
    )


def larger_networks(evidence: Evidence) -> Finding:
    """C12."""
    checks: list[Check] = []
    for ensemble in evidence.larger_than("code-noise"):
        checks += [same_filters(ensemble), quieter_matters_more(ensemble)]
    return Finding(checks)


def real_data(evidence: Evidence) -> Finding:
    """C13."""
    real = evidence.on_series
    if real is None:
        raise MissingEvidenceError("the config has no variant that is trained on a measured series")
    *on_curves, _ = evidence.alike("baseline", "code-noise", "input-noise", real.name)
    losses = {ensemble.name: ensemble.losses_on(real.patches) for ensemble in on_curves}
    noisy = losses["input-noise"]
    return Finding(
        [
            *(
                every_seed_above(
                    f"loss on the measured series, {name} over networks trained on it",
                    loss / real.losses,
                    BADLY,
                )
                for name, loss in losses.items()
            ),
            *(
                every_seed_above(
                    f"loss on the measured series, {name} over input-noise",
                    losses[name] / noisy,
                    1,
                )
                for name in ("baseline", "code-noise")
            ),
        ],
        [
            *(
                over_seeds(
                    f"explained variance of the measured series, {name}", 1 - loss / real.variance
                )
                for name, loss in {**losses, real.name: real.losses}.items()
            ),
            Measured("explained variance at the PCA floor", 1 - real.floor / real.variance),
        ],
    )


def _without_interior(windows: Windows) -> str:
    return (
        f"all {windows.points} points are near an end, with kernel {windows.kernel} and stride "
        f"{windows.stride}: use {windows.least_with_interior} points or more"
    )
