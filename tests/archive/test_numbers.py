"""Archives hold finite numbers of the right kind, shape and name, or are refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from deconviz.archive.files import write_sums
from deconviz.archive.header import read_about
from deconviz.archive.layers import read_layer, write_layer
from deconviz.archive.made_by import MadeBy
from deconviz.archive.networks import read_history, read_model, write_networks
from deconviz.archive.tensors import read_made, write_arrays
from deconviz.archive.upsampling import read_upsampling, write_upsampling
from deconviz.config.experiment import (
    CurveSettings,
    Experiment,
    NetworkSettings,
    TrainingSettings,
    UpsamplingSettings,
)
from deconviz.config.layers import LayerEntry, LayerJob
from deconviz.errors import UserError
from deconviz.layers.axis import Axis
from deconviz.layers.example import Example
from deconviz.layers.layer import Layer
from deconviz.network.autoencoder import Autoencoder
from deconviz.network.history import History
from support.made_up import doubling

SIZES = NetworkSettings(channels=2, kernel=5)
EXPERIMENT = Experiment(
    data=CurveSettings(),
    network=SIZES,
    training=TrainingSettings(),
    code_noise=(0.1, 0.01),
    input_noise=0.0,
)
TRAINED = MadeBy(EXPERIMENT, "code")
DRAWN = MadeBy(CurveSettings(), "code")
DOUBLED = MadeBy(UpsamplingSettings(), "code")
IMPORTED = MadeBy(LayerJob(name="mine", entry=LayerEntry(file="a.pt")), "code")
SEEDS = (3, 4)
CURVES = {"train": (None, None), "held_out": (None, None)}

Read = Callable[[Path], object]
READ: dict[str, Read] = {
    "seed3": lambda path: read_model(path, TRAINED, 3),
    "history": lambda path: read_history(path, TRAINED, SEEDS),
    "curves": lambda path: read_made(path, DRAWN, CURVES),
    "kernels": lambda path: read_upsampling(path, DOUBLED, SEEDS),
    "layer": lambda path: read_layer(path, IMPORTED),
}


def network() -> Autoencoder:
    return Autoencoder(np.ones((2, 5)), np.ones(2), np.ones((2, 5)), 0.5, "tanh")


def history() -> History:
    of_all = {
        name: np.ones((2, 3, *(2, 5)[: len(shape) - 2]), np.float32)
        for name, shape in History.shapes().items()
        if name != "steps"
    }
    return History(steps=np.array([1, 2, 3]), **of_all)


def example() -> Example:
    layer = Layer(np.ones((1, 1, 3)), np.zeros(1), (Axis(3, 2, (0, 0), 1),))
    return Example(layer, np.ones((1, 4)), "mine")


@pytest.fixture
def archive(tmp_path: Path, kind: str) -> Path:
    """An archive of one kind, with its sums."""
    path = tmp_path / f"{kind}.safetensors"
    if kind == "curves":
        write_arrays(path, {name: np.ones((2, 4)) for name in CURVES}, DRAWN.record())
        write_sums([path])
    elif kind == "kernels":
        write_upsampling(path, doubling(len(SEEDS)), DOUBLED, SEEDS, {})
    elif kind == "layer":
        write_layer(path, example(), IMPORTED)
    else:
        files = {seed: tmp_path / f"seed{seed}.safetensors" for seed in SEEDS}
        networks = dict.fromkeys(SEEDS, network())
        about = tmp_path / "history.safetensors"
        write_networks(files, about, TRAINED, networks, history(), {})
    return path


def plant(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Put other arrays into an archive, and let its sum match."""
    _save(path, arrays, read_about(path))


def _save(path: Path, arrays: Mapping[str, NDArray[Any]], about: Mapping[str, Any]) -> None:
    """As `write_arrays` does, but with any numbers."""
    save_file(dict(arrays), path, {"deconviz": json.dumps(about)})
    write_sums([path])


