"""What two networks lose when their components are switched off, one after another."""

from __future__ import annotations

from typing import Any

from deconviz.analysis.examples import without
from deconviz.analysis.switching_off import RULE, losses, most_costly, typical_patch
from deconviz.arrays import Floats
from deconviz.films.film import Film, Subject, films
from deconviz.films.mobjects.motion import between, during, ease
from deconviz.films.mobjects.titles import Titles
from deconviz.films.network_names import network_names
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.shows import Shows
from deconviz.films.stages.switching_off.switch_rows import RowsLayout, SwitchRows, width_of
from deconviz.films.stages.switching_off.switched_network import (
    Losing,
    SwitchedNetwork,
    shared_limits,
)
from deconviz.films.stages.switching_off.switching_off_words import Words
from deconviz.look.language import FADE, LEFT, RIGHT

MOST = 4  # rows that there is room for
GAP = 96.0  # pixels between the two networks

ALL_ON = 3.0  # seconds of the first part
LEAVE = 0.5  # seconds in which errors come and go
# Of a step, which is about one component: the ends of its parts.
FLIP, SLIDE, HOLD, GATHER, FALL, RESTED, STEP = 0.3, 1.1, 1.3, 1.9, 2.2, 3.4, 4.2
COMPARE, STAY, END = 0.5, 2.8, 3.9  # of the last part: errors are compared, stay, and leave


