"""The story of noise on the code: when its parts begin, and what it says."""

from __future__ import annotations

from dataclasses import dataclass

from deconviz.films.mobjects.motion import ease
from deconviz.films.rendering.story import Beat, Story
from deconviz.look.language import CAMERA, MOVE

NOISE, EVEN, UNEVEN = 2.4, 6.0, 4.6  # seconds: noise comes; it jitters evenly, and unevenly
# Seconds after that: things travel, lanes grow, training begins and ends, lanes go, things travel
# back, the output grows, the end.
TRAVEL, GROW, TRAIN, TRAINED = 0.3, 1.2, 2.0, 7.8
GO, BACK, OUTPUT, END = 9.0, 9.4, 10.0, 11.0

POSTER = 1.4  # seconds before the noise becomes uneven: then there are many draws

HOLDS = 5.0  # times: an output that jitters so much less holds

FIRST = "One code, one curve"
UNSORTED = "Training has yet to sort the filters"
RANKED = "The least noise gets the most important filter"


@dataclass(frozen=True)
class NoiseStory:
    """What happens when, and the words for it, of one network.

    Attributes
    ----------
    channels
        Components of a code.
    noise
        As set, on each component.
    even, as_set
        By how much the output jitters if all components have the largest noise, and as set.
    errors
        Without each component, when training ends.
    sorted_from
        When errors come into the order of the noise, as a share of the time of training.
    """

    channels: int
    noise: tuple[float, ...]
    even: float
    as_set: float
    errors: tuple[float, ...]
    sorted_from: float | None

    @property
    def is_uneven(self) -> bool:
        """Whether components differ in noise."""
        return len(set(self.noise)) > 1

    @property
    def lanes(self) -> float:
        """When the jitter ends and lanes come, in seconds."""
        return NOISE + EVEN + (UNEVEN if self.is_uneven else 0.0)

    @property
    def seconds(self) -> float:
        """How long the film is."""
        return self.lanes + END

    def noisy(self, time: float) -> tuple[float, float]:
        """Return how much of the noise there is, and how uneven it is, each 0 to 1."""
        uneven = ease((time - NOISE - EVEN) / CAMERA) if self.is_uneven else 0.0
        return ease((time - NOISE) / MOVE), uneven

    def training(self, time: float) -> float:
        """Return which share of training has passed."""
        share = (time - self.lanes - TRAIN) / (TRAINED - TRAIN)
        return min(max(share, 0.0), 1.0)

    @property
    def holds(self) -> bool:
        """Whether the output jitters far less with the noise as it is set."""
        return self.is_uneven and self.even >= HOLDS * self.as_set

    def titles(self) -> list[tuple[float, str]]:
        """Return when each title begins, and what it says."""
        lanes, back = self.lanes + TRAVEL + MOVE / 2, (self.lanes + BACK, FIRST)
        return [(0.0, FIRST), *self._of_jitter(), *self._of_training(lanes), back]

    def story(self) -> Story:
        """Return what the film says in words."""
        return Story(
            title=self.titles()[-2][1],
            finding=self._finding(),
            description=(
                "A dot marks a code in a plane of two components, and a curve is the output that "
                "the network makes of it. Noise comes onto the code: the dot jumps about, and the "
                "curve with it, and each leaves faint copies. "
                + (
                    "First all components have the same noise. Then all but one have less, the "
                    "cloud of dots flattens into a needle, and the curves fall together. "
                    if self.is_uneven
                    else ""
                )
                + "Then each component has a lane with its noise, its filter, and a bar for the "
                "error without it, while training passes from the first step to the last."
            ),
            beats=tuple(self._beats()),
            seconds=self.seconds,
            poster=NOISE + EVEN - POSTER,
            topic="Code noise",
            claims=("C4",),
        )

    def _of_jitter(self) -> list[tuple[float, str]]:
        if not self.is_uneven:
            return [(NOISE, "Noise on the code: the output jitters")]
        even, uneven = (
            (
                "One network, equal noise: the output flies apart",
                "The same network, unequal noise: the output holds",
            )
            if self.holds
            else (
                f"Equal noise: the output jitters by ±{self.even:.3f}",
                f"Unequal noise: the output jitters by ±{self.as_set:.3f}",
            )
        )
        return [(NOISE, even), (NOISE + EVEN, uneven)]

    def _of_training(self, begin: float) -> list[tuple[float, str]]:
        if not self.is_uneven:
            filters = "filter takes" if self.channels == 1 else "filters take"
            return [(begin, f"In training the {filters} shape")]
        if self.sorted_from is None:
            ends = self.lanes + TRAINED
            return [
                (begin, "In training the filters take shape"),
                (ends, "Here the noise does not order the filters"),
            ]
        if self.sorted_from == 0:
            return [(begin, RANKED)]
        trades = self.lanes + TRAIN + self.sorted_from * (TRAINED - TRAIN)
        return [(begin, UNSORTED), (trades, RANKED)]

    def _finding(self) -> str:
        if not self.is_uneven:
            return f"With its noise on the code, the output jitters by ±{self.as_set:.3f}."
        jitter = (
            f"With equal noise on the code the output jitters by ±{self.even:.3f}, with the noise "
            f"that the network was trained with by ±{self.as_set:.3f}"
        )
        if self.sorted_from is None:
            return f"{jitter}; training does not bring the filters into the order of the noise."
        quiet = self.noise.index(min(self.noise))
        return (
            f"{jitter}: training gave the least noise the most important filter, without which "
            f"the error is {self.errors[quiet]:.3f}."
        )

    def _beats(self) -> list[Beat]:
        lanes = self.lanes
        beats = [Beat(0.0, "A code, and the output made of it.")]
        if not self.is_uneven:
            beats.append(Beat(NOISE, "Noise on the code: it jumps, and the output jitters."))
        else:
            jumps = "the output flies apart" if self.holds else "the output jitters"
            now = "now the output holds" if self.holds else "the output still jitters"
            beats += [
                Beat(NOISE, f"Equal noise on all components: the code jumps, and {jumps}."),
                Beat(NOISE + EVEN, f"The same network with the noise of its training: {now}."),
            ]
        learns = "In training each filter takes its shape."
        if self.is_uneven and self.sorted_from is not None:
            learns = (
                "Training moves the most important filter to the component with the least noise."
            )
        return [
            *beats,
            Beat(lanes, "Each component gets a lane of its own."),
            Beat(lanes + TRAIN, learns),
            Beat(lanes + GO, "All flows back into one code."),
        ]
