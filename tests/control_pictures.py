"""Pictures as they were when somebody last looked, and how others differ from them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

ROOT = Path(__file__).parents[1]

COLOURS = 256  # that a control picture is kept in, each a few levels from what was drawn
TILE = 15  # pixels

Picture = NDArray[np.uint8]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Tolerance:
    """What is no difference yet: another version of what draws smooths edges otherwise.

    Attributes
    ----------
    edge
        Levels of 255 that a pixel may differ.
    shade
        Levels of 255 that the mean of a tile may differ.
    """

    edge: int
    shade: float


def differences(seen: Picture, control: Picture, may: Tolerance) -> list[str]:
    """Say where two pictures differ by more than another smoothing of edges explains.

    Parameters
    ----------
    seen, control
        RGB of shape (height, width, 3).
    may
        How far they may differ.

    Returns
    -------
    list of str
        None if the pictures show the same.
    """
    if seen.shape != control.shape:
        return [f"it is {_size(seen)} pixels large, not {_size(control)}"]
    apart = seen.astype(float) - control  # (height, width, 3)
    edges = np.argwhere(np.abs(apart).max(2) > may.edge)  # (n, 2)
    shades = np.argwhere(_means_of_tiles(apart) > may.shade)  # (n, 2)
    found = []
    if len(edges):
        found.append(
            f"{len(edges)} pixels differ by more than {may.edge} levels, {_around(edges, 1)}"
        )
    if len(shades):
        found.append(
            f"{len(shades)} tiles differ by more than {may.shade:g} levels in their mean, "
            f"{_around(shades, TILE)}"
        )
    return found


def told(path: Path, seen: Picture, folder: Path, renew: str, may: Tolerance) -> str:
    """Say how a picture differs from its control picture, and leave both in a folder.

    Parameters
    ----------
    path
        Of the control picture.
    seen
        What is drawn now.
    folder
        Where to leave it, and what differs.
    renew
        The command that keeps it as it is drawn now.
    may
        How far they may differ.
    """
    control = read(path)
    lines = differences(seen, control, may)
    if not lines:
        return ""
    said = [f"{path.relative_to(ROOT)} is not what is drawn now:", *lines]
    drawn, apart = folder / f"{path.stem}-drawn.png", folder / f"{path.stem}-difference.png"
    Image.fromarray(seen).save(drawn)
    said.append(f"drawn now: {drawn}")
    if seen.shape == control.shape:
        Image.fromarray(picture_of_differences(seen, control, may)).save(apart)
        said.append(f"difference: {apart}")
    return "\n  ".join([*said, f"If it is right as it is drawn now, `{renew}` keeps it."])


def picture_of_differences(seen: Picture, control: Picture, may: Tolerance) -> Picture:
    """Return what differs on black, white where it is more than an edge may."""
    apart = np.abs(seen.astype(float) - control) * 255 / may.edge
    return np.minimum(apart, 255).astype(np.uint8)


def smaller(picture: Picture, times: int) -> Picture:
    """Return a picture made so many times smaller, each pixel the mean of those it stands for."""
    height, width, _ = picture.shape
    parts = picture.reshape(height // times, times, width // times, times, 3)
    return parts.mean((1, 3)).round().astype(np.uint8)  # (height / times, width / times, 3)


def read(path: Path) -> Picture:
    """Read a picture as RGB."""
    with Image.open(path) as opened:
        return np.asarray(opened.convert("RGB"))


def keep(path: Path, picture: Picture) -> None:
    """Write a control picture as a small PNG."""
    method, dither = Image.Quantize.MAXCOVERAGE, Image.Dither.NONE
    quantized = Image.fromarray(picture).quantize(COLOURS, method, kmeans=2, dither=dither)
    quantized.save(path, optimize=True)


def _size(picture: Picture) -> str:
    return f"{picture.shape[1]} x {picture.shape[0]}"


def _means_of_tiles(apart: Floats) -> Floats:
    """Return how far each tile's mean is off in the colour that is off most."""
    height, width, _ = apart.shape
    rows, columns = -(-height // TILE), -(-width // TILE)
    whole = np.pad(apart, ((0, rows * TILE - height), (0, columns * TILE - width), (0, 0)))
    tiles = whole.reshape(rows, TILE, columns, TILE, 3)
    return np.asarray(np.abs(tiles.mean((1, 3))).max(2))  # (rows, columns)


def _around(places: NDArray[np.intp], size: int) -> str:
    """Say where places (n, 2) of some size are, in pixels of the control picture."""
    (top, left), (bottom, right) = places.min(0) * size, (places.max(0) + 1) * size
    return f"at x {left} to {right}, y {top} to {bottom}"
