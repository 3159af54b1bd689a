"""What is listed, in which order, and the entry to paste."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from pydantic import TypeAdapter
from torch.nn import Conv1d, Conv2d, ConvTranspose1d, ConvTranspose2d, Linear, Sequential

from deconviz.config.layers import LayerEntry
from deconviz.config.names import Name, unusable
from deconviz.config.plain_yaml import parse
from deconviz.errors import UserError
from deconviz.layers.importing import paste
from deconviz.layers.importing.__main__ import main
from deconviz.layers.importing.found import Found
from deconviz.layers.importing.guesses import guess
from deconviz.layers.importing.listing import list_layers
from deconviz.layers.importing.reading import read_layer
from support.layer_files import OF_TENSORS, node, old_weight_norm, save, save_graph


@pytest.fixture(params=OF_TENSORS)
def of_tensors(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A decoder in each format that holds tensors alone."""
    return save(decoder().state_dict(), tmp_path / f"decoder{request.param}")


def decoder() -> Any:
    parts = {
        "pre": Conv1d(4, 8, 7),
        "same": Conv1d(8, 8, 3),
        "ups.0": old_weight_norm(ConvTranspose1d(8, 8, 16, 8, 4)),
        "ups.1": ConvTranspose1d(8, 4, 4, 2, 1),
        "grouped": ConvTranspose1d(8, 4, 4, groups=2),
        "image": Conv2d(8, 3, 3),
        "out": Linear(4, 4),
    }
    model = Sequential()
    for name, part in parts.items():
        model.add_module(name.replace(".", "_"), part)
    return model


def test_what_may_be_transposed_is_listed_the_likeliest_first(of_tensors: Path) -> None:
    found = list_layers(of_tensors)
    assert [one.evidence for one in found] == ["bias", "bias", "name", "none"]
    assert {one.name: (one.groups, one.weight_norm) for one in found} == {
        "ups_1.weight": (1, False),
        "grouped.weight": (2, False),
        "ups_0.weight": (1, True),
        "same.weight": (1, False),
    }


def test_an_ordinary_convolution_is_not_taken_by_mistake(of_tensors: Path) -> None:
    with pytest.raises(UserError) as caught:
        read_layer(of_tensors, LayerEntry(file="", tensor="image.weight"))
    assert "as an ordinary convolution from 8 to 3 channels has" in str(caught.value)


def test_several_are_named_where_none_is_chosen(of_tensors: Path) -> None:
    with pytest.raises(UserError) as caught:
        read_layer(of_tensors, LayerEntry(file=""))
    lines = str(caught.value).splitlines()
    assert ": has 4 that may be meant: name one, as `tensor: " in lines[0]
    assert "  grouped.weight  8 x 2 x 4" in lines


@pytest.mark.parametrize(
    ("taps", "settings"),
    [
        (1, (1, 0, 0)),
        (2, (2, 0, 0)),
        (3, (2, 1, 1)),
        (4, (2, 1, 0)),
        (5, (2, 2, 1)),
        (8, (4, 2, 0)),
        (10, (5, 3, 1)),
        (16, (8, 4, 0)),
        (20, (10, 5, 0)),
    ],
)
def test_guesses_are_what_is_most_common_and_multiply_the_length(
    taps: int, settings: tuple[int, int, int]
) -> None:
    guessed = guess(taps)
    assert (guessed.stride, guessed.padding, guessed.output_padding) == settings
    assert [*guessed.problems()] == []
    assert guessed.axis.outputs(9) == 9 * guessed.stride


def found(name: str, shape: tuple[int, ...], **more: Any) -> Found:
    return Found(name=name, kind="tensor", shape=shape, **more)


@pytest.mark.parametrize(
    ("one", "entry"),
    [
        (found("up.weight", (8, 4, 4)), {"tensor": "up.weight", "stride": 2, "padding": 1}),
        (found("1.weight", (8, 4, 1)), {"tensor": "1.weight", "stride": 1}),
        (found("a: 'b' #", (8, 4, 2)), {"tensor": "a: 'b' #", "stride": 2}),
        (found("null", (8, 4, 2, 2)), {"tensor": "null", "stride": 2}),
        (found("é\n", (8, 4, 2, 4)), {"tensor": "é\n", "stride": (2, 2), "padding": (0, 1)}),
        (found("x", (8, 4, 2), groups=2), {"tensor": "x", "stride": 2, "groups": 2}),
        (Found(name="/up/ConvT", kind="node", shape=(8, 4, 4)), {"node": "/up/ConvT"}),
    ],
)
def test_the_entry_can_be_pasted(one: Found, entry: dict[str, Any]) -> None:
    layers = parse(paste.text(one, "a b.pt"))["layers"]
    [(name, held)] = layers.items()
    read = LayerEntry.model_validate(held)
    assert read.model_dump(exclude_defaults=True) == {"file": "a b.pt"} | {
        key: (2 if value == (2, 2) else value) for key, value in entry.items()
    }
    lines = [line for line in paste.text(one, "").splitlines() if line.startswith("    stride")]
    assert all("a guess" in line for line in lines)
    assert bool(lines) == (one.kind == "tensor")
    assert TypeAdapter(Name).validate_python(name) == name


