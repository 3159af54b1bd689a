"""Five hundred damaged files: a layer or a message each, and nothing executed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from deconviz.config.layers import LayerEntry
from deconviz.errors import UserError
from deconviz.layers.importing import paste
from deconviz.layers.importing.listing import list_layers
from deconviz.layers.importing.reading import read_layer
from support.hostile import Bomb, damaged
from support.layer_files import FORMATS, node, save, save_graph

EACH = 100  # files of each format
LONGEST_MESSAGE = 2000


def originals(suffix: str, folder: Path, marker: Path) -> list[bytes]:
    """Return good files of a format, and one with code in it where the format can have it."""
    file = folder / f"original{suffix}"
    tensors = {"up.weight_v": torch.ones(3, 2, 4), "up.weight_g": torch.ones(3, 1, 1)}
    good = {"up.weight": torch.ones(3, 2, 4), "up.bias": torch.ones(2)}
    if suffix == ".onnx":
        up = node(bias="b", strides=[2], auto_pad="SAME_UPPER")
        save_graph(file, [up], {"w": np.ones((3, 2, 4)), "b": np.ones(2)})
        return [file.read_bytes()]
    held = [save(part, file).read_bytes() for part in (good, tensors)]
    if suffix == ".npz":
        np.savez(file, weight=np.ones((3, 2, 4)), bomb=np.array([Bomb(marker)], object))
        held.append(file.read_bytes())
    elif suffix != ".safetensors":
        is_zip = suffix == ".pt"
        torch.save(good | {"b": Bomb(marker)}, file, _use_new_zipfile_serialization=is_zip)
        held.append(file.read_bytes())
    return held


@pytest.mark.slow
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_damaged_file_is_a_layer_or_a_message(suffix: str, tmp_path: Path) -> None:
    marker = tmp_path / "executed"
    held = originals(suffix, tmp_path, marker)
    draws = np.random.default_rng(FORMATS.index(suffix))
    refused = 0
    for number in range(EACH):
        content, other = held[number % len(held)], held[draws.integers(len(held))]
        file = tmp_path / f"{number}{suffix}"
        file.write_bytes(damaged(content, other, draws))
        try:
            for one in list_layers(file):
                assert paste.text(one, file.name).startswith("layers:")
            imported = read_layer(file, LayerEntry(file=file.name))
            layer = imported.resolve((5,) * imported.dimensions)
            assert layer.kernel.shape == imported.found.shape
        except UserError as error:
            refused += 1
            assert str(error).startswith(str(file))
            assert len(str(error)) < LONGEST_MESSAGE
        file.unlink()
    assert refused > EACH // 4
    assert not marker.exists()
