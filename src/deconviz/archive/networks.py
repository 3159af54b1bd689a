"""Networks as archives: the weights of each seed, and a variant's history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deconviz.archive.files import damaged, sha256, write_sums
from deconviz.archive.made_by import MadeBy
from deconviz.archive.tensors import check_shapes, read_archive, read_of_seeds, write_arrays
from deconviz.config.experiment import Experiment
from deconviz.network.autoencoder import Autoencoder, weight_shapes
from deconviz.network.history import History


@dataclass(frozen=True)
class Model:
    """A network as its archive holds it.

    Attributes
    ----------
    network
        Its weights, in double precision so that sums are exact.
    experiment
        The settings that it was trained with.
    seed
        Its seed.
    sha256
        Of its archive.
    """

    network: Autoencoder
    experiment: Experiment
    seed: int
    sha256: str


def write_networks(
    files: Mapping[int, Path],
    history_file: Path,
    made_by: MadeBy,
    networks: Mapping[int, Autoencoder],
    history: History,
    about: Mapping[str, Any],
) -> None:
    """Write the networks of all seeds of a variant, and their history.

    Parameters
    ----------
    files
        Where to, by seed.
    history_file
        Where the history goes: in the same folder.
    made_by
        The settings that they were trained with, and the code.
    networks
        By seed.
    history
        The same networks along training.
    about
        Metadata besides what made them and the seed.
    """
    common = {**made_by.record(), **about}
    for seed, network in networks.items():
        write_arrays(files[seed], network.weights(), {**common, "seed": seed})
    write_arrays(history_file, history.arrays(), {**common, "seeds": list(networks)})
    write_sums([*files.values(), history_file])


def read_model(path: Path, made_by: MadeBy, seed: int) -> Model:
    """Read one network.

    Parameters
    ----------
    path
        Its archive.
    made_by, seed
        The settings, the code and the seed that it must have been trained with.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    weights, about = read_archive(path)
    try:
        experiment = Experiment.model_validate(about["run"])
        sizes = experiment.network
        check_shapes(weights, weight_shapes(sizes))
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(path, f"is not a network of this version: {error!s:.80}") from None
    made_by.check(path, about)
    if about.get("seed") != seed:
        raise damaged(path, f"is the network of seed {about.get('seed')}")
    network = Autoencoder.from_weights(weights, sizes.activation)
    return Model(network, experiment, seed, sha256(path))


def read_history(path: Path, made_by: MadeBy, seeds: Sequence[int]) -> History:
    """Read a variant's networks along training.

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
    shapes = History.shapes()
    arrays = read_of_seeds(path, made_by, shapes, seeds)
    return History(**{name: arrays[name] for name in shapes})
