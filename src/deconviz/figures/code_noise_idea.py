"""What noise on the code does: neighbours whose noise overlaps are mistaken for each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from deconviz.analysis.examples import farthest_first
from deconviz.arrays import Floats, Mask
from deconviz.look.theme import Theme
from deconviz.look.wording import nice_below, number
from deconviz.plotting.caption import Caption
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.panels import heading, letters

VARIANTS = ("code-noise",)
NEEDS = ("curves", "models")

CODES = 24  # in each panel
DRAWS = 60  # of the noise, for each
SEED = 0  # of the noise
TINY = 1e-9  # in place of no noise
HEIGHTS = {1: 2.1, 2: 1.6}  # inches, by columns of the page
AROUND = 0.35  # inches, of headings and ticks
BELOW = 0.35  # inches, of the label
DOT = 2.6  # points
SPECK = 1.2  # points
CROSS = 2.4  # points
MARGIN = 0.03  # units of the code
ROOM = 0.18  # of the height, above


@dataclass(frozen=True)
class Cloud:
    """Codes with noise on them.

    Attributes
    ----------
    deviations
        Of the noise on each of two components, shape (2,).
    noisy_codes
        Shape (N, DRAWS, 2).
    mistakes
        Which of these are likelier to come from another code than from their own (N, DRAWS).
    """

    deviations: Floats
    noisy_codes: Floats
    mistakes: Mask

    @property
    def share(self) -> str:
        """The share of mistakes."""
        return f"{100 * self.mistakes.mean():.1f} %"

    @property
    def noise(self) -> str:
        """The size of the noise."""
        if not self.deviations.any():
            return "no noise"
        return f"noise {number(self.deviations[0])} and {number(self.deviations[1])}"


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw codes without noise, with as much on both components, and with less on one."""
    plane = [0, min(1, inputs.ensemble.channels - 1)]
    codes = _codes(inputs, plane)  # (N, 2)
    clouds = _clouds(codes, inputs.ensemble.experiment.code_noise, plane)
    down = 1 if page.columns == 2 else len(clouds)
    figure = Figure(figsize=(page.width, down * (HEIGHTS[page.columns] + AROUND) + BELOW))
    panels = figure.subplots(down, len(clouds) // down, squeeze=False).flat
    for axes, each, letter in zip(panels, clouds, letters(len(clouds)), strict=True):
        heading(axes, each.noise, page.theme.muted, letter)
        _panel(axes, codes, each, page.theme)
        _limit(axes, np.concatenate([other.noisy_codes for other in clouds]))
        _label(axes, plane, page.theme)
    return Plot(figure, _caption(codes, clouds, inputs))


def _codes(inputs: FigureInputs, plane: Sequence[int]) -> Floats:
    """Return codes of held-out patches that lie far apart on a plane, shape (N, 2)."""
    ensemble = inputs.ensemble
    codes = ensemble.network(inputs.seed).encode(ensemble.patches)[:, plane]  # (M, 2)
    central = int(_squared_lengths(codes).argmin())
    return codes[farthest_first(codes, CODES, central, _squared_lengths)]


def _squared_lengths(vectors: Floats) -> Floats:
    return np.asarray((vectors**2).sum(1))


def _clouds(codes: Floats, noise: Sequence[float], plane: Sequence[int]) -> list[Cloud]:
    """Put no noise, equal noise and the variant's own noise on codes (N, 2)."""
    first, second = (noise[component] if noise else 0.0 for component in plane)
    return [cloud(codes, *pair) for pair in ((0, 0), (first, first), (first, second))]


def cloud(codes: Floats, first: float, second: float) -> Cloud:
    """Put noise of these standard deviations on codes (N, 2), and count mistakes.

    A noisy code is likeliest to come from the code that is nearest when distances are counted in
    standard deviations of the noise.
    """
    deviations = np.array([first, second])
    noise = np.random.default_rng(SEED).normal(size=(len(codes), DRAWS, 2))
    noisy_codes = codes[:, None] + deviations * noise  # (N, DRAWS, 2)
    steps = (noisy_codes[:, :, None] - codes) / np.maximum(deviations, TINY)  # (N, DRAWS, N, 2)
    nearest = (steps**2).sum(-1).argmin(-1)  # (N, DRAWS)
    return Cloud(deviations, noisy_codes, nearest != np.arange(len(codes))[:, None])


def _panel(axes: Axes, codes: Floats, of_panel: Cloud, theme: Theme) -> None:
    mistakes = of_panel.noisy_codes[of_panel.mistakes]  # (any, 2)
    others = of_panel.noisy_codes[~of_panel.mistakes]  # (any, 2)
    strong = theme.variants[1].colour
    axes.axhline(0, color=theme.grid, lw=0.6, zorder=0)
    axes.axvline(0, 0, 1 - ROOM, color=theme.grid, lw=0.6, zorder=0)
    axes.plot(*others.T, "o", color=theme.muted, ms=SPECK, mew=0, label="noisy")
    axes.plot(*mistakes.T, "x", color=strong, ms=CROSS, mew=0.8, label="mistaken")
    axes.plot(*codes.T, "o", color=theme.foreground, ms=DOT, label="codes")
    text = f"{of_panel.share} mistaken"
    axes.text(1, 1, text, color=strong, transform=axes.transAxes, ha="right", va="top")


def _limit(axes: Axes, noisy_codes: Floats) -> None:
    """Give every panel the same limits, with room for text above, and both axes the same unit."""
    low, high = noisy_codes.min((0, 1)) - MARGIN, noisy_codes.max((0, 1)) + MARGIN  # (2,)
    top = high[1] + ROOM * (high[1] - low[1])
    across, up = (_ticks(*ends) for ends in zip(low, high, strict=True))
    axes.set_xticks(across, list(map(number, across)))
    axes.set_yticks(up, list(map(number, up)))
    axes.set(xlim=(low[0], high[0]), ylim=(low[1], top), aspect="equal")


def _ticks(low: float, high: float) -> list[float]:
    """Return zero and a round number on either side, as far as they lie between the ends."""
    less, more = sorted((-low, high))
    end = nice_below(less if less > more / 2 else more)
    return [at for at in (-end, 0.0, end) if low <= at <= high]


def _label(axes: Axes, plane: Sequence[int], theme: Theme) -> None:
    """Name the components on the axes at the edge."""
    across, up = plane
    axes.set_xlabel(f"component {across + 1}", color=theme.component(across).colour)
    axes.set_ylabel(f"component {up + 1}", color=theme.component(up).colour)
    axes.label_outer()


def _caption(codes: Floats, clouds: Sequence[Cloud], inputs: FigureInputs) -> Caption:
    _, even, uneven = clouds
    return Caption(
        finding=(
            f"Noise of {number(even.deviations[0])} on two code components makes {even.share} of "
            "noisy codes look like a neighbour's; with noise of "
            f"{number(uneven.deviations[1])} on the second, {uneven.share} do"
        ),
        method=(
            "(A) Without noise, codes may lie as close together as they like. (B) With noise on "
            "both components, they must lie apart in every direction. (C) With less noise on one "
            "component, that one tells neighbours apart, so it takes what matters most. Dots are "
            f"codes of held-out patches by the {inputs.ensemble.name} network of seed "
            f"{inputs.seed}, each the farthest from those before it; specks are codes with noise; "
            "crosses are likelier to come from another dot. Both axes have the same unit"
        ),
        view="Three panels with the same dots on a plane, each dot in a cloud of noise",
        figures=(
            f"Mistakes among {DRAWS} noisy codes around each of {len(codes)} dots: "
            f"{', '.join(f'{each.share} with {each.noise}' for each in clouds)} (standard "
            "deviations on the two components)"
        ),
    )
