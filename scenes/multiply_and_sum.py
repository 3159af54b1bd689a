"""Point by point: the encoder multiplies, adds up, and squashes the sum into a code number."""

from __future__ import annotations

from typing import Any

from deconviz.analysis.curve_example import curve_example
from deconviz.analysis.encoder_sum import leading, shown_sums
from deconviz.data.windows import Windows
from deconviz.films.film import Film, films
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.titles import Title
from deconviz.films.rendering.story import Story
from deconviz.films.shows import Shows
from deconviz.films.stages.encoder.encoder_alone import EncoderAlone
from deconviz.films.stages.encoder.encoder_column import EncoderColumn
from deconviz.films.stages.encoder.encoder_layout import alone, beneath, side_by_side
from deconviz.films.stages.encoder.encoder_story import (
    COUNTED,
    SETTLED,
    SQUASH,
    EncoderStory,
    part,
)
from deconviz.films.stages.encoder.encoder_words import story_of
from deconviz.films.stages.encoder.multiplication import Multiplication, Place, scales_of
from deconviz.look.language import FADE, MOVE

MOST = 3  # components side by side
RULE = "window 1 of the curve; told at length: the component that the activation changes most"


class MultiplyAndSum(Film):
    """Products of window and filter become stairs; the sum runs through the activation."""

    shows = Shows(kernel=(2, 63))

    def construct(self) -> None:
        """Tell one component at length, and then up to two others beside it."""
        network, theme = self.subject.network, self.theme
        self.curve = curve_example(self.subject.held_out)
        windows = Windows(len(self.curve.values), network.kernel, self.subject.stride)
        self.sums = shown_sums(network, windows.cut(self.curve.values)[0], MOST)
        self.lead = leading(self.sums)
        self.others = [index for index in range(len(self.sums)) if index != self.lead]
        self.clock = EncoderStory(network.kernel, len(self.others))
        self.alone, self.places = alone(self.sums[self.lead]), side_by_side(self.sums)
        self.first = EncoderAlone(
            self.sums[self.lead], network.activation, self.alone, self.clock, theme, self.job.theme
        )
        self.copies = [
            Multiplication(self.sums[index], scales_of(self.sums[index]), self.places[index], theme)
            for index in self.others
        ]
        self.columns = [
            EncoderColumn(example, network.activation, place, theme)
            for example, place in zip(self.sums, self.places, strict=True)
        ]
        story = self._story()
        self.add(Title(story.title, theme))
        columns = self.columns if self.others else []
        self.tell([*self.copies, self.first, *columns], self._draw, story)

    def facts(self) -> dict[str, Any]:
        """Return what is multiplied, and what becomes of it, read off the picture."""
        window, time = self.sums[0].window, self.moment
        shown: dict[str, Any] = {
            "code": self.subject.network.encode(window).tolist(),
            "curve": self.curve.number,
            "rule": f"{self.curve.rule}; {RULE}",
            "components": [example.component for example in self.sums],
            "written": [label.text for label in self.first.numbers],
        }
        return {"shown": [shown | {"encoder": self._encoder(time)}]}

    def _encoder(self, time: float) -> list[dict[str, Any]]:
        """Return what stands still of each component that is shown."""
        clock, facts = self.clock, []
        for index, example in enumerate(self.sums):
            known: dict[str, Any] = {"component": example.component}
            if index == self.lead:
                picture, landed = self.first.picture, clock.summed
                if clock.summed + COUNTED <= time < clock.told:
                    known |= self.first.corner.facts()
            else:
                other = self.others.index(index)
                picture, landed = self.copies[other], clock.begins(other) + clock.of_other
            if landed <= time < clock.leaves:
                known |= picture.facts(self._place(index, time))
            facts.append(known)
        return facts

    def _story(self) -> Story:
        network, lead = self.subject.network, self.sums[self.lead]
        return story_of(self.sums, lead, network.activation, network.channels, self.clock)

    def _place(self, index: int, time: float) -> Place:
        """Return where a component is."""
        first = self.alone.towards(self.places[self.lead], self.clock.moved(time))
        if index == self.lead:
            return first
        share = self.clock.opened(time)
        return beneath(first, self.places[index]).towards(self.places[index], share)

    def _draw(self, time: float) -> None:
        self.moment, clock = time, self.clock
        self.first.draw(time, self._place(self.lead, time))
        for other, (index, copy) in enumerate(zip(self.others, self.copies, strict=True)):
            opened, stays, begin = clock.opened(time), clock.stays(time), clock.begins(other)
            if opened > 0 and stays > 0:
                place, products = self._place(index, time), clock.products_of_other(other, time)
                copy.draw(place, clock.slid_other(other, time), *products, bent=opened)
                copy.appear(stays)
            else:
                copy.hide()
            summed = begin + clock.of_other - FADE - SQUASH
            self.columns[index].draw(
                clock.shown(clock.begins(0) + MOVE, time),
                clock.shown(summed, time),
                part(time, summed + FADE, SQUASH) * (1 - part(time, clock.leaves, FADE)),
            )
        self._draw_first_column(time)

    def _draw_first_column(self, time: float) -> None:
        """Fly sum and code number from the activation to below the stairs."""
        clock, column, corner = self.clock, self.columns[self.lead], self.first.corner
        settled = clock.told + SETTLED
        column.draw(
            clock.shown(settled - FADE, time),
            clock.shown(settled - FADE, time),
            part(time, settled - FADE, SQUASH) * (1 - part(time, clock.leaves, FADE)),
        )
        column.fly(corner, *clock.flown(time))
        stays = float(time >= clock.told) * (1 - part(time, clock.leaves, FADE))
        fade(column.total, stays)
        fade(column.code, stays)


globals().update(films(MultiplyAndSum))
