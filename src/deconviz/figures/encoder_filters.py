"""What noise on the input does to the encoder: its filters without and with, of all seeds."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from deconviz.analysis.alignment import align
from deconviz.analysis.comparison import roughness, unit_length
from deconviz.arrays import Floats
from deconviz.look.theme import Mark, Theme
from deconviz.look.wording import number, quantity
from deconviz.plotting.caption import Caption
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.panels import heading, letters, points_axis, points_label, values_axis
from deconviz.plotting.sentences import SAME_LIMITS, by_name, code_noise
from deconviz.plotting.style import line

VARIANTS = ("code-noise", "input-noise")
NEEDS = ("models",)

ROW = 0.95  # inches
AROUND = 0.7  # inches, of headings and labels
THIN = 0.7  # points
SMALL = 2.0  # points
LEAST = 0.001  # roughness; what is below counts as none


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw a row per component and a column per variant, all seeds in one order and sign."""
    kernels = {name: unit_length(own) for name, own in _aligned_kernels(inputs).items()}
    rough = {name: roughness(own) for name, own in kernels.items()}  # (S, C)
    rows = max(own.shape[1] for own in kernels.values())
    figure = Figure(figsize=(page.width, ROW * rows + AROUND))
    grid = figure.subplots(rows, len(kernels), squeeze=False)
    everything = np.concatenate([own.ravel() for own in kernels.values()])
    for column, letter, name in zip(grid.T, letters(len(kernels)), kernels, strict=True):
        heading(column[0], name, page.theme.muted, letter)
        channels = kernels[name].shape[1]
        for spare in column[channels:]:
            spare.remove()
        for component, axes in enumerate(column[:channels]):
            values_axis(axes, everything, page.theme)
            _panel(axes, kernels[name][:, component], page.theme.component(component))
            _write(axes, float(rough[name][:, component].mean()), page.theme)
    for component, axes in enumerate(grid[:, 0]):
        axes.set_ylabel(f"filter {component + 1}", color=page.theme.component(component).colour)
    points_label(figure, "filter, each filter divided by its length", page.theme)
    return Plot(figure, _caption(rough, inputs))


def _aligned_kernels(inputs: FigureInputs) -> dict[str, Floats]:
    """Return encoder kernels (S, C, K) in the order and sign in which the decoders are aligned.

    Decoders of the same sizes are aligned together, so that variants can be compared.
    """
    decoders = {name: each.decoder_filters for name, each in inputs.ensembles.items()}
    encoders = {name: each.encoder_kernels for name, each in inputs.ensembles.items()}
    if len({own.shape[1:] for own in decoders.values()}) > 1:
        return {name: align(decoders[name]).apply(own) for name, own in encoders.items()}
    together = align(np.concatenate([*decoders.values()]))
    aligned = together.apply(np.concatenate([*encoders.values()]))  # (all seeds, C, K)
    ends = np.cumsum([len(own) for own in encoders.values()])
    return dict(zip(encoders, np.split(aligned, ends[:-1]), strict=True))


def _panel(axes: Axes, filters: Floats, mark: Mark) -> None:
    """Draw one component's filter of every seed, shape (S, K)."""
    for values in filters:
        axes.plot(values, marker="o", ms=SMALL, **line(mark), lw=THIN)
    points_axis(axes, filters.shape[1])
    axes.label_outer()


def _write(axes: Axes, rough: float, theme: Theme) -> None:
    text = f"roughness\n{_short(rough)}"
    axes.text(1.03, 0.5, text, color=theme.muted, transform=axes.transAxes, va="center")


def _short(value: float) -> str:
    """Write two figures, and nothing smaller than can be seen."""
    return number(float(f"{value:.2g}")) if value >= LEAST else f"<{LEAST}"


def _caption(rough: Mapping[str, Floats], inputs: FigureInputs) -> Caption:
    means = [
        f"{', '.join(map(_short, own.mean(0)))} with {name.replace('-', ' ')}"
        for name, own in rough.items()
    ]
    seeds = quantity(len(next(iter(rough.values()))), "seed")
    return Caption(
        finding=f"Roughness of the encoder's filters, from component 1 on: {'; '.join(means)}",
        method=(
            f"Means over {seeds}. Filters of all seeds, each divided by its length, in the order "
            "and sign in which the decoders' filters agree best. Roughness is the sum of squared "
            f"second differences over the sum of squares. {SAME_LIMITS}. "
            f"{code_noise(inputs.ensembles.values())}"
        ),
        view=f"Two columns of panels, {' and '.join(rough)}, with a row for each component",
        figures=f"Range over the seeds: {by_name({n: _ranges(own) for n, own in rough.items()})}",
    )


def _ranges(rough: Floats) -> str:
    """Give the least and the largest roughness of each component of (S, C)."""
    ends = zip(rough.min(0), rough.max(0), strict=True)
    return ", ".join(f"{_short(low)} to {_short(high)}" for low, high in ends)
