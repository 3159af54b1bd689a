"""What was measured, as tidy tables: one observation per row, the same columns in every row."""

from __future__ import annotations

import numpy as np

from deconviz.analysis import comparison
from deconviz.analysis.alignment import agreement_interval, mean_agreement, pairwise_agreement
from deconviz.analysis.ensemble import Ensemble
from deconviz.analysis.overlap_errors import OverlapErrors
from deconviz.analysis.picture_errors import PictureErrors
from deconviz.arrays import Floats
from deconviz.audit.evidence import Evidence
from deconviz.audit.table import Rows, Table, table
from deconviz.network.overlaps import REMEDIES
from deconviz.network.pictures import REMEDIES as PICTURE_REMEDIES


@table("variant", "seed", "mean_squared_error", "pca_floor", "explained_variance")
def losses(evidence: Evidence) -> Rows:
    """Held-out loss of each network, with what no linear decoder of its size can beat."""
    for ensemble in evidence.variants.values():
        for seed, loss in zip(ensemble.seeds, ensemble.losses, strict=True):
            yield ensemble.name, seed, loss, ensemble.floor, 1 - loss / ensemble.variance


@table("variant", "seed", "component_zeroed", "mean_squared_error")
def ablation(evidence: Evidence) -> Rows:
    """Held-out loss with one component set to zero; component 0 stands for none."""
    for ensemble in evidence.variants.values():
        for seed, whole, zeroed in zip(
            ensemble.seeds, ensemble.losses, ensemble.zeroed, strict=True
        ):
            for component, loss in enumerate([whole, *zeroed]):
                yield ensemble.name, seed, component, loss


@table("variant", "seed", "component", "principal_component", "abs_cosine")
def principal_components(evidence: Evidence) -> Rows:
    """|cos| of each decoder filter with each principal component, as trained."""
    for ensemble in evidence.variants.values():
        for seed, cosines in zip(ensemble.seeds, ensemble.likeness, strict=True):
            for (component, principal), cosine in np.ndenumerate(cosines):
                yield ensemble.name, seed, component + 1, principal + 1, cosine


@table("variant", "seed", "angle", "degrees")
def subspace_angles(evidence: Evidence) -> Rows:
    """Angles between a decoder's span and that of as many principal components, in degrees."""
    for ensemble in evidence.variants.values():
        for seed, filters in zip(ensemble.seeds, ensemble.decoder_filters, strict=True):
            angles = comparison.principal_angles(filters, ensemble.patches)
            for index, angle in enumerate(np.degrees(angles), start=1):
                yield ensemble.name, seed, index, angle


@table("variant", "seed", "component", "length", "roughness", "redundancy", "share_saturated")
def encoders(evidence: Evidence) -> Rows:
    """Length, roughness and redundancy of each encoder filter, and how saturated its code is.

    Of networks on curves: roughness is along a line.
    """
    for ensemble in evidence.not_on_pictures:
        kernels = ensemble.encoder_kernels  # (S, C, K)
        channels = ensemble.experiment.network.channels
        figures = [
            np.linalg.norm(kernels, axis=-1),
            comparison.roughness(kernels),
            comparison.encoder_redundancy(kernels, ensemble.patches, channels),
            ensemble.share_saturated,
        ]  # each (S, C)
        for index, seed in enumerate(ensemble.seeds):
            for component in range(channels):
                values = (of_all[index, component] for of_all in figures)
                yield ensemble.name, seed, component + 1, *values


@table("variant", "order", "mean_abs_cosine", "low", "high", "chance_aligned")
def agreement(evidence: Evidence) -> Rows:
    """Mean |cos| over pairs of seeds, as trained and aligned, with what chance gives aligned."""
    for ensemble in evidence.variants.values():
        if len(ensemble.seeds) < 2:
            continue
        for order, filters in _orders(ensemble):
            low, high = agreement_interval(filters)
            yield ensemble.name, order, mean_agreement(filters), low, high, ensemble.chance_aligned


@table("variant", "order", "seed", "other_seed", "mean_abs_cosine")
def agreement_pairs(evidence: Evidence) -> Rows:
    """Mean |cos| of each pair of seeds, as trained and aligned."""
    for ensemble in evidence.variants.values():
        for order, filters in _orders(ensemble):
            pairs = pairwise_agreement(filters)  # (S, S)
            for one, other in zip(*np.triu_indices(len(pairs), 1), strict=True):
                yield (
                    ensemble.name,
                    order,
                    ensemble.seeds[one],
                    ensemble.seeds[other],
                    pairs[one, other],
                )


