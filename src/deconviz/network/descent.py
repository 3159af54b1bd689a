"""Training steps, compiled: noise is added, the gradient is taken by hand, and Adam moves.

A network is a row of parameters: the encoder's kernels (C, K) and biases (C,), the decoder's
filters (K, C) and its bias (1,). Networks are trained one after another, each for many steps, so
that all of one stays in the processor's cache, and none depends on its company.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

from deconviz.arrays import Floats
from deconviz.config.experiment import Activation

Singles = NDArray[np.float32]
"""Numbers in single precision, as torch trains with them."""

TANH, RELU, IDENTITY = range(3)
ACTIVATION: dict[Activation, int] = {"tanh": TANH, "relu": RELU, "identity": IDENTITY}
"""By the name in the config, what `Task.activation` has."""

ONE, TWO = np.float32(1), np.float32(2)
MEAN_DECAY, SQUARE_DECAY, EPSILON = 0.9, 0.999, np.float32(1e-8)  # Adam's, as in torch

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile on the first call; sums may be taken in any order, so that they take few steps."""
    fast = {"reassoc", "contract", "arcp", "nsz"}
    dispatcher = njit(cache=True, error_model="numpy", fastmath=fast)(function)
    return cast("Function", dispatcher)


class Task(NamedTuple):
    """What R * S networks of R noises and S seeds are trained on for T steps."""

    channels: int
    """C, the components of the code."""
    activation: int
    """Of the code, as `ACTIVATION` has it."""
    batches: Singles
    """The patches of each seed, shape (S, N, K, B)."""
    order: NDArray[np.int64]
    """Which of its N batches each seed takes at each step, shape (S, T)."""
    on_input: Singles
    """Unit noise of each seed on the input, shape (S, T, K, B)."""
    on_code: Singles
    """Unit noise of each seed on the code, shape (S, T, C, B)."""
    input_deviations: Singles
    """The size of each noise on the input, shape (R,); where it is 0 none is read."""
    code_deviations: Singles
    """The size of each noise on the code, shape (R, C); where it is 0 none is read."""


@compiled
def descend(
    parameters: Singles,
    means: Singles,
    squares: Singles,
    task: Task,
    start: int,
    rates: Floats,
    number: int,
) -> None:
    """Take some steps with each of R * S networks, in place.

    Parameters
    ----------
    parameters
        A row per network, those of the first noise first, shape (R * S, P).
    means, squares
        Adam's running means of the gradient and of its square, shape (R * S, P); 0 to begin with.
    task
        What to train on.
    start
        Which of the task's steps to begin with.
    rates
        The learning rate of each step from there on.
    number
        How often the networks have been moved after the first of these steps.
    """
    seeds, _, kernel, batch = task.batches.shape
    noisy = np.empty((kernel, batch), np.float32)
    noise = np.empty((task.channels, batch), np.float32)
    slope = np.empty(parameters.shape[1], np.float32)
    for network in range(len(parameters)):
        r, s = divmod(network, seeds)
        for step in range(len(rates)):
            t = start + step
            clean = task.batches[s, task.order[s, t]]
            for k in range(kernel):
                copy(clean[k], noisy[k])
                if task.input_deviations[r] > 0:
                    add_scaled(task.input_deviations[r], task.on_input[s, t, k], noisy[k])
            for c in range(task.channels):
                fill(np.float32(0), noise[c])
                if task.code_deviations[r, c] > 0:
                    add_scaled(task.code_deviations[r, c], task.on_code[s, t, c], noise[c])
            gradient(parameters[network], task.activation, clean, noisy, noise, slope)
            rate, count = rates[step], number + step
            move(parameters[network], slope, means[network], squares[network], rate, count)


