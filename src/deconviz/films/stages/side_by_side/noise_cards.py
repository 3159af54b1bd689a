"""Cards that say what noise networks were trained with, and show draws of it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import VGroup

from deconviz.analysis.normal_draws import normal_draws
from deconviz.arrays import Floats
from deconviz.films.mobjects.areas import Areas
from deconviz.films.mobjects.lines import Dots
from deconviz.films.mobjects.outline import Outline
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.look.language import CARD_EDGE, CARD_RADIUS, NAME, REMARK, SMALLEST, SURFACES
from deconviz.look.theme import Mark, Theme, ThemeName
from deconviz.look.wording import number

HEIGHT = 236.0  # pixels
NAME_BASE, NUMBER_BASE = 58.0, 211.0  # from the top
CLOUD = (89.0, 161.0)  # from the top: the highest and the lowest dot
DRAWS, DOT = 64, 4.5
LONGEST = 300.0  # pixels for a noise of 1, if there is room
MARGIN, APART = 20.0, 12.0  # of the name, and between numbers
HEIGHTS = np.random.default_rng(1).permutation(np.linspace(*CLOUD, DRAWS))  # of the dots


class NoiseCards(VGroup):
    """A card a network: its name, and a cloud of draws for each component with its deviation.

    All clouds have one scale, and all names one size. Where numbers have no room there are none.

    Parameters
    ----------
    boxes
        Where on the stage.
    names
        Of the networks.
    noises
        Standard deviation on each component, by network.
    centres
        Pixels: where the clouds are, shape (networks, C).
    theme, theme_name
        Colours, and the theme's name.
    """

    def __init__(
        self,
        boxes: list[Box],
        names: list[str],
        noises: list[tuple[float, ...]],
        centres: Floats,
        theme: Theme,
        theme_name: ThemeName,
    ) -> None:
        titles = [_title(name, box, theme) for name, box in zip(names, boxes, strict=True)]
        room = min(
            1.0, *((boxes[0].width - 2 * MARGIN) / title.width_in_pixels for title in titles)
        )
        for title, box in zip(titles, boxes, strict=True):
            title.put((box.left + box.right) / 2, box.top + NAME_BASE, max(SMALLEST, NAME * room))
        draws = _pixels_per_unit(noises, boxes[0].width) * normal_draws(DRAWS)  # (DRAWS,)
        places = list(zip(boxes, noises, centres, strict=True))
        numbers = [label for place in places for label in _numbers(*place, theme)]
        pitch = boxes[0].width / len(noises[0])
        has_room = all(label.width_in_pixels + APART <= pitch for label in numbers)
        backs = Areas(SURFACES[theme_name].card, CARD_RADIUS)
        backs.draw(boxes)
        super().__init__(
            backs,
            *(Outline(box, Mark(theme.grid), CARD_EDGE, CARD_RADIUS) for box in boxes),
            *titles,
            *(cloud for place in places for cloud in _clouds(*place, draws, theme)),
            *(numbers if has_room else []),
        )


def _title(name: str, box: Box, theme: Theme) -> Label:
    colour, middle = theme.foreground, (box.left + box.right) / 2
    base = box.top + NAME_BASE
    return Label(name, middle, base, size=NAME, colour=colour, weight="SemiBold", align="centre")


def _clouds(
    box: Box, noise: tuple[float, ...], centres: Floats, draws: Floats, theme: Theme
) -> Iterator[Dots]:
    for component, (deviation, x) in enumerate(zip(noise, centres.tolist(), strict=True)):
        cloud = Dots(theme.component(component).colour, DOT)
        cloud.draw(x + deviation * draws, box.top + HEIGHTS)
        yield cloud


def _numbers(box: Box, noise: tuple[float, ...], centres: Floats, theme: Theme) -> Iterator[Label]:
    for component, (deviation, x) in enumerate(zip(noise, centres.tolist(), strict=True)):
        colour, base = theme.component(component).colour, box.top + NUMBER_BASE
        text = number(deviation)
        yield Label(text, x, base, size=REMARK, colour=colour, align="centre", tabular=True)


def _pixels_per_unit(noises: list[tuple[float, ...]], width: float) -> float:
    """Return the pixels for a noise of 1, at which all clouds have room in cards of a width."""
    widest = 2 * float(normal_draws(DRAWS).max()) * max(max(noise) for noise in noises)
    pitch = width / len(noises[0])
    return min(LONGEST, (pitch - APART - 2 * DOT) / widest) if widest else LONGEST
