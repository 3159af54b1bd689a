"""What comes out when a component is zeroed: target and output, with all and without each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from deconviz.examples import without
from deconviz.material import Material
from deconviz.plotting.numbers import listed, number
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.pairs import pair, pair_labels
from deconviz.plotting.panels import heading, letters, points_axis, points_label, values_axis
from deconviz.sweep import unlikeliness
from deconviz.theme import Theme

VARIANTS = "each"
NEEDS = ("curves", "models")

HEIGHT = 1.05  # inches
AROUND = 0.45  # inches, of headings and ticks
BELOW = 0.3  # inches, of the label
IN_A_COLUMN = 2  # panels side by side
DECIMALS = 3

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Shown:
    """Two held-out patches, and what comes of them.

    Attributes
    ----------
    variant, seed
        Whose network it is.
    targets
        Shape (2, K).
    outputs
        With all components and without each, shape (2, 1 + C, K).
    """

    variant: str
    seed: int
    targets: Floats
    outputs: Floats

    @property
    def errors(self) -> Floats:
        """Root mean square errors, shape (2, 1 + C)."""
        return np.asarray(np.sqrt(((self.outputs - self.targets[:, None]) ** 2).mean(-1)))


def draw(material: Material, page: Page) -> Drawn:
    """Draw for each patch a panel with all components, and one without each."""
    shown = _choose(material)
    patches, outputs, _ = shown.outputs.shape
    across = min(IN_A_COLUMN * page.columns, outputs)
    down = -(-outputs // across)
    figure = Figure(figsize=(page.width, patches * down * (HEIGHT + AROUND) + BELOW))
    grid = figure.subplots(patches * down, across, squeeze=False)
    for patch, panels in enumerate(grid.reshape(patches, down * across)):
        _band(list(panels[:outputs]), shown, patch, page.theme)
        at_right = outputs // across * across - 1  # in the last row that is full
        target, output = shown.targets[patch], shown.outputs[patch, at_right]  # (K,)
        pair_labels(panels[at_right], target, output, page.theme, HEIGHT)
        for spare, above in zip(panels[outputs:], panels[outputs - across :], strict=False):
            above.tick_params(labelbottom=patch == patches - 1)
            spare.remove()
    points_label(figure, "patch", page.theme)
    return Drawn(figure, _finding(shown), _caption(shown), _alternative(shown))


def _choose(material: Material) -> Shown:
    """Take codes a standard deviation from zero: in one direction, and in turns."""
    [(variant, networks)] = material.variants.items()
    network = networks.by_seed[material.seed]
    patches = material.curves.patches(network.kernel)  # (M, K)
    codes = network.encode(patches)  # (M, C)
    channels = codes.shape[1]
    in_turns = np.resize([1.0, -1.0], channels)  # (C,)
    chosen = [unlikeliness(codes, signs).argmin() for signs in (1.0, in_turns)]
    shown = [codes[chosen], *(without(codes[chosen], c) for c in range(channels))]
    outputs = network.decode(np.stack(shown, axis=1))  # (2, 1 + C, K)
    return Shown(variant, material.seed, patches[chosen], outputs)


def _band(panels: Sequence[Axes], shown: Shown, patch: int, theme: Theme) -> None:
    """Draw all panels of a patch, named by what is left out and the error that this makes."""
    target = shown.targets[patch]  # (K,)
    for zeroed, axes in enumerate(panels):
        output = shown.outputs[patch, zeroed]  # (K,)
        values_axis(axes, np.append(shown.targets, shown.outputs), theme)
        points_axis(axes, len(target))
        pair(axes, target, output, theme)
        axes.set_ylabel("y")
        axes.label_outer()
        error = number(shown.errors[patch, zeroed], DECIMALS)
        if zeroed == 0:
            heading(axes, f"with all, error {error}", theme.foreground, letters(patch + 1)[-1])
        else:
            colour = theme.component(zeroed - 1).colour
            heading(axes, f"without {zeroed}, error {error}", colour)


def _finding(shown: Shown) -> str:
    mean = shown.errors[:, 1:].mean(0)  # (C,)
    return (
        f"{shown.variant}: without component {mean.argmin() + 1} an output misses by "
        f"{mean.min():.3f}, without component {mean.argmax() + 1} by {mean.max():.3f}"
    )


def _caption(shown: Shown) -> str:
    return (
        f"{_finding(shown)} (root mean square, on average over both patches). Network of seed "
        f"{shown.seed}. Output (dots) and target (rings) of two held-out patches, A and B: those "
        "with the codes nearest to one standard deviation in every component, and to one "
        "standard deviation with signs in turns. From panel to panel another component is set "
        "to zero; component 1 is the noisiest where there is noise on the code. Numbers are root "
        f"mean square errors: {_errors(shown)}. All panels have the same limits."
    )


def _alternative(shown: Shown) -> str:
    return (
        f"Panels with target and output of the {shown.variant} network of seed {shown.seed} for "
        f"two held-out patches, with all components and without each. Errors: {_errors(shown)}."
    )


def _errors(shown: Shown) -> str:
    return "; ".join(
        f"{letter} {listed(errors, DECIMALS)}"
        for letter, errors in zip(letters(len(shown.errors)), shown.errors, strict=True)
    )
