"""One code component at a time changes, and with it what its filter adds."""

from __future__ import annotations

from typing import Any

from deconviz.analysis import code_paths
from deconviz.films.film import Film, films
from deconviz.films.mobjects.curves import Family
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.four_panels import FourPanels
from deconviz.films.mobjects.strips import title_strip
from deconviz.films.mobjects.text import Label
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.sweep_story import CURVES, Sweep, spread, turn
from deconviz.look.wording import signed

SECONDS = 7.0  # a component


class OneComponent(Film):
    """Each component in turn goes through its range and back."""

    shows = Shows(channels=(2, 3))

    def construct(self) -> None:
        """Take each component through its range and back."""
        subject = self.subject
        self.sweep = Sweep.of(subject.codes)
        reach = code_paths.reach(self.sweep.families(), subject.network)
        self.panels = FourPanels(subject.network, subject.codes, self.sweep.high, reach, self.theme)
        about = [
            f"{subject.variant} network, seed {subject.model.seed}",
            f"{subject.network.channels} filters of {subject.network.kernel} points",
            f"bias {signed(subject.bias, 4)}",
        ]
        title = "A transposed convolution adds up scaled filters"
        self.add(title_strip(title, about, self.theme), self.panels.still)
        self._make_families()
        moving = [*self.families, *self.notes, *self.panels.moving]
        seconds = SECONDS * self.sweep.components
        beats = tuple(
            Beat(SECONDS * component, f"Component {component + 1} goes through its range.")
            for component in range(self.sweep.components)
        )
        self.tell(moving, self._draw, Story(title, title, title, beats, seconds, 0.8 * seconds))

    def facts(self) -> dict[str, Any]:
        """Return what the panels show."""
        return {"shown": [self.panels.facts()]}

    def _make_families(self) -> None:
        colours = [self.theme.component(index).colour for index in range(self.sweep.components)]
        self.families = [Family(self.panels.output_axes, colour) for colour in colours]
        self.notes = [
            Label(
                f"for {CURVES} values of component {component + 1}", *self.panels.after_output,
                colour=colour,
            )
            for component, colour in enumerate(colours)
        ]  # fmt: skip

    def _draw(self, time: float) -> None:
        component, moment = turn(time, SECONDS, self.sweep.components)
        share = spread(moment)
        for other, (family, note) in enumerate(zip(self.families, self.notes, strict=True)):
            fade(note, share if other == component else 0)
            if other != component:
                family.clear_points()
        codes = self.sweep.family(component, share)  # (CURVES, C)
        self.families[component].draw_values(self.subject.network.decode(codes))  # (CURVES, K)
        self.panels.show(self.sweep.code(component, moment))


globals().update(films(OneComponent))
