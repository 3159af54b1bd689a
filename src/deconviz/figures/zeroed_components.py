"""What each component is worth: the loss with nothing and with each component zeroed."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from deconviz.comparison import ablation, mean_squared_error, pca_floor
from deconviz.material import Material, Networks
from deconviz.plotting.labels import end_labels
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.panels import heading, letters
from deconviz.plotting.style import TEXT
from deconviz.theme import Theme

VARIANTS = "all"
NEEDS = ("curves", "models")

HEIGHT = 1.7  # inches
AROUND = 0.5  # inches, of headings and ticks
BELOW = 0.25  # inches, of the label
PLACE = 0.26  # inches that a component takes at least
LETTER = 0.07  # inches of a letter of a variant's name
APART = 0.5  # inches, of panels
BESIDE = 1.3  # inches, of the labels left and right
FLOORS = 3  # shown at most
NOTHING = 1e-12
JITTER = 0.25  # of the way to the next component, either way
BAR = 0.36  # of it, either way
ROOM = 2.0  # times the least and the largest loss

Floats = NDArray[np.float64]


def draw(material: Material, page: Page) -> Drawn:
    """Draw a panel a variant: dots for seeds, a bar at their median, and the PCA floors."""
    losses = {name: _losses(material, networks) for name, networks in material.variants.items()}
    floors = {name: _floors(material, networks) for name, networks in material.variants.items()}
    across = _across(losses, page)
    down = -(-len(losses) // across)
    figure = Figure(figsize=(page.width, down * (HEIGHT + AROUND) + BELOW))
    grid = figure.subplots(down, across, sharey=True, squeeze=False)
    panels = dict(zip(losses, grid.flat, strict=False))
    for spare in grid.flat[len(losses) :]:
        spare.remove()
    grid[0, 0].set(yscale="log", ylim=_limits(losses, floors))
    for letter, (name, axes) in zip(letters(len(panels)), panels.items(), strict=True):
        heading(axes, name, page.theme.muted, letter)
        _panel(axes, losses[name], page.theme)
        last = axes.get_subplotspec().is_last_col() or name == [*panels][-1]
        _draw_floors(axes, floors[name], page.theme, labelled=last or not _alike(floors))
    figure.supxlabel("component zeroed", fontsize=TEXT, color=page.theme.muted)
    figure.supylabel("mean squared error, held-out", fontsize=TEXT, color=page.theme.muted)
    words = _words(losses, floors)
    return Drawn(figure, _finding(losses), _caption(losses, words), _alternative(losses, words))


def _losses(material: Material, networks: Networks) -> Floats:
    """Return each seed's error with nothing and with each component zeroed, shape (S, 1 + C)."""
    patches = material.curves.patches(networks.run.network.kernel)  # (M, K)
    rows = []
    for network in networks.by_seed.values():
        shown = patches, network.encode(patches), network.decoder_filters, network.decoder_bias
        rows.append([mean_squared_error(*shown), *ablation(*shown)])
    return np.array(rows)


def _floors(material: Material, networks: Networks) -> dict[int, float]:
    """Return the least errors of linear decoders of as many components or a few less."""
    sizes = networks.run.network
    patches = material.curves.patches(sizes.kernel)  # (M, K)
    counts = range(sizes.channels, max(sizes.channels - FLOORS, 0), -1)
    floors = {count: pca_floor(patches, count) for count in counts}
    return {count: floor for count, floor in floors.items() if floor > NOTHING}


def _alike(floors: Mapping[str, Mapping[int, float]]) -> bool:
    return len({tuple(of_variant.items()) for of_variant in floors.values()}) == 1


def _across(losses: Mapping[str, Floats], page: Page) -> int:
    """Return how many panels go side by side."""
    for_places = PLACE * max(of_variant.shape[1] for of_variant in losses.values())
    for_names = LETTER * max(map(len, losses))
    fitting = (page.width - BESIDE) // (APART + max(for_places, for_names))
    return max(1, min(len(losses), int(fitting)))


def _limits(
    losses: Mapping[str, Floats], floors: Mapping[str, Mapping[int, float]]
) -> tuple[float, float]:
    values = np.concatenate(
        [
            *(of_variant.ravel() for of_variant in losses.values()),
            *([*of_variant.values()] for of_variant in floors.values()),
        ]
    )
    return float(values.min()) / ROOM, float(values.max()) * ROOM


def _panel(axes: Axes, losses: Floats, theme: Theme) -> None:
    """Draw the losses of every seed, side by side where they are alike."""
    places = losses.shape[1]
    beside = np.linspace(-JITTER, JITTER, len(losses)) if len(losses) > 1 else 0
    for place, of_seeds in enumerate(losses.T):
        colour = theme.component(place - 1).colour if place else theme.foreground
        axes.plot(place + beside * np.ones(len(losses)), of_seeds, "o", color=colour, ms=2.5)
        axes.hlines(np.median(of_seeds), place - BAR, place + BAR, color=colour, lw=1.2)
    axes.set_xlim(-0.6, places - 0.4)
    axes.set_xticks(range(places), ["none", *map(str, range(1, places))])
    axes.minorticks_off()


def _draw_floors(axes: Axes, floors: Mapping[int, float], theme: Theme, *, labelled: bool) -> None:
    for floor in floors.values():
        axes.axhline(floor, color=theme.muted, lw=0.8, zorder=1)
    ends = {f"PCA floor, {count}": (floor, theme.muted) for count, floor in floors.items()}
    if labelled:
        end_labels(axes, ends, HEIGHT)


def _finding(losses: Mapping[str, Floats]) -> str:
    factors = ", ".join(f"{_factor(values):.3g} ({name})" for name, values in losses.items())
    return f"Zeroing the component that matters least multiplies the error by {factors}"


def _factor(losses: Floats) -> float:
    """Return the median over the seeds of the least harm done, as a multiple of the loss."""
    return float(np.median(losses[:, 1:].min(1) / losses[:, 0]))


def _caption(losses: Mapping[str, Floats], words: str) -> str:
    seeds = len(next(iter(losses.values())))
    return (
        f"{_finding(losses)}, in the median over {seeds} seeds. Mean squared error on held-out "
        "patches, logarithmic and the same in all panels, with no component and with one of them "
        "set to zero; dots are seeds, bars their median. Component 1 is the noisiest where there "
        "is noise on the code. The PCA floor is the least error that a linear decoder can have on "
        "the same patches, of as many components as its label says; with one zeroed, one less is "
        "left. "
        f"{words}."
    )


def _alternative(losses: Mapping[str, Floats], words: str) -> str:
    return f"Dot plots of the loss of {', '.join(losses)}, each with none to all zeroed. {words}."


def _words(losses: Mapping[str, Floats], floors: Mapping[str, Mapping[int, float]]) -> str:
    medians = "; ".join(
        f"{name} {', '.join(f'{value:.1e}' for value in np.median(of_variant, axis=0))}"
        for name, of_variant in losses.items()
    )
    spreads = "; ".join(
        f"{name} {(of_variant[:, 1:].max(0) / of_variant[:, 1:].min(0)).max():.2g}"
        for name, of_variant in losses.items()
    )
    lowest = {text: None for of_variant in floors.values() for text in _lowest(of_variant)}
    return (
        f"Medians, with none and with component 1 onwards zeroed: {medians}. Largest over least "
        f"seed, at most: {spreads}. PCA floors: {', '.join(lowest) or 'none'}"
    )


def _lowest(floors: Mapping[int, float]) -> list[str]:
    return [f"{floor:.1e} of {count}" for count, floor in floors.items()]
