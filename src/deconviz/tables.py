"""What was measured, as tidy tables: one observation a row, the same columns in every row."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from deconviz import comparison
from deconviz.alignment import agreement_interval, mean_agreement, pairwise_agreement
from deconviz.assembly import REMEDIES, Autoencoder, perfect
from deconviz.evidence import Evidence, LackingError, Trained

Floats = NDArray[np.float64]
Row = dict[str, str | int | float]
Rows = Iterator[Row]


def losses(evidence: Evidence) -> Rows:
    """Held-out loss of each network, with what no linear decoder of its size can beat."""
    for trained in evidence.variants.values():
        for seed, loss in zip(trained.seeds, trained.losses, strict=True):
            yield {
                "variant": trained.name,
                "seed": seed,
                "mean_squared_error": loss,
                "pca_floor": trained.floor,
                "explained_variance": 1 - loss / trained.variance,
            }


def ablation(evidence: Evidence) -> Rows:
    """Held-out loss with one component set to zero; component 0 stands for none."""
    for trained in evidence.variants.values():
        for seed, whole, zeroed in zip(trained.seeds, trained.losses, trained.zeroed, strict=True):
            for component, loss in enumerate([whole, *zeroed]):
                yield {
                    "variant": trained.name,
                    "seed": seed,
                    "component_zeroed": component,
                    "mean_squared_error": loss,
                }


def principal_components(evidence: Evidence) -> Rows:
    """|cos| of each decoder filter with each principal component, as trained."""
    for trained in evidence.variants.values():
        for seed, cosines in zip(trained.seeds, trained.likeness, strict=True):
            for (component, principal), cosine in np.ndenumerate(cosines):
                yield {
                    "variant": trained.name,
                    "seed": seed,
                    "component": component + 1,
                    "principal_component": principal + 1,
                    "abs_cosine": cosine,
                }


def subspace_angles(evidence: Evidence) -> Rows:
    """Angles between a decoder's span and that of as many principal components, in degrees."""
    for trained in evidence.variants.values():
        for seed, filters in zip(trained.seeds, trained.decoder_filters, strict=True):
            angles = comparison.principal_angles(filters, trained.patches)
            for index, angle in enumerate(np.degrees(angles), start=1):
                yield {"variant": trained.name, "seed": seed, "angle": index, "degrees": angle}


def encoders(evidence: Evidence) -> Rows:
    """Length, roughness and redundancy of each encoder filter, and how saturated its code is."""
    for trained in evidence.variants.values():
        kernels = trained.encoder_kernels  # (S, C, K)
        channels = trained.run.network.channels
        figures = {
            "length": np.linalg.norm(kernels, axis=-1),
            "roughness": comparison.roughness(kernels),
            "redundancy": comparison.encoder_redundancy(kernels, trained.patches, channels),
            "share_saturated": trained.share_saturated,
        }  # each (S, C)
        for index, seed in enumerate(trained.seeds):
            for component in range(channels):
                yield {
                    "variant": trained.name,
                    "seed": seed,
                    "component": component + 1,
                    **{name: values[index, component] for name, values in figures.items()},
                }


def agreement(evidence: Evidence) -> Rows:
    """Mean |cos| over pairs of seeds, as trained and aligned, with what chance gives aligned."""
    for trained in evidence.variants.values():
        if len(trained.seeds) < 2:
            continue
        for order, filters in _orders(trained):
            low, high = agreement_interval(filters)
            yield {
                "variant": trained.name,
                "order": order,
                "mean_abs_cosine": mean_agreement(filters),
                "low": low,
                "high": high,
                "chance_aligned": trained.chance_aligned,
            }


def agreement_pairs(evidence: Evidence) -> Rows:
    """Mean |cos| of each pair of seeds, as trained and aligned."""
    for trained in evidence.variants.values():
        for order, filters in _orders(trained):
            pairs = pairwise_agreement(filters)  # (S, S)
            for one, other in zip(*np.triu_indices(len(pairs), 1), strict=True):
                yield {
                    "variant": trained.name,
                    "order": order,
                    "seed": trained.seeds[one],
                    "other_seed": trained.seeds[other],
                    "mean_abs_cosine": pairs[one, other],
                }


def assembled(evidence: Evidence) -> Rows:
    """Each point's error on whole held-out curves, by network and remedy; points count from 0.

    The network `perfect` gives every patch back. `cropped` has the inner points alone, and no
    row where there are none.
    """
    for trained in evidence.variants.values():
        networks: dict[str, Autoencoder] = dict(
            zip(map(str, trained.seeds), trained.networks, strict=True)
        )
        networks["perfect"] = perfect(trained.run.network.kernel)
        for name, network in networks.items():
            yield from _points(trained, name, network)


def real_data(evidence: Evidence) -> Rows:
    """Loss on the held-out part of the measured series, of networks with a kernel as long."""
    try:
        real = evidence.on_series()
    except LackingError:
        return
    for trained in evidence.variants.values():
        if trained.run.network.kernel != real.run.network.kernel:
            continue
        for seed, loss in zip(trained.seeds, trained.losses_on(real.patches), strict=True):
            yield {
                "series": real.name,
                "trained_on": "curves" if trained.run.data != real.run.data else "series",
                "variant": trained.name,
                "seed": seed,
                "mean_squared_error": loss,
                "pca_floor": real.floor,
                "explained_variance": 1 - loss / real.variance,
            }


def training(evidence: Evidence) -> Rows:
    """Networks along training: loss, lengths, and |cos| with the principal components."""
    for trained in evidence.variants.values():
        along = trained.along
        likeness = trained.likeness_of(along.decoder_filters)  # (S, T, C, C)
        kernels = np.linalg.norm(along.encoder_kernels, axis=-1)  # (S, T, C)
        for index, seed in enumerate(trained.seeds):
            for time, step in enumerate(along.steps):
                for component, cosines in enumerate(likeness[index, time]):
                    yield {
                        "variant": trained.name,
                        "seed": seed,
                        "step": int(step),
                        "mean_squared_error": along.loss[index, time],
                        "component": component + 1,
                        "encoder_length": kernels[index, time, component],
                        "nearest_principal_component": int(cosines.argmax()) + 1,
                        "abs_cosine": cosines.max(),
                    }


TABLES: dict[str, Callable[[Evidence], Rows]] = {
    "losses": losses,
    "ablation": ablation,
    "principal-components": principal_components,
    "subspace-angles": subspace_angles,
    "encoders": encoders,
    "agreement": agreement,
    "agreement-pairs": agreement_pairs,
    "assembled": assembled,
    "real-data": real_data,
    "training": training,
}


def _orders(trained: Trained) -> list[tuple[str, Floats]]:
    return [("as trained", trained.decoder_filters), ("aligned", trained.aligned_filters)]


def _points(trained: Trained, name: str, network: Autoencoder) -> Rows:
    targets, stride = trained.held_out, trained.run.network.stride
    for remedy, assemble in REMEDIES.items():
        try:
            result = assemble(network, targets, stride)
        except ValueError:  # no interior to crop to
            continue
        first = result.kept.start
        for point, error in enumerate(result.point_errors(targets), start=first):
            yield {
                "variant": trained.name,
                "network": name,
                "remedy": remedy,
                "point": point,
                "mean_squared_error": error,
            }
