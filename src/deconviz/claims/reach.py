"""C11 to C13: whole curves, larger networks, and data that were measured."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from deconviz.assembly import REMEDIES, perfect
from deconviz.claims.agreement import same_filters
from deconviz.claims.claim import (
    Check,
    Finding,
    Measured,
    every_seed_above,
    every_seed_below,
    over_seeds,
)
from deconviz.claims.order import quieter_matters_more
from deconviz.evidence import Evidence, LackingError, Trained
from deconviz.windows import Windows

Floats = NDArray[np.float64]

DOUBLED = 10.0  # the least factor by which doubled points are worse than others
MENDED = 1.5  # the most that a mended error is of the exact remedy's
BADLY = 2.0  # the least factor over the loss of networks that know the data


def overlaps(evidence: Evidence) -> Finding:
    """C11."""
    trained = evidence.of("baseline")
    windows = Windows(
        trained.held_out.shape[1], trained.run.network.kernel, trained.run.network.stride
    )
    cover = windows.cover()  # (points,)
    if not (cover > 1).any() or not (cover == 1).any():
        raise LackingError("baseline's windows do not overlap in part")
    inside, border = _inside(windows), ~_inside(windows)
    raw, halved, exact = (_errors(trained, name) for name in ("raw", "halved", "normalised"))
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
                halved[:, border].mean(1) / halved[:, inside].mean(1),
                DOUBLED,
            ),
        ],
        [
            Measured(
                f"error with perfect patches, {name}",
                remedy(
                    perfect(windows.kernel), trained.held_out, windows.stride
                ).mean_squared_error(trained.held_out),
            )
            for name, remedy in REMEDIES.items()
        ],
    )


def larger_networks(evidence: Evidence) -> Finding:
    """C12."""
    checks: list[Check] = []
    for trained in evidence.larger_than("code-noise"):
        checks += [same_filters(trained), quieter_matters_more(trained)]
    return Finding(checks)


def real_data(evidence: Evidence) -> Finding:
    """C13."""
    real = evidence.on_series()
    *on_curves, _ = evidence.alike("baseline", "code-noise", "input-noise", real.name)
    losses = {trained.name: trained.losses_on(real.patches) for trained in on_curves}
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


def _errors(trained: Trained, remedy: str) -> Floats:
    """Return each point's mean squared error, shape (S, points)."""
    stride = trained.run.network.stride
    return np.array(
        [
            REMEDIES[remedy](network, trained.held_out, stride).point_errors(trained.held_out)
            for network in trained.networks
        ]
    )


def _inside(windows: Windows) -> NDArray[np.bool_]:
    """Tell which points are inside, shape (points,).

    Raises
    ------
    LackingError
        If none is.
    """
    try:
        interior = windows.interior()
    except ValueError as error:
        raise LackingError(str(error)) from None
    marked = np.zeros(windows.points, bool)
    marked[interior] = True
    return marked
