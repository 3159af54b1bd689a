"""What films call networks: by the noise that they were trained with."""

from __future__ import annotations

from collections.abc import Mapping

from deconviz.config.experiment import Experiment


def network_names(experiments: Mapping[str, Experiment]) -> list[str]:
    """Name the networks of each variant; where two would be alike, by their variants' names."""
    names = [noise_name(experiment) for experiment in experiments.values()]
    return names if len(set(names)) == len(names) else list(experiments)


def noise_name(experiment: Experiment) -> str:
    """Say which noise there was, as "with code noise"."""
    kinds = ["code"] * any(experiment.code_noise) + ["input"] * bool(experiment.input_noise)
    return f"with {' and '.join(kinds)} noise" if kinds else "without noise"
