"""All code components vary at once, and the output with them."""

from __future__ import annotations

from typing import Any

import numpy as np

from deconviz import contributions, sweep
from deconviz.film import Film, films
from deconviz.mobjects.curves import Family
from deconviz.mobjects.four_panels import FourPanels
from deconviz.mobjects.lines import Line
from deconviz.mobjects.strips import title_strip
from deconviz.mobjects.text import Label, number_text
from deconviz.theme import Mark

SECONDS = 16.0
PATH_POINTS = 400
TRAIL = 12  # outputs
TRAIL_SECONDS = 1.5


class AllComponents(Film):
    """A smooth closed path through the range of all components: the film loops."""

    poster = 0.3

    def construct(self) -> None:
        """Follow the path once round."""
        network = self.network
        self.limits = sweep.limits(network.codes)  # (C,)
        self.lowest = sweep.lowest(network.codes)  # (C,)
        shares = np.linspace(0, 1, PATH_POINTS)
        path = np.stack([self._code(share) for share in shares])  # (PATH_POINTS, C)
        reach = sweep.reach(path, network.filters, network.bias)
        self.panels = FourPanels(
            network.filters, network.bias, network.codes, self.limits, reach, self.theme
        )
        channels, points = network.filters.shape
        about = [
            f"{network.variant} network, seed {network.model.seed}",
            f"{channels} filters of {points} points",
            f"bias {number_text(network.bias, 4)}",
        ]
        title = f"Every output is a sum of the same {channels} filters"
        self.add(title_strip(title, about, self.theme), self.panels.still, self._path(path))
        self.trail = Family(self.panels.output_axes, self.theme.muted)
        note = f"and those of the last {TRAIL_SECONDS:g} seconds"
        self.add(Label(note, *self.panels.after_output, colour=self.theme.muted))
        self.tell([self.trail, *self.panels.moving], self._draw, SECONDS)

    def facts(self) -> dict[str, Any]:
        """Return what the panels show."""
        return {"shown": [self.panels.facts()]}

    def _path(self, codes: np.ndarray) -> Line:
        line = Line(Mark(self.theme.muted), width=2.5)
        plane = self.panels.plane
        line.draw(plane.across(codes[:, -2]), plane.down(codes[:, -1]))
        return line

    def _code(self, share: float) -> np.ndarray:
        return sweep.closed_path(self.lowest, self.limits, share)

    def _draw(self, time: float) -> None:
        before = time - np.linspace(TRAIL_SECONDS, 0, TRAIL, endpoint=False)  # (TRAIL,)
        codes = np.stack([self._code(moment / SECONDS) for moment in before])  # (TRAIL, C)
        outputs = contributions.decode(codes, self.network.filters, self.network.bias)
        self.trail.draw_values(outputs)  # (TRAIL, K)
        self.panels.show(self._code(time / SECONDS))


globals().update(films(AllComponents))
