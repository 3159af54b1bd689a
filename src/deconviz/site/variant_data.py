"""A variant for the explorer: the weights of all its networks, and held-out curves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deconviz.arrays import Floats
from deconviz.config.site_jobs import SiteVariantJob
from deconviz.network.autoencoder import Autoencoder

CURVES = 150
"""Held-out curves that it has: enough for a cloud of their codes."""


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
        Curves of shape (N, points).
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
        "curves": held_out[:CURVES].tolist(),  # (CURVES, points)
    }


def _weights(network: Autoencoder) -> dict[str, Any]:
    return {
        "encoder": network.encoder_kernels.tolist(),  # (C, K)
        "encoderBias": network.encoder_bias.tolist(),  # (C,)
        "decoder": network.decoder_filters.tolist(),  # (C, K)
        "decoderBias": network.decoder_bias,
    }