@table("variant", "network", "remedy", "point", "mean_squared_error")
def assembled(evidence: Evidence) -> Rows:
    """Each point's error on whole held-out curves, by network and remedy; points count from 0.

    The network `perfect` gives every patch back. `cropped` has the inner points alone, and no
    row where there are none. The table `pictures` has networks on photographs.
    """
    for ensemble in evidence.not_on_pictures:
        errors = OverlapErrors(ensemble)
        points = {remedy: np.flatnonzero(errors.points(remedy)) for remedy in REMEDIES}
        of_remedies = {
            remedy: [*errors.of_networks(remedy), errors.of_perfect_patches(remedy)]
            for remedy in REMEDIES
        }  # each S + 1 times (M,)
        for index, network in enumerate([*map(str, ensemble.seeds), "perfect"]):
            for remedy, of_networks in of_remedies.items():
                for point, error in zip(points[remedy], of_networks[index], strict=True):
                    yield ensemble.name, network, remedy, int(point), error


@table("variant", "network", "remedy", "mean_squared_error", "inside")
def pictures(evidence: Evidence) -> Rows:
    """Error on whole held-out photographs, by network and remedy: of all points, and inside.

    Inside no window is missing. The network `perfect` gives every patch back.
    """
    for ensemble in evidence.on_pictures:
        errors = PictureErrors(ensemble)
        networks = [*map(str, ensemble.seeds), "perfect"]
        interior = errors.windows.interior()  # (rows, columns)
        for remedy in PICTURE_REMEDIES:
            own = errors.of_perfect_patches(remedy)  # (rows, columns)
            everywhere = [*errors.losses(remedy), own.mean()]
            inside = [*errors.inside(remedy), own[interior].mean()]
            for network, loss, of_inside in zip(networks, everywhere, inside, strict=True):
                yield ensemble.name, network, remedy, loss, of_inside


@table(
    "series",
    "trained_on",
    "variant",
    "seed",
    "mean_squared_error",
    "pca_floor",
    "explained_variance",
)
def real_data(evidence: Evidence) -> Rows:
    """Loss on the held-out part of the measured series, of networks with a kernel as long."""
    real = evidence.on_series
    if real is None:
        return
    for ensemble in evidence.variants.values():
        if ensemble.experiment.network.kernel != real.experiment.network.kernel:
            continue
        for seed, loss in zip(ensemble.seeds, ensemble.losses_on(real.patches), strict=True):
            yield (
                real.name,
                "curves" if ensemble.experiment.data != real.experiment.data else "series",
                ensemble.name,
                seed,
                loss,
                real.floor,
                1 - loss / real.variance,
            )


@table(
    "variant",
    "seed",
    "step",
    "mean_squared_error",
    "component",
    "encoder_length",
    "nearest_principal_component",
    "abs_cosine",
)
def training(evidence: Evidence) -> Rows:
    """Networks along training: loss, lengths, and |cos| with the principal components."""
    for ensemble in evidence.variants.values():
        history = ensemble.history
        likeness = ensemble.likeness_of(history.decoder_filters)  # (S, T, C, C)
        kernels = np.linalg.norm(history.encoder_kernels, axis=-1)  # (S, T, C)
        for index, seed in enumerate(ensemble.seeds):
            for time, step in enumerate(history.steps):
                for component, cosines in enumerate(likeness[index, time]):
                    yield (
                        ensemble.name,
                        seed,
                        int(step),
                        history.loss[index, time],
                        component + 1,
                        kernels[index, time, component],
                        int(cosines.argmax()) + 1,
                        cosines.max(),
                    )


TABLES: dict[str, Table[Evidence]] = {
    "losses": losses,
    "ablation": ablation,
    "principal-components": principal_components,
    "subspace-angles": subspace_angles,
    "encoders": encoders,
    "agreement": agreement,
    "agreement-pairs": agreement_pairs,
    "assembled": assembled,
    "pictures": pictures,
    "real-data": real_data,
    "training": training,
}


def _orders(ensemble: Ensemble) -> list[tuple[str, Floats]]:
    return [("as trained", ensemble.decoder_filters), ("aligned", ensemble.aligned_filters)]
