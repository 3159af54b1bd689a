"""What bad files get: nothing executed, little memory, and a few lines with the way out."""

from __future__ import annotations

import json
import os
import pickle
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from deconviz.config.layers import LayerEntry
from deconviz.errors import UserError
from deconviz.layers.importing.limits import MOST_HEADER, MOST_LEGACY
from deconviz.layers.importing.listing import list_layers
from deconviz.layers.importing.reading import read_layer
from support.layer_files import FORMATS, OF_TENSORS, node, save, save_graph

MOST_LINES = 7
GOOD = {"up.weight": torch.ones(3, 2, 4), "up.bias": torch.ones(2)}


def refusal(file: Path, **said: Any) -> str:
    """Return what a file gets when a layer is read from it."""
    with pytest.raises(UserError) as caught:
        read_layer(file, LayerEntry(file=str(file), **said))
    text = str(caught.value)
    assert text.startswith(f"{file}: ")
    assert len(text.splitlines()) <= MOST_LINES
    return text


# --- No file, or another one ---


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.onnx", b"", "is empty"),
        ("a.pt", b"\n<!DOCTYPE html><html>Not found</html>", "is a page of the web"),
        ("a.onnx", b"<html>", "fetch it with the link to the file itself"),
        ("a.pt", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "git lfs pull"),
        ("a.safetensors", b"PK\x03\x04" + bytes(90), "is a zip file: rename it to .pt if torch"),
        ("a.safetensors", b"\x80\x02}q\x00.", "is a pickle: rename it to .pt"),
        ("a.safetensors", b"\x00" * 8 + b"[]", "its first 8 bytes are no length of a header"),
        ("a.safetensors", b"\x02" + bytes(7) + b"{]", "its header cannot be read"),
        ("a.npz", b"\x93NUMPY\x01\x00v\x00", "numpy.savez('layer.npz', weight=array)"),
        ("a.npz", b"0123456789", "is no zip file, as numpy.savez makes"),
        ("a.pt", b"0123456789", "is not what torch.save makes"),
        ("a.pt", b"PK\x03\x04" + bytes(90), "begins as a zip file and has no end"),
        ("a.pt", b"\x89HDF\r\n\x1a\n", "is HDF5, as Keras saves it"),
        ("a.onnx", b"0123456789", "is damaged, or no .onnx file"),
        ("a.onnx", b"\x08\x0a", "it has no graph"),
        ("a.bin", b"0123456789", "ends in .bin, and layers are read from .onnx"),
        ("a", b"0123456789", "ends in nothing"),
    ],
)
def test_what_is_no_such_file_is_called_what_it_is(
    name: str, content: bytes, words: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    assert words in refusal(tmp_path / name)


def test_a_safetensors_file_of_another_name_is_recognized(tmp_path: Path) -> None:
    save(GOOD, tmp_path / "a.safetensors").rename(tmp_path / "a.pt")
    assert "is a .safetensors file: rename it" in refusal(tmp_path / "a.pt")


def test_a_missing_file_has_a_nearest(tmp_path: Path) -> None:
    save(GOOD, tmp_path / "decoder.pt")
    assert "is missing: did you mean decoder.pt?" in refusal(tmp_path / "decoder.pth")
    assert "is missing" in refusal(tmp_path / "nowhere/decoder.pt")


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "a.pt").mkdir()
    os.mkfifo(tmp_path / "b.pt")
    assert "is a folder" in refusal(tmp_path / "a.pt")
    assert "is no file that can be read from its middle" in refusal(tmp_path / "b.pt")


def test_a_file_that_may_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = save(GOOD, tmp_path / "a.npz")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "cannot be read (Permission denied)" in refusal(file)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_that_is_cut_short_is_no_layer(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"a{suffix}"
    if suffix == ".onnx":
        save_graph(file, [node()], {"w": np.ones((3, 2, 4), np.float32)})
    else:
        save(GOOD, file)
    file.write_bytes(file.read_bytes()[:-20])
    assert "is damaged, or no" in refusal(file)


@pytest.mark.parametrize(
    "header", ["{'descr': ('<f4', ", "{'descr': ", '"""', "{}", "[1]", "1 +", "\\", "  x\n y", "\0"]
)
def test_a_header_that_no_array_has_is_damage(header: str, tmp_path: Path) -> None:
    text = header.ljust(117).encode() + b"\n"
    file = tmp_path / "a.npz"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("weight.npy", b"\x93NUMPY\x01\x00" + struct.pack("<H", 118) + text)
    assert "is damaged, or no" in refusal(file)


# --- No layer ---


@pytest.mark.parametrize("suffix", OF_TENSORS)
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("fc.weight", "is no transposed convolution: its shape 4 x 4 is a matrix, as a linear"),
        ("norm.weight", "is one number for each channel, as a bias and a normalisation have"),
        ("volume.weight", "is a kernel in three dimensions, and one or two can be shown"),
        ("steps", "steps holds "),
        ("fc.wieght", "has no tensor fc.wieght: "),
        ("conv.weight", "as an ordinary convolution from 2 to 5 channels has"),
    ],
)
def test_a_tensor_that_is_none_is_called_what_it_is(
    suffix: str, name: str, words: str, tmp_path: Path
) -> None:
    others = {
        "fc.weight": torch.ones(4, 4),
        "norm.weight": torch.ones(4),
        "volume.weight": torch.ones(2, 2, 3, 3, 3),
        "conv.weight": torch.ones(5, 2, 3),
        "conv.bias": torch.ones(5),
        "steps": torch.tensor(3),
    }
    text = refusal(save(GOOD | others, tmp_path / f"a{suffix}"), tensor=name)
    assert words in text
    assert "up.weight" in text


