"""What noise on the input does to the encoder: its filters without and with, of all seeds."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from deconviz.alignment import align
from deconviz.comparison import roughness
from deconviz.material import Material
from deconviz.plotting.filters import of_length_one
from deconviz.plotting.numbers import number
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.panels import heading, letters, points_axis, points_label, values_axis
from deconviz.plotting.style import line
from deconviz.theme import Mark, Theme

VARIANTS = ("code-noise", "input-noise")
NEEDS = ("models",)

ROW = 0.95  # inches
AROUND = 0.7  # inches, of headings and labels
THIN = 0.7  # points
SMALL = 2.0  # points
LEAST = 0.001  # roughness that is told from none

Floats = NDArray[np.float64]


def draw(material: Material, page: Page) -> Drawn:
    """Draw a row a component and a column a variant, all seeds in one order and sign."""
    kernels = {name: of_length_one(own) for name, own in _aligned(material).items()}
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
            _say(axes, float(rough[name][:, component].mean()), page.theme)
    for component, axes in enumerate(grid[:, 0]):
        axes.set_ylabel(f"filter {component + 1}", color=page.theme.component(component).colour)
    points_label(figure, "filter, each filter divided by its length", page.theme)
    return Drawn(figure, _finding(rough), _caption(rough), _alternative(rough))


def _aligned(material: Material) -> dict[str, Floats]:
    """Return encoder kernels (S, C, K), all in the order and sign that decoders are aligned by.

    Decoders of the same sizes are aligned together, so that variants can be compared too.
    """
    decoders = {name: each.decoder_filters for name, each in material.variants.items()}
    encoders = {name: each.encoder_kernels for name, each in material.variants.items()}
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


def _say(axes: Axes, rough: float, theme: Theme) -> None:
    said = f"roughness\n{_short(rough)}"
    axes.text(1.03, 0.5, said, color=theme.muted, transform=axes.transAxes, va="center")


def _short(value: float) -> str:
    """Write two figures, and nothing smaller than can be seen."""
    return number(float(f"{value:.2g}")) if value >= LEAST else f"<{LEAST}"


def _finding(rough: Mapping[str, Floats]) -> str:
    means = [
        f"{', '.join(map(_short, own.mean(0)))} with {name.replace('-', ' ')}"
        for name, own in rough.items()
    ]
    return f"Roughness of the encoder's filters, component 1 first: {'; '.join(means)}"


def _caption(rough: Mapping[str, Floats]) -> str:
    seeds = len(next(iter(rough.values())))
    return (
        f"{_finding(rough)} (mean over {seeds} seeds). Encoder filters of all seeds, each divided "
        "by its length, in the order and sign in which the decoders' filters agree best; component "
        "1 is the noisiest. Roughness is the sum of squared second differences over the sum of "
        f"squares. All panels have the same limits. {_spread(rough)}."
    )


def _alternative(rough: Mapping[str, Floats]) -> str:
    return (
        f"Two columns of panels, {' and '.join(rough)}, with a row a component: the encoder's "
        f"filters of all seeds on each other. {_finding(rough)}. {_spread(rough)}."
    )


def _spread(rough: Mapping[str, Floats]) -> str:
    """Say between which values the seeds' roughness lies."""
    ranges = [
        f"{name} {', '.join(f'{_short(low)} to {_short(high)}' for low, high in ends)}"
        for name, own in rough.items()
        for ends in [list(zip(own.min(0), own.max(0), strict=True))]
    ]
    return f"From the least to the largest of the seeds: {'; '.join(ranges)}"
