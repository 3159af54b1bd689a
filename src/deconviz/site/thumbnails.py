"""Small pictures for pages, as WebP."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from deconviz.archive.files import there

POSTER = 640
"""Pixels: what a card is wide on a large screen, and half as much again."""
FIGURE = 640
"""Pixels: what a card is wide, so that small print can be read."""
QUALITY = 40
"""Text stays clear; all small pictures of the site together have 1.5 MB."""


def write(picture: Path, path: Path, width: int) -> None:
    """Write a picture so wide, or as it is if it is not so wide.

    Raises
    ------
    UserError
        If there is no such picture.
    """
    with Image.open(there(picture)) as large:
        height = round(large.height * width / large.width)
        small = large.convert("RGB")
        if width < large.width:
            small = small.resize((width, height), Image.Resampling.LANCZOS)
        small.save(path, format="WEBP", quality=QUALITY, method=6)
