"""Sentences that recur in captions; like all parts of a caption they lack their full stop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from deconviz.analysis.ensemble import Ensemble
from deconviz.look.wording import number_list

SAME_LIMITS = "All panels have the same limits"
LIKELY_PATCH = "a held-out patch whose code is near one standard deviation in every component"


def code_noise(ensembles: Iterable[Ensemble]) -> str:
    """Give the noise that each variant has on its code."""
    noises = {each.name: number_list(each.experiment.code_noise) or "none" for each in ensembles}
    return f"Standard deviation of the training noise on each code component: {by_name(noises)}"


def by_name(values: Mapping[str, str], separator: str = "; ") -> str:
    """List values after their names.

    Examples
    --------
    >>> by_name({"baseline": "0.5", "code-noise": "0.25"})
    'baseline 0.5; code-noise 0.25'
    """
    return separator.join(f"{name} {value}" for name, value in values.items())
