"""PCA floors, which no linear decoder beats, as figures draw them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

PCA_FLOOR = (
    "The PCA floor is the least mean squared error of a linear decoder with as many components"
)
NOTHING = 1e-12  # an error that is rounding alone

Key = TypeVar("Key")


def floors_above_zero(floors: Mapping[Key, float]) -> dict[Key, float]:
    """Leave out the floors of codes that are no shorter than the patch: they are 0."""
    return {key: floor for key, floor in floors.items() if floor > NOTHING}
