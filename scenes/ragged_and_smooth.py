"""Two filters of one meaning, ragged and smooth: their stairs climb to nearly the same number."""

from __future__ import annotations

from typing import Any

import numpy as np

from deconviz.analysis.twin_example import twin_example
from deconviz.films.film import Film, films
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.lines import Line
from deconviz.films.mobjects.stairs import edges
from deconviz.films.mobjects.text import Label
from deconviz.films.mobjects.titles import Title
from deconviz.films.network_names import training_names
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.stages.encoder.code_result import CodeResult
from deconviz.films.stages.encoder.encoder_column import heading
from deconviz.films.stages.encoder.encoder_layout import on_one_scale
from deconviz.films.stages.encoder.encoder_story import STEPS, EncoderStory, part
from deconviz.films.stages.encoder.multiplication import Multiplication, scales_of
from deconviz.look.language import CUT, FADE, MOVE, NAME
from deconviz.look.theme import Mark
from deconviz.look.wording import number, signed

NAMES, PRODUCTS = 196.0, 246.0  # base lines
ALL_STEPS = 4.2  # seconds
CARRIED = 0.5  # seconds after the last product has landed: the line sets off
DASHES = (4.0, 3.0)  # in widths


class RaggedAndSmooth(Film):
    """A component of one meaning in two networks: the products of both climb together."""

    shows = Shows(kernel=(2, 63), networks=(2, 2), one_size=True, letters=22)

    def construct(self) -> None:
        """Let both filters meet the same window."""
        first, second = self.subjects
        networks, codes = [first.network, second.network], [first.codes, second.codes]
        self.example = twin_example(networks, codes, first.held_out, first.stride)
        self.sums = list(self.example.sums)
        self.clock = EncoderStory(first.network.kernel, 0, ALL_STEPS)
        self._lay_out()
        moving = [*self.pictures, self.line, *self.results]
        self.tell(moving, self._draw, self._story())

    def facts(self) -> dict[str, Any]:
        """Return what is multiplied and added up, read off the picture, and why it is shown."""
        clock, example, shown = self.clock, self.example, []
        for index, (subject, one) in enumerate(zip(self.subjects, self.sums, strict=True)):
            facts: dict[str, Any] = {
                "code": subject.network.encode(one.window).tolist(),
                "component": one.component,
                "number": self.results[index].number.text,
                "roughness": example.roughness[index],
                "correlation": example.twins.correlation,
                "turned": example.twins.is_turned and index == 1,
                "curve": example.curve.number,
                "window": example.window,
                "rule": example.rule,
            }
            if clock.summed <= self.moment < clock.leaves:
                facts |= self.pictures[index].facts(self.places[index])
            shown.append(facts)
        return {"shown": shown}

    def _lay_out(self) -> None:
        theme = self.theme
        self.places, scales = on_one_scale(self.sums), scales_of(*self.sums)
        self.add(Title(self._title(), theme))
        for name, example, place in zip(self._names(), self.sums, self.places, strict=True):
            left, ink = place.curves.box.left, theme.foreground
            is_turned = self.example.twins.is_turned and example is self.sums[1]
            remark = "turned" if is_turned else ""
            self.add(
                Label(name, left, NAMES, size=NAME, colour=ink, weight="SemiBold"),
                heading(example, left, theme, PRODUCTS, remark),
            )
        self.pictures = [
            Multiplication(example, scales, place, theme)
            for example, place in zip(self.sums, self.places, strict=True)
        ]
        self.line = Line(Mark(theme.foreground, DASHES), CUT)
        self.results = [
            CodeResult(example, place, theme)
            for example, place in zip(self.sums, self.places, strict=True)
        ]

    def _names(self) -> list[str]:
        """Say how the networks were trained, or which they are if there is no difference."""
        return training_names([(one.variant, one.model.experiment) for one in self.subjects])

    def _title(self) -> str:
        example = self.example
        who = "Ragged or smooth" if example.is_ragged_and_smooth else "Two networks"
        what = "nearly the same number" if example.is_nearly_same else "not the same number"
        return f"{who}: {what}"

    def _story(self) -> Story:
        clock, title = self.clock, self._title()
        first, second = (signed(one.code, 3) for one in self.sums)
        rough = [number(value, 2) for value in self.example.roughness]
        names, filters = self._names(), [one.component + 1 for one in self.sums]
        return Story(
            title=title,
            finding=(
                f"Filter {filters[0]} {_of(names[0])} (roughness {rough[0]}) and filter "
                f"{filters[1]} {_of(names[1])} ({rough[1]}) make {first} and {second} of the same "
                "window."
            ),
            description=(
                f"Left, a filter {_of(names[0])}; right, one {_of(names[1])}. Each slides onto "
                "the same window of the input, and point by point their products drop to where "
                "the last one ended, so that both build stairs. A dashed line carries the last "
                "level on the left across to the stairs on the right."
            ),
            beats=(
                Beat(0.0, "One window, two filters."),
                Beat(STEPS, "Input times filter, point by point, adds up to stairs."),
                Beat(clock.summed, f"The code numbers are {first} and {second}."),
            ),
            seconds=clock.seconds,
            poster=clock.leaves - 0.1,
            topic="Encoder",
            claims=("C8",),
        )

    def _draw(self, time: float) -> None:
        self.moment, clock = time, self.clock
        products = clock.products(time)
        of_each = zip(self.pictures, self.places, self.results, strict=True)
        for picture, place, result in of_each:
            picture.draw(place, clock.slid(time), *products, bent=1.0)
            fade(result, clock.shown(clock.summed, time))
        self._draw_line(part(time, clock.summed + CARRIED, MOVE) - part(time, clock.leaves, FADE))

    def _draw_line(self, share: float) -> None:
        """Carry the level of the last step on the left across to the right."""
        place = self.places[0].stairs
        start, end = float(edges(place, self.clock.columns)[1][-1]), self.places[1].stairs.box.right
        level = float(place.down(self.sums[0].levels[-2]))
        if share > 0:
            self.line.draw(np.array([start, start + share * (end - start)]), np.full(2, level))
        else:
            self.line.clear_points()


def _of(name: str) -> str:
    return name if name.startswith("trained") else f"of {name}"


globals().update(films(RaggedAndSmooth))
