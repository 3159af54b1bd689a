"""Inputs that users bring: read as they are, or refused in one line, and never run."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deconviz.archive.given import read_given
from deconviz.errors import UserError


def saved(folder: Path, values: Any) -> Path:
    path = folder / "given.npy"
    np.save(path, values)
    return path


def refusal(path: Path, channels: int = 2, dimensions: int = 1) -> str:
    with pytest.raises(UserError) as caught:
        read_given(path, channels, dimensions)
    text = str(caught.value)
    assert text.startswith(f"{path}: ")
    assert "\n" not in text
    return text.removeprefix(f"{path}: ")


@pytest.mark.parametrize("kind", ["f2", "f4", ">f8", "i1", "u8"])
def test_numbers_of_any_kind_are_read(kind: str, tmp_path: Path) -> None:
    path = saved(tmp_path, np.arange(6).reshape(2, 3).astype(kind))
    values = read_given(path, 2, 1)
    assert values.dtype == np.float64
    assert values.tolist() == [[0, 1, 2], [3, 4, 5]]


def test_two_dimensions_in_any_order_of_memory(tmp_path: Path) -> None:
    picture = np.asfortranarray(np.arange(12.0).reshape(1, 3, 4))
    assert (read_given(saved(tmp_path, picture), 1, 2) == picture).all()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (np.zeros((3, 4)), "has the shape (3, 4), but the layer takes (2, n): channels first, "),
        (np.zeros(4), "has the shape (4,), but the layer takes (2, n): channels first, "),
        (np.zeros((1, 2, 4)), "has the shape (1, 2, 4), but the layer takes (2, n): channels"),
        (np.zeros((2, 0)), "has 0 numbers, but 1 to 1000000 can be shown: take a part of it"),
        (np.zeros((2, 600_000), "i1"), "has 1200000 numbers, but 1 to 1000000 can be shown"),
        (np.full((2, 2), np.nan), "has numbers that are NaN or infinite: replace them"),
        (np.full((2, 2), -np.inf), "has numbers that are NaN or infinite: replace them"),
        (np.ones((2, 2), complex), "holds complex128, not real numbers: convert it"),
        (np.full((2, 2), "a"), "holds <U1, not real numbers: convert it"),
    ],
)
def test_what_the_layer_cannot_take_is_refused(values: Any, expected: str, tmp_path: Path) -> None:
    assert refusal(saved(tmp_path, values)).startswith(expected)


class Bomb:
    """A value whose pickle runs code when it is read."""

    def __reduce__(self) -> Any:
        return os.mkdir, ("it-ran",)


def test_pickles_are_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = saved(tmp_path, np.array([Bomb()], dtype=object))
    assert refusal(path).startswith("is no .npy file of numbers, or not all of one")
    assert not Path("it-ran").exists()


@pytest.mark.parametrize("length", [0, 3, 60, 130])
def test_part_of_a_file_is_no_input(length: int, tmp_path: Path) -> None:
    path = saved(tmp_path, np.zeros((2, 3)))
    path.write_bytes(path.read_bytes()[:length])
    assert refusal(path).startswith("is no .npy file of numbers, or not all of one")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.npy") == "there is no such file: correct input"
    assert refusal(tmp_path).startswith("cannot be read (Is a directory)")


def test_every_broken_file_is_refused_without_a_traceback(tmp_path: Path) -> None:
    path = saved(tmp_path, np.zeros((2, 3)))
    whole, draws = path.read_bytes(), np.random.default_rng(0)
    for _ in range(200):
        broken = bytearray(whole)
        broken[draws.integers(len(whole))] = draws.integers(256)
        path.write_bytes(broken)
        try:
            values = read_given(path, 2, 1)
        except UserError:
            continue
        assert values.shape[0] == 2
