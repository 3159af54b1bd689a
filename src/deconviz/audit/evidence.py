"""What the audit looks at: the ensembles of all variants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deconviz.analysis.ensemble import Ensemble
from deconviz.arrays import Integers
from deconviz.config.experiment import CurveSettings, SeriesSettings
from deconviz.errors import MissingEvidenceError

LEAST_SEEDS = 10  # that a claim is decided on


@dataclass(frozen=True)
class Evidence:
    """All variants that were trained, by name."""

    variants: Mapping[str, Ensemble]

    def of(self, name: str) -> Ensemble:
        """Return a variant's networks.

        Raises
        ------
        MissingEvidenceError
            If the config has no such variant.
        """
        if name not in self.variants:
            raise MissingEvidenceError(f"the config has no variant {name}")
        return self.variants[name]

    def alike(self, *names: str) -> list[Ensemble]:
        """Return variants whose networks have the same sizes.

        Raises
        ------
        MissingEvidenceError
            If the config lacks one of them, or they differ in channels or kernel.
        """
        first, *others = ensembles = [self.of(name) for name in names]
        for ensemble in others:
            if _sizes(ensemble)[:2] != _sizes(first)[:2]:
                raise MissingEvidenceError(
                    f"{names[0]} and {ensemble.name} have networks of unlike sizes"
                )
        return ensembles

    def larger_than(self, name: str) -> list[Ensemble]:
        """Return the variants with as many deviations as channels whose network is larger.

        It has more channels, a longer kernel or a longer curve than that of `name`.

        Raises
        ------
        MissingEvidenceError
            If there is no such variant.
        """
        usual = _sizes(self.of(name))
        larger = [
            ensemble
            for ensemble in self.variants.values()
            if ensemble.experiment.code_noise
            and isinstance(ensemble.experiment.data, CurveSettings)
            and any(size > other for size, other in zip(_sizes(ensemble), usual, strict=True))
        ]
        if not larger:
            raise MissingEvidenceError(
                f"the config has no larger network than {name} with code noise"
            )
        return larger

    @property
    def not_on_pictures(self) -> list[Ensemble]:
        """The variants whose windows are of curves or of a series."""
        return [each for each in self.variants.values() if not each.on_pictures]

    @property
    def on_pictures(self) -> list[Ensemble]:
        """The variants that were trained on a photograph."""
        return [each for each in self.variants.values() if each.on_pictures]

    @property
    def on_series(self) -> Ensemble | None:
        """The first variant that was trained on a measured series, if there is one."""
        on_series = (
            ensemble
            for ensemble in self.variants.values()
            if isinstance(ensemble.experiment.data, SeriesSettings)
        )
        return next(on_series, None)


def quietest_first(ensemble: Ensemble) -> Integers:
    """Return the components by the noise on their code, shape (C,).

    Raises
    ------
    MissingEvidenceError
        If no two components differ in it.
    """
    if ensemble.unranked:
        raise MissingEvidenceError(ensemble.unranked)
    return ensemble.quietest_first


def _sizes(ensemble: Ensemble) -> tuple[int, int, int]:
    network = ensemble.experiment.network
    return network.channels, network.points, ensemble.experiment.data.points
