"""Whether a figure can be read."""

from __future__ import annotations

from itertools import combinations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from deconviz.look.theme import FONT
from deconviz.plotting.style import TEXT


def texts(figure: Figure) -> dict[Text, Bbox]:
    """Return all visible texts, with their places in dots."""
    if figure.stale:  # laying out takes long, and is done once
        figure.draw_without_rendering()
    hidden = _not_drawn(figure)
    return {
        text: text.get_window_extent()
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip() and text not in hidden
    }


def faults(figure: Figure) -> list[str]:
    """List what cannot be read: text too small, in another font, cut off, or over other text."""
    boxes = texts(figure)
    problems = []
    for text, box in boxes.items():
        if float(text.get_fontsize()) < TEXT:
            problems.append(f"{text} is too small")
        if text.get_fontfamily() != [FONT]:
            problems.append(f"{text} is not in {FONT}")
        if box.x0 < 0 or box.y0 < 0 or box.x1 > figure.bbox.x1 or box.y1 > figure.bbox.y1:
            problems.append(f"{text} is cut off")
    for (one, here), (other, there) in combinations(boxes.items(), 2):
        if here.overlaps(there):
            problems.append(f"{one} is over {other}")
    return problems


def unlabelled(figure: Figure) -> list[str]:
    """Name the axes with numbers on them that neither they, their row, column nor figure label."""
    names = []
    for axes in figure.axes:
        for name, shared in (("x", figure.get_supxlabel()), ("y", figure.get_supylabel())):
            axis = axes._axis_map[name]
            numbers = any(_is_number(label.get_text()) for label in axis.get_ticklabels())
            if axes.axison and numbers and not shared and not _labels_in_line(axes, name):
                names.append(f"{name} of {axes}")
    return names


def _is_number(text: str) -> bool:
    """Tell a number from a name that has one in it, such as filter 1, and from nothing."""
    return bool(text) and not text[0].isalpha()


def _labels_in_line(axes: Axes, name: str) -> str:
    """Join the labels of all axes of the same column (of x) or row (of y) of a grid."""
    here = axes.get_subplotspec()
    line = [
        other
        for other in axes.figure.axes
        if other is axes
        or (
            here is not None
            and (there := other.get_subplotspec()) is not None
            and there.get_gridspec() is here.get_gridspec()
            and (there.colspan == here.colspan if name == "x" else there.rowspan == here.rowspan)
        )
    ]
    return "".join(other._axis_map[name].get_label_text() for other in line)


def _not_drawn(figure: Figure) -> set[Text]:
    """Collect tick labels outside of their axis: matplotlib has them and does not draw them."""
    hidden: set[Text] = set()
    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
        low, high = sorted(axis.get_view_interval())
        for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
            if not axis.axes.axison or not low <= tick.get_loc() <= high:
                hidden |= {tick.label1, tick.label2}
    return hidden
