"""What figures are drawn from: curves and ensembles as arrays, claims and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from deconviz.analysis.ensemble import Ensemble
from deconviz.arrays import Floats, Row
from deconviz.config.experiment import CurveSettings, NetworkSettings
from deconviz.data.curves import patches


@dataclass(frozen=True)
class Curves:
    """Curves of P points; none if they were not read.

    Attributes
    ----------
    train
        Those that networks are trained on, shape (N, P).
    held_out
        Those that no network sees in training, shape (M, P).
    """

    train: Floats = field(default_factory=lambda: np.empty((0, 0)))
    held_out: Floats = field(default_factory=lambda: np.empty((0, 0)))

    def patches(self, kernel: int) -> Floats:
        """Cut every window out of every held-out curve, shape (M * (P - kernel + 1), kernel)."""
        return patches(self.held_out, kernel)


@dataclass(frozen=True)
class FigureInputs:
    """All that a figure may ask for; what it did not ask for is empty.

    Attributes
    ----------
    data, network
        The settings that all variants share.
    seed
        Of the network that represents all others in figures of one.
    codes
        To show the decoder with.
    curves
        Those that all variants share.
    ensembles
        By the variant's name, in the order of the config.
    claims
        As `deconviz.audit` records them.
    tables
        Rows by the table's name.
    """

    data: CurveSettings
    network: NetworkSettings
    seed: int
    codes: tuple[tuple[float, ...], ...] = ()
    curves: Curves = field(default_factory=Curves)
    ensembles: Mapping[str, Ensemble] = field(default_factory=dict)
    claims: Sequence[Row] = ()
    tables: Mapping[str, list[Row]] = field(default_factory=dict)

    @property
    def ensemble(self) -> Ensemble:
        """The one ensemble of a figure that has one."""
        [only] = self.ensembles.values()
        return only
