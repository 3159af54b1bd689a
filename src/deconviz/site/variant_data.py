"""A variant for the explorer: the weights of all its networks, and held-out curves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from deconviz.analysis.curve_example import curve_example
from deconviz.arrays import Floats
from deconviz.config.site_jobs import SiteVariantJob
from deconviz.network.autoencoder import Autoencoder

CURVES = 150
"""Held-out curves that it has at most: enough for a cloud of their codes."""
NUMBERS = 20_000
"""That curves have at most, all together, so that a page with long ones loads as fast."""


def content(
    job: SiteVariantJob, networks: Mapping[int, Autoencoder], held_out: Floats
) -> dict[str, Any]:
    """Return what the explorer needs of a variant, as JSON holds it.

    Parameters
    ----------
    job
        The variant.
    networks
        By seed.
    held_out
        Curves of shape (N, points). The first one is that of the films.
    """
    sizes = job.experiment.network
    return {
        "channels": sizes.channels,
        "kernel": sizes.points,
        "stride": sizes.stride,
        "points": held_out.shape[-1],
        "activation": sizes.activation,
        "codeNoise": list(job.experiment.code_noise),
        "inputNoise": job.experiment.input_noise,
        "seeds": {str(seed): _weights(network) for seed, network in networks.items()},
        "curves": _curves(held_out).tolist(),  # (at most CURVES, points)
    }


def _curves(held_out: Floats) -> Floats:
    """Return the curve that films show, and the first of the others."""
    count = max(1, min(CURVES, NUMBERS // held_out.shape[-1]))
    shown = curve_example(held_out).number
    others = np.delete(held_out, shown, axis=0)
    return np.vstack([held_out[shown], others])[:count]


def _weights(network: Autoencoder) -> dict[str, Any]:
    return {
        "encoder": network.encoder_kernels.tolist(),  # (C, K)
        "encoderBias": network.encoder_bias.tolist(),  # (C,)
        "decoder": network.decoder_filters.tolist(),  # (C, K)
        "decoderBias": network.decoder_bias,
    }