def test_a_file_without_any_says_so(tmp_path: Path) -> None:
    file = save({"fc.weight": torch.ones(4, 4)}, tmp_path / "a.pt")
    assert "has no transposed convolution" in refusal(file)
    assert "The file has no transposed convolution." in refusal(file, tensor="fc.weight")


@pytest.mark.parametrize("suffix", OF_TENSORS)
@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_numbers_that_are_none_are_named_with_their_place(
    suffix: str, bad: float, tmp_path: Path
) -> None:
    kernel = torch.ones(3, 2, 4)
    kernel[1, 0, 2] = bad
    text = refusal(save({"up.weight": kernel}, tmp_path / f"a{suffix}"))
    assert "up.weight has 1 of 24 numbers that are NaN or infinite, the first at [1, 0, 2]" in text
    text = refusal(save(GOOD | {"up.bias": kernel[1, 0, 2:]}, tmp_path / f"b{suffix}"))
    assert "up.bias has 1 of 2 numbers" in text


def test_numbers_of_a_graph_that_are_none_are_named(tmp_path: Path) -> None:
    file = save_graph(tmp_path / "a.onnx", [node()], {"w": np.full((3, 2, 4), np.nan)})
    assert "w has 24 of 24 numbers that are NaN or infinite" in refusal(file)


@pytest.mark.parametrize(
    ("shape", "biases"),
    [((4, 4, 64, 128), 64), ((4, 4, 64, 128), 0), ((16, 64, 128), 64), ((3, 3, 8, 8), 0)],
)
def test_a_kernel_that_may_be_of_keras_is_asked_about(
    shape: tuple[int, ...], biases: int, tmp_path: Path
) -> None:
    arrays = {"up.kernel": torch.ones(shape)} | ({"up.bias": torch.ones(biases)} if biases else {})
    file = save(arrays, tmp_path / "a.npz")
    text = refusal(file)
    assert "can be read in two ways. As Keras has it, (*K, out, in)" in text
    assert "np.moveaxis(kernel, (-1, -2), (0, 1))" in text
    assert list_layers(file)[0].trouble in text
    save(arrays, tmp_path / "a.safetensors")
    assert list_layers(tmp_path / "a.safetensors") == [] or biases % shape[1] == 0


@pytest.mark.parametrize(
    ("shape", "biases"),
    [((128, 64, 4, 4), 64), ((6, 1, 8, 8), 0), ((3, 1, 100), 1), ((3, 3, 8, 8), 3), ((1, 1, 4), 0)],
)
def test_a_kernel_that_is_torchs_is_not_asked_about(
    shape: tuple[int, ...], biases: int, tmp_path: Path
) -> None:
    arrays = {"up.kernel": torch.ones(shape)} | ({"up.bias": torch.ones(biases)} if biases else {})
    file = save(arrays, tmp_path / "a.npz")
    assert read_layer(file, LayerEntry(file="")).kernel.shape == shape


def test_spectral_norm_is_not_taken_for_a_kernel(tmp_path: Path) -> None:
    module = torch.nn.utils.parametrizations.spectral_norm(torch.nn.ConvTranspose1d(3, 2, 4))
    file = save(module.state_dict(), tmp_path / "a.pt")
    assert list_layers(file) == []
    text = refusal(file, tensor="parametrizations.weight.original")
    assert "as spectral norm does: remove that first" in text


# --- Code ---


