"""A whole photograph assembled from its windows in three ways, with maps of the error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from deconviz.analysis.overlap_errors import ROUNDING
from deconviz.analysis.picture_errors import PictureErrors
from deconviz.arrays import Floats
from deconviz.look.theme import Theme
from deconviz.look.wording import nice_below, number, quantity
from deconviz.network.pictures import REMEDIES
from deconviz.plotting.caption import Caption
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.panels import heading, letters
from deconviz.plotting.sentences import by_name
from deconviz.plotting.tiles import GREY, show

VARIANTS = ("photograph",)
NEEDS = ("curves", "models")

HEADING = 0.22  # inches
BETWEEN = 0.08  # inches, of the two columns
SCALE = 0.12  # of a panel's height
STEPS = 256  # greys of the scale
NAMES = {"raw": "plain sum", "tapered": "tapered", "normalised": "divided by the count"}


@dataclass(frozen=True)
class AssembledPicture:
    """A held-out picture, and what one network makes of it.

    Attributes
    ----------
    picture
        The target, shape (rows, columns).
    outputs
        By remedy, of that shape.
    losses
        By remedy, each network's mean squared error, shape (S,).
    inside
        The same, where no window is missing.
    of_perfect_patches
        By remedy, its own mean squared error.
    most
        Windows that a point is in, at most.
    """

    picture: Floats
    outputs: Mapping[str, Floats]
    losses: Mapping[str, Floats]
    inside: Mapping[str, Floats]
    of_perfect_patches: Mapping[str, float]
    most: int

    @classmethod
    def of(cls, errors: PictureErrors, seed: int) -> AssembledPicture:
        """Assemble the picture in every way."""
        return cls(
            picture=errors.picture,
            outputs={name: errors.output(name, seed) for name in REMEDIES},
            losses={name: errors.losses(name) for name in REMEDIES},
            inside={name: errors.inside(name) for name in REMEDIES},
            of_perfect_patches={
                name: float(errors.of_perfect_patches(name).mean()) for name in REMEDIES
            },
            most=int(errors.windows.cover().max()),
        )

    @property
    def limit(self) -> float:
        """The size of the largest value of the picture: white, and with a minus black."""
        return float(np.abs(self.picture).max())

    def beyond(self, remedy: str) -> float:
        """Return the share of points that are beyond black or white."""
        return float((np.abs(self.outputs[remedy]) > self.limit).mean())


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw the picture and the scale, and below them a row of output and error per remedy."""
    assembled = AssembledPicture.of(PictureErrors(inputs.ensemble), inputs.seed)
    rows, columns = assembled.picture.shape
    height = (page.width - BETWEEN) / 2 * rows / columns + HEADING
    figure = Figure(figsize=(page.width, height * (1 + len(REMEDIES))))
    grid = figure.subplots(1 + len(REMEDIES), 2)
    names = iter(letters(1 + 2 * len(REMEDIES)))
    show(grid[0, 0], assembled.picture, assembled.limit)
    heading(grid[0, 0], "held-out picture", page.theme.muted, next(names))
    _scale(grid[0, 1], assembled.limit, page.theme)
    for remedy, (left, right) in zip(REMEDIES, grid[1:], strict=True):
        output = assembled.outputs[remedy]
        show(left, output, assembled.limit)
        heading(left, NAMES[remedy], page.theme.muted, next(names))
        show(right, output - assembled.picture, assembled.limit)
        square = ((output - assembled.picture) ** 2).mean()
        heading(right, f"error {square:.2g}", page.theme.muted, next(names))
    return Plot(figure, _caption(assembled, inputs))


def _scale(axes: Axes, limit: float, theme: Theme) -> None:
    """Draw the one scale of all panels, from black to white."""
    axes.set_axis_off()
    bar = axes.inset_axes((0.05, 0.5 - SCALE / 2, 0.9, SCALE))
    ramp = np.linspace(-limit, limit, STEPS)[None]  # (1, STEPS)
    ends = (-limit, limit)
    bar.imshow(ramp, cmap=GREY, extent=(*ends, 0, 1), aspect="auto")
    tick = nice_below(limit)
    bar.set_xticks([-tick, 0, tick], [number(-tick), "0", number(tick)])
    bar.set_yticks([])
    bar.spines[:].set_visible(False)
    bar.set_xlabel("value of a point, and error", color=theme.muted)


def _caption(assembled: AssembledPicture, inputs: FigureInputs) -> Caption:
    medians, inside = (
        {NAMES[name]: _short(float(np.median(of))) for name, of in losses.items()}
        for losses in (assembled.losses, assembled.inside)
    )
    least = float(np.median(assembled.inside["tapered"] / assembled.inside["normalised"]))
    own = {NAMES[name]: _short(error) for name, error in assembled.of_perfect_patches.items()}
    stride = inputs.ensemble.experiment.network.stride
    return Caption(
        finding=(
            f"A plain sum counts points up to {assembled.most} times; with a taper the error "
            f"inside is {least:.2f} times that of dividing by the count, and the edges fade"
        ),
        method=(
            f"The held-out part of a photograph in windows, {stride} points apart, through the "
            f"network of seed {inputs.seed} of {inputs.ensemble.name}. They are summed as "
            f"they are, with weights that fall to the edge of a window{_sum_of_weights(inputs)}, "
            "and divided by how many windows a point is in. Errors are output less picture, with "
            "their mean square. All have one grey scale, on which no error is the grey between "
            "black and white; "
            f"{assembled.beyond('raw'):.0%} of the points of the plain sum are beyond it"
        ),
        view=(
            "A photograph, and below it three pictures made of its windows with the error of each "
            "beside them: the first is too dark and too bright, the others look like a blurred "
            "photograph"
        ),
        figures=(
            f"Median mean squared error over {quantity(len(inputs.ensemble.seeds), 'seed')}: "
            f"{by_name(medians)}. Inside, where no window is missing: {by_name(inside)}. Over all, "
            f"with perfect patches: {by_name(own)}"
        ),
    )


def _sum_of_weights(inputs: FigureInputs) -> str:
    """Say that a taper's weights sum to 1, which they do at a stride of half the kernel."""
    network = inputs.ensemble.experiment.network
    exact = all(2 * network.stride == side for side in network.grid)
    return " and sum to 1 inside" if exact else ""


def _short(error: float) -> str:
    return f"{error:.2g}" if error > ROUNDING else "0"
