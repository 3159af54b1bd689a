"""Whether a layer checkerboards: taps by phase, their sums, and what a constant comes out as."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from deconviz.layers.channel_pairs import ChannelPairs
from deconviz.layers.phases import Phases
from deconviz.look.theme import Theme
from deconviz.look.wording import thousands
from deconviz.plotting import phase_bars, phase_cells, phase_spectrum, phase_words
from deconviz.plotting.page import Page, Plot
from deconviz.plotting.panels import heading, letters
from deconviz.plotting.phase_cells import COVER, KERNEL

TITLE = 10.0  # points
LETTER = 0.066  # inches of a letter of a name
HEAD = {1: 0.98, 2: 0.82}  # inches above the first panels, by columns of the page
MARGIN = 0.08  # inches
GAP = 0.4  # inches between panels side by side
BARS = 1.05  # inches that bars are high
SUMS_BELOW, BARS_BELOW = 0.98, 0.84  # inches from bars to the panels below, with words between
CELLS_BELOW = 0.5
SPECTRUM = 1.25
OUTSIDE = 0.18  # inches, of texts beside a spectrum
CONSTANT = (6, 18)  # points of a picture


def draw_phases(phases: Phases, name: str, page: Page, note: str = "") -> Plot:
    """Draw the phases of one kernel.

    Parameters
    ----------
    phases
        Of a kernel of one or two dimensions.
    name
        What the kernel is called in words, as "filter 3 of code-noise".
    page
        Colours and width.
    note
        How it stands among the kernels of its layer, without the last full stop; may be empty.
    """
    draw = _in_one_dimension if len(phases.axes) == 1 else _in_two_dimensions
    figure = draw(phases, page)
    _head(figure, phases, name, page)
    return Plot(figure, phase_words.caption(phases, name, note))


def draw_layer_phases(pairs: ChannelPairs, name: str, page: Page) -> Plot:
    """Draw the phases of a layer: of the pair of channels that makes most of a pattern.

    Parameters
    ----------
    pairs
        Its pairs of channels.
    name
        What the layer is called in words.
    page
        Colours and width.
    """
    if pairs.count == 1:
        return draw_phases(pairs.phases(0), name, page)
    worst = pairs.most_uneven
    channel, output = pairs.channels(worst)
    of_pair = (
        f"{name}, from channel {channel + 1} to {output + 1}, the most uneven of "
        f"{thousands(pairs.count)} pairs"
    )
    return draw_phases(pairs.phases(worst), of_pair, page, phase_words.of_all(pairs))


def _in_one_dimension(phases: Phases, page: Page) -> Figure:
    width, top = _width(page), HEAD[page.columns]
    lower = top + BARS + SUMS_BELOW
    if page.columns == 2:
        right = MARGIN + width + GAP
        places = [(MARGIN, top), (right, top), (MARGIN, lower), (right, lower)]
    else:
        tops = [top, top + BARS + BARS_BELOW]
        tops += [tops[1] + BARS + SUMS_BELOW, tops[1] + 2 * BARS + SUMS_BELOW + BARS_BELOW]
        places = [(MARGIN, at) for at in tops]
    figure = _figure(page, places[-1][1] + BARS + 0.45)
    widths = [width, width, width, width - OUTSIDE]
    taps, sums, constant, spectrum = (
        _panel(figure, *place, wide, BARS) for place, wide in zip(places, widths, strict=True)
    )
    size, theme = (width, BARS), page.theme
    phase_bars.taps(taps, phases, size, theme)
    phase_bars.sums(sums, phases, size, theme)
    phase_bars.constant(constant, phases, size, theme)
    phase_spectrum.curve(spectrum, phases, widths[-1], theme)
    titles = [
        phase_bars.taps_heading(phases, width),
        phase_bars.sums_heading(phases, width),
        phase_words.constant_heading(phases),
        phase_spectrum.heading(phases),
    ]
    _headings([taps, sums, constant, spectrum], titles, theme)
    return figure


def _in_two_dimensions(phases: Phases, page: Page) -> Figure:
    width, top = _width(page), HEAD[page.columns]
    wide = width * CONSTANT[0] / CONSTANT[1]  # inches that the constant is high
    if page.columns == 2:
        right, lower = MARGIN + width + GAP, top + KERNEL + CELLS_BELOW
        sums_at, constant_at, spectrum_at = (right, top), (MARGIN, lower), (right, lower)
    else:
        sums_at = (MARGIN, top + KERNEL + CELLS_BELOW)
        constant_at = (MARGIN, sums_at[1] + BARS + SUMS_BELOW)
        spectrum_at = (MARGIN, constant_at[1] + wide + CELLS_BELOW)
    figure, theme = _figure(page, spectrum_at[1] + SPECTRUM + 0.45), page.theme
    kernel = _panel(figure, MARGIN, top, KERNEL, KERNEL)
    cover = _panel(figure, MARGIN + KERNEL + GAP, top, COVER, COVER)
    sums = _panel(figure, *sums_at, width, BARS)
    constant = _panel(figure, *constant_at, width, wide)
    left, below = spectrum_at[0] + OUTSIDE, spectrum_at[1]
    spectrum = _panel(figure, left, below, SPECTRUM, SPECTRUM)
    left += SPECTRUM + OUTSIDE
    heights = _panel(figure, left, below, width - SPECTRUM - 2 * OUTSIDE, SPECTRUM)
    phase_cells.kernel(kernel, phases, theme)
    phase_cells.cover(cover, phases, theme)
    phase_bars.sums(sums, phases, (width, BARS), theme)
    phase_cells.constant(constant, phases, CONSTANT, theme)
    phase_spectrum.picture(spectrum, phases, theme)
    phase_spectrum.heights(heights, phases, SPECTRUM, theme)
    titles = [
        phase_cells.kernel_heading(phases),
        "cover",
        phase_bars.sums_heading(phases, width),
        phase_words.constant_heading(phases),
        phase_spectrum.heading(phases),
    ]
    _headings([kernel, cover, sums, constant, spectrum], titles, theme)
    return figure


def _width(page: Page) -> float:
    """Return how wide the panels of a column are, in inches."""
    return (page.width - 2 * MARGIN - GAP * (page.columns - 1)) / page.columns


def _figure(page: Page, height: float) -> Figure:
    figure = Figure(figsize=(page.width, height))
    figure.set_layout_engine("none")
    return figure


def _panel(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Add axes in inches from the left and from above."""
    across, down = figure.get_size_inches().tolist()
    place = (left / across, 1 - (top + height) / down, width / across, height / down)
    axes = figure.add_axes(place)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes


def _headings(panels: list[Axes], titles: list[str], theme: Theme) -> None:
    for letter, axes, title in zip(letters(len(panels)), panels, titles, strict=True):
        heading(axes, title, theme.muted, letter)


def _head(figure: Figure, phases: Phases, name: str, page: Page) -> None:
    """Write the verdict, and below what it is about."""
    axes = _panel(figure, MARGIN, MARGIN, page.width - 2 * MARGIN, HEAD[page.columns] - 0.46)
    axes.set_axis_off()
    between = " " if page.columns == 2 else "\n"
    title = phase_words.title(phases, between)
    axes.text(0, 1, title, size=TITLE, weight="semibold", transform=axes.transAxes, va="top")
    most = int(page.width / LETTER)
    shown = name if len(name) <= most else f"{name[: most - 1]}…"
    axes.text(0, 0, shown, color=page.theme.muted, transform=axes.transAxes, va="bottom")
