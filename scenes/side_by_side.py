"""Networks side by side: how far each component moves the output, in one and in all seeds."""

from __future__ import annotations

from typing import Any

import numpy as np

from deconviz.analysis.noise_ranking import (
    SeedMovements,
    movements_in_words,
    noise_ranks,
    some_rows,
)  # fmt: skip
from deconviz.analysis.range_sweep import RangeSweep
from deconviz.films.film import Film, films
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.motion import at, between, ease
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.titles import Title
from deconviz.films.network_names import network_names
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.stages.side_by_side.movement_panel import MovementPanel
from deconviz.films.stages.side_by_side.noise_cards import NoiseCards
from deconviz.films.stages.side_by_side.side_layout import LABEL_BASE, SideLayout
from deconviz.look.language import DROP, FADE, NAME, REMARK, RIGHT, TITLE_BASE
from deconviz.look.wording import quantity

# Seconds.
CLOSE, RISE, OPEN, OPENED = 2.0, 3.0, 3.8, 4.6  # thin bars become one, which becomes a family
SWEEP, SWEPT = 5.2, 8.8
FOLD, DROP_FROM, STANDS = 9.5, 10.3, 10.3 + DROP  # families become bars again
SPLIT, IS_SPLIT = 13.5, 15.0  # the numbers go, and bars become thin ones
SECONDS = 18.0

LABEL_LEFT = 110.0  # pixels
RANKS = "Noise on the code ranks the components"
RULE = "the network of the film's seed; each component from the lowest to the highest of real codes"
RANKED = "With noise on the code, all networks rank their components alike."
BARS = "A thin bar for each network: how far its output moves."
TITLE = "How far each component moves the output"


class SideBySide(Film):
    """Bars of all seeds close into those of one, which open into outputs, and come back."""

    shows = Shows(networks=(1, 3), one_size=True, letters=22, ensemble=True)

    def construct(self) -> None:
        """Show all seeds, the outputs of one network each, and all seeds again."""
        self.compared = [SeedMovements.of(subject.every_seed) for subject in self.subjects]
        self.sweeps = [RangeSweep.of(subject.codes, subject.network) for subject in self.subjects]
        self.layout = SideLayout.of(
            [movements.distances for movements in self.compared],
            [sweep.movement.distances for sweep in self.sweeps],
            [sweep.families for sweep in self.sweeps],
        )
        self.title = RANKS if noise_ranks(self.compared) else TITLE
        experiments = [subject.model.experiment for subject in self.subjects]
        variants = [subject.variant for subject in self.subjects]
        self.names = network_names(list(zip(variants, experiments, strict=True)))
        self.panels = self._panels()
        noises = [movements.noise for movements in self.compared]
        places = self.layout.cards, self.names, noises, self.layout.centres
        self.add(Title(self.title, self.theme), NoiseCards(*places, self.theme, self.job.theme))
        self.add(*(panel.discs for panel in self.panels))
        self.how_far, self.output = self._label("how far the output moves"), self._label("output")
        self.how_many = Label(
            self._count(), RIGHT, TITLE_BASE, size=REMARK, colour=self.theme.muted, align="right"
        )
        moving = [*self.panels, self.how_far, self.output, self.how_many]
        self.tell(moving, self._draw, self._story())

    def facts(self) -> dict[str, Any]:
        """Return what each network shows: codes, and bars and outputs read off the picture."""
        drawn = zip(self.names, self.codes, self.panels, strict=True)
        return {
            "rule": RULE,
            "shown": [
                {"name": name, "seeds": self.seeds, "codes": codes.tolist(), **panel.facts()}
                for name, codes, panel in drawn
            ],
        }

    def _panels(self) -> list[MovementPanel]:
        every = self.subject.every_seed.seeds
        own = every.index(self.job.seed)
        rows = some_rows(len(every), self.layout.thin_bars, own)
        self.seeds = [every[row] for row in rows]
        return [
            MovementPanel(
                self.layout, index, movements.distances[rows], rows.index(own), sweep.families,
                sweep.movement.columns, self.theme, self.job.theme,
            )
            for index, (movements, sweep) in enumerate(
                zip(self.compared, self.sweeps, strict=True)
            )
        ]  # fmt: skip

    def _label(self, text: str) -> Label:
        colour = self.theme.foreground
        return Label(text, LABEL_LEFT, LABEL_BASE, size=NAME, colour=colour, weight="SemiBold")

    def _count(self) -> str:
        shown, every = len(self.seeds), len(self.subject.every_seed.seeds)
        each = " each" if len(self.subjects) > 1 else ""
        return f"{f'{shown} of ' if shown < every else ''}{quantity(every, 'network')}{each}"

    def _draw(self, time: float) -> None:
        fallen = np.clip((time - DROP_FROM) / DROP, 0, 1) ** 2
        lifted = between(time, RISE, OPEN) - float(fallen)
        opened = at([(OPEN, 0), (OPENED, 1), (FOLD, 1), (DROP_FROM, 0)], time)
        column = at([(OPEN, 1), (OPENED, 0), (FOLD - FADE, 0), (FOLD, 1)], time)
        split = float(np.interp(time, [CLOSE, RISE, SPLIT, IS_SPLIT], [1, 0, 0, 1]))
        share = float(np.interp(time, [SWEEP, SWEPT], [0, 1]))
        self.codes = [sweep.codes(share) for sweep in self.sweeps]  # each (C, C)
        for panel, sweep, codes in zip(self.panels, self.sweeps, self.codes, strict=True):
            panel.draw(opened, column, lifted, split, sweep.network.decode(codes))
            panel.show_numbers(_while(time, STANDS, SPLIT))
        fade(self.how_many, 1 - _while(time, CLOSE, SPLIT + FADE))
        fade(self.how_far, 1 - _while(time, RISE, STANDS))
        fade(self.output, _while(time, OPEN, DROP_FROM))

    def _story(self) -> Story:
        many = len(self.seeds) > 1
        says = [
            (0.0, BARS if many else f"{TITLE}."),
            (
                RISE,
                "In one of them, bars open into outputs." if many else "Bars open into outputs.",
            ),
            (SWEEP, "Every component goes through its own range, and the output follows."),
            (FOLD, "On the floor, the widest point of each range says how far the output moves."),
            (SPLIT, RANKED if self.title == RANKS else BARS if many else f"{TITLE}."),
        ]
        places = [name if " " in name else f"in {name}" for name in self.names]
        return Story(
            title=self.title,
            finding=movements_in_words(dict(zip(places, self.compared, strict=True))),
            description=(
                "Each card on top names networks by the noise that they were trained with, and "
                "shows draws of it. Below a card stand thin bars, in one group for each component, "
                "one bar for each network: how far the component moves the output. The bars of a "
                "group close into one, which rises and opens into a family of curves, and a line "
                "sweeps through the family. The family folds into its widest column, which drops "
                "to the floor as a bar with its number, and splits into thin bars again."
            ),
            beats=tuple(Beat(*one) for one in says),
            seconds=SECONDS,
            poster=0.0,
            topic="Code noise",
            claims=("C4", "C6"),
        )


def _while(time: float, begin: float, end: float) -> float:
    """Come from `begin` on, and be gone at `end`: 0 to 1."""
    return min(ease((time - begin) / FADE), 1 - ease((time - end + FADE) / FADE))


globals().update(films(SideBySide))
