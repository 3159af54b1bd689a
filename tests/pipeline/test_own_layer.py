"""A layer that a user brings, with an input that films have room for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.numpy import save_file
from torch.nn.functional import conv_transpose1d, conv_transpose2d

from deconviz.config.layers import LayerEntry, LayerJob
from deconviz.layers.example import Example
from deconviz.pipeline import own_layer

DRAWS = np.random.default_rng(3)


def brought(folder: Path, *taps: int, given: Any = None, channels: int = 2, **said: Any) -> Example:
    """Bring a layer of 2 channels, or as many as are asked for, to 3."""
    file, inputs = folder / "model.safetensors", []
    save_file({"up.weight": DRAWS.normal(size=(channels, 3, *taps))}, file)
    if given is not None:
        inputs = [folder / "given.npy"]
        np.save(inputs[0], given)
        said["input"] = str(inputs[0])
    entry = LayerEntry(file=str(file), tensor="up.weight", **said)
    return own_layer.bring(LayerJob(name="mine", entry=entry), [file, *inputs])


@pytest.mark.parametrize(
    ("taps", "stride", "expected"),
    [
        ((4,), 2, (4,)),
        ((2,), 1, (6,)),
        ((2,), 2, (5,)),
        ((16,), 8, (5,)),
        ((16,), 4, (6,)),
        ((20,), 10, (3,)),
        ((400,), 160, (3,)),
        ((4, 4), 2, (4, 4)),
        ((3, 3), 1, (4, 4)),
        ((8, 8), 4, (4, 4)),
        ((16, 16), 8, (3, 3)),
    ],
)
def test_an_input_is_as_long_as_films_have_room_for_its_output(
    taps: tuple[int, ...], stride: int, expected: tuple[int, ...], tmp_path: Path
) -> None:
    example = brought(tmp_path, *taps, stride=stride)
    assert example.inputs == expected
    assert example.name == "mine"


@pytest.mark.parametrize(
    ("settings", "points", "outputs"),
    [
        ({"stride": 4, "padding": 8}, 6, 7),
        ({"stride": 5, "padding": 10}, 6, 8),
    ],
)
def test_something_comes_out_of_an_input_though_padding_leaves_nothing_of_a_shorter_one(
    settings: dict[str, int], points: int, outputs: int, tmp_path: Path
) -> None:
    example = brought(tmp_path, 3, **settings)
    assert (example.inputs, example.output.shape) == ((points,), (3, outputs))


def test_points_may_be_said_for_all_dimensions_or_for_each(tmp_path: Path) -> None:
    assert brought(tmp_path, 3, 3, points=5).inputs == (5, 5)
    assert brought(tmp_path, 3, 3, points=(5, 2)).inputs == (5, 2)
    assert brought(tmp_path, 3, points=(7,)).inputs == (7,)


def test_an_input_of_ones_own_is_taken_as_it_is(tmp_path: Path) -> None:
    given = DRAWS.normal(size=(2, 9))
    assert (brought(tmp_path, 3, given=given).given == given).all()


@pytest.mark.parametrize("signal", ["impulse", "step", "sine", "noise", "photograph"])
@pytest.mark.parametrize("taps", [(5,), (3, 4)])
def test_what_comes_out_is_what_torch_makes_of_it(
    taps: tuple[int, ...], signal: str, tmp_path: Path
) -> None:
    settings = {"stride": 3, "padding": 1, "output_padding": 2}
    example = brought(tmp_path, *taps, channels=4, groups=2, input=signal, **settings)
    convolve = conv_transpose1d if len(taps) == 1 else conv_transpose2d
    expected = convolve(
        torch.from_numpy(example.given)[None],
        torch.from_numpy(example.layer.kernel),
        torch.from_numpy(example.layer.bias),
        groups=2,
        **settings,
    )[0].numpy()  # (O, *N)
    assert example.output.shape == expected.shape
    assert example.output == pytest.approx(expected, rel=0, abs=1e-12)


def test_an_impulse_brings_out_the_kernel(tmp_path: Path) -> None:
    example = brought(tmp_path, 4, channels=1, input="impulse", stride=2, points=3)
    assert (example.output[:, 2:6] == example.layer.kernel[0]).all()