class Bomb:
    """A pickle that makes a file when it is executed."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return os.mkdir, (str(self.marker),)


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    return tmp_path / "executed"


@pytest.mark.parametrize("is_zip", [True, False])
def test_a_pickle_with_code_is_not_executed(is_zip: bool, marker: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.pt"
    torch.save(GOOD | {"bomb": Bomb(marker)}, file, _use_new_zipfile_serialization=is_zip)
    text = refusal(file)
    assert "holds more than weights (posix.mkdir)" in text
    assert "torch.save(model.state_dict(), 'weights.pt')" in text
    assert not marker.exists()


def test_a_bare_pickle_with_code_is_not_executed(marker: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pth").write_bytes(pickle.dumps(Bomb(marker), protocol=2))
    assert "posix.mkdir" in refusal(tmp_path / "a.pth")
    assert not marker.exists()


def test_an_array_of_objects_is_not_executed(marker: Path, tmp_path: Path) -> None:
    objects = np.array([Bomb(marker), None], object)
    np.savez(tmp_path / "a.npz", up=objects, weight=np.ones((3, 2, 4)))
    assert read_layer(tmp_path / "a.npz", LayerEntry(file="")).kernel.shape == (3, 2, 4)
    assert "up holds Python objects" in refusal(tmp_path / "a.npz", tensor="up")
    assert not marker.exists()


def test_a_whole_module_is_refused_with_the_way_out(tmp_path: Path) -> None:
    torch.save(torch.nn.ConvTranspose1d(3, 2, 4), tmp_path / "a.pt")
    assert "(torch.nn.modules.conv.ConvTranspose1d)" in refusal(tmp_path / "a.pt")


def test_torchscript_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.pt", "w") as archive:
        archive.writestr("a/data.pkl", b"\x80\x02}q\x00.")
        archive.writestr("a/constants.pkl", b"\x80\x02)q\x00.")
        archive.writestr("a/code/__torch__.py", b"")
    text = refusal(tmp_path / "a.pt")
    assert "is a TorchScript archive, which holds code" in text
    assert "torch.jit.load(file).state_dict()" in text


# --- Memory ---


def test_a_tensor_of_5_gb_is_refused_by_its_header(tmp_path: Path) -> None:
    """The numbers are a hole in the file: reading them would show."""
    shape, size = (5, 2**14, 2**14), 4 * 5 * 2**28
    about = {"dtype": "F32", "shape": shape, "data_offsets": [0, size]}
    header = json.dumps({"up.weight": about}).encode()
    file = tmp_path / "a.safetensors"
    file.write_bytes(len(header).to_bytes(8, "little") + header)
    os.truncate(file, 8 + len(header) + size)
    assert [one.shape for one in list_layers(file)] == [shape]
    text = refusal(file)
    assert (
        "up.weight is 5 x 16384 x 16384, which takes 10 GiB, and the most that is read is" in text
    )


def test_a_tensor_that_repeats_few_numbers_is_refused(tmp_path: Path) -> None:
    torch.save({"up.weight": torch.ones(1).expand(2**14, 2**14, 8)}, tmp_path / "a.pt")
    assert "which takes 16 GiB" in refusal(tmp_path / "a.pt")


@pytest.mark.parametrize("suffix", [".npz", ".pt"])
def test_a_zip_bomb_is_refused(suffix: str, tmp_path: Path) -> None:
    """A part that is much larger than the file is not unpacked."""
    file = tmp_path / f"a{suffix}"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        header = b"\x93NUMPY\x01\x00v\x00{'descr': '<f4', 'fortran_order': False, "
        header += b"'shape': (100000, 1000, 100), }"
        archive.writestr("up.npy", header.ljust(127) + b"\n" + bytes(2**22))
        archive.writestr("a/data.pkl", bytes(2**22))
    assert ("which takes 74.5 GiB" if suffix == ".npz" else "it is compressed") in refusal(file)


def test_a_list_of_contents_that_is_too_long_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.safetensors"
    file.write_bytes((MOST_HEADER + 1).to_bytes(8, "little") + b"{")
    os.truncate(file, MOST_HEADER + 100)
    assert "the list of what it holds has 32 MiB" in refusal(file)


def test_an_old_file_that_must_be_read_whole_has_a_limit(tmp_path: Path) -> None:
    file = save(GOOD, tmp_path / "a.pth")
    os.truncate(file, MOST_LEGACY + 1)
    assert "is in torch's old format, which must be read whole" in refusal(file)


@pytest.mark.parametrize("code", [b"cbuiltins\nbytearray\n", b"c_codecs\nencode\n"])
def test_a_pickle_that_would_fill_the_memory_is_refused(code: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pth").write_bytes(b"\x80\x02" + code + b"J\xff\xff\xff\x7f\x85R.")
    assert "holds more than weights" in refusal(tmp_path / "a.pth")


def test_a_dict_that_holds_itself_is_read_to_some_depth(tmp_path: Path) -> None:
    held: dict[str, Any] = dict(GOOD)
    held["self"] = held
    torch.save(held, tmp_path / "a.pt")
    assert list_layers(tmp_path / "a.pt")[0].name == "up.weight"
