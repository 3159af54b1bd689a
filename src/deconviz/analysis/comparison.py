"""Figures by which networks are compared. All are on the patches that they are given."""

from __future__ import annotations

import numpy as np
from scipy.linalg import subspace_angles

from deconviz.arrays import Floats
from deconviz.network.arithmetic import decode


def principal_components(patches: Floats) -> Floats:
    """Return the principal directions of patches, the most important first.

    Parameters
    ----------
    patches
        Array of shape (N, K).

    Returns
    -------
    array of shape (K, K)
        One direction of unit length a row, of the patches less their mean.
    """
    centred = patches - patches.mean(0)  # (N, K)
    _, vectors = np.linalg.eigh(centred.T @ centred)  # columns, the least important first
    return vectors.T[::-1]


def pca_floor(patches: Floats, components: int) -> float:
    """Return the least mean squared error that any linear decoder of so many components has.

    It is the variance outside of the first principal components (Eckart and Young, 1936).
    """
    centred = patches - patches.mean(0)  # (N, K)
    spectrum = np.linalg.eigvalsh(centred.T @ centred)[::-1]  # (K,)
    return float(spectrum[components:].clip(0).sum() / patches.size)


def principal_angles(filters: Floats, patches: Floats) -> Floats:
    """Return the angles between a decoder's span and as many principal components.

    They are all 0 if the decoder can output just what the best linear one can, whatever its
    single filters are (Björck and Golub, 1973, doi:10.1090/S0025-5718-1973-0348991-3).

    Parameters
    ----------
    filters
        Array of shape (C, K), C at most K.
    patches
        Array of shape (N, K).

    Returns
    -------
    array of shape (C,)
        Radians from 0 to pi/2, the largest first. Filters that depend on each other span less
        than C dimensions and give as many angles as these are.
    """
    return span_angles(filters, principal_components(patches)[: len(filters)])


def span_angles(filters: Floats, leading: Floats) -> Floats:
    """Return the angles between the span of filters and that of as many directions.

    Parameters
    ----------
    filters
        Array of shape (C, K), C at most K.
    leading
        Array of shape (C, K), such as the first principal components.

    Returns
    -------
    array of shape (C,)
        Radians from 0 to pi/2, the largest first; fewer if filters depend on each other.
    """
    return np.asarray(subspace_angles(filters.T, leading.T))


def explained_variance(targets: Floats, codes: Floats, filters: Floats, bias: float) -> float:
    """Return the share of the variance of targets (N, K) that decoded codes (N, C) restore.

    1 is perfect, 0 no better than their mean, and less is worse. It is the coefficient of
    determination, pooled over points: 1 - mean squared error / variance about the mean patch.
    """
    variance = pca_floor(targets, 0)
    return 1 - mean_squared_error(targets, codes, filters, bias) / variance


def mean_squared_error(targets: Floats, codes: Floats, filters: Floats, bias: float) -> float:
    """Return the error of decoded codes (N, C) against targets (N, K)."""
    return float(np.mean((decode(codes, filters, bias) - targets) ** 2))


def ablation(targets: Floats, codes: Floats, filters: Floats, bias: float) -> Floats:
    """Return the mean squared error with each component set to zero, shape (C,)."""
    channels = codes.shape[1]
    masks = 1 - np.eye(channels)  # (C, C), row c leaves component c out
    return np.array([mean_squared_error(targets, codes * mask, filters, bias) for mask in masks])


def unit_length(vectors: Floats) -> Floats:
    """Divide vectors (..., K) by their lengths; zeros stay zeros, as they have no direction."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)  # (..., 1)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1))


def cosines(a: Floats, b: Floats) -> Floats:
    """Return the cosine of the angle between vectors in the last dimension.

    A vector of zeros has no direction: its cosine with anything is 0.
    """
    lengths = np.linalg.norm(a, axis=-1) * np.linalg.norm(b, axis=-1)
    return np.asarray((a * b).sum(-1) / np.where(lengths > 0, lengths, 1))


def agreement(filters: Floats) -> Floats:
    """Return the least |cos| between any two seeds' filters, a component at a time.

    Parameters
    ----------
    filters
        Array of shape (S, C, K), in the order in which they were trained.

    Returns
    -------
    array of shape (C,)
    """
    pairs = np.abs(cosines(filters[:, None], filters[None]))  # (S, S, C)
    return np.asarray(pairs.min((0, 1)))


def lead_in_order(filters: Floats, directions: Floats) -> Floats:
    """Return how much better two filters fit two directions in order than swapped.

    Parameters
    ----------
    filters
        Array of shape (..., 2, K).
    directions
        Array of shape (2, K), at right angles.

    Returns
    -------
    array of shape (...)
        Half the difference between the two sums of |cos|: 1 if the filters have the directions,
        each its own, -1 if each has the other's, and 0 halfway.
    """
    likeness = np.abs(cosines(filters[..., :, None, :], directions))  # (..., 2, 2)
    in_order = likeness[..., 0, 0] + likeness[..., 1, 1]
    swapped = likeness[..., 0, 1] + likeness[..., 1, 0]
    return np.asarray(in_order - swapped) / 2


def roughness(filters: Floats) -> Floats:
    """Return the sum of squared second differences over the sum of squares.

    0 for a straight line, at most 16 for a zigzag; the filter's size does not matter. A filter of
    zeros is a straight line too.

    Parameters
    ----------
    filters
        Array of shape (..., K).

    Returns
    -------
    array of shape (...)
    """
    bends = np.diff(filters, 2, axis=-1)  # (..., K - 2)
    energy = (filters**2).sum(-1)  # (...)
    return np.asarray((bends**2).sum(-1) / np.where(energy > 0, energy, 1))


def encoder_redundancy(kernels: Floats, patches: Floats, components: int) -> Floats:
    """Return the share of each encoder kernel's energy that the patches don't see.

    A kernel k is P k, its projection on the first principal components, and a rest. Before the
    activation, the rest adds no more to the variance of the code than its energy times the
    variance along the next component: with three of curves, a fortieth of that along the third.
    So kernels can look unlike and give nearly the same codes. Noise on the input has the same
    variance in every direction: it passes through the rest too, which training then removes.

    Parameters
    ----------
    kernels
        Array of shape (..., C, K).
    patches
        Array of shape (N, K).
    components
        How many principal components count as seen; those of the decoder are C.

    Returns
    -------
    array of shape (..., C)
        1 - |P k|**2 / |k|**2, from 0 to 1; 0 for a kernel of zeros, which has no rest.
    """
    visible = kernels @ principal_components(patches)[:components].T  # (..., C, components)
    energy = (kernels**2).sum(-1)  # (..., C)
    rest = energy - (visible**2).sum(-1)  # (..., C)
    return np.asarray(rest.clip(0) / np.where(energy > 0, energy, 1))
