"""Read all that the audit looks at from its archives."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from deconviz import archive, gathering
from deconviz.evidence import Evidence, Trained


def read(variants: Mapping[str, Path], seeds: list[int]) -> Evidence:
    """Read the networks of all variants.

    Parameters
    ----------
    variants
        By a variant's name, the archive of the signals that it was trained on and tested with.
    seeds
        Those of the networks.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    return Evidence({name: _read_variant(name, data, seeds) for name, data in variants.items()})


def _read_variant(name: str, data: Path, seeds: list[int]) -> Trained:
    folder = Path("results/models") / name
    models = [archive.read_model(folder / f"seed{seed}.safetensors") for seed in seeds]
    return Trained(
        name=name,
        run=models[0].run,
        seeds=tuple(seeds),
        networks=tuple(map(gathering.autoencoder, models)),
        along=gathering.history(folder / "history.safetensors"),
        held_out=archive.read_arrays(data, {"held_out": (None, None)})["held_out"],
    )
