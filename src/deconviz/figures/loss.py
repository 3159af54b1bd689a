"""Loss over training: mean and standard deviation over the seeds, with the PCA floor."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from deconviz.comparison import pca_floor
from deconviz.material import History, Material
from deconviz.plotting.labels import end_labels
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.style import line
from deconviz.theme import Mark

VARIANTS = "all"
NEEDS = ("curves", "histories")

HEIGHT = 3.0  # inches
AROUND = 0.5  # inches, of tick and axis labels
FIRST_STEP = 10  # before it nothing happens
NOTHING = 1e-12


def draw(material: Material, page: Page) -> Drawn:
    """Draw the loss of every variant on one pair of axes."""
    histories = {name: networks.history for name, networks in material.variants.items()}
    floors = _floors(material)
    marks = page.theme.marks_of_variants(list(histories))
    figure = Figure(figsize=(page.width, HEIGHT))
    axes = figure.add_subplot(xscale="log", yscale="log")
    for name, history in histories.items():
        _curve(axes, name, history, marks[name])
    for text, floor in floors.items():
        axes.axhline(floor, color=page.theme.foreground, lw=0.8, label=text)
    _limit(axes, histories, floors)
    ends = {name: (_last(history), marks[name].colour) for name, history in histories.items()}
    ends |= {text: (floor, page.theme.foreground) for text, floor in floors.items()}
    end_labels(axes, ends, HEIGHT - AROUND)
    return Drawn(
        figure,
        _finding(histories, floors),
        _caption(histories, floors),
        _alternative(histories, floors),
    )


def _floors(material: Material) -> dict[str, float]:
    """Return the least errors of linear decoders, by name; those that are nothing left out.

    It is nothing for a code no shorter than the patch is.
    """
    floors = {}
    for networks in material.variants.values():
        sizes = networks.run.network
        name = f"PCA floor,\n{sizes.channels} components\nof {sizes.kernel} points"
        floors[name] = pca_floor(material.curves.patches(sizes.kernel), sizes.channels)
    return {name: floor for name, floor in floors.items() if floor > NOTHING}


def _last(history: History) -> float:
    return float(history.loss[:, -1].mean())


def _curve(axes: Axes, name: str, history: History, mark: Mark) -> None:
    mean, deviation = history.loss.mean(0), history.loss.std(0)  # (T,)
    axes.plot(history.steps, mean, **line(mark), label=name)
    low = np.maximum(mean - deviation, history.loss.min(0))  # above 0, as the axis is logarithmic
    axes.fill_between(history.steps, low, mean + deviation, color=mark.colour, alpha=0.2, lw=0)


def _limit(axes: Axes, histories: Mapping[str, History], floors: Mapping[str, float]) -> None:
    last = max(int(history.steps[-1]) for history in histories.values())
    least = min([*floors.values(), *(float(history.loss.min()) for history in histories.values())])
    axes.set_xlim(min(FIRST_STEP, last / 2), last)
    axes.set_ylim(bottom=least / 2.5)  # room for the label of the floor
    axes.set_xlabel("training step")
    axes.set_ylabel("mean squared error on held-out patches")
    axes.grid(axis="y")
    axes.minorticks_off()


def _finding(histories: Mapping[str, History], floors: Mapping[str, float]) -> str:
    if len(floors) != 1:
        return "Held-out loss over training"
    [floor] = floors.values()
    best = min(histories, key=lambda name: _last(histories[name]))
    ratio = _last(histories[best]) / floor
    return f"{best} comes within {ratio:.2f} times the error of the best linear decoder"


def _caption(histories: Mapping[str, History], floors: Mapping[str, float]) -> str:
    seeds = len(next(iter(histories.values())).loss)
    return (
        f"Held-out loss over training. Mean (line) and standard deviation (band) over {seeds} "
        "seeds a variant, both axes logarithmic; bands end where no seed reached. The PCA floor is "
        "the least mean squared error that a linear decoder of as many components can have on the "
        f"same patches. {_ends(histories)}; {_lowest(floors)}."
    )


def _alternative(histories: Mapping[str, History], floors: Mapping[str, float]) -> str:
    last = max(int(history.steps[-1]) for history in histories.values())
    return (
        f"Line chart with a falling line for each of {', '.join(histories)}, from step "
        f"{FIRST_STEP} to {last}. {_ends(histories)}. Horizontal lines: {_lowest(floors)}."
    )


def _ends(histories: Mapping[str, History]) -> str:
    ends = ", ".join(
        f"{name} {_last(history):.2e} (standard deviation {history.loss[:, -1].std():.1e})"
        for name, history in histories.items()
    )
    return f"At the end: {ends}"


def _lowest(floors: Mapping[str, float]) -> str:
    return ", ".join(f"{' '.join(text.split())} {floor:.2e}" for text, floor in floors.items())
