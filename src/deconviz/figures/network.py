"""The full network, drawn from the settings: a curve, its windows, their code, and back."""

from __future__ import annotations

from deconviz.data.curves import basis
from deconviz.data.windows import Windows
from deconviz.look.wording import quantity, short_list
from deconviz.plotting.caption import Caption
from deconviz.plotting.hourglass import Hourglass
from deconviz.plotting.inputs import FigureInputs
from deconviz.plotting.page import Page, Plot

VARIANTS = ()
NEEDS = ()


def draw(inputs: FigureInputs, page: Page) -> Plot:
    """Draw a layer of cells a step, from left to right, or downwards on one column."""
    channels = inputs.network.channels
    windows = Windows(inputs.data.points, inputs.network.points, inputs.network.stride)
    numbers = len(basis(windows.points))
    curve = f"{windows.points} points"
    count = quantity(len(windows.starts()), "window")
    cut = f"{count}\nof {windows.kernel}"
    code = f"code\n{len(windows.starts())} × {channels}"
    figure = Hourglass(windows, channels, numbers, page).draw(
        names=(curve, cut, code, f"{numbers} numbers", code, cut, curve),
        steps=("cut", "encoder", "dense", "dense", "decoder", "add"),
    )
    return Plot(figure, _caption(windows, channels, numbers))


def _caption(windows: Windows, channels: int, numbers: int) -> Caption:
    starts = windows.starts()
    size = quantity(len(starts) * channels, "component")
    return Caption(
        finding=(
            f"A curve of {windows.points} points is cut into {quantity(len(starts), 'window')} of "
            f"{windows.kernel}, and each becomes a code of {quantity(channels, 'component')}"
        ),
        method=(
            "The full network, drawn from the settings. All windows have the same encoder and the "
            "same decoder, and outputs add up where windows overlap. Dense layers could squeeze "
            f"the whole code to the {numbers} numbers that describe a curve. Only encoder and "
            "decoder are trained here, not those layers"
        ),
        view="Diagram shaped like an hourglass: curve, windows, code, numbers, and back",
        figures=(
            f"Kernel {windows.kernel} and stride {windows.stride}: windows start at "
            f"{short_list(starts.tolist())}. The whole code has {size}"
        ),
    )
