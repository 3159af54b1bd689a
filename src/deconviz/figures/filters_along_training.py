"""Which of the two quietest filters has which principal component, at every step of training."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from deconviz.analysis.ensemble import Ensemble
from deconviz.look.theme import Theme
from deconviz.plotting.caption import Caption
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.panels import heading, letters
from deconviz.plotting.sentences import by_name
from deconviz.plotting.style import line

VARIANTS = ("code-noise", "source", "compound", "source-compound")
NEEDS = ("curves", "histories")

ROW = 1.55  # inches
AROUND = 0.5  # inches, of tick and axis labels
FIRST_STEP = 10  # before it nothing happens
TICKS = {1: "in order", 0: "halfway", -1: "swapped"}
LETTERS = 34  # on a line of text in a panel


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw a line per seed, a panel per variant."""
    ensembles = inputs.ensembles
    names = {name: _names(each) for name, each in ensembles.items() if not each.without_lead}
    alike = len(set(names.values())) == 1
    rows, columns = (2, 2) if page.columns == 2 else (4, 1)
    figure = Figure(figsize=(page.width, ROW * rows + AROUND))
    grid = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    panels = dict(zip(ensembles, grid.flat, strict=True))
    for letter, (variant, axes) in zip(letters(len(panels)), panels.items(), strict=True):
        own = "" if alike or variant not in names else f", {names[variant]}"
        heading(axes, f"{variant}{own}", page.theme.muted, letter)
        _panel(axes, ensembles[variant], page.theme)
    last = max(int(ensemble.history.steps[-1]) for ensemble in ensembles.values())
    grid[0, 0].set_xlim(min(FIRST_STEP, last / 2), last)
    for axes in grid[:, 0]:
        axes.set_ylabel(next(iter(names.values())) if alike else "two filters")
    for axes in grid[-1]:
        axes.set_xlabel("training step")
    return Plot(figure, _caption(ensembles, names))


def _names(ensemble: Ensemble) -> str:
    """Name the two filters with the least noise."""
    first, second = sorted(ensemble.quietest_first[:2] + 1)
    return f"filters {first} and {second}"


def _panel(axes: Axes, ensemble: Ensemble, theme: Theme) -> None:
    axes.set_xscale("log")
    axes.axhline(0, color=theme.grid, lw=0.8)
    if ensemble.without_lead:
        text = fill(ensemble.without_lead, LETTERS)
        axes.text(
            0.5, 0.75, text, color=theme.muted, transform=axes.transAxes, ha="center", va="center"
        )
    else:
        _lines(axes, ensemble, theme)
    axes.set_ylim(-1.1, 1.1)
    axes.set_yticks(list(TICKS), list(TICKS.values()))
    axes.minorticks_off()


def _lines(axes: Axes, ensemble: Ensemble, theme: Theme) -> None:
    in_order, swapped = theme.variants[:2]
    for lead in ensemble.lead:  # (T,)
        mark = swapped if lead[-1] < 0 else in_order
        axes.plot(ensemble.history.steps, lead, **line(mark), lw=1)


def seeds_swapped(ensemble: Ensemble) -> int:
    """Count the seeds whose two quietest filters end swapped."""
    return int((ensemble.lead[:, -1] < 0).sum())


def _caption(ensembles: Mapping[str, Ensemble], names: Mapping[str, str]) -> Caption:
    """Describe the figure, given the names of the two filters of each variant that has a lead."""
    return Caption(
        finding=_finding(ensembles, names),
        method=(
            "How much better the two filters with the least noise fit the first two principal "
            "components in order (the quietest the first) than swapped, along training: half the "
            "difference between the two sums of |cos|. Each line is a seed, dashed if it ends "
            "swapped. compound has the noise of the source's listing, source its training"
        ),
        view=f"Four panels, {', '.join(ensembles)}, with a line for each seed over training steps",
        figures=_figures(ensembles, names),
    )


def _finding(ensembles: Mapping[str, Ensemble], names: Mapping[str, str]) -> str:
    if not names:
        return "No variant has three components or more that its noise ranks"
    pairs = {*names.values()}
    filters = pairs.pop().capitalize() if len(pairs) == 1 else "The two quietest filters"
    counts = _counts({name: ensembles[name] for name in names if seeds_swapped(ensembles[name])})
    if not counts:
        return f"{filters} end in order in every seed"
    return (
        f"{filters} end swapped in {', '.join(f'{n} {name}' for name, n in counts.items())} seeds"
    )


def _figures(ensembles: Mapping[str, Ensemble], names: Mapping[str, str]) -> str:
    counts = _counts({name: ensembles[name] for name in names})
    reasons = [each.without_lead for each in ensembles.values() if each.without_lead]
    swapped = f"Seeds that end swapped: {by_name(counts, ', ')}" if counts else ""
    without = f"Without an order: {'; '.join(reasons)}" if reasons else ""
    return ". ".join(filter(None, [swapped, without]))


def _counts(ensembles: Mapping[str, Ensemble]) -> dict[str, str]:
    return {
        name: f"{seeds_swapped(ensemble)} of {len(ensemble.seeds)}"
        for name, ensemble in ensembles.items()
    }
