"""Point by point: the encoder multiplies, adds up, and squashes the sum into a code number."""

from __future__ import annotations

from typing import Any

from deconviz.analysis.curve_example import curve_example
from deconviz.analysis.encoder_sum import leading, shown_sums
from deconviz.data.windows import Windows
from deconviz.films.encoder_alone import EncoderAlone
from deconviz.films.encoder_story import (
    COUNTED,
    SETTLED,
    SQUASH,
    STEPS,
    TO_CURVE,
    EncoderStory,
    part,
)
from deconviz.films.film import Film, films
from deconviz.films.mobjects.encoder_column import EncoderColumn
from deconviz.films.mobjects.encoder_layout import alone, beneath, side_by_side
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.multiplication import Multiplication, Place, scales_of
from deconviz.films.mobjects.titles import Title
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.look.language import FADE, MOVE
from deconviz.look.wording import signed

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
        self.add(Title(self._title(), theme))
        columns = self.columns if self.others else []
        self.tell([*self.copies, self.first, *columns], self._draw, self._story())

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

    def _title(self) -> str:
        if not self.sums[self.lead].is_changed:
            return "The encoder multiplies and adds"
        verb = {"tanh": "squashes", "relu": "clips"}[self.subject.network.activation]
        return f"The encoder multiplies, adds and {verb}"

    def _story(self) -> Story:
        clock, lead = self.clock, self.sums[self.lead]
        total, code = signed(lead.total, 2), signed(lead.code, 2)
        activation, name = self.subject.network.activation, f"filter {lead.component + 1}"
        points, codes = len(lead.window), [signed(one.code, 2) for one in self.sums]
        beats = [
            Beat(0.0, f"A window of the input, and {name}."),
            Beat(
                STEPS, "Point by point, input times filter: each product stands on the one before."
            ),
            Beat(clock.summed, f"With the bias, the sum is {total}."),
            Beat(clock.summed + TO_CURVE, f"{activation} makes it the code number {code}."),
        ]
        if self.others:
            beats.append(Beat(clock.told, "Other filters weigh the same input."))
            beats.append(Beat(clock.leaves - 2.2, f"The code of the window: {', '.join(codes)}."))
        return Story(
            title=self._title(),
            finding=(
                f"Input times {name}, added up over {points} points with the bias, is {total}, and "
                f"{activation} makes it the code number {code}."
            ),
            description=(
                f"A window of the input is a white curve of {points} points. A filter slides onto "
                "it, and each product of the two drops to where the last one ended, so that bars "
                "become stairs. Their last level runs into the curve of the activation, on the "
                f"same scale, and turns up into the code.{self._about_others()}"
            ),
            beats=tuple(beats),
            seconds=clock.seconds,
            poster=clock.told - 0.1,
        )

    def _about_others(self) -> str:
        if not self.others:
            return ""
        shown, channels = len(self.sums), self.subject.network.channels
        of_all = "" if shown == channels else f" of {channels}, those with the largest numbers,"
        return f" Then {shown} filters{of_all} stand side by side, each at its own scale."

    def _place(self, index: int, time: float) -> Place:
        """Return where a component is."""
        first = self.alone.towards(self.places[self.lead], self.clock.moved(time))
        if index == self.lead:
            return first
        share = self.clock.opened(self.others.index(index), time)
        return beneath(first, self.places[index]).towards(self.places[index], share)

    def _draw(self, time: float) -> None:
        self.moment, clock = time, self.clock
        self.first.draw(time, self._place(self.lead, time))
        for other, (index, copy) in enumerate(zip(self.others, self.copies, strict=True)):
            opened, begin = clock.opened(other, time), clock.begins(other)
            if opened > 0:
                place, products = self._place(index, time), clock.products_of_other(other, time)
                copy.draw(place, clock.slid_other(other, time), *products, bent=opened)
            else:
                copy.hide()
            summed = begin + clock.of_other - FADE - SQUASH
            self.columns[index].draw(
                clock.shown(begin + MOVE, time),
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
