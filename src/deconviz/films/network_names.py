"""What films call networks: by the noise that they were trained with."""

from __future__ import annotations

from collections.abc import Sequence

from deconviz.config.experiment import Experiment


def network_names(networks: Sequence[tuple[str, Experiment]]) -> list[str]:
    """Name networks, given as variant and settings; by their variants where two would be alike."""
    names = [noise_name(experiment) for _, experiment in networks]
    return names if len(set(names)) == len(names) else [variant for variant, _ in networks]


def training_names(networks: Sequence[tuple[str, Experiment]]) -> list[str]:
    """Name networks by the inputs they were trained on; by their variants where those are alike."""
    is_noisy = [bool(experiment.input_noise) for _, experiment in networks]
    if len(set(is_noisy)) == 1:
        return [variant for variant, _ in networks]
    return [f"trained on {'noisy' if noisy else 'clean'} inputs" for noisy in is_noisy]


def noise_name(experiment: Experiment) -> str:
    """Say which noise there was, as "with code noise"."""
    kinds = ["code"] * any(experiment.code_noise) + ["input"] * bool(experiment.input_noise)
    return f"with {' and '.join(kinds)} noise" if kinds else "without noise"