class SwitchingOff(Film):
    """Switches flip in both networks; each gap pours down into the bar of its error."""

    shows = Shows(networks=(2, 2), one_size=True, kernel=(2, 31), letters=26)

    def construct(self) -> None:
        """Switch components off, one after another."""
        self.networks = self._networks()
        self.add(*(network.still for network in self.networks))
        self.finale = ALL_ON + STEP * len(self.components)
        self.seconds = self.finale + END
        self.titles = Titles(self._titles(), self.theme)
        parts = [part for network in self.networks for part in (network.rows, network.plot)]
        self.tell([self.titles, *parts], self._draw, self._story())

    def facts(self) -> dict[str, Any]:
        """Return the code with a component off by a share, the output as drawn, and the errors."""
        curve, start = divmod(self.patch, self.subject.starts)
        points = [start, start + self.subject.network.kernel - 1]
        common = {"curve": curve, "points": points, "rule": RULE, "off": self.off}
        return {
            "shown": [
                common
                | {
                    "code": self._code(subject).tolist(),
                    "output": network.plot.line.values().tolist(),
                    "error": of_all.all_on,
                    "errors without": of_all.without.tolist(),
                    "written": [label.text for label in network.rows.numbers],
                }
                for subject, network, of_all in zip(
                    self.subjects, self.networks, self.losses, strict=True
                )
            ]
        }

    def _titles(self) -> list[tuple[float, str]]:
        steps = [
            (ALL_ON + STEP * row, self.words.off(component))
            for row, component in enumerate(self.components)
        ]
        summary = (self.finale - STEP + RESTED + FLIP, self.words.summary)
        again = (self.seconds - LEAVE, self.words.all_on)
        return [(0.0, self.words.all_on), *steps, summary, again]

    def _story(self) -> Story:
        """Return what the film says: its poster is all errors beside those with all on."""
        steps = [
            Beat(ALL_ON + STEP * row, self.words.step(component))
            for row, component in enumerate(self.components)
        ]
        return Story(
            title=self.words.summary,
            finding=self.words.finding,
            description=(
                "Two networks side by side, each with its output on its input, and a switch for "
                "each component. A component is switched off in both: the outputs slide away, and "
                "the gaps fill with the component's colour, as they are its scaled filter. Each "
                "gap pours down into a bar, the error without that component; the bars stay, and "
                "in the end a line across them marks the error with all components on."
            ),
            beats=(
                Beat(0.0, self.words.begins), *steps,
                Beat(self.finale, "All on again: a line marks how small the error is then."),
            ),
            seconds=self.seconds,
            poster=self.finale + STAY - FADE,
            topic="Code noise",
            claims=("C6", "C7"),
        )  # fmt: skip

    def _networks(self) -> list[SwitchedNetwork]:
        subjects, every = self.subjects, [subject.network for subject in self.subjects]
        self.losses = [losses(network, self.subject.patches) for network in every]
        self.components = most_costly(self.losses, MOST)
        self.patch = typical_patch(every, self.subject.patches)
        experiments = [subject.model.experiment for subject in subjects]
        names = network_names([(subject.variant, subject.model.experiment) for subject in subjects])
        self.words = Words(names, experiments, self.losses, self.components)
        shown = [self._losing(number, name) for number, name in enumerate(names)]
        errors = [error for each in shown for error in each.errors]
        width = (RIGHT - LEFT - GAP) / 2
        rows = (len(self.components), width_of(errors), max(errors))
        lefts = (LEFT, LEFT + width + GAP)
        return [
            SwitchedNetwork(
                losing, RowsLayout(left, left + width, *rows), shared_limits(shown),
                self.components, self.words.error, self.theme, self.job.theme,
            )
            for losing, left in zip(shown, lefts, strict=True)
        ]  # fmt: skip

    def _losing(self, number: int, name: str) -> Losing:
        subject, of_all = self.subjects[number], self.losses[number]
        code = subject.codes[self.patch]  # (C,)
        codes = [code, *(without(code, component) for component in self.components)]
        return Losing(
            name=name,
            remark=self.words.remark if number == 0 else "",
            target=subject.patches[self.patch],
            outputs=[subject.network.decode(each) for each in codes],
            errors=[*of_all.without[self.components].tolist(), of_all.all_on],
        )

    def _code(self, subject: Subject) -> Floats:
        code: Floats = subject.codes[self.patch].copy()  # (C,)
        if self.off is not None:
            code[self.off] *= 1 - self.share
        return code

    def _draw(self, time: float) -> None:
        last = len(self.components) - 1
        step = min(max(int((time - ALL_ON) // STEP), 0), last)
        moment = time - ALL_ON - STEP * step  # seconds into the step
        row = step if 0 <= moment < STEP else None
        flipped = during(moment, 0.0, RESTED)
        self.share = between(moment, FLIP, SLIDE)
        self.share *= 1 - ease((moment - RESTED - FLIP) / (STEP - RESTED - FLIP))
        self.off = None if row is None or self.share == 0 else self.components[row]
        lit = between(moment, SLIDE, HOLD)
        gathered = between(moment, HOLD, GATHER)
        fallen = min(max((moment - GATHER) / (FALL - GATHER), 0.0), 1.0) ** 2
        for network in self.networks:
            network.switch(row, flipped, self.share)
            network.pour(row, lit, gathered, fallen)
            network.plot.call(None, max(1 - ease((time - ALL_ON) / FADE), self._since_finale(time)))
            if row is not None and moment >= FALL:
                network.plot.call(row, during(moment, FALL, RESTED))
            self._draw_errors(network.rows, time)
        self.titles.draw(time)

    def _since_finale(self, time: float) -> float:
        return ease((time - self.finale) / FADE)

    def _draw_errors(self, rows: SwitchRows, time: float) -> None:
        """Show the error with all on at the ends, and the others from their fall until they go."""
        begin, end = ALL_ON + FALL, self.finale + STAY
        all_on = max(1 - ease((time - ALL_ON) / LEAVE + 1), ease((time - self.seconds) / LEAVE + 1))
        rows.head(without=during(time, begin, end), all_on=all_on)
        rows.set_bar(-1, grown=all_on, lit=1.0)
        rows.write(-1, shown=all_on, lit=1.0)
        rows.compare(during(time, self.finale, end, fading=COMPARE))
        remains = 1 - ease((time - end) / LEAVE)
        for row in range(len(self.components)):
            since = time - begin - STEP * row  # seconds
            lit = max(1 - ease((since + FALL - RESTED) / FADE), self._since_finale(time))
            rows.set_bar(row, grown=remains if since >= 0 else 0.0, lit=lit)
            rows.write(row, shown=remains * ease(since / FADE), lit=lit)


globals().update(films(SwitchingOff))
