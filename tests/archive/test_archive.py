"""Archives: written whole or not at all, and checked on reading."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors import safe_open

from deconviz.archive import records
from deconviz.archive.files import (
    SUMS,
    missing,
    replacing,
    replacing_folder,
    sha256,
    verify,
    write_bytes,
    write_sums,
)
from deconviz.archive.header import read_about
from deconviz.archive.made_by import MadeBy
from deconviz.archive.networks import read_history, read_model, write_networks
from deconviz.archive.tensors import read_arrays, write_arrays
from deconviz.config.experiment import (
    CurveSettings,
    Experiment,
    NetworkSettings,
    TrainingSettings,
    digest,
)
from deconviz.errors import UserError
from deconviz.network.autoencoder import Autoencoder, weight_shapes
from deconviz.network.history import History

EXPERIMENT = Experiment(
    data=CurveSettings(),
    network=NetworkSettings(channels=2, kernel=5),
    training=TrainingSettings(),
    code_noise=(0.1, 0.01),
    input_noise=0.0,
)
RANDOM = np.random.default_rng(5)
NETWORK = Autoencoder(
    encoder_kernels=RANDOM.normal(size=(2, 5)),
    encoder_bias=RANDOM.normal(size=2),
    decoder_filters=RANDOM.normal(size=(2, 5)),
    decoder_bias=0.25,
    activation="tanh",
)
HISTORY = History(
    steps=np.array([1, 10]),
    loss=np.ones((1, 2), np.float32),
    encoder_kernels=RANDOM.normal(size=(1, 2, 2, 5)).astype(np.float32),
    encoder_bias=RANDOM.normal(size=(1, 2, 2)).astype(np.float32),
    decoder_filters=RANDOM.normal(size=(1, 2, 2, 5)).astype(np.float32),
    decoder_bias=RANDOM.normal(size=(1, 2)).astype(np.float32),
)
FOLDER = Path("results/models/code-noise")
MADE_BY = MadeBy(EXPERIMENT, "0123456789abcdef")


def write(root: Path) -> Path:
    """Write a network and its history; return their folder."""
    folder, about = root / FOLDER, {"versions": {"torch": "x"}}
    files, history_file = {3: folder / "seed3.safetensors"}, folder / "history.safetensors"
    write_networks(files, history_file, MADE_BY, {3: NETWORK}, HISTORY, about)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path)


def test_a_network_is_read_as_it_was_written(folder: Path) -> None:
    model = read_model(folder / "seed3.safetensors", MADE_BY, 3)
    for name in ("encoder_kernels", "encoder_bias", "decoder_filters", "decoder_bias"):
        single = np.float32(getattr(NETWORK, name))
        np.testing.assert_array_equal(getattr(model.network, name), single)
    assert model.network.activation == "tanh"
    assert model.experiment == EXPERIMENT
    assert model.seed == 3
    assert model.sha256 == sha256(folder / "seed3.safetensors")


def test_a_history_is_read_as_it_was_written(folder: Path) -> None:
    history = read_history(folder / "history.safetensors", MADE_BY, [3])
    for name, array in HISTORY.arrays().items():
        np.testing.assert_array_equal(getattr(history, name), array)


def test_a_network_s_metadata_says_how_it_was_trained(folder: Path) -> None:
    with safe_open(folder / "seed3.safetensors", framework="numpy") as opened:
        about = json.loads(opened.metadata()["deconviz"])
        shapes = {name: tuple(opened.get_tensor(name).shape) for name in opened.keys()}  # noqa: SIM118
    assert about["run"] == EXPERIMENT.model_dump(mode="json")
    assert about["config_hash"] == digest(EXPERIMENT)
    assert about["code"] == MADE_BY.code
    assert about["seed"] == 3
    assert about["versions"] == {"torch": "x"}
    assert shapes == weight_shapes(EXPERIMENT.network)


def test_what_an_archive_is_about_can_be_read_by_itself(folder: Path, tmp_path: Path) -> None:
    assert read_about(folder / "seed3.safetensors") == {
        **MADE_BY.record(),
        "seed": 3,
        "versions": {"torch": "x"},
    }
    for content in (b"", b"\xff" * 20, b"\2\0\0\0\0\0\0\0{}"):
        (tmp_path / "other").write_bytes(content)
        with pytest.raises(UserError, match="is not an archive of this version"):
            read_about(tmp_path / "other")


def test_the_same_content_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = write(tmp_path / "again")
    for name in ("seed3.safetensors", "history.safetensors", SUMS):
        assert (again / name).read_bytes() == (folder / name).read_bytes()


def test_sha256sum_reads_the_recorded_sums(folder: Path) -> None:
    subprocess.run(["sha256sum", "--check", "--strict", SUMS], cwd=folder, check=True)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """An archive, and its bytes."""
    path = write(tmp_path_factory.mktemp("whole")) / "seed3.safetensors"
    return path, path.read_bytes()


@given(st.data())
def test_a_flipped_bit_anywhere_is_found(whole: tuple[Path, bytes], data: st.DataObject) -> None:
    path, content = whole[0], bytearray(whole[1])
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    with pytest.raises(UserError, match="is damaged"):
        read_model(path, MADE_BY, 3)


@pytest.mark.parametrize("length", [0, 1, 8, 100])
def test_a_truncated_archive_names_the_file_and_the_command(folder: Path, length: int) -> None:
    path = folder / "seed3.safetensors"
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(UserError) as caught:
        read_model(path, MADE_BY, 3)
    assert str(caught.value) == (
        f"{path}: is damaged (its SHA-256 is not the one in SHA256SUMS): "
        "rebuild it with `./run -f results/models/code-noise/seed3.safetensors`"
    )


def test_a_missing_archive_names_the_command_that_builds_it(folder: Path) -> None:
    with pytest.raises(UserError, match=r"is missing: build it with `\./run results/models/"):
        read_model(folder / "seed4.safetensors", MADE_BY, 4)


@pytest.mark.parametrize("place", ["results/repo", "results/models/repo", "results/results"])
@pytest.mark.parametrize(
    "name",
    [
        "results/models/code-noise/seed3.safetensors",
        "results/models/results/seed3.safetensors",
        "results/data/results/curves.safetensors",
        "results/claims.json",
    ],
)
def test_the_command_is_right_whatever_folders_are_called(place: str, name: str) -> None:
    assert str(missing(Path("/home", place, name))).endswith(f"`./run {name}`")


@pytest.mark.parametrize("sums", [None, "", "garbage\n", "00  another.safetensors\n"])
def test_an_archive_without_a_recorded_sum_is_not_trusted(folder: Path, sums: str | None) -> None:
    shutil.rmtree(folder.parents[1] / records.SUMS)
    (folder / SUMS).unlink()
    if sums is not None:
        (folder / SUMS).write_text(sums)
    with pytest.raises(UserError, match="has no SHA-256"):
        read_model(folder / "seed3.safetensors", MADE_BY, 3)


def test_a_file_of_any_kind_can_be_verified(tmp_path: Path) -> None:
    path = tmp_path / "results" / "fonts" / "Inter.ttf"
    write_bytes(path, b"font")
    write_sums([path])
    assert verify(path) == path
    path.write_bytes(b"tont")
    with pytest.raises(UserError, match=r"is damaged .*`\./run -f results/fonts/Inter\.ttf`"):
        verify(path)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("decoder.weight", np.zeros((2, 1, 6))),
        ("encoder.bias", np.zeros(3)),
        ("decoder.bias", None),
    ],
)
def test_an_array_of_a_wrong_shape_is_found(
    tmp_path: Path, name: str, wrong: np.ndarray | None
) -> None:
    path = tmp_path / "seed3.safetensors"
    arrays = {key: value for key, value in NETWORK.weights().items() if key != name}
    if wrong is not None:
        arrays[name] = wrong
    write_arrays(path, arrays, {"run": EXPERIMENT.model_dump(mode="json"), "seed": 3})
    write_sums([path])
    with pytest.raises(UserError, match=f"is not a network of this version.*{re.escape(name)}"):
        read_model(path, MADE_BY, 3)


def test_expected_shapes_are_checked_on_reading(folder: Path) -> None:
    path = folder / "history.safetensors"
    shapes = History.shapes()
    assert read_arrays(path, {**shapes, "loss": (None, 2)})["loss"].shape == (1, 2)
    with pytest.raises(UserError, match="loss has shape"):
        read_arrays(path, {**shapes, "loss": (None, 3)})
    with pytest.raises(UserError, match="more is missing"):
        read_arrays(path, {**shapes, "more": ()})
    with pytest.raises(UserError, match="steps is not known"):
        read_arrays(path, {name: shape for name, shape in shapes.items() if name != "steps"})


def test_an_archive_of_something_else_is_no_network(folder: Path) -> None:
    with pytest.raises(UserError, match="is not a network of this version"):
        read_model(folder / "history.safetensors", MADE_BY, 3)


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    write_bytes(path, b"old")

    with pytest.raises(KeyboardInterrupt), replacing(path) as temporary:
        temporary.write_bytes(b"half")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "new"
    with replacing(path) as temporary:
        temporary.write_bytes(b"half")
        assert not path.exists()
    assert path.read_bytes() == b"half"


def test_a_written_file_can_be_read_by_others(tmp_path: Path) -> None:
    write_bytes(tmp_path / "shared", b"")
    (tmp_path / "plain").touch()
    modes = [(tmp_path / name).stat().st_mode for name in ("shared", "plain")]
    assert modes[0] == modes[1]


def test_a_folder_that_cannot_be_made_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match=r"cannot be written .*make its folder writable"):
        write_bytes(tmp_path / "file" / "inside", b"")


def test_a_folder_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    folder = tmp_path / "deck"
    for name in ("old", "new"):
        with replacing_folder(folder) as temporary:
            (temporary / name).write_text(name)
    assert [path.name for path in folder.iterdir()] == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["deck"]


def test_a_folder_that_was_not_finished_leaves_the_old_one_and_nothing_else(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "deck"
    with replacing_folder(folder) as temporary:
        (temporary / "old").write_text("old")
    with pytest.raises(KeyboardInterrupt), replacing_folder(folder) as temporary:
        (temporary / "new").write_text("new")
        raise KeyboardInterrupt
    assert [path.name for path in folder.iterdir()] == ["old"]
    assert [path.name for path in tmp_path.iterdir()] == ["deck"]


def test_where_a_folder_cannot_be_made_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    message = "make its folder writable or free space on its disk"
    with pytest.raises(UserError, match=message), replacing_folder(tmp_path / "file/deck"):
        raise AssertionError


def test_others_can_read_a_folder(tmp_path: Path) -> None:
    with replacing_folder(tmp_path / "deck") as temporary:
        (temporary / "file").write_text("")
    (tmp_path / "plain").mkdir()
    modes = [(tmp_path / name).stat().st_mode for name in ("deck", "plain")]
    assert modes[0] == modes[1]


def test_a_network_on_pictures_is_read_as_it_was_written_and_as_torch_lays_it_out(
    tmp_path: Path,
) -> None:
    sizes = NetworkSettings(channels=2, kernel=(4, 3))
    settings = EXPERIMENT.model_copy(update={"network": sizes})
    kernels, filters = RANDOM.normal(size=(2, 2, 12)).astype(np.float32).astype(float)
    network = Autoencoder(kernels, np.zeros(2), filters, 0.25, "tanh", (4, 3))
    path, made_by = tmp_path / "seed3.safetensors", MadeBy(settings, "0123")
    write_networks({3: path}, tmp_path / "h.safetensors", made_by, {3: network}, HISTORY, {})
    written = read_arrays(path, weight_shapes(sizes))
    assert written["decoder.weight"].shape == (2, 1, 4, 3)
    np.testing.assert_array_equal(written["decoder.weight"][1, 0], filters[1].reshape(4, 3))
    found = read_model(path, made_by, 3).network
    assert found.grid == (4, 3)
    np.testing.assert_array_equal(found.decoder_filters, filters)
    np.testing.assert_array_equal(found.encoder_kernels, kernels)
