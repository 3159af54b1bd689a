"""The full network, drawn from the settings: a curve, its windows, their code, and back."""

from __future__ import annotations

from deconviz.curves import basis
from deconviz.material import Material
from deconviz.plotting.hourglass import Hourglass
from deconviz.plotting.page import Drawn, Page
from deconviz.plotting.words import abridged, counted
from deconviz.windows import Windows

VARIANTS = ()
NEEDS = ()


def draw(material: Material, page: Page) -> Drawn:
    """Draw a layer of cells a step, from left to right, or downwards on one column."""
    channels = material.network.channels
    windows = Windows(material.data.points, material.network.kernel, material.network.stride)
    numbers = len(basis(windows.points))
    curve = f"{windows.points} points"
    count = counted(len(windows.starts()), "window")
    cut = f"{count}\nof {windows.kernel}"
    code = f"code\n{len(windows.starts())} × {channels}"
    figure = Hourglass(windows, channels, numbers, page).draw(
        names=(curve, cut, code, f"{numbers} numbers", code, cut, curve),
        steps=("cut", "encoder", "dense", "dense", "decoder", "add"),
    )
    finding = (
        f"A curve of {curve} is cut into {count} of {windows.kernel}, and each becomes "
        f"a code of {counted(channels, 'component')}"
    )
    return Drawn(figure, finding, _caption(finding, windows, channels, numbers), _seen(finding))


def _caption(finding: str, windows: Windows, channels: int, numbers: int) -> str:
    starts = windows.starts()
    code = len(starts) * channels
    return (
        f"{finding}. The full network, from the settings: kernel {windows.kernel}, stride "
        f"{windows.stride}, so windows start at {abridged(starts.tolist())}. Encoder and decoder "
        f"are the same for all windows, and where windows overlap their outputs add up. As "
        f"{numbers} numbers describe a curve, dense layers could squeeze the code of {code} to "
        f"{numbers} numbers; these are not trained here, encoder and decoder are."
    )


def _seen(finding: str) -> str:
    return (
        f"Diagram in the form of an hourglass. {finding}; in the middle two numbers remain, and "
        "the second half mirrors the first: code, windows, curve."
    )
