"""Outputs with a component zeroed, beside their targets: with all components and without each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from deconviz.analysis.code_paths import unlikeliness
from deconviz.analysis.ensemble import Ensemble
from deconviz.analysis.examples import without
from deconviz.arrays import Floats
from deconviz.look.theme import Theme
from deconviz.look.wording import number, number_list
from deconviz.plotting.caption import Caption
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.pairs import pair, pair_labels
from deconviz.plotting.panels import heading, letters, points_axis, points_label, values_axis
from deconviz.plotting.sentences import SAME_LIMITS, code_noise

VARIANTS = "each"
NEEDS = ("curves", "models")

HEIGHT = 1.05  # inches
AROUND = 0.45  # inches, of headings and ticks
BELOW = 0.3  # inches, of the label
IN_A_COLUMN = 2  # panels side by side
DECIMALS = 3


@dataclass(frozen=True)
class ZeroedOutputs:
    """Two held-out patches, and what one network makes of them.

    Attributes
    ----------
    targets
        Shape (2, K).
    values
        With all components and without each, shape (2, 1 + C, K).
    """

    targets: Floats
    values: Floats

    @property
    def errors(self) -> Floats:
        """Root mean square errors, shape (2, 1 + C)."""
        return np.asarray(np.sqrt(((self.values - self.targets[:, None]) ** 2).mean(-1)))


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw for each patch a panel with all components, and one without each."""
    outputs = _outputs(inputs.ensemble, inputs.seed)
    patches, count, _ = outputs.values.shape
    across = min(IN_A_COLUMN * page.columns, count)
    down = -(-count // across)
    figure = Figure(figsize=(page.width, patches * down * (HEIGHT + AROUND) + BELOW))
    grid = figure.subplots(patches * down, across, squeeze=False)
    for patch, panels in enumerate(grid.reshape(patches, down * across)):
        _band(list(panels[:count]), outputs, patch, page.theme)
        at_right = count // across * across - 1  # in the last row that is full
        target, output = outputs.targets[patch], outputs.values[patch, at_right]  # (K,)
        pair_labels(panels[at_right], target, output, page.theme, HEIGHT)
        for spare, above in zip(panels[count:], panels[count - across :], strict=False):
            above.tick_params(labelbottom=patch == patches - 1)
            spare.remove()
    points_label(figure, "patch", page.theme)
    return Plot(figure, _caption(outputs, inputs))


def _outputs(ensemble: Ensemble, seed: int) -> ZeroedOutputs:
    """Take the codes nearest to one standard deviation, and to one with alternating signs."""
    network, patches = ensemble.network(seed), ensemble.patches  # patches: (M, K)
    codes = network.encode(patches)  # (M, C)
    alternating = np.resize([1.0, -1.0], ensemble.channels)  # (C,)
    places = [unlikeliness(codes, signs).argmin() for signs in (1.0, alternating)]
    of_patches = codes[places]  # (2, C)
    zeroed = [without(of_patches, component) for component in range(ensemble.channels)]
    values = network.decode(np.stack([of_patches, *zeroed], axis=1))  # (2, 1 + C, K)
    return ZeroedOutputs(patches[places], values)


def _band(panels: Sequence[Axes], outputs: ZeroedOutputs, patch: int, theme: Theme) -> None:
    """Draw all panels of a patch, with what is left out and the error as their headings."""
    target = outputs.targets[patch]  # (K,)
    for zeroed, axes in enumerate(panels):
        output = outputs.values[patch, zeroed]  # (K,)
        values_axis(axes, np.append(outputs.targets, outputs.values), theme)
        points_axis(axes, len(target))
        pair(axes, target, output, theme)
        axes.set_ylabel("y")
        axes.label_outer()
        error = number(outputs.errors[patch, zeroed], DECIMALS)
        if zeroed == 0:
            heading(axes, f"with all, error {error}", theme.foreground, letters(patch + 1)[-1])
        else:
            colour = theme.component(zeroed - 1).colour
            heading(axes, f"without {zeroed}, error {error}", colour)


def _caption(outputs: ZeroedOutputs, inputs: FigureInputs) -> Caption:
    mean = outputs.errors[:, 1:].mean(0)  # (C,)
    return Caption(
        finding=(
            f"{inputs.ensemble.name}: the output is off by {mean.min():.3f} without component "
            f"{mean.argmin() + 1} and by {mean.max():.3f} without component {mean.argmax() + 1}"
        ),
        method=(
            "These are root mean square errors, on average over both patches. Output (dots) of the "
            f"network of seed {inputs.seed} and target (rings) of the held-out patches whose codes "
            "are nearest to one standard deviation in every component, (A) all positive and (B) "
            f"with alternating signs. {SAME_LIMITS}. {code_noise([inputs.ensemble])}"
        ),
        view="Panels with target and output of two patches, with all components and without each",
        figures=f"Root mean square errors with all and without each: {_errors(outputs)}",
    )


def _errors(outputs: ZeroedOutputs) -> str:
    return "; ".join(
        f"{letter} {number_list(errors, DECIMALS)}"
        for letter, errors in zip(letters(len(outputs.errors)), outputs.errors, strict=True)
    )
