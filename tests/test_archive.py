"""Archives: written whole or not at all, and checked on reading."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors import safe_open

from deconviz import archive
from deconviz.experiment import Data, Network, Run, Training, digest
from deconviz.messages import UserError

RUN = Run(
    data=Data(),
    network=Network(channels=2, kernel=5),
    training=Training(),
    code_noise=(0.1, 0.01),
    input_noise=0.0,
)
RNG = np.random.default_rng(5)
NETWORK = {
    "encoder.weight": RNG.normal(size=(2, 1, 5)).astype(np.float32),
    "encoder.bias": RNG.normal(size=2).astype(np.float32),
    "decoder.weight": RNG.normal(size=(2, 1, 5)).astype(np.float32),
    "decoder.bias": RNG.normal(size=1).astype(np.float32),
}
HISTORY = {"steps": np.array([1, 10]), "loss": np.ones((1, 2), np.float32)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "results" / "models" / "code-noise"
    archive.write_networks(target, RUN, {3: NETWORK}, HISTORY, {"versions": {"torch": "x"}})
    return target


def test_a_network_is_read_as_it_was_written(folder: Path) -> None:
    model = archive.read_model(folder / "seed3.safetensors")
    assert (model.encoder_kernels == NETWORK["encoder.weight"][:, 0]).all()
    assert (model.encoder_bias == NETWORK["encoder.bias"]).all()
    assert (model.decoder_filters == NETWORK["decoder.weight"][:, 0]).all()
    assert model.decoder_bias == NETWORK["decoder.bias"][0]
    assert model.run == RUN
    assert model.seed == 3


def test_a_network_s_metadata_says_how_it_was_trained(folder: Path) -> None:
    with safe_open(folder / "seed3.safetensors", framework="numpy") as opened:
        about = json.loads(opened.metadata()["deconviz"])
        shapes = {name: tuple(opened.get_tensor(name).shape) for name in opened.keys()}  # noqa: SIM118
    assert about["run"] == RUN.model_dump(mode="json")
    assert about["config_hash"] == digest(RUN)
    assert about["seed"] == 3
    assert about["versions"] == {"torch": "x"}
    assert shapes == archive.weight_shapes(RUN.network)


def test_the_same_content_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    archive.write_networks(tmp_path, RUN, {3: NETWORK}, HISTORY, {"versions": {"torch": "x"}})
    for name in ("seed3.safetensors", "history.safetensors", archive.SUMS):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_sha256sum_reads_the_recorded_sums(folder: Path) -> None:
    subprocess.run(["sha256sum", "--check", "--strict", archive.SUMS], cwd=folder, check=True)


@given(st.data())
def test_a_flipped_bit_anywhere_is_found(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    target = tmp_path_factory.mktemp("flipped")
    archive.write_networks(target, RUN, {3: NETWORK}, HISTORY, {})
    path = target / "seed3.safetensors"
    content = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    with pytest.raises(UserError, match="is damaged"):
        archive.read_model(path)


@pytest.mark.parametrize("length", [0, 1, 8, 100])
def test_a_truncated_archive_names_the_file_and_the_command(folder: Path, length: int) -> None:
    path = folder / "seed3.safetensors"
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(UserError) as caught:
        archive.read_model(path)
    assert str(caught.value) == (
        f"{path}: is damaged (its SHA-256 is not the one in SHA256SUMS): "
        "rebuild it with `./run -f results/models/code-noise/seed3.safetensors`"
    )


def test_a_missing_archive_names_the_command_that_builds_it(folder: Path) -> None:
    with pytest.raises(UserError, match=r"is missing: build it with `\./run results/models/"):
        archive.read_model(folder / "seed4.safetensors")


@pytest.mark.parametrize("sums", [None, "", "garbage\n", "00  another.safetensors\n"])
def test_an_archive_without_a_recorded_sum_is_not_trusted(folder: Path, sums: str | None) -> None:
    (folder / archive.SUMS).unlink()
    if sums is not None:
        (folder / archive.SUMS).write_text(sums)
    with pytest.raises(UserError, match="has no SHA-256"):
        archive.read_model(folder / "seed3.safetensors")


def test_a_file_of_any_kind_can_be_verified(tmp_path: Path) -> None:
    path = tmp_path / "results" / "fonts" / "Inter.ttf"
    archive.write_bytes(path, b"font")
    archive.write_sums([path])
    assert archive.verified(path) == path
    path.write_bytes(b"tont")
    with pytest.raises(UserError, match=r"is damaged .*`\./run -f results/fonts/Inter\.ttf`"):
        archive.verified(path)


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
    arrays = {key: value for key, value in NETWORK.items() if key != name}
    if wrong is not None:
        arrays[name] = wrong
    archive.write_networks(tmp_path, RUN, {3: arrays}, HISTORY, {})
    with pytest.raises(UserError, match=f"is not a network of this version.*{re.escape(name)}"):
        archive.read_model(tmp_path / "seed3.safetensors")


def test_expected_shapes_are_checked_on_reading(folder: Path) -> None:
    path = folder / "history.safetensors"
    assert archive.read_arrays(path, {"loss": (None, 2)})["loss"].shape == (1, 2)
    with pytest.raises(UserError, match="loss has shape"):
        archive.read_arrays(path, {"loss": (None, 3)})


def test_an_archive_of_something_else_is_no_network(folder: Path) -> None:
    with pytest.raises(UserError, match="is not a network of this version"):
        archive.read_model(folder / "history.safetensors")


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    archive.write_bytes(path, b"old")

    with pytest.raises(KeyboardInterrupt), archive.replacing(path) as temporary:
        temporary.write_bytes(b"half")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "new"
    with archive.replacing(path) as temporary:
        temporary.write_bytes(b"half")
        assert not path.exists()
    assert path.read_bytes() == b"half"


def test_a_written_file_can_be_read_by_others(tmp_path: Path) -> None:
    archive.write_bytes(tmp_path / "shared", b"")
    (tmp_path / "plain").touch()
    modes = [(tmp_path / name).stat().st_mode for name in ("shared", "plain")]
    assert modes[0] == modes[1]


def test_a_folder_that_cannot_be_made_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match=r"cannot be written .*make its folder writable"):
        archive.write_bytes(tmp_path / "file" / "inside", b"")
