"""What each remedy for overlaps leaves of the error, on an ensemble's held-out picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from deconviz.analysis.ensemble import Ensemble
from deconviz.arrays import Floats
from deconviz.data.pictures import PictureWindows
from deconviz.network.autoencoder import Autoencoder, perfect
from deconviz.network.pictures import REMEDIES


@dataclass(frozen=True)
class PictureErrors:
    """The remedies of `deconviz.network.pictures`, by name, on a whole held-out picture.

    Attributes
    ----------
    ensemble
        Of S seeds, trained on a photograph.
    """

    ensemble: Ensemble

    @property
    def picture(self) -> Floats:
        """The target, shape (rows, columns)."""
        return self.ensemble.held_out

    @cached_property
    def windows(self) -> PictureWindows:
        """The windows on the picture."""
        sizes = self.ensemble.experiment.network
        return PictureWindows.on(self.picture, sizes.grid, sizes.stride)

    def output(self, remedy: str, seed: int) -> Floats:
        """Return what the network of a seed makes of the picture, shape (rows, columns)."""
        return self._output(remedy, self.ensemble.network(seed))

    def losses(self, remedy: str) -> Floats:
        """Return each network's mean squared error, shape (S,)."""
        return np.asarray(self._squares[remedy].mean((1, 2)))

    def inside(self, remedy: str) -> Floats:
        """Return the same of the points where no window is missing, shape (S,)."""
        interior = self.windows.interior()  # (rows, columns)
        return np.array([squares[interior].mean() for squares in self._squares[remedy]])

    def of_perfect_patches(self, remedy: str) -> Floats:
        """Return the remedy's own squared error at each point, shape (rows, columns)."""
        sizes = self.ensemble.experiment.network
        output = self._output(remedy, perfect(sizes.points, sizes.grid))
        return np.asarray((output - self.picture) ** 2)

    @cached_property
    def _squares(self) -> dict[str, Floats]:
        """By remedy, each network's squared error at each point, shape (S, rows, columns)."""
        networks = self.ensemble.networks
        outputs = {name: [self._output(name, network) for network in networks] for name in REMEDIES}
        return {name: (np.stack(each) - self.picture) ** 2 for name, each in outputs.items()}

    def _output(self, remedy: str, network: Autoencoder) -> Floats:
        stride = self.ensemble.experiment.network.stride
        return REMEDIES[remedy](network, self.picture, stride)