@pytest.mark.parametrize(
    "name", ["", "9", "con", "Ünd.weight", "x" * 99 + ".1.weight", "-", "a..b"]
)
def test_any_name_makes_a_key_that_the_config_takes(name: str) -> None:
    key = paste.key(found(name, (1, 1, 1)))
    assert TypeAdapter(Name).validate_python(key) == key
    assert unusable("layers", [key]) == []


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["layer", *map(str, arguments)])
    return main()


def test_a_graph_is_listed_with_its_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    up = node(strides=[8], pads=[4, 4])
    save_graph(tmp_path / "vocoder.onnx", [up], {"w": np.ones((6, 3, 16), np.float32)})
    assert run(monkeypatch, "vocoder.onnx") == 0
    assert capsys.readouterr().out == (
        "vocoder.onnx: 1 transposed convolution\n"
        "  node  in x out / groups x taps  bias  settings\n"
        "  up    6 x 3 x 16                none  strides 8, pads 4 4, group 1\n"
        "\n"
        "To show up, paste this into workflow/config.yaml:\n"
        "\n"
        "layers:\n"
        "  up:\n"
        "    file: vocoder.onnx\n"
        "    node: up\n"
        "    # the file says: strides 8, pads 4 4, group 1\n"
    )


def test_guesses_are_marked_and_another_layer_can_be_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = save(decoder().state_dict(), tmp_path / "decoder.safetensors")
    assert run(monkeypatch, file, "ups_0.weight") == 0
    out = capsys.readouterr().out
    assert "4 kernels that may be those of transposed convolutions; tensors do not say more" in out
    assert (
        "  ups-0:\n"
        f"    file: {file}\n"
        "    tensor: ups_0.weight\n"
        "    stride: 8  # a guess: check it in the model's code\n"
        "    padding: 4  # a guess: check it in the model's code\n"
    ) in out
    assert "  ups_0.weight    8 x 8 x 16" in out
    assert "its name says so; weight norm" in out


def test_a_name_cannot_steer_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.pt"
    torch.save({"up\x1b[2J\udc80.weight": torch.ones(3, 2, 4)}, file)
    assert run(monkeypatch, file) == 0
    out = capsys.readouterr().out
    assert "up?[2J?.weight" in out
    assert "\x1b" not in out


def test_many_layers_are_not_all_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = save({f"up.{n}.weight": torch.ones(1, 1, 4) for n in range(50)}, tmp_path / "a.pt")
    assert run(monkeypatch, file) == 0
    assert "  and 10 more: --json has all" in capsys.readouterr().out
    with pytest.raises(UserError, match=f"  and 45 more: ./run layer {file}"):
        read_layer(file, LayerEntry(file=""))


@pytest.mark.parametrize(
    ("name", "evidence"),
    [
        *(("dec.up.weight", "name"), ("ups.3.weight", "name"), ("deconv1.weight", "name")),
        *(("conv_transpose.weight", "name"), ("convt1.weight", "name"), ("upconv.weight", "name")),
        *(("upsample.0.weight", "name"), ("transformer.conv.weight", "none")),
        *(("conv_tower.weight", "none"), ("group.weight", "none"), ("updown.weight", "none")),
    ],
)
def test_names_hint_at_what_a_kernel_is(name: str, evidence: str, tmp_path: Path) -> None:
    [one] = list_layers(save({name: torch.ones(2, 2, 4)}, tmp_path / "a.safetensors"))
    assert one.evidence == evidence


def test_programs_get_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    state = {"up.weight": ConvTranspose2d(3, 2, 4).weight}
    file = save(state, tmp_path / "a.npz")
    assert run(monkeypatch, "--json", file) == 0
    [layer] = json.loads(capsys.readouterr().out)["layers"]
    assert layer["kernel"] == [3, 2, 4, 4]
    assert layer["entry"] == {
        "file": str(file),
        "tensor": "up.weight",
        "stride": 2,
        "padding": 1,
    }


def test_a_file_without_any_is_listed_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = save({"fc.weight": torch.ones(3, 2)}, tmp_path / "a.safetensors")
    assert run(monkeypatch, file) == 0
    assert "has no transposed convolution in one or two dimensions" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["gone.pt"], ["a.safetensors", "up.wieght"]])
def test_what_is_wrong_is_said_without_a_traceback(
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    save({"up.weight": torch.ones(3, 2, 4)}, tmp_path / "a.safetensors")
    assert run(monkeypatch, *arguments) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1


def test_a_layer_that_cannot_be_shown_gets_its_reason_in_full_and_no_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "keras.npz"
    np.savez(file, up=np.ones((4, 8, 8)))
    assert run(monkeypatch, file) == 0
    out, _ = capsys.readouterr()
    assert "layers:" not in out
    assert out.endswith("\nnone can be shown; why: ./run layer FILE NAME\n")
    assert run(monkeypatch, file, "up") == 1
    out, err = capsys.readouterr()
    assert out == ""
    first, way_out = err.splitlines()
    assert first.startswith("up: its shape 4 x 8 x 8 can be read in two ways")
    assert way_out.startswith("If it is Keras's, save np.moveaxis(kernel, (-1, -2), (0, 1))")
