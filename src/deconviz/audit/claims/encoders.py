"""C8 to C10: what the noises do to encoders, and what the activation has to do with it."""

from __future__ import annotations

import numpy as np

from deconviz.analysis import comparison
from deconviz.analysis.ensemble import SATURATED, Ensemble
from deconviz.arrays import Floats
from deconviz.audit.claims.agreement import ALIKE, beyond_chance
from deconviz.audit.evidence import Evidence, quietest_first
from deconviz.audit.verdict import (
    Finding,
    Measured,
    every_seed_above,
    every_seed_below,
    interval_below,
    over_seeds,
)
from deconviz.errors import MissingEvidenceError

MUCH_WORSE = 2.0  # as a factor between losses


def smoothed(evidence: Evidence) -> Finding:
    """C8."""
    plain, before, after = evidence.alike("baseline", "code-noise", "input-noise")
    if plain.experiment.network.points < 3:
        raise MissingEvidenceError("filters of two points cannot be rough")
    leading = comparison.principal_components(plain.patches)[: plain.experiment.network.channels]
    roughest = float(comparison.roughness(leading).max())
    ratios = comparison.roughness(before.encoder_kernels) / comparison.roughness(
        after.encoder_kernels
    )  # (S, C)
    return Finding(
        [
            every_seed_above(
                "roughness of the roughest baseline encoder filter over that of the roughest "
                "principal component",
                comparison.roughness(plain.encoder_kernels).max(1) / roughest,
                1,
            ),
            *(
                every_seed_above(
                    f"roughness of encoder filter {component}, code-noise over input-noise",
                    ratio,
                    1,
                )
                for component, ratio in enumerate(ratios.T, start=1)
            ),
        ],
        [
            Measured("roughness of the roughest principal component", roughest),
            Measured("roughness of white noise", white_roughness(plain.experiment.network.points)),
        ],
    )


def white_roughness(kernel: int) -> float:
    """Return the roughness of white noise: a second difference has six times its variance."""
    return 6 * (kernel - 2) / kernel


def grows_until_capped(evidence: Evidence) -> Finding:
    """C9."""
    capped, free = evidence.alike("code-noise", "uncapped")
    *others, noisiest = quietest_first(capped)
    sizes = np.linalg.norm(capped.history.encoder_kernels, axis=-1)[..., noisiest]  # (S, T)
    final = np.linalg.norm(capped.encoder_kernels, axis=-1)  # (S, C)
    return Finding(
        [
            every_seed_above(
                "length of the noisiest encoder filter, at the end of training over its start",
                sizes[:, -1] / sizes[:, 0],
                1,
            ),
            every_seed_above(
                "length of the noisiest encoder filter over that of any other",
                final[:, noisiest] / final[:, others].max(1),
                1,
            ),
            every_seed_above(
                "root mean square of the noisiest component's code, without tanh over with it",
                _size_of_code(free, noisiest) / _size_of_code(capped, noisiest),
                1,
            ),
        ],
        [
            over_seeds(f"share of codes beyond {SATURATED:g} in size, component {component}", share)
            for component, share in enumerate(capped.share_saturated.T, start=1)
        ],
    )


def fails_with_relu(evidence: Evidence) -> Finding:
    """C10."""
    tanh, relu = evidence.alike("code-noise", "relu")
    *others, noisiest = quietest_first(relu)
    return Finding(
        [
            every_seed_above(
                "held-out loss, relu over tanh", relu.losses / tanh.losses, MUCH_WORSE
            ),
            every_seed_below(
                "relu: the error with another component zeroed, at least, over that with the "
                "noisiest zeroed",
                relu.zeroed[:, others].min(1) / relu.zeroed[:, noisiest],
                1,
            ),
            interval_below(beyond_chance(relu, aligned=True), ALIKE),
        ]
    )


def _size_of_code(ensemble: Ensemble, component: int) -> Floats:
    return np.asarray(np.sqrt((ensemble.codes[..., component] ** 2).mean(1)))  # (S,)
