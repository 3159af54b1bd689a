"""Curves assembled with weights that fall towards the ends of a window."""

from __future__ import annotations

from deconviz.assembly import taper
from deconviz.material import Material
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.remedies import drawn, remedy_figure
from deconviz.trial import Trial

VARIANTS = ("baseline",)
NEEDS = ("curves", "models")


def draw(material: Material, page: Page) -> Drawn:
    """Draw the sum of tapered windows."""
    [networks] = material.variants.values()
    trial = Trial.of(material, networks)
    figure = remedy_figure(trial, page, {"trained": "tapered"}, taper(trial.windows.kernel))
    return drawn(figure, trial, "tapered", _finding(trial))


def _finding(trial: Trial) -> str:
    """Compare the taper's own error with that of halving."""
    tapered, halved = (trial.perfect(remedy).mean() for remedy in ("tapered", "halved"))
    verb = "less" if tapered < halved else "more"
    return f"A taper leaves {verb} error than halving does, {tapered:.2e} against {halved:.2e}"
