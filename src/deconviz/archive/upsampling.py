"""Small kernels that learn to double images, as an archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from deconviz.archive.files import write_sums
from deconviz.archive.made_by import MadeBy
from deconviz.archive.tensors import read_of_seeds, write_arrays
from deconviz.network.upsampling_history import UpsamplingHistory


def write_upsampling(
    path: Path,
    history: UpsamplingHistory,
    made_by: MadeBy,
    seeds: Sequence[int],
    about: Mapping[str, Any],
) -> None:
    """Write kernels along training, with a ``SHA256SUMS`` beside them.

    Parameters
    ----------
    path
        A ``.safetensors`` file.
    history
        The kernels.
    made_by, seeds
        The settings and the seeds that they were trained with, and the code.
    about
        Metadata besides these.
    """
    write_arrays(path, history.arrays(), {**made_by.record(), **about, "seeds": list(seeds)})
    write_sums([path])


def read_upsampling(path: Path, made_by: MadeBy, seeds: Sequence[int]) -> UpsamplingHistory:
    """Read kernels along training.

    Parameters
    ----------
    path
        Their archive.
    made_by, seeds
        The settings, the code and the seeds that they must have been trained with.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    return UpsamplingHistory.from_arrays(
        read_of_seeds(path, made_by, UpsamplingHistory.shapes(), seeds)
    )
