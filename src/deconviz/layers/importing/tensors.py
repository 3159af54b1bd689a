"""Files that hold tensors by name, and say nothing of what they are for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path

import numpy as np

from deconviz.arrays import Floats
from deconviz.errors import UserError
from deconviz.layers.importing.found import Shape, by
from deconviz.layers.importing.limits import check_numbers


class Tensors(ABC):
    """The tensors in a file.

    Attributes
    ----------
    file
        Where they lie.
    shapes
        By name, of those that hold real numbers.
    others
        What the others hold, by name.
    """

    any_layout = False
    """Whether the format is used by frameworks that lay kernels out in different ways."""

    def __init__(self, file: Path, shapes: dict[str, Shape], others: dict[str, str]) -> None:
        self.file = file
        self.shapes = shapes
        self.others = others

    def read(self, name: str) -> Floats:
        """Read one tensor.

        Raises
        ------
        UserError
            If it is too large, damaged, or has numbers that are none.
        """
        shape = self.shapes[name]
        check_numbers(self.file, name, shape)
        array = self._read(name)
        if array.shape != shape:
            raise damaged(self.file, f"{name} should be {by(shape)} and is {by(array.shape)}")
        return finite(self.file, name, array)

    @abstractmethod
    def _read(self, name: str) -> Floats:
        """Read one tensor, whose size is within the limits."""


def finite(file: Path, name: str, array: Floats) -> Floats:
    """Return an array, if all its numbers are numbers.

    Raises
    ------
    UserError
        If some are NaN or infinite, with the place of the first.
    """
    good = np.isfinite(array)
    if good.all():
        return array
    first = ", ".join(str(place) for place in np.argwhere(~good)[0])
    raise UserError(
        f"{file}: {name} has {int((~good).sum())} of {array.size} numbers that are NaN or "
        f"infinite, the first at [{first}]: the training has failed, or the file is damaged; "
        "take an earlier checkpoint"
    )


def damaged(file: Path, why: str) -> UserError:
    """Say that a file is not what its ending says."""
    return UserError(
        f"{file}: is damaged, or no {file.suffix} file: {why:.200}\n"
        "Fetch or save it again, and check its size."
    )
