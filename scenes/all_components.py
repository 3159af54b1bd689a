"""All code components change at once, and the output with them."""

from __future__ import annotations

from typing import Any

import numpy as np

from deconviz.analysis import code_paths
from deconviz.arrays import Floats
from deconviz.films.film import Film, films
from deconviz.films.mobjects.curves import Family
from deconviz.films.mobjects.four_panels import FourPanels
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.strips import title_strip
from deconviz.films.mobjects.text import Label
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.look.theme import Mark
from deconviz.look.wording import signed

SECONDS = 16.0
PATH_POINTS = 400
TRAIL = 12  # outputs
TRAIL_SECONDS = 1.5


class AllComponents(Film):
    """The code follows a smooth closed path through the ranges: the film loops."""

    shows = Shows(channels=(2, 3))

    def construct(self) -> None:
        """Follow the path once."""
        subject = self.subject
        self.limits = code_paths.limits(subject.codes)  # (C,)
        self.lowest = code_paths.lowest(subject.codes)  # (C,)
        shares = np.linspace(0, 1, PATH_POINTS)
        path = np.stack([self._code(share) for share in shares])  # (PATH_POINTS, C)
        reach = code_paths.reach(path, subject.network)
        self.panels = FourPanels(subject.network, subject.codes, self.limits, reach, self.theme)
        channels, points = subject.filters.shape
        about = [
            f"{subject.variant} network, seed {subject.model.seed}",
            f"{channels} filters of {points} points",
            f"bias {signed(subject.bias, 4)}",
        ]
        title = f"Every output is a sum of the same {channels} filters"
        self.add(title_strip(title, about, self.theme), self.panels.still, self._path(path))
        self.trail = Family(self.panels.output_axes, self.theme.muted)
        note = f"and those of the last {TRAIL_SECONDS:g} seconds"
        self.add(Label(note, *self.panels.after_output, colour=self.theme.muted))
        beats = (Beat(0.0, f"{title}."),)
        story = Story(title, title, title, beats, SECONDS, 0.3 * SECONDS)
        self.tell([self.trail, *self.panels.moving], self._draw, story)

    def facts(self) -> dict[str, Any]:
        """Return what the panels show."""
        return {"shown": [self.panels.facts()]}

    def _path(self, codes: Floats) -> Line:
        line = Line(Mark(self.theme.muted), width=2.5)
        plane = self.panels.plane
        line.draw(plane.across(codes[:, -2]), plane.down(codes[:, -1]))
        return line

    def _code(self, share: float) -> Floats:
        return code_paths.closed_path(self.lowest, self.limits, share)

    def _draw(self, time: float) -> None:
        moments = time - np.linspace(TRAIL_SECONDS, 0, TRAIL, endpoint=False)  # (TRAIL,)
        codes = np.stack([self._code(moment / SECONDS) for moment in moments])  # (TRAIL, C)
        self.trail.draw_values(self.subject.network.decode(codes))  # (TRAIL, K)
        self.panels.show(self._code(time / SECONDS))


globals().update(films(AllComponents))
