"""What films call networks: by the noise that they were trained with."""

from __future__ import annotations

from collections.abc import Sequence

from deconviz.config.experiment import Experiment


def network_names(variants: Sequence[str], experiments: Sequence[Experiment]) -> list[str]:
    """Return a name for each network; if two had the same one, return the names of variants."""
    names = [_name(experiment) for experiment in experiments]
    return names if len(set(names)) == len(names) else list(variants)


def _name(experiment: Experiment) -> str:
    noisy = [("code", any(experiment.code_noise)), ("input", experiment.input_noise > 0)]
    kinds = [kind for kind, is_noisy in noisy if is_noisy]
    return f"with {' and '.join(kinds)} noise" if kinds else "without noise"
