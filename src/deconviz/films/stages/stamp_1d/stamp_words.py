"""What Stamp1D says in words."""

from __future__ import annotations

import numpy as np

from deconviz.analysis.stamped_layer import StampedLayer
from deconviz.arrays import Floats
from deconviz.films.mobjects.stacked_bars import NARROW
from deconviz.films.rendering.story import Beat
from deconviz.films.stages.stamp_1d.stamp_figures import figure, figures
from deconviz.films.stages.stamp_1d.stamp_layout import BAR
from deconviz.films.stages.stamp_1d.stamp_times import SINK, WHITEN, StampTimes
from deconviz.look.wording import count_in_words, quantity

TITLE = "Each input number stamps the kernel, scaled"
SHORT = 6  # numbers that a sentence can hold


def titles(layer: StampedLayer, times: StampTimes) -> list[tuple[float, str]]:
    """Return the titles, and when each begins."""
    first = [(0.0, TITLE)]
    if not times.channels:
        return first
    return [*first, (times.turn + WHITEN, _second(layer)), (times.end + SINK, TITLE)]


def finding(layer: StampedLayer) -> str:
    """Say what a viewer learns, with numbers of the layer."""
    axis, parted = layer.axis, layer.parted
    count, channels = len(layer.numbers), parted.example.layer.channels
    output = parted.output
    made = f"{quantity(count, 'number')} and a kernel of {axis.kernel}, stride {axis.stride}"
    if channels == 1 and max(count, axis.kernel) <= SHORT:
        numbers, kernel = ", ".join(figures(layer.numbers)), ", ".join(figures(layer.kernel))
        made = f"Input {numbers}, kernel {kernel} and stride {axis.stride}"
    makes = f"{made} make {quantity(len(output), 'output')}, the highest {figure(output.max())}"
    if channels == 1:
        return f"{makes}."
    strongest = f"channel {layer.channel} adds most"
    return f"{makes}; of {quantity(channels, 'channel')}, {strongest}."


def description(layer: StampedLayer) -> str:
    """Say what is seen."""
    axis = layer.axis
    text = (
        f"{count_in_words(len(layer.numbers)).capitalize()} input numbers stand as coloured bars "
        f"above a kernel of {quantity(axis.kernel, 'point')}. The kernel slides along, "
        f"{quantity(axis.stride, 'point')} at a time. Below each number, a copy of it takes the "
        "number's colour, is scaled by it, and drops onto the sum so far: what adds lies on top, "
        "and what cancels is hatched. A white line follows the sum."
    )
    if layer.is_cropped:
        text += " In the end, the points outside of two dashed lines fall away."
    if layer.adds_channels:
        text += (
            " Then the sum becomes a card beside those of the other channels, and what each card "
            "holds drops onto the output."
        )
    return text


def beats(layer: StampedLayer, times: StampTimes) -> tuple[Beat, ...]:
    """Return the subtitles."""
    last = "All of it together is the output."
    said = [Beat(0.0, "Each input number scales a copy of the kernel.")]
    if len(times.begins) > 1:
        stride = quantity(layer.axis.stride, "point")
        said.append(Beat(times.begins[1], f"The next copy lands {stride} on, and they add up."))
    if times.is_cropped and times.channels:
        said.append(Beat(times.stamped, "What padding crops falls away."))
    elif times.is_cropped:
        said.append(Beat(times.stamped, "What padding crops falls away: the rest is the output."))
    if not times.channels:
        return tuple(said) if times.is_cropped else (*said, Beat(_late(said, times), last))
    said.append(Beat(times.turn, "That is what one channel adds. The others do the same,"))
    begin = times.channel_begins[0]
    return (*said, Beat(begin, "and all together, they are the output."))


def remarks_on_hatches(terms: Floats, ground: float, pitch: float) -> list[str]:
    """Say what hatches mean, if there are any.

    Parameters
    ----------
    terms, ground
        What piles up, shape (T, W), on what is there before.
    pitch
        Pixels from column to column: narrow ones are tinted.
    """
    before = ground + np.cumsum(np.pad(terms, ((1, 0), (0, 0))), 0)[:-1]  # (T, W)
    if not (terms * before < 0).any():
        return []
    return ["pale: cancels" if BAR * pitch < NARROW else "hatched: cancels"]


def _late(said: list[Beat], times: StampTimes) -> float:
    """Return when the last subtitle of a short film begins: the one before can be read."""
    return max(times.added, said[-1].begin + 3.0)


def _second(layer: StampedLayer) -> str:
    """Return the title of the second part."""
    parted = layer.parted
    count = len(parted.alone) + len(parted.together)
    if count == 1:
        return "The bias is added"
    return f"{'Both' if count == 2 else f'All {count}'} channels add up to the output"
