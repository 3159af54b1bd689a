"""What noise on the code does: neighbours whose noise overlaps cannot be told apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from deconviz.material import Material
from deconviz.plotting.numbers import number
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.panels import heading, letters
from deconviz.sweep import nice_below
from deconviz.theme import Theme

VARIANTS = ("code-noise",)
NEEDS = ("curves", "models")

CODES = 24  # that are shown
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

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Cloud:
    """Codes with noise on them.

    Attributes
    ----------
    deviations
        Of the noise on either component, shape (2,).
    noisy
        Shape (N, DRAWS, 2).
    mistaken
        Which of these are likelier to come from another code than from their own (N, DRAWS).
    """

    deviations: Floats
    noisy: Floats
    mistaken: NDArray[np.bool_]

    @property
    def share(self) -> str:
        """How many are mistaken."""
        return f"{100 * self.mistaken.mean():.1f} %"

    @property
    def noise(self) -> str:
        """How much noise there is."""
        if not self.deviations.any():
            return "no noise"
        return f"noise {number(self.deviations[0])} and {number(self.deviations[1])}"


def draw(material: Material, page: Page) -> Drawn:
    """Draw codes without noise, with as much on both components, and with less on one."""
    [(variant, networks)] = material.variants.items()
    network = networks.by_seed[material.seed]
    codes = network.encode(material.curves.patches(network.kernel))  # (M, C)
    plane = [0, min(1, codes.shape[1] - 1)]
    chosen = apart(codes[:, plane])  # (N, 2)
    noise = networks.run.code_noise or (0.0,) * codes.shape[1]
    first, second = (noise[component] for component in plane)
    clouds = [cloud(chosen, *pair) for pair in ((0, 0), (first, first), (first, second))]
    down = 1 if page.columns == 2 else len(clouds)
    figure = Figure(figsize=(page.width, down * (HEIGHTS[page.columns] + AROUND) + BELOW))
    panels = figure.subplots(down, len(clouds) // down, squeeze=False).flat
    for axes, shown, letter in zip(panels, clouds, letters(len(clouds)), strict=True):
        heading(axes, shown.noise, page.theme.muted, letter)
        _panel(axes, chosen, shown, page.theme)
        _limit(axes, np.concatenate([each.noisy for each in clouds]))
        _label(axes, plane, page.theme)
    words = _words(chosen, clouds)
    finding = _finding(clouds)
    return Drawn(
        figure,
        finding,
        _caption(finding, variant, material.seed, words),
        f"Three panels with the same {len(chosen)} codes of the {variant} network as dots on the "
        f"plane of two components, each in a cloud of noise. {words}.",
    )


def apart(codes: Floats) -> Floats:
    """Choose real codes (M, D) that lie apart: each next one farthest from all before it."""
    taken = [int((codes**2).sum(1).argmin())]
    distances = np.full(len(codes), np.inf)
    while len(taken) < min(CODES, len(codes)):
        last = ((codes - codes[taken[-1]]) ** 2).sum(1)  # (M,)
        distances = np.minimum(distances, last)
        taken.append(int(distances.argmax()))
    return codes[taken]


def cloud(codes: Floats, first: float, second: float) -> Cloud:
    """Put noise of these standard deviations on codes (N, 2), and find what is mistaken.

    A noisy code is likeliest to come from the code that is nearest when distances are counted in
    standard deviations of the noise.
    """
    deviations = np.array([first, second])
    noise = np.random.default_rng(SEED).normal(size=(len(codes), DRAWS, 2))
    noisy = codes[:, None] + deviations * noise  # (N, DRAWS, 2)
    steps = (noisy[:, :, None] - codes) / np.maximum(deviations, TINY)  # (N, DRAWS, N, 2)
    nearest = (steps**2).sum(-1).argmin(-1)  # (N, DRAWS)
    return Cloud(deviations, noisy, nearest != np.arange(len(codes))[:, None])


def _panel(axes: Axes, codes: Floats, shown: Cloud, theme: Theme) -> None:
    rest, wrong = shown.noisy[~shown.mistaken], shown.noisy[shown.mistaken]  # (any, 2)
    strong = theme.variants[1].colour
    axes.axhline(0, color=theme.grid, lw=0.6, zorder=0)
    axes.axvline(0, 0, 1 - ROOM, color=theme.grid, lw=0.6, zorder=0)
    axes.plot(*rest.T, "o", color=theme.muted, ms=SPECK, mew=0, label="noisy")
    axes.plot(*wrong.T, "x", color=strong, ms=CROSS, mew=0.8, label="mistaken")
    axes.plot(*codes.T, "o", color=theme.foreground, ms=DOT, label="codes")
    said = f"{shown.share} mistaken"
    axes.text(1, 1, said, color=strong, transform=axes.transAxes, ha="right", va="top")


def _limit(axes: Axes, noisy: Floats) -> None:
    """Give every panel the same limits, with room for text above; one unit as long on either."""
    low, high = noisy.min((0, 1)) - MARGIN, noisy.max((0, 1)) + MARGIN  # (2,)
    top = high[1] + ROOM * (high[1] - low[1])
    across, up = (_ticks(*ends) for ends in zip(low, high, strict=True))
    axes.set_xticks(across, list(map(number, across)))
    axes.set_yticks(up, list(map(number, up)))
    axes.set(xlim=(low[0], high[0]), ylim=(low[1], top), aspect="equal")


def _ticks(low: float, high: float) -> list[float]:
    """Return zero and a round number on either side, of these what lies between the ends."""
    less, more = sorted((-low, high))
    end = nice_below(less if less > more / 2 else more)
    return [at for at in (-end, 0.0, end) if low <= at <= high]


def _label(axes: Axes, plane: list[int], theme: Theme) -> None:
    """Name the components on the axes at the edge."""
    across, up = plane
    axes.set_xlabel(f"component {across + 1}", color=theme.component(across).colour)
    axes.set_ylabel(f"component {up + 1}", color=theme.component(up).colour)
    axes.label_outer()


def _finding(clouds: list[Cloud]) -> str:
    _, same, less = clouds
    return (
        f"Noise of {number(same.deviations[0])} on two code components makes {same.share} of "
        f"noisy codes look like a neighbour's, with {number(less.deviations[1])} on the second "
        f"{less.share}"
    )


def _caption(finding: str, variant: str, seed: int, words: str) -> str:
    return (
        f"{finding}. {words}. A, without noise, codes may lie as near to each other as they like; "
        "B, with noise they must lie apart, in whatever direction; C, with less noise on one "
        "component, neighbours are told apart by that one, so that it takes what matters most. "
        f"Dots are held-out patches' codes by the {variant} network of seed {seed}, each chosen "
        "farthest from those before; specks are codes with noise, crosses those that are likelier "
        "to come from another dot. One unit is as long on both axes."
    )


def _words(codes: Floats, clouds: list[Cloud]) -> str:
    shares = ", ".join(f"{shown.share} with {shown.noise}" for shown in clouds)
    return (
        f"Of {DRAWS} noisy codes around each of {len(codes)}, so many are mistaken, by the "
        f"standard deviations of the noise on the two components: {shares}"
    )
