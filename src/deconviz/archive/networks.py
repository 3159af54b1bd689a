"""Networks as archives: the weights of each seed, and a variant's history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deconviz.archive.files import damaged, sha256, write_sums
from deconviz.archive.tensors import check_shapes, read_archive, read_arrays, write_arrays
from deconviz.config.experiment import Experiment, digest
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
    experiment: Experiment,
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
    experiment
        The settings that they were trained with.
    networks
        By seed.
    history
        The same networks along training.
    about
        Metadata besides the settings, their hash and the seed.
    """
    common = {"run": experiment.model_dump(mode="json"), "config_hash": digest(experiment), **about}
    for seed, network in networks.items():
        write_arrays(files[seed], network.weights(), {**common, "seed": seed})
    write_arrays(history_file, history.arrays(), {**common, "seeds": list(networks)})
    write_sums([*files.values(), history_file])


def read_model(path: Path) -> Model:
    """Read one network.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    weights, about = read_archive(path)
    try:
        experiment = Experiment.model_validate(about["run"])
        sizes = experiment.network
        check_shapes(weights, weight_shapes(sizes.channels, sizes.kernel))
    except (KeyError, ValueError) as error:
        raise damaged(path, f"is not a network of this version: {error!s:.80}") from None
    network = Autoencoder.from_weights(weights, sizes.activation)
    return Model(network, experiment, about["seed"], sha256(path))


def read_history(path: Path) -> History:
    """Read a variant's networks along training.

    Raises
    ------
    UserError
        One line that names the file and the command that rebuilds it.
    """
    shapes = History.shapes()
    arrays = read_arrays(path, shapes)
    return History(**{name: arrays[name] for name in shapes})
