"""Control figures: figures as they were when somebody last looked.

They are drawn from made-up networks, one of each file in ``figures``, and lie in
``tests/figures/control``. ``PYTHONPATH=tests python -m support.control_figures`` renews them; look
at each before you commit it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from deconviz.arrays import Pixels
from deconviz.look.fonts import WEIGHTS, write_static
from deconviz.pipeline import figure_list
from deconviz.plotting import style
from deconviz.plotting.page import page_of
from support.control_pictures import ROOT, Tolerance, keep, smaller
from support.made_up import AUDITED, VARIANTS, figure_inputs

CONTROL = ROOT / "tests/figures/control"
RENEW = "PYTHONPATH=tests python -m support.control_figures"

LOOKS = ("light", "dark-one-column")
DOTS_PER_INCH = 60
FINER = 8  # times the size at which a control picture is drawn before it is scaled down
TOLERANCE = Tolerance(edge=96, shade=1.5)  # a figure drawn finer still stays within
# The same of pictures whose points are a few pixels wide: they end on whole pixels of each size.
OF_PICTURES = Tolerance(edge=96, shade=2.5)
UNROUNDED: Any = {"text.hinting": "no_hinting", "path.snap": False}  # not to whole pixels

FIGURES = figure_list.figures(ROOT / "src/deconviz/figures", VARIANTS, AUDITED)
NAMES = list({entry.stem: name for name, entry in FIGURES.items()}.values())


def nothing(_: Figure) -> None:
    """Leave a figure as it is."""


def control(name: str, look: str) -> Path:
    """Return the file of a control picture."""
    return CONTROL / f"{name}-{look}.png"


def picture(
    name: str,
    look: str,
    fonts: list[Path],
    change: Callable[[Figure], None] = nothing,
    finer: int = FINER,
) -> Pixels:
    """Draw a figure of made-up networks, at the size of its control picture.

    Parameters
    ----------
    name, look
        Which.
    fonts
        Inter, one file a weight.
    change
        Done to the figure before it is drawn.
    finer
        How many times larger it is drawn first.
    """
    page, entry = page_of(look), FIGURES[name]
    with style.context(page.theme, fonts), rc_context(UNROUNDED):
        module = import_module(f"deconviz.figures.{entry.stem}")
        figure: Figure = module.draw(figure_inputs(entry.variants), page).figure
        change(figure)
        figure.set_dpi(DOTS_PER_INCH * finer)
        large = _pixels(figure)
    height, width = (size // finer * finer for size in large.shape[:2])
    return smaller(large[:height, :width], finer)


def _pixels(figure: Figure) -> Pixels:
    """Return a figure as RGB, shape (height, width, 3)."""
    canvas: Any = FigureCanvasAgg(figure)  # matplotlib has no types for what follows
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3]


def renew() -> None:
    """Draw all control figures again."""
    CONTROL.mkdir(exist_ok=True)
    for path in CONTROL.iterdir():
        path.unlink()
    with TemporaryDirectory() as folder:
        fonts = [Path(folder) / f"Inter-{weight}.ttf" for weight in WEIGHTS]
        for weight, path in zip(WEIGHTS, fonts, strict=True):
            write_static(weight, path)
        for name in NAMES:
            for look in LOOKS:
                keep(control(name, look), picture(name, look, fonts))


if __name__ == "__main__":
    renew()
