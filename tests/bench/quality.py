"""Whether the trained networks show what they are trained to show, by their archives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from deconviz import archive, comparison, contributions, curves
from deconviz.archive import Model
from deconviz.messages import UserError
from deconviz.settings import Config, run_of

from .report import Row

Floats = NDArray[np.float64]

PLAIN = "baseline"
RANKED = ("code-noise", "input-noise")  # variants whose noise sorts the filters
SMOOTHED = [1, 2]  # the components whose encoder filters input noise smooths


@dataclass(frozen=True)
class Trained:
    """All seeds' networks of a variant, and the held-out patches for them."""

    models: list[Model]
    patches: Floats  # (N, K), all windows of all held-out curves

    @property
    def decoder_filters(self) -> Floats:
        """Shape (S, C, K)."""
        return np.stack([model.decoder_filters for model in self.models])

    @property
    def encoder_kernels(self) -> Floats:
        """Shape (S, C, K)."""
        return np.stack([model.encoder_kernels for model in self.models])

    def codes(self, model: Model) -> Floats:
        """Codes of the patches, shape (N, C)."""
        activation = model.run.network.activation
        return contributions.encode(
            self.patches, model.encoder_kernels, model.encoder_bias, activation
        )


def measure(config: Config) -> list[Row]:
    """Read the archives in ``results`` and hold them against what they must reach.

    Raises
    ------
    UserError
        If an archive is missing, damaged or of another config.
    """
    plain, *ranked = (read(config, variant) for variant in (PLAIN, *RANKED))
    rows = [
        Row(
            f"{PLAIN}: held-out MSE over the PCA floor, worst of {len(plain.models)} seeds",
            worst_over_floor(plain),
            at_most=1.2,
        )
    ]
    for variant, trained in zip(RANKED, ranked, strict=True):
        rows += _sorted_rows(variant, trained)
    return [
        *rows,
        Row(
            "encoder roughness of filters 2 and 3, code-noise over input-noise",
            smoothing(*ranked),
            at_least=10,
        ),
    ]


def read(config: Config, variant: str) -> Trained:
    """Read a variant's networks, of today's config."""
    paths = [Path(f"results/models/{variant}/seed{seed}.safetensors") for seed in config.seeds]
    models = [archive.read_model(path) for path in paths]
    if any(model.run != run_of(config, variant) for model in models):
        raise UserError(f"{paths[0].parent}: is of another config: renew it with `./run models`")
    held_out = archive.read_arrays(Path("results/data/curves.safetensors"))["held_out"]
    return Trained(models, curves.patches(held_out, models[0].run.network.kernel))


def worst_over_floor(trained: Trained) -> float:
    """Return the largest error of any seed, over what no linear decoder can beat."""
    errors = [
        comparison.mean_squared_error(
            trained.patches, trained.codes(model), model.decoder_filters, model.decoder_bias
        )
        for model in trained.models
    ]
    channels = trained.models[0].run.network.channels
    return max(errors) / comparison.pca_floor(trained.patches, channels)


def least_step(trained: Trained) -> float:
    """Return the least factor in error between zeroing a component and zeroing the next.

    Above 1 for every seed's networks means that the first hurts least and the last most.
    """
    errors = np.array(
        [
            comparison.ablation(
                trained.patches, trained.codes(model), model.decoder_filters, model.decoder_bias
            )
            for model in trained.models
        ]
    )  # (S, C)
    return float((errors[:, 1:] / errors[:, :-1]).min())


def least_likeness(trained: Trained) -> float:
    """Return the least |cos| of any filter with its principal component.

    The last filter belongs to the first component, as the last is the least noisy.
    """
    filters = trained.decoder_filters
    leading = comparison.principal_components(trained.patches)[: filters.shape[1]]  # (C, K)
    return float(np.abs(comparison.cosines(filters, leading[::-1])).min())


def smoothing(rough: Trained, smooth: Trained) -> float:
    """Return how many times rougher the encoder filters of `rough` are, by medians over seeds."""
    before, after = (
        np.median(comparison.roughness(trained.encoder_kernels), axis=0)[SMOOTHED]
        for trained in (rough, smooth)
    )
    return float((before / after).min())


def _sorted_rows(variant: str, trained: Trained) -> list[Row]:
    agreement = comparison.agreement(trained.decoder_filters).min()
    return [
        Row(
            f"{variant}: MSE from zeroing one component to the next, least factor",
            least_step(trained),
            at_least=5,
        ),
        Row(
            f"{variant}: |cos| of filters 1, 2, 3 with principal components 3, 2, 1, least",
            least_likeness(trained),
            at_least=0.99,
            digits=5,
        ),
        Row(
            f"{variant}: |cos| between any two seeds' filters as trained, least",
            float(agreement),
            at_least=0.99,
            digits=5,
        ),
    ]
