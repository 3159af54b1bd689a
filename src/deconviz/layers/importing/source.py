"""A file with transposed convolutions in it, whatever its format."""

from __future__ import annotations

import difflib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from pathlib import Path

from deconviz.arrays import Floats
from deconviz.errors import UserError
from deconviz.layers.importing.found import Asked, Found, by

MOST_NAMED = 5


class Source(ABC):
    """A file that was opened; numbers are read when they are asked for.

    Attributes
    ----------
    file
        Where it lies.
    layers
        The transposed convolutions in it, the likeliest first.
    """

    file: Path
    layers: Sequence[Found]

    @abstractmethod
    def find(self, asked: Asked) -> Found:
        """Return the layer that is meant.

        Raises
        ------
        UserError
            If there is no such layer, or several could be meant, with those that there are.
        """

    @abstractmethod
    def kernel(self, found: Found) -> Floats:
        """Read its kernel, shape (C, O / groups, *K)."""

    @abstractmethod
    def bias(self, found: Found, name: str) -> Floats:
        """Read a tensor of this name that is its bias, shape (O,)."""

    def only_one(self, kind: str) -> Found:
        """Return the layer that is meant where none is named.

        Raises
        ------
        UserError
            If there are none, or several.
        """
        if len(self.layers) == 1:
            return self.layers[0]
        if not self.layers:
            raise UserError(f"{self.file}: has no transposed convolution")
        raise UserError(
            f"{self.file}: has {len(self.layers)} that may be meant: name one, as "
            f"`{kind}: {self.layers[0].name}`\n{self.some()}"
        )

    def some(self) -> str:
        """Name the first layers, a line each, and how to see the others."""
        lines = [f"  {one.name}  {by(one.shape)}" for one in self.layers[:MOST_NAMED]]
        if more := len(self.layers) - len(lines):
            lines.append(f"  and {more} more: ./run layer {self.file}")
        return "\n".join(lines)

    def nearest(self, name: str) -> str:
        """Say which layer is called most like a name."""
        names = [one.name for one in self.layers]
        if not names:
            return "The file has no transposed convolution."
        close = closest(name, names)
        return f"The nearest that is one: {close}. All: ./run layer {self.file}"


def closest(name: str, names: Iterable[str]) -> str:
    """Return which of some names is most like another."""
    return max(names, key=lambda other: difflib.SequenceMatcher(None, name, other).ratio())
