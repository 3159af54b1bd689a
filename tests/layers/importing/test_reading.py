"""A layer read back from each format gives what torch's module gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import ConvTranspose1d, ConvTranspose2d
from torch.nn.utils import parametrizations

from deconviz.config.layers import LayerEntry
from deconviz.errors import UserError
from deconviz.layers.importing.reading import read_layer
from deconviz.layers.layer import Layer
from deconviz.layers.scatter import scatter
from support.layer_files import FORMATS, OF_TENSORS, old_weight_norm, save, save_module, settings

MODULES: dict[str, Any] = {
    "vocoder": lambda: ConvTranspose1d(6, 4, 16, 8, 4),
    "doubling": lambda: ConvTranspose2d(3, 2, 3, 2, 1, output_padding=1),
    "uneven": lambda: ConvTranspose2d(2, 3, (4, 2), (2, 1), (1, 0), dilation=(1, 3)),
    "grouped": lambda: ConvTranspose1d(6, 4, 5, 3, groups=2),
    "each-alone": lambda: ConvTranspose1d(4, 4, 4, 2, 1, groups=4),
    "no-bias": lambda: ConvTranspose1d(3, 2, 2, 2, bias=False),
}


@pytest.fixture(autouse=True)
def seed() -> None:
    torch.manual_seed(12)


def outputs(layer: Layer, module: Any) -> tuple[Any, Any]:
    """Return what both make of one input."""
    points = (7, 5)[: len(layer.axes)]
    given = torch.randn(1, layer.channels, *points)
    return scatter(layer, given[0].double().numpy()), module(given)[0].detach().numpy()


def entry(file: Path, **said: Any) -> LayerEntry:
    return LayerEntry(file=str(file), **said)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", MODULES)
def test_a_layer_comes_back(suffix: str, name: str, tmp_path: Path) -> None:
    module = MODULES[name]()
    file = save_module(module, tmp_path / f"model{suffix}")
    said = {} if suffix == ".onnx" else settings(module)
    imported = read_layer(file, entry(file, **said))
    points = (7, 5)[: imported.dimensions]
    ours, theirs = outputs(imported.resolve(points), module)
    assert ours == pytest.approx(theirs, abs=1e-5)
    assert imported.kernel.dtype == imported.bias.dtype == np.float64


@pytest.mark.parametrize("suffix", OF_TENSORS)
def test_the_bias_tells_the_groups_of_tensors(suffix: str, tmp_path: Path) -> None:
    module = MODULES["grouped"]()
    file = save_module(module, tmp_path / f"model{suffix}")
    layer = read_layer(file, entry(file, tensor="up.weight", stride=3)).resolve((7,))
    ours, theirs = outputs(layer, module)
    assert layer.groups == 2
    assert ours == pytest.approx(theirs, abs=1e-5)


@pytest.mark.parametrize("suffix", OF_TENSORS)
@pytest.mark.parametrize("dim", [0, 1, 2, None])
@pytest.mark.parametrize("api", ["old", "new"])
def test_weight_norm_is_folded(suffix: str, dim: int | None, api: str, tmp_path: Path) -> None:
    module = ConvTranspose1d(3, 2, 4, 2, 1)
    if api == "old":
        old_weight_norm(module, dim)
    else:
        parametrizations.weight_norm(module, dim=-1 if dim is None else dim)
    with torch.no_grad():
        for name, tensor in module.named_parameters():
            if name.endswith(("_g", "original0")):
                tensor.mul_(1.7)
    file = save_module(module, tmp_path / f"model{suffix}")
    layer = read_layer(file, entry(file, tensor="up.weight", stride=2, padding=1)).resolve((7,))
    ours, theirs = outputs(layer, module)
    assert ours == pytest.approx(theirs, abs=1e-5)


@pytest.mark.parametrize("part", ["up.weight", "up.weight_v", "up.weight_g"])
def test_a_kernel_in_two_tensors_is_meant_by_either(part: str, tmp_path: Path) -> None:
    module = ConvTranspose1d(3, 2, 4)
    old_weight_norm(module)
    file = save_module(module, tmp_path / "model.pt")
    kernel = read_layer(file, entry(file, tensor=part)).kernel
    assert kernel == pytest.approx(module.weight.detach().numpy(), abs=1e-6)


@pytest.mark.parametrize("kind", [torch.float16, torch.bfloat16, torch.float64])
@pytest.mark.parametrize("suffix", [".safetensors", ".pt", ".pth"])
def test_numbers_of_other_sizes_are_read_as_they_are(
    kind: torch.dtype, suffix: str, tmp_path: Path
) -> None:
    kernel = torch.randn(3, 2, 4).to(kind)
    file = save({"weight": kernel}, tmp_path / f"model{suffix}")
    assert np.array_equal(read_layer(file, entry(file)).kernel, kernel.double().numpy())


def test_columns_first_are_read_as_they_are(tmp_path: Path) -> None:
    kernel = np.asfortranarray(np.arange(24.0).reshape(3, 2, 4))
    np.savez_compressed(tmp_path / "model.npz", weight=kernel)
    file = tmp_path / "model.npz"
    assert np.array_equal(read_layer(file, entry(file)).kernel, kernel)


def test_dicts_in_dicts_have_dots_in_their_names(tmp_path: Path) -> None:
    module = ConvTranspose1d(3, 2, 4)
    checkpoint = {
        "epoch": 3,
        "model": {"generator": module.state_dict()},
        "optimizer": {"state": {0: {"exp_avg": torch.randn(3, 2, 4)}}},
    }
    file = tmp_path / "model.pt"
    torch.save(checkpoint, file)
    kernel = read_layer(file, entry(file, tensor="model.generator.weight")).kernel
    assert np.array_equal(kernel, module.weight.detach().numpy())
    assert np.array_equal(read_layer(file, entry(file)).kernel, kernel)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_trim_is_cropped_at_the_far_end(suffix: str, tmp_path: Path) -> None:
    module = ConvTranspose1d(3, 2, 4, 2)
    file = save_module(module, tmp_path / f"model{suffix}")
    layer = read_layer(file, entry(file, stride=2, trim=3)).resolve((7,))
    ours, theirs = outputs(layer, module)
    assert ours == pytest.approx(theirs[:, :-3], abs=1e-5)


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_the_entry_says_wins(suffix: str, tmp_path: Path) -> None:
    file = save_module(ConvTranspose1d(3, 2, 4, 2, 1), tmp_path / f"model{suffix}")
    layer = read_layer(file, entry(file, stride=3, padding=0, output_padding=1)).resolve((7,))
    [axis] = layer.axes
    assert (axis.stride, axis.crop) == (3, (0, -1))


def test_a_bias_of_another_name_is_taken_where_it_is_named(tmp_path: Path) -> None:
    tensors = {"w": torch.randn(3, 2, 4), "shift": torch.randn(2)}
    file = save(tensors, tmp_path / "model.npz")
    assert not read_layer(file, entry(file)).bias.any()
    assert np.array_equal(read_layer(file, entry(file, bias="shift")).bias, tensors["shift"])


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"stride": (1, 2, 2)[:2]}, "stride has 2 numbers, but the layer has 1 dimension"),
        ({"output_padding": 1}, "up.weight: output_padding is 1, but must be below the stride"),
        ({"padding": 9}, "up.weight: the padding crops 9 and 9 points, and there are only 10"),
        ({"groups": 2}, "4 channels come out of 2 groups, but the bias has 2 numbers"),
        ({"groups": 5}, "5 groups do not divide the 4 channels"),
        ({"bias": "up.bais"}, "has no tensor up.bais for the bias: did you mean up.bias?"),
        ({"bias": "up.weight"}, "up.weight has the shape 4 x 2 x 4, but the bias of up.weight"),
        ({"node": "up.weight"}, "has tensors and no nodes: write `tensor: up.weight`"),
    ],
)
def test_settings_that_do_not_suit_are_explained(
    said: dict[str, Any], words: str, tmp_path: Path
) -> None:
    file = save_module(ConvTranspose1d(4, 2, 4), tmp_path / "model.safetensors")
    with pytest.raises(UserError) as caught:
        read_layer(file, entry(file, **said)).resolve((7,))
    assert str(caught.value).startswith(f"{file}: ")
    assert words in str(caught.value)


def test_an_input_of_other_dimensions_is_refused(tmp_path: Path) -> None:
    file = save_module(ConvTranspose1d(4, 2, 4), tmp_path / "model.safetensors")
    with pytest.raises(UserError, match="the input has 2 dimensions, but the layer has 1"):
        read_layer(file, entry(file)).resolve((7, 7))
