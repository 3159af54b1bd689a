"""Control pictures: pictures as they were when somebody last looked, and how others differ."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from deconviz.arrays import Floats, Integers, Pixels

ROOT = Path(__file__).parents[2]

COLOURS = 256  # of a control picture, each a few levels from the picture's own
TILE = 15  # pixels


@dataclass(frozen=True)
class Tolerance:
    """How far two pictures that show the same may differ: edges may be smoothed in another way.

    Attributes
    ----------
    edge
        Levels of 255 that a pixel may differ.
    shade
        Levels of 255 that the mean of a tile may differ.
    """

    edge: int
    shade: float


def differences(picture: Pixels, control: Pixels, tolerance: Tolerance) -> list[str]:
    """Say where two pictures differ by more than another smoothing of edges explains.

    Parameters
    ----------
    picture, control
        RGB of shape (height, width, 3).
    tolerance
        How far they may differ.

    Returns
    -------
    list of str
        Empty if the pictures show the same.
    """
    if picture.shape != control.shape:
        return [f"it is {_size(picture)} pixels large, not {_size(control)}"]
    difference: Floats = picture.astype(float) - control.astype(float)  # (height, width, 3)
    edges = np.argwhere(np.abs(difference).max(2) > tolerance.edge)  # (n, 2)
    shades = np.argwhere(_means_of_tiles(difference) > tolerance.shade)  # (n, 2)
    lines = []
    if len(edges):
        lines.append(
            f"{len(edges)} pixels differ by more than {tolerance.edge} levels, {_around(edges, 1)}"
        )
    if len(shades):
        lines.append(
            f"{len(shades)} tiles differ by more than {tolerance.shade:g} levels in their mean, "
            f"{_around(shades, TILE)}"
        )
    return lines


def report(path: Path, picture: Pixels, folder: Path, renew: str, tolerance: Tolerance) -> str:
    """Say how a picture differs from its control picture; save it and the difference in a folder.

    Parameters
    ----------
    path
        The control picture.
    picture
        The picture as it is now.
    folder
        Where to save it and the difference.
    renew
        The command that makes it the new control picture.
    tolerance
        How far they may differ.

    Returns
    -------
    str
        Empty if the pictures show the same.
    """
    control = read(path)
    faults = differences(picture, control, tolerance)
    if not faults:
        return ""
    lines = [f"{path.relative_to(ROOT)} is not what is drawn now:", *faults]
    now, difference = folder / f"{path.stem}-now.png", folder / f"{path.stem}-difference.png"
    Image.fromarray(picture).save(now)
    lines.append(f"drawn now: {now}")
    if picture.shape == control.shape:
        Image.fromarray(difference_picture(picture, control, tolerance)).save(difference)
        lines.append(f"difference: {difference}")
    return "\n  ".join([*lines, f"If the new picture is right, `{renew}` keeps it."])


def difference_picture(picture: Pixels, control: Pixels, tolerance: Tolerance) -> Pixels:
    """Return the difference on black: white where it is more than an edge may have."""
    difference = np.abs(picture.astype(float) - control) * 255 / tolerance.edge
    return np.minimum(difference, 255).astype(np.uint8)


def smaller(picture: Pixels, times: int) -> Pixels:
    """Return a picture so many times smaller, each pixel the mean of those it stands for."""
    height, width, _ = picture.shape
    parts = picture.reshape(height // times, times, width // times, times, 3)
    means: Floats = parts.mean((1, 3))  # (height / times, width / times, 3)
    return means.round().astype(np.uint8)


def read(path: Path) -> Pixels:
    """Read a picture as RGB."""
    with Image.open(path) as image:
        pixels: Pixels = np.asarray(image.convert("RGB"))
    return pixels


def keep(path: Path, picture: Pixels) -> None:
    """Write a control picture as a small PNG."""
    method, dither = Image.Quantize.MAXCOVERAGE, Image.Dither.NONE
    small = Image.fromarray(picture).quantize(COLOURS, method, kmeans=2, dither=dither)
    small.save(path, optimize=True)


def _size(picture: Pixels) -> str:
    return f"{picture.shape[1]} x {picture.shape[0]}"


def _means_of_tiles(difference: Floats) -> Floats:
    """Return how far each tile's mean is off, in the colour that is off most."""
    height, width, _ = difference.shape
    rows, columns = -(-height // TILE), -(-width // TILE)
    whole = np.pad(difference, ((0, rows * TILE - height), (0, columns * TILE - width), (0, 0)))
    tiles = whole.reshape(rows, TILE, columns, TILE, 3)
    return np.asarray(np.abs(tiles.mean((1, 3))).max(2))  # (rows, columns)


def _around(places: Integers, size: int) -> str:
    """Say where places (n, 2) of some size are, in pixels of the control picture."""
    (top, left), (bottom, right) = places.min(0) * size, (places.max(0) + 1) * size
    return f"at x {left} to {right}, y {top} to {bottom}"
