"""Each component of a network on its own way through its range, while the others rest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deconviz.analysis import code_paths
from deconviz.analysis.movement import Movement
from deconviz.arrays import Floats
from deconviz.network.autoencoder import Autoencoder

CURVES = 11  # outputs of a family


@dataclass(frozen=True)
class RangeSweep:
    """The codes and outputs of a sweep, for each component alone.

    Attributes
    ----------
    network
        The network.
    movement
        Its ranges, and how far they move the output.
    rest
        The code that components leave one at a time, shape (C,): a likely one.
    """

    network: Autoencoder
    movement: Movement
    rest: Floats

    @classmethod
    def of(cls, codes: Floats, network: Autoencoder) -> RangeSweep:
        """Take the ranges of real codes (N, C)."""
        movement = Movement.of(codes, network.decoder_filters)
        rest = np.clip(code_paths.likely_code(codes), movement.low, movement.high)
        return cls(network, movement, rest)

    @property
    def families(self) -> Floats:
        """Outputs from one end of each range to the other, shape (C, CURVES, K)."""
        values = np.linspace(self.movement.low, self.movement.high, CURVES)  # (CURVES, C)
        codes = [code_paths.family(self.rest, c, column) for c, column in enumerate(values.T)]
        return np.asarray(self.network.decode(np.stack(codes)))

    def codes(self, share: float) -> Floats:
        """Return the code of each component's sweep at a share of the way, shape (C, C)."""
        values = there_and_back(self.movement.low, self.rest, self.movement.high, share)  # (C,)
        return np.where(np.eye(len(values), dtype=bool), values, self.rest)


def there_and_back(low: Floats, rest: Floats, high: Floats, share: float) -> Floats:
    """Go from rest to the top, the bottom and back to rest, each component at a constant speed.

    Parameters
    ----------
    low, rest, high
        The range of each component and where it rests, each of shape (C,).
    share
        How far along the way, 0 to 1; both ends are at rest.

    Returns
    -------
    array of shape (C,)
    """
    way = share * 2 * (high - low)  # (C,)
    to_top, to_bottom = high - rest, high - rest + high - low  # each (C,)
    down = np.where(way < to_top, rest + way, high - (way - to_top))
    return np.where(way < to_bottom, down, low + way - to_bottom)
