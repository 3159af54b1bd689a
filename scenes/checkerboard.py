"""Why transposed convolutions checkerboard, and what helps, with kernels that learn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from deconviz.films.film import Film, films
from deconviz.films.rendering.story import Story
from deconviz.films.shows import Shows
from deconviz.films.stages.checkerboard.checkerboard_data import CheckerboardData
from deconviz.films.stages.checkerboard.checkerboard_times import SECONDS
from deconviz.films.stages.checkerboard.checkerboard_words import (
    TITLE,
    CheckerboardWords,
    beats,
    finding,
)
from deconviz.films.stages.checkerboard.counted_stamps import CountedStamps
from deconviz.films.stages.checkerboard.four_ways import FourWays
from deconviz.films.stages.checkerboard.phase_piles import PhasePiles
from deconviz.films.stages.checkerboard.stamped_images import StampedImages
from deconviz.layers.phases import finite_or_none
from deconviz.look.language import input_colours

POSTER = 9.1  # the checkerboard


class Checkerboard(Film):
    """Stamps overlap unevenly, phases differ, and four kernels learn side by side."""

    shows = Shows(upsampling=True)

    def construct(self) -> None:
        """Go from four ones to an image, to the phases of a kernel, and to four kernels."""
        kernels, job = self.upsampling, self.job.upsampling
        self.data = CheckerboardData(kernels, job.seeds if job else (), self.job.film.seed)
        theme, name = self.theme, self.job.theme
        colours = input_colours(4, theme, name)
        self.stamps = CountedStamps(self.data.counts, colours, theme)
        self.images = StampedImages(self.data, theme, name)
        self.piles = PhasePiles(self.data, colours, theme, name)
        self.ways = FourWays(self.data, colours, theme)
        self.words = CheckerboardWords(self.data, theme)
        moving = [
            self.words.arrow, self.images, self.piles, self.ways, self.stamps, self.words,
        ]  # fmt: skip
        self.tell(moving, self._draw, self._story())

    def facts(self) -> dict[str, Any]:
        """Return the numbers of the kernels, and those that are written now."""
        data = self.data
        return {
            "shown": [],
            "seed": data.seeds[data.place],
            "counts": data.counts.tolist(),
            "counted": [[*place, count] for place, count in self.stamps.shown()],
            "kernel": data.kernel.tolist(),
            "sums": data.phases.sums.tolist(),
            "steps": list(data.stops),
            "uneven": {way: _told(stops) for way, stops in data.uneven.items()},
            "uneven_of_all_seeds": {
                way: [_told(ends) for ends in stops] for way, stops in data.spread.items()
            },
            "written": self.ways.shown(),
        }

    def _draw(self, time: float) -> None:
        self.stamps.draw(time, self.data.dim)
        self.images.draw(time)
        self.piles.draw(time)
        self.ways.draw(time)
        self.words.draw(time)

    def _story(self) -> Story:
        return Story(
            title=TITLE,
            finding=finding(self.data),
            description=(
                "Four ones each land as a stamp of 3 x 3 points, two points apart, so that points "
                "of the output get 1, 2 or 4 of them. A whole image, stamped row by row, comes out "
                "as a checkerboard. The numbers of a trained kernel of 4 x 4 fly to four piles, "
                "one for each phase, which differ in height. Then four kernels learn side by side: "
                "3 x 3, 4 x 4, 4 x 4 with phases that start equal, and a convolution after "
                "resizing. Their images clear up at different speeds, and below each stands how "
                "uneven its phases are, and in the end how uneven they were early on."
            ),
            beats=beats(self.data),
            seconds=SECONDS,
            poster=POSTER,
            topic="Overlaps",
        )


def _told(values: Iterable[float]) -> list[float | None]:
    return [finite_or_none(value) for value in values]


globals().update(films(Checkerboard))