@compiled
def gradient(
    parameters: Singles,
    activation: int,
    clean: Singles,
    noisy: Singles,
    noise: Singles,
    slope: Singles,
) -> None:
    """Write the gradient of the mean squared error of a network into `slope`.

    Parameters
    ----------
    parameters
        Of one network, shape (P,).
    activation
        Of the code.
    clean, noisy
        The target and the input, shape (K, B).
    noise
        Added to the code, shape (C, B).
    slope
        Takes the gradient, shape (P,).
    """
    channels, batch = noise.shape
    kernel = len(clean)
    kernels, biases, filters, level = split(parameters, channels, kernel)
    to_kernels, to_biases, to_filters, to_level = split(slope, channels, kernel)
    code = np.empty((channels, batch), np.float32)
    steep = np.empty((channels, batch), np.float32)  # the activation's own slope
    back = np.zeros((channels, batch), np.float32)  # the gradient on its way back to the code
    error = np.empty(batch, np.float32)
    for c in range(channels):
        fill(biases[c], code[c])
        for k in range(kernel):
            add_scaled(kernels[c, k], noisy[k], code[c])
        activate(activation, code[c], steep[c])
        add_scaled(ONE, noise[c], code[c])
    to_level[0] = 0
    for k in range(kernel):
        fill(level[0], error)
        add_scaled(-ONE, clean[k], error)
        for c in range(channels):
            add_scaled(filters[k, c], code[c], error)
        scale(TWO / np.float32(kernel * batch), error)
        to_level[0] += total(error)
        for c in range(channels):
            to_filters[k, c] = dot(error, code[c])
            add_scaled(filters[k, c], error, back[c])
    for c in range(channels):
        multiply(steep[c], back[c])
        to_biases[c] = total(back[c])
        for k in range(kernel):
            to_kernels[c, k] = dot(back[c], noisy[k])


@compiled
def move(
    parameters: Singles,
    slope: Singles,
    means: Singles,
    squares: Singles,
    rate: float,
    count: int,
) -> None:
    """Take the step number `count` of Adam in place: Kingma and Ba, 2015, algorithm 1."""
    size = np.float32(rate / (1 - MEAN_DECAY**count))
    shrink = np.float32(1 / math.sqrt(1 - SQUARE_DECAY**count))
    for p in range(len(parameters)):
        means[p] += np.float32(1 - MEAN_DECAY) * (slope[p] - means[p])
        squares[p] += np.float32(1 - SQUARE_DECAY) * (slope[p] * slope[p] - squares[p])
        parameters[p] -= size * means[p] / (shrink * np.sqrt(squares[p]) + EPSILON)


@compiled
def split(row: Singles, channels: int, kernel: int) -> tuple[Singles, Singles, Singles, Singles]:
    """Return a row's kernels (C, K), biases (C,), filters (K, C) and bias (1,), as views."""
    filters = channels * kernel + channels
    level = filters + kernel * channels
    return (
        row[: channels * kernel].reshape(channels, kernel),
        row[channels * kernel : filters],
        row[filters:level].reshape(kernel, channels),
        row[level:],
    )


@compiled
def activate(activation: int, values: Singles, steep: Singles) -> None:
    """Apply an activation in place, and write its slope."""
    for b in range(len(values)):
        if activation == TANH:  # by its exponential, which takes many numbers at once
            values[b] = ONE - TWO / (np.exp(TWO * values[b]) + ONE)
            steep[b] = ONE - values[b] * values[b]
        elif activation == RELU:
            steep[b] = ONE if values[b] > 0 else np.float32(0)
            values[b] *= steep[b]
        else:
            steep[b] = ONE


@compiled
def fill(value: np.float32, row: Singles) -> None:
    """Set every number of a row."""
    for b in range(len(row)):
        row[b] = value


@compiled
def copy(row: Singles, into: Singles) -> None:
    """Copy a row."""
    for b in range(len(row)):
        into[b] = row[b]


@compiled
def scale(factor: np.float32, row: Singles) -> None:
    """Multiply a row by a number."""
    for b in range(len(row)):
        row[b] *= factor


@compiled
def multiply(factors: Singles, row: Singles) -> None:
    """Multiply a row by another."""
    for b in range(len(row)):
        row[b] *= factors[b]


@compiled
def add_scaled(factor: np.float32, row: Singles, into: Singles) -> None:
    """Add a multiple of a row to another."""
    for b in range(len(row)):
        into[b] += factor * row[b]


@compiled
def total(row: Singles) -> np.float32:
    """Return the sum of a row."""
    result = np.float32(0)
    for b in range(len(row)):
        result += row[b]
    return result


@compiled
def dot(one: Singles, other: Singles) -> np.float32:
    """Return the sum of the products of two rows."""
    result = np.float32(0)
    for b in range(len(one)):
        result += one[b] * other[b]
    return result
