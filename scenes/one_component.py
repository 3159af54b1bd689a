"""One code component varies at a time, and with it what its filter adds."""

from __future__ import annotations

from typing import Any

import numpy as np

from deconviz import contributions, sweep
from deconviz.film import Film, films
from deconviz.mobjects.curves import Family
from deconviz.mobjects.fading import fade
from deconviz.mobjects.four_panels import FourPanels
from deconviz.mobjects.strips import title_strip
from deconviz.mobjects.text import Label, number_text
from deconviz.motion import at

SECONDS = 7.0  # a component
SPREAD = [(0.4, 0.0), (1.4, 1.0), (5.2, 1.0), (6.0, 0.0)]  # how far the family is spread
CURVES = 11


class OneComponent(Film):
    """Each component in turn goes through its range and back."""

    poster = 0.8

    def construct(self) -> None:
        """Take each component through its range and back."""
        network = self.network
        self.limits = sweep.limits(network.codes)  # (C,)
        self.lowest = sweep.lowest(network.codes)  # (C,)
        self.likely = sweep.likely_code(network.codes)  # (C,)
        channels = len(self.limits)
        shown = np.concatenate([self._family(c, 1.0) for c in range(channels)])  # (n, C)
        reach = sweep.reach(shown, network.filters, network.bias)
        self.panels = FourPanels(
            network.filters, network.bias, network.codes, self.limits, reach, self.theme
        )
        about = [
            f"{network.variant} network, seed {network.model.seed}",
            f"{channels} filters of {network.filters.shape[1]} points",
            f"bias {number_text(network.bias, 4)}",
        ]
        title = "A transposed convolution adds up scaled filters"
        self.add(title_strip(title, about, self.theme), self.panels.still)
        self._make_families(channels)
        moving = [*self.families, *self.notes, *self.panels.moving]
        self.tell(moving, self._draw, SECONDS * channels)

    def facts(self) -> dict[str, Any]:
        """Return what the panels show."""
        return {"shown": [self.panels.facts()]}

    def _make_families(self, channels: int) -> None:
        colours = [self.theme.component(component).colour for component in range(channels)]
        self.families = [Family(self.panels.output_axes, colour) for colour in colours]
        self.notes = [
            Label(
                f"for {CURVES} values of component {component + 1}", *self.panels.after_output,
                colour=colour,
            )
            for component, colour in enumerate(colours)
        ]  # fmt: skip

    def _draw(self, time: float) -> None:
        component = min(int(time // SECONDS), len(self.limits) - 1)
        moment = time - component * SECONDS
        spread = at(SPREAD, moment)
        for other, (family, note) in enumerate(zip(self.families, self.notes, strict=True)):
            fade(note, spread if other == component else 0)
            if other != component:
                family.clear_points()
        codes = self._family(component, spread)  # (CURVES, C)
        outputs = contributions.decode(codes, self.network.filters, self.network.bias)
        self.families[component].draw_values(outputs)  # (CURVES, K)
        self.panels.show(self._code(component, moment))

    def _code(self, component: int, moment: float) -> np.ndarray:
        code = self.likely.copy()  # (C,)
        ends = self.lowest[component], self.likely[component], self.limits[component]
        code[component] = at(sweep.there_and_back(*ends), moment)
        return code

    def _family(self, component: int, spread: float) -> np.ndarray:
        """Return codes (CURVES, C) that are spread from the likely one over the range."""
        rest = self.likely[component]
        ends = np.linspace(self.lowest[component], self.limits[component], CURVES)
        return sweep.family(self.likely, component, rest + spread * (ends - rest))


globals().update(films(OneComponent))
