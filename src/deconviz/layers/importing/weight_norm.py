"""Kernels that a state dict holds as a direction v and a length g: w = g v / |v|.

``torch.nn.utils.weight_norm`` calls them ``weight_v`` and ``weight_g``, and
``torch.nn.utils.parametrizations.weight_norm`` calls them ``parametrizations.weight.original1`` and
``original0``. The norm is over all dimensions in which g has length 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats

OLD = re.compile(r"(?P<above>.*)_v")
NEW = re.compile(r"(?P<above>(?:.*\.)?)parametrizations\.(?P<name>[^.]+)\.original1")


@dataclass(frozen=True)
class Pair:
    """A kernel in two tensors.

    Attributes
    ----------
    name
        Of the kernel that they make.
    direction, length
        Of the tensors.
    """

    name: str
    direction: str
    length: str


def pairs(names: Iterable[str]) -> Iterator[Pair]:
    """Yield the kernels that lie in two tensors."""
    known = set(names)
    for name in known:
        if (pair := _pair(name)) and pair.length in known:
            yield pair


def _pair(name: str) -> Pair | None:
    if new := NEW.fullmatch(name):
        return Pair(new["above"] + new["name"], name, f"{name[:-1]}0")
    if old := OLD.fullmatch(name):
        return Pair(old["above"], name, f"{old['above']}_g")
    return None


def folded(direction: Floats, length: Floats) -> Floats:
    """Return the kernel of a direction (C, O / groups, *K) and a length.

    Raises
    ------
    ValueError
        If they do not belong together.
    """
    if length.size == 1:
        length = length.reshape(1)
        over = tuple(range(direction.ndim))
    elif length.ndim != direction.ndim:
        raise ValueError
    else:
        over = tuple(n for n, size in enumerate(length.shape) if size == 1)
    norm = np.sqrt(np.sum(direction**2, axis=over, keepdims=True))
    kernel: Floats = direction * np.divide(length, norm, where=norm > 0, out=np.zeros_like(norm))
    if kernel.shape != direction.shape:
        raise ValueError
    return kernel
