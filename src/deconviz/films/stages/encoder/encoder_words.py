"""What a film about the encoder says: of one component at length, and of some others."""

from __future__ import annotations

from deconviz.analysis.encoder_sum import DECIMALS, EncoderSum
from deconviz.films.rendering.story import Beat, Story
from deconviz.films.stages.encoder.encoder_story import STEPS, EncoderStory
from deconviz.look.wording import signed

VERBS = {"tanh": "squashes", "relu": "clips"}
READ = 1.8  # seconds: how long the sum is said
LAST = 2.2  # seconds: how long the whole code is said


def title_of(lead: EncoderSum, activation: str) -> str:
    """Say that the activation changes the sum if that is seen, and only then."""
    if not lead.is_changed:
        return "The encoder multiplies and adds"
    return f"The encoder multiplies, adds and {VERBS[activation]}"


def story_of(
    sums: list[EncoderSum], lead: EncoderSum, activation: str, channels: int, clock: EncoderStory
) -> Story:
    """Say what is seen; the poster is the first code number.

    Parameters
    ----------
    sums
        The components that are shown.
    lead
        The one of them that is told at length.
    activation, channels
        Of the network.
    clock
        When what happens.
    """
    total, code = signed(lead.total, DECIMALS), signed(lead.code, DECIMALS)
    name, points = f"filter {lead.component + 1}", len(lead.window)
    beats = [
        Beat(0.0, f"A window of the input, and {name}."),
        Beat(STEPS, "Point by point, products become stairs."),
        Beat(clock.summed, f"With the bias, the sum is {total}."),
        Beat(clock.summed + READ, f"{activation} makes it the code {code}."),
    ]
    if clock.others:
        codes = ", ".join(signed(one.code, DECIMALS) for one in sums)
        beats.append(Beat(clock.told, "Other filters weigh the same input."))
        beats.append(Beat(clock.leaves - LAST, f"The code of the window: {codes}."))
    return Story(
        title=title_of(lead, activation),
        finding=(
            f"Input times {name}, added up over {points} points with the bias, is {total}, and "
            f"{activation} makes it the code number {code}."
        ),
        description=(
            f"A window of the input is a white curve of {points} points. A filter slides onto it, "
            "and each product of the two drops to where the last one ended, so that bars become "
            "stairs. Their last level runs into the curve of the activation, on the same scale, "
            f"and turns up into the code.{_about_others(len(sums), channels)}"
        ),
        beats=tuple(beats),
        seconds=clock.seconds,
        poster=clock.told - 0.1,
        topic="Encoder",
    )


def _about_others(shown: int, channels: int) -> str:
    if shown == 1:
        return ""
    of_all = "" if shown == channels else f" of {channels}, those with the largest numbers,"
    return f" Then {shown} filters{of_all} stand side by side, each at its own scale."
