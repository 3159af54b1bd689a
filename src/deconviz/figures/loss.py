"""Loss over training: mean and standard deviation over the seeds, with the PCA floor."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from deconviz.look.theme import Mark
from deconviz.look.wording import quantity
from deconviz.network.history import History
from deconviz.plotting.caption import Caption
from deconviz.plotting.floors import PCA_FLOOR, floors_above_zero
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.labels import end_labels
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.sentences import by_name
from deconviz.plotting.style import line

VARIANTS = "all"
NEEDS = ("curves", "histories")

HEIGHT = 3.0  # inches
AROUND = 0.5  # inches, of tick and axis labels
FIRST_STEP = 10  # before it nothing happens


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw the loss of every variant on one pair of axes."""
    histories = {name: ensemble.history for name, ensemble in inputs.ensembles.items()}
    floors = _floors(inputs)
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
    return Plot(figure, _caption(histories, floors))


def _floors(inputs: FigureInputs) -> dict[str, float]:
    """Return the PCA floors by label."""
    floors = {}
    for ensemble in inputs.ensembles.values():
        sizes = ensemble.experiment.network
        name = f"PCA floor,\n{sizes.channels} components\nof {sizes.points} points"
        floors[name] = ensemble.floor
    return floors_above_zero(floors)


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


def _caption(histories: Mapping[str, History], floors: Mapping[str, float]) -> Caption:
    seeds = quantity(len(next(iter(histories.values())).loss), "seed")
    return Caption(
        finding=_finding(histories, floors),
        method=(
            "Mean squared error on held-out patches over training, on logarithmic axes: mean "
            f"(line) and standard deviation (band) over {seeds}. Bands end at the least loss of "
            f"any seed. {PCA_FLOOR}, on the same patches"
        ),
        view=f"Line chart with a falling line for each of {', '.join(histories)}",
        figures=f"At the end: {_ends(histories)}. {_lowest(floors)}",
    )


def _finding(histories: Mapping[str, History], floors: Mapping[str, float]) -> str:
    if len(floors) != 1:
        return "The held-out loss falls over training"
    [floor] = floors.values()
    best = min(histories, key=lambda name: _last(histories[name]))
    ratio = _last(histories[best]) / floor
    return f"{best} ends at {ratio:.2f} times the error of the best linear decoder"


def _ends(histories: Mapping[str, History]) -> str:
    ends = {
        name: f"{_last(history):.2e} (standard deviation {history.loss[:, -1].std():.1e})"
        for name, history in histories.items()
    }
    return by_name(ends, ", ")


def _lowest(floors: Mapping[str, float]) -> str:
    levels = {" ".join(text.split()): f"{floor:.2e}" for text, floor in floors.items()}
    return by_name(levels) or "No PCA floor above 0"
