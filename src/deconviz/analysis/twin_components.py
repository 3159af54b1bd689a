"""Which components of two networks mean the same: those whose codes go together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.arrays import Floats

RULE = "the components of the two networks whose codes of held-out patches correlate most"


@dataclass(frozen=True)
class Twins:
    """A component of one network, and one of another.

    Attributes
    ----------
    components
        Of the first and of the second network, counted from 0.
    correlation
        Of their codes, from -1 to 1.
    either_sign
        Whether they mean the same if one grows as the other falls.
    """

    components: tuple[int, int]
    correlation: float
    either_sign: bool = True

    @property
    def is_turned(self) -> bool:
        """Whether one means the same as the opposite of the other."""
        return self.either_sign and self.correlation < 0


def twins(codes: Floats, others: Floats, *, either_sign: bool) -> Twins:
    """Return the two components whose codes correlate most.

    Parameters
    ----------
    codes, others
        Of the same patches, shapes (N, C) and (N, D).
    either_sign
        Whether components that mean the opposite count too: an odd activation makes no difference
        between the two signs of a component.
    """
    table = _standard(codes).T @ _standard(others) / len(codes)  # (C, D)
    merit = np.abs(table) if either_sign else table
    first, second = np.unravel_index(int(merit.argmax()), table.shape)
    return Twins((int(first), int(second)), float(table[first, second]), either_sign)


def _standard(codes: Floats) -> Floats:
    """Return codes with mean 0 and deviation 1; one that never changes stays 0."""
    centred = codes - codes.mean(0)  # (N, C)
    deviations = centred.std(0)  # (C,)
    return np.asarray(centred / np.where(deviations > 0, deviations, 1))
