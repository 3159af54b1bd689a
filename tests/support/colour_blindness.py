"""Colours as people see them who lack one kind of cone.

Matrices on linear RGB: G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A physiologically-
based model for simulation of color vision deficiency", IEEE TVCG 15 (2009), severity 1.
"""

from __future__ import annotations

import numpy as np

from deconviz.arrays import Floats
from support.geometry import levels

DEFICIENCIES = {
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
}
TO_XYZ = [
    [0.4124, 0.3576, 0.1805],
    [0.2126, 0.7152, 0.0722],
    [0.0193, 0.1192, 0.9505],
]


def difference(one: str, other: str, deficiency: str) -> float:
    """Return how different two hexadecimal colours look: CIE 1976, of which 2.3 is just seen."""
    seen = [lab(np.array(DEFICIENCIES[deficiency]) @ linear(levels(hex_))) for hex_ in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def linear(colour: Floats) -> Floats:
    """Turn sRGB levels (3,) into linear ones."""
    return np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)


def lab(colour: Floats) -> Floats:
    """Turn linear RGB (3,) into CIELAB."""
    xyz = np.array(TO_XYZ) @ np.clip(colour, 0, 1) / np.array(TO_XYZ).sum(1)  # (3,)
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])
