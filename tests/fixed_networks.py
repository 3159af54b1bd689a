"""Networks in closed form, which no training made: films of them show the same everywhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from deconviz import archive, curves
from deconviz.experiment import Data, Network, Run, Training

Floats = NDArray[np.float64]

SEED = 11
DATA = Data(curves=1, held_out=32)
NOISE = (0.1, 0.01, 0.001)
BIAS = 0.012
SIZES = np.array([0.13, 0.9, 6.1])  # of the filters, as the noise on the code ranks them
EVEN_SIZE = 1.5  # of filters that nothing ranks
ROUGH = np.array([1, -6, 15, -20, 15, -6, 1]) / 30  # at right angles to all that is smooth


def write(root: Path) -> None:
    """Write what films read, in the places where the pipeline writes it."""
    train, held_out = curves.dataset(DATA)
    path = root / "results/data/curves.safetensors"
    archive.write_arrays(path, {"train": train, "held_out": held_out}, {})
    archive.write_sums([path])
    ranked, inverse = SIZES[:, None] * _shapes(), _shapes() / SIZES[:, None]  # each (3, 7)
    even, its_inverse = EVEN_SIZE * _mixed(), _mixed() / EVEN_SIZE  # each (3, 7)
    _write_network(root, "baseline", even, its_inverse + ROUGH)
    _write_network(root, "code-noise", ranked, inverse + ROUGH, code_noise=NOISE)
    _write_network(root, "input-noise", -ranked, -inverse, code_noise=NOISE, input_noise=0.01)


def _shapes() -> Floats:
    """Return a bend, a slope and a level, at right angles and of length 1, shape (3, 7)."""
    x = np.arange(-3.0, 4.0)  # (7,)
    shapes = np.stack([x**2 - 4, x, np.ones(7)])  # (3, 7)
    return np.asarray(shapes / np.linalg.norm(shapes, axis=1, keepdims=True))


def _mixed() -> Floats:
    """Return the same three shapes turned, so that each filter has a part of each."""
    return np.asarray((np.eye(3) - 2 / 3) @ _shapes())  # (3, 7)


def _write_network(
    root: Path,
    variant: str,
    decoder: Floats,
    encoder: Floats,
    code_noise: tuple[float, ...] = (),
    input_noise: float = 0.0,
) -> None:
    run = Run(
        data=DATA,
        network=Network(),
        training=Training(),
        code_noise=code_noise,
        input_noise=input_noise,
    )
    arrays = {
        "encoder.weight": encoder[:, None].astype(np.float32),  # (3, 1, 7)
        "encoder.bias": np.zeros(3, np.float32),
        "decoder.weight": decoder[:, None].astype(np.float32),  # (3, 1, 7)
        "decoder.bias": np.full(1, BIAS, np.float32),
    }
    archive.write_networks(root / "results/models" / variant, run, {SEED: arrays}, {}, {})
