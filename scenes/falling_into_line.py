"""Filters of many seeds are turned and sorted, and fall into line or do not."""

from __future__ import annotations

from typing import Any

import numpy as np

from deconviz.analysis.falling import Falling, chance
from deconviz.arrays import Floats
from deconviz.films.film import Film, films
from deconviz.films.mobjects.motion import ease
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.titles import Title
from deconviz.films.network_names import network_names
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.stages.falling_into_line.agreement_bar import AgreementBar
from deconviz.films.stages.falling_into_line.family_card import FamilyCard
from deconviz.films.stages.falling_into_line.family_heading import family_headings
from deconviz.look.language import AT_WORK, FADE, IN_CARD, LEFT, MOVE, REST, RIGHT
from deconviz.look.wording import count_in_words, number, quantity

TURN, SORT, RESULT, LEAVE, SECONDS = 3.0, 9.0, 12.0, 15.0, 16.0  # when each part begins

TOP, BOTTOM, GAP = 233.0, 792.0, 116.0  # of the cards, in pixels
BAR = (896.0, 972.0)
HEADROOM = 1.04
CLEARLY = 0.1  # how much more networks with code noise agree where a title says that they do
AGREES = 0.95  # and how much at least


class FallingIntoLine(Film):
    """The filters of all seeds of two variants turn, and change places, seed after seed."""

    shows = Shows(channels=(1, 9), kernel=(2, 10_000), networks=(2, 2), one_size=True,
                  ensemble=True, seeds=2, letters=22)  # fmt: skip

    def construct(self) -> None:
        """Show the same filters as trained, turned and sorted."""
        ensembles = [subject.every_seed for subject in self.subjects]
        self.seeds = len(ensembles[0].seeds)
        self.families = [Falling.of(one.decoder_filters, one.alignment) for one in ensembles]
        everything = np.ones(self.seeds)
        self.agreements = [one.agreement(everything, everything) for one in self.families]
        self.chance = chance(self.seeds, self.subject.network.channels)
        self._lay_out()
        parts = zip(self.cards, self.bars, self.headings, strict=True)
        moving = [
            thing for card, bar, heading in parts for thing in (*card.moving, bar, heading.stages)
        ]
        self.tell(moving, self._draw, self._story())

    def facts(self) -> dict[str, Any]:
        """Return of each variant its agreement, and its filters as they are drawn."""
        return {
            "shown": [
                {
                    "network": heading.says,
                    "reference": subject.every_seed.seeds[subject.every_seed.alignment.reference],
                    "number": bar.number.text,
                    "agreement": bar.value(),
                    "chance": bar.chance(),
                    "filters": card.values.tolist(),
                }
                for subject, heading, bar, card in zip(
                    self.subjects, self.headings, self.bars, self.cards, strict=True
                )
            ]
        }

    def _lay_out(self) -> None:
        theme, name = self.theme, self.job.theme
        width = (RIGHT - LEFT - GAP) / 2
        lefts = [LEFT, RIGHT - width]
        reach = HEADROOM * max(float(np.abs(one.directions).max()) for one in self.families)
        filters = quantity(self.seeds * self.subject.network.channels, "filter")
        short = [_stages(family) for family in self.families]
        long = [[(begin, f"{filters}, {text}") for begin, text in stages] for stages in short]
        names = network_names([(one.variant, one.model.experiment) for one in self.subjects])
        self.headings = family_headings(names, (long, short), lefts, width, theme)
        self.cards = [
            FamilyCard(Box(left, TOP, left + width, BOTTOM), family, reach, theme, name)
            for family, left in zip(self.families, lefts, strict=True)
        ]
        self.bars = [
            AgreementBar(Box(left, BAR[0], left + width, BAR[1]), self.chance, theme, name)
            for left in lefts
        ]
        self.add(Title(self._title(), theme), *self.headings)
        self.add(*(card.still for card in self.cards), *(bar.still for bar in self.bars))

    def _draw(self, time: float) -> None:
        remaining = 1 - ease((time - LEAVE) / MOVE)
        turned = remaining * self._shares(time, TURN, SORT)
        ordered = remaining * self._shares(time, SORT, RESULT)
        joined = ease((time - RESULT) / FADE) * (1 - ease((time - LEAVE) / FADE))
        on_its_way = np.concatenate([turned, ordered]) % 1
        widest = float((4 * on_its_way * (1 - on_its_way)).max())
        width = IN_CARD + (AT_WORK - IN_CARD) * min(1.0, 2 * widest)
        for family, card, bar, heading in zip(
            self.families, self.cards, self.bars, self.headings, strict=True
        ):
            card.draw(turned, ordered, width, joined)
            bar.set_to(family.agreement(turned, ordered))
            heading.stages.draw(time)

    def _shares(self, time: float, begin: float, end: float) -> Floats:
        """Return how far each seed has come, shape (S,): one begins after another."""
        step = min((end - begin - MOVE) / (self.seeds - 1), MOVE + REST)
        starts = begin + step * np.arange(self.seeds)
        return np.array([ease((time - start) / MOVE) for start in starts.tolist()])

    def _title(self) -> str:
        """Say that noise on the code makes networks agree if the picture shows it."""
        count = count_in_words(self.seeds)
        experiments = [subject.model.experiment for subject in self.subjects]
        noisy = [any(experiment.code_noise) for experiment in experiments]
        if noisy[0] != noisy[1]:
            with_noise, without = (self.agreements[noisy.index(one)] for one in (True, False))
            if with_noise >= AGREES and with_noise > without + CLEARLY:
                return f"Noise on the code makes {count} networks agree"
        return f"How well {count} networks agree"

    def _story(self) -> Story:
        count, channels = count_in_words(self.seeds), self.subject.network.channels
        filters = f"{count_in_words(channels)} filter{'s' * (channels > 1)} each"
        results = [
            f"to {number(agreement, 2)} {heading.says}"
            for heading, agreement in zip(self.headings, self.agreements, strict=True)
        ]
        agree = f"agree {' and '.join(results)}"
        return Story(
            title=self._title(),
            finding=(
                f"Turned and sorted, the filters of {count} networks {agree}, where random "
                f"directions reach {number(self.chance, 2)}."
            ),
            description=(
                f"Two cards, one for each way of training, show the filters of {count} networks "
                "as lines of the same length, and a bar below each says how well they agree. "
                "Network after network, lines with the wrong sign turn through zero to their "
                "mirror image. Then components change places: a line is painted in another "
                "colour. A pink mark on each bar is what random directions would reach."
            ),
            beats=(
                Beat(0.0, f"{count.capitalize()} networks, {filters}, as they were trained."),
                Beat(TURN, "One network after another, wrong signs turn."),
                Beat(SORT, "Then components change places until they match."),
                Beat(RESULT, f"They {agree}."),
            ),
            seconds=SECONDS,
            poster=(RESULT + LEAVE) / 2,
            topic="Code noise",
            claims=("C2", "C3"),
        )


def _stages(family: Falling) -> list[tuple[float, str]]:
    """Return what is done to a family, and when each begins: what nothing needs is left out."""
    swaps = bool((family.places != np.arange(family.places.shape[1])).any())
    return [
        (0.0, "as trained"),
        *([(TURN, "turning")] if family.wrong.any() else []),
        *([(SORT, "swapping")] if swaps else []),
        (RESULT if swaps else SORT, "sorted"),
        (LEAVE, "as trained"),
    ]


globals().update(films(FallingIntoLine))
