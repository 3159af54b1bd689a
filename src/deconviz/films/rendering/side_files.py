"""What a film leaves beside it: pictures of it, its facts, what it is about, and subtitles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

from deconviz.archive.files import json_text, replacing, write_bytes
from deconviz.arrays import Pixels
from deconviz.config.talk import Credit
from deconviz.films.rendering import subtitles
from deconviz.films.rendering.encoder import key_moments
from deconviz.films.rendering.story import Story
from deconviz.films.rendering.tags import tags
from deconviz.look.fonts import VARIABLE
from deconviz.look.theme import Theme

COLUMNS, ROWS = 4, 4
THUMB = (480, 270)  # pixels
GAP, CAPTION = 12, 34  # pixels
SAMPLES_A_SECOND = 4
PNG_NAMES = {
    "title": "Title",
    "artist": "Author",
    "copyright": "Copyright",
    "comment": "Comment",
    "description": "Description",
}


class SideFiles:
    """The side files of a film, collected frame by frame.

    Parameters
    ----------
    story
        What the film is about, in words, and how long it is.
    rate
        Frames a second.
    about
        Whose weights it shows: the beginning of its facts.
    facts
        Returns what the current frame shows, in numbers.
    theme
        Colours of the contact sheet.
    loops
        Whether the film ends on the frame that it begins with.
    credit
        Whose work it is.

    Attributes
    ----------
    tags
        What the film, and its poster, say of themselves.
    keyframes
        Moments that must be keyframes, in seconds.
    """

    def __init__(
        self,
        story: Story,
        rate: float,
        about: dict[str, Any],
        facts: Callable[[], dict[str, Any]],
        theme: Theme,
        *,
        loops: bool,
        credit: Credit,
    ) -> None:
        self._story, self._rate, self._theme, self._loops = story, rate, theme, loops
        self._about, self._facts = about, facts
        self.tags = tags(story.title, story.description, credit)
        beats = [beat.begin for beat in story.beats]
        self.keyframes = key_moments(beats, story.seconds, loops=loops)
        self._number = 0
        frames = round(story.seconds * rate)
        self._poster_number = min(round(story.poster * rate), frames - 1)
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
        """Write all of them beside a film."""
        for name, picture in (("poster", self._poster), ("sheet", self._sheet())):
            with replacing(film.with_suffix(f".{name}.png")) as temporary:
                picture.save(temporary, format="PNG", pnginfo=self._png_tags())
        story = self._story
        about = {
            "film": self._about["film"],
            "scene": self._about["scene"],
            "theme": self._about["theme"],
            **asdict(story),
            "loops": self._loops,
        }
        texts = {
            ".facts.json": json_text({**self._about, "samples": self._samples}, indent=1),
            ".about.json": json_text(about, indent=1),
            ".srt": subtitles.srt(story),
            ".vtt": subtitles.vtt(story),
        }
        for ending, text in texts.items():
            write_bytes(film.with_suffix(ending), text.encode())

    def _png_tags(self) -> PngImagePlugin.PngInfo:
        info = PngImagePlugin.PngInfo()
        for name, text in self.tags.items():
            info.add_itxt(PNG_NAMES[name], text)
        return info

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