def refusal(kind: str, path: Path) -> str:
    with pytest.raises(UserError) as caught:
        READ[kind](path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "rebuild it with `./run -f " in message
    assert len(message.splitlines()) == 1
    return message


every_kind = pytest.mark.parametrize("kind", READ)


@every_kind
def test_an_archive_as_it_was_written_is_read(kind: str, archive: Path) -> None:
    READ[kind](archive)


@every_kind
@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf])
def test_a_number_that_is_none_is_refused_in_any_array(
    kind: str, archive: Path, number: float
) -> None:
    arrays = load_file(archive)
    for name in arrays.keys() - {"steps"}:
        wrong = arrays[name].copy()
        wrong.flat[-1] = number
        plant(archive, arrays | {name: wrong})
        assert f"{name} has numbers that are NaN or infinite" in refusal(kind, archive)


@every_kind
@pytest.mark.parametrize("other", [np.float16, np.int32, np.uint8])
def test_numbers_of_another_kind_are_refused_in_any_array(
    kind: str, archive: Path, other: type[np.generic]
) -> None:
    arrays = load_file(archive)
    for name, array in arrays.items():
        plant(archive, arrays | {name: array.astype(other)})
        assert f"{name} holds {np.dtype(other)}" in refusal(kind, archive)


@every_kind
def test_an_array_that_is_missing_is_refused(kind: str, archive: Path) -> None:
    arrays = load_file(archive)
    for missing in arrays:
        plant(archive, {name: array for name, array in arrays.items() if name != missing})
        refusal(kind, archive)


@every_kind
def test_an_array_of_another_name_is_refused(kind: str, archive: Path) -> None:
    plant(archive, load_file(archive) | {"more": np.ones(1)})
    assert "more" in refusal(kind, archive)


@every_kind
def test_an_array_of_another_shape_is_refused(kind: str, archive: Path) -> None:
    arrays = load_file(archive)
    for name, array in arrays.items():
        plant(archive, arrays | {name: array[None]})
        refusal(kind, archive)


@pytest.mark.parametrize("kind", ["history", "kernels"])
def test_arrays_of_fewer_seeds_or_steps_are_refused(kind: str, archive: Path) -> None:
    arrays = load_file(archive)
    for name in arrays.keys() - {"steps"}:
        for fewer in (arrays[name][:1], arrays[name][:, :1]):
            plant(archive, arrays | {name: np.ascontiguousarray(fewer)})
            assert f"has {name} of shape" in refusal(kind, archive)


@pytest.mark.parametrize(
    ("kind", "key", "expected"),
    [
        ("seed3", "seed", "is the network of seed None"),
        ("history", "seeds", "is that of the seeds None"),
        ("kernels", "seeds", "is that of the seeds None"),
        ("layer", "name", "is not a layer of this version"),
    ],
)
def test_an_archive_that_does_not_say_whose_it_is_is_refused(
    kind: str, archive: Path, key: str, expected: str
) -> None:
    about = read_about(archive)
    del about[key]
    _save(archive, load_file(archive), about)
    assert expected in refusal(kind, archive)


@pytest.mark.parametrize("kind", ["layer"])
def test_a_layer_of_another_name_is_refused(kind: str, archive: Path) -> None:
    _save(archive, load_file(archive), read_about(archive) | {"name": "yours"})
    assert "it is called yours" in refusal(kind, archive)


@every_kind
@pytest.mark.parametrize("number", [np.nan, np.inf])
@pytest.mark.usefixtures("kind")
def test_a_number_that_is_none_is_never_written(archive: Path, number: float) -> None:
    arrays, before = load_file(archive), archive.read_bytes()
    for name in arrays.keys() - {"steps"}:
        planted = arrays | {name: np.full_like(arrays[name], number)}
        with pytest.raises(UserError, match=f"is not written, since {name} has numbers"):
            write_arrays(archive, planted, read_about(archive))
    assert archive.read_bytes() == before
