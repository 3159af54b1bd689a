"""What a film leaves beside it: a poster, a contact sheet, and its facts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from deconviz.archive.files import replacing, write_bytes
from deconviz.arrays import Pixels
from deconviz.look.fonts import VARIABLE
from deconviz.look.theme import Theme

COLUMNS, ROWS = 4, 4
THUMB = (480, 270)  # pixels
GAP, CAPTION = 12, 34  # pixels
SAMPLES_A_SECOND = 4


class SideFiles:
    """The side files of a film, collected frame by frame.

    Parameters
    ----------
    frames
        How many frames the film has.
    rate
        Frames a second.
    poster
        Seconds: the moment that stands for the film.
    about
        What the film is about: the beginning of its facts.
    facts
        Returns what the current frame shows, in numbers.
    theme
        Colours of the contact sheet.
    """

    def __init__(
        self,
        frames: int,
        rate: float,
        poster: float,
        about: dict[str, Any],
        facts: Callable[[], dict[str, Any]],
        theme: Theme,
    ) -> None:
        self._rate, self._about, self._facts, self._theme = rate, about, facts, theme
        self._number = 0
        self._poster_number = min(round(poster * rate), frames - 1)
        thumbs = np.linspace(0, frames - 1, COLUMNS * ROWS)
        self._thumb_numbers = set(thumbs.round().astype(int).tolist())
        self._sample_every = max(1, round(rate / SAMPLES_A_SECOND))
        self._thumbs: list[tuple[float, Image.Image]] = []
        self._samples: list[dict[str, Any]] = []

    def add(self, pixels: Pixels) -> None:
        """Collect from the next frame, RGBA of shape (height, width, 4)."""
        time = self._number / self._rate
        if self._number == self._poster_number:
            self._poster = Image.fromarray(pixels).convert("RGB")
        if self._number in self._thumb_numbers:
            thumb = Image.fromarray(pixels).resize(THUMB, Image.Resampling.BOX).convert("RGB")
            self._thumbs.append((time, thumb))
        if self._number % self._sample_every == 0:
            self._samples.append({"time": time, **self._facts()})
        self._number += 1

    def write(self, film: Path) -> None:
        """Write poster, contact sheet and facts beside a film."""
        for name, picture in (("poster", self._poster), ("sheet", self._sheet())):
            with replacing(film.with_suffix(f".{name}.png")) as temporary:
                picture.save(temporary, format="PNG")
        facts = {**self._about, "samples": self._samples}
        write_bytes(film.with_suffix(".facts.json"), (json.dumps(facts, indent=1) + "\n").encode())

    def _sheet(self) -> Image.Image:
        width, height = THUMB
        size = (COLUMNS * (width + GAP) + GAP, ROWS * (height + CAPTION) + GAP)
        sheet = Image.new("RGB", size, self._theme.grid)
        pen, font = ImageDraw.Draw(sheet), ImageFont.truetype(VARIABLE, 20)
        for index, (time, thumb) in enumerate(self._thumbs):
            x = GAP + index % COLUMNS * (width + GAP)
            y = GAP + index // COLUMNS * (height + CAPTION)
            sheet.paste(thumb, (x, y))
            pen.text((x, y + height + 3), f"{time:.2f} s", self._theme.foreground, font)
        return sheet
