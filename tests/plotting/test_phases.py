"""The figure of phases shows the numbers of any layer, and can be read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex

from deconviz.layers.axis import Axis
from deconviz.layers.channel_pairs import ChannelPairs
from deconviz.layers.layer import Layer
from deconviz.layers.phases import Phases
from deconviz.look.wording import percent
from deconviz.plotting.page import Plot, page_of
from deconviz.plotting.phase_marks import colours, decimals_of
from deconviz.plotting.phase_spectrum import direction, replica_places
from deconviz.plotting.phase_words import caption
from deconviz.plotting.phases import draw_layer_phases, draw_phases
from support import artists
from support.readable import faults, texts

LIGHT = page_of("light")
MIXED = Phases(np.array([0.5, -1.25, 2.0, 0.75, -0.25]), (Axis(5, 3),))
GRID = Phases(np.array([[-0.11, 0.27, 0.4], [0.05, 0.37, 0.41], [0.22, 0.04, 0.2]]),
              (Axis(3, 2), Axis(3, 2)))  # fmt: skip


def random(*shape: int) -> np.ndarray:
    return np.random.default_rng(0).normal(size=shape)


def row(kernel: int, stride: int, crop: tuple[int, int] = (0, 0), dilation: int = 1) -> Phases:
    return Phases(random(kernel), (Axis(kernel, stride, crop, dilation),))


def grid(kernel: int, stride: int) -> Phases:
    return Phases(random(kernel, kernel), (Axis(kernel, stride), Axis(kernel, stride)))


ANY = {
    "stride 1": row(7, 1),
    "stride over kernel": row(2, 5),
    "a vocoder's": row(16, 8, (4, 4)),
    "long": row(300, 100),
    "endless": row(15, 1024),
    "dilated": row(3, 2, dilation=3),
    "zero mean": Phases(np.array([1.0, -1.0]), (Axis(2, 2),)),
    "nothing": Phases(np.zeros(3), (Axis(3, 2),)),
    "stride 1 in two": grid(3, 1),
    "sixteen phases": grid(8, 4),
    "many phases": grid(16, 8),
    "one point in two": grid(1, 3),
    "a bar": Phases(random(1, 9), (Axis(1), Axis(9, 4))),
    "zero mean in two": Phases(np.array([[1.0, -1.0]]), (Axis(1), Axis(2, 2))),
}


@dataclass(frozen=True)
class Drawn:
    """A figure of one dimension, by its panels."""

    plot: Plot

    @property
    def panels(self) -> list[Axes]:
        return self.plot.figure.axes

    def texts(self, panel: int) -> list[str]:
        return artists.texts(self.panels[panel])


@pytest.fixture(scope="module")
def mixed() -> Drawn:
    """A kernel with negative taps, in one dimension."""
    return Drawn(draw_phases(MIXED, "A kernel", LIGHT))


@pytest.fixture(scope="module")
def in_two() -> Drawn:
    return Drawn(draw_phases(GRID, "A kernel", LIGHT))


@dataclass(frozen=True)
class Bar:
    """A rectangle that stands on its begin, or hangs from it."""

    middle: float
    begin: float
    end: float
    hollow: bool
    edge: str


def bars(axes: Axes) -> list[Bar]:
    """Return all bars from left to right."""
    found = []
    for part in axes.collections:
        if isinstance(part, PolyCollection) and len(np.asarray(part.get_paths()[0].vertices)) == 5:
            edges = [to_hex(edge) for edge in np.array(part.get_edgecolor())]
            for number, path in enumerate(part.get_paths()):
                corners = np.asarray(path.vertices)
                left, right = corners[0, 0], corners[2, 0]
                hollow = np.array(part.get_facecolor()).size == 0
                begin, end = corners[0, 1], corners[2, 1]
                edge = edges[number] if hollow else ""
                found.append(Bar(float(left + right) / 2, begin, end, hollow, edge))
    return sorted(found, key=lambda bar: bar.middle)


@pytest.mark.parametrize(
    ("kind", "look"), [*zip(ANY, cycle(["light", "dark-one-column"]), strict=False)]
)
@pytest.mark.usefixtures("inter")
@pytest.mark.slow
def test_any_kernel_can_be_read(kind: str, look: str) -> None:
    assert faults(draw_phases(ANY[kind], "A kernel", page_of(look)).figure) == []


@pytest.mark.usefixtures("inter")
def test_a_long_name_is_cut_and_settings_that_differ_are_both_named() -> None:
    phases = Phases(random(3, 5), (Axis(3, 2), Axis(5, 1, dilation=2)))
    plot = draw_phases(phases, "x" * 300, page_of("light-one-column"))
    head = [text.get_text() for text in texts(plot.figure) if "xxx" in text.get_text()]
    assert [name[-2:] for name in head] == ["x…"]
    assert faults(plot.figure) == []
    assert "(kernel 3 × 5, stride 2 × 1, dilation 1 × 2)" in plot.caption.finding


def test_taps_are_drawn_where_they_land_with_their_numbers_and_phases(mixed: Drawn) -> None:
    taps = mixed.panels[0]
    assert [bar.middle for bar in bars(taps)] == pytest.approx([0, 1, 2, 3, 4])
    assert [bar.begin for bar in bars(taps)] == [0] * 5
    assert [bar.end for bar in bars(taps)] == pytest.approx(MIXED.kernel.tolist())
    written = [text for text in mixed.texts(0) if text[-1].isdigit()]
    assert written == ["0.50", "−1.25", "2.00", "0.75", "−0.25"]
    assert [label.get_text() for label in taps.get_xticklabels()] == ["1", "2", "3", "1", "2"]


def test_negative_taps_are_hollow_and_hang_below_the_line(mixed: Drawn) -> None:
    for panel in mixed.panels[:3]:
        for bar in bars(panel):
            assert bar.hollow == (bar.end < 0)
            assert bar.edge in ("", LIGHT.theme.component(1).colour)
            assert (min(bar.begin, bar.end) >= 0) != bar.hollow


def test_stacks_reach_as_far_as_their_taps_and_say_their_sum(mixed: Drawn) -> None:
    sums = mixed.panels[1]
    for phase, taps in enumerate(([0.5, 0.75], [-1.25, -0.25], [2.0])):
        ends = [bar.end for bar in bars(sums) if round(bar.middle) == phase]
        assert ends == pytest.approx(np.cumsum(taps).tolist())
    assert [text for text in mixed.texts(1) if text[-1].isdigit()] == ["1.25", "−1.50", "2.00"]
    labels = [label.get_text() for label in sums.get_xticklabels()]
    assert labels == ["1\n2 taps", "2\n2 taps", "3\n1 tap"]


def test_a_constant_comes_out_as_the_sums_in_turn(mixed: Drawn) -> None:
    assert [bar.end for bar in bars(mixed.panels[2])] == pytest.approx([1.25, -1.5, 2.0] * 4)
    assert "a constant comes out 600\u202f% uneven" in mixed.texts(2)


def test_dots_lie_on_the_spectrum_with_their_heights(mixed: Drawn) -> None:
    line, _, dots = mixed.panels[3].get_lines()
    frequencies, heights = (np.asarray(values, float) for values in line.get_data())
    where, tops = (np.asarray(values, float) for values in dots.get_data())
    assert where == pytest.approx([1 / 3])
    assert tops == pytest.approx(np.interp(where, frequencies, heights), abs=1e-4)
    share = tops[0] / heights[0]
    assert share == pytest.approx(MIXED.replicas[1])
    assert percent(share) in mixed.texts(3)


def test_in_two_dimensions_cells_hold_taps_and_cover(in_two: Drawn) -> None:
    kernel, cover = in_two.texts(0), in_two.texts(1)
    assert kernel[:9] == ["−0.11", "0.27", "0.40", "0.05", "0.37", "0.41", "0.22", "0.04", "0.20"]
    assert cover[:4] == ["4", "2", "2", "1"]
    assert [text for text in in_two.texts(2) if text[-1].isdigit()] == [
        "0.71", "0.31", "0.46", "0.37",
    ]  # fmt: skip


def test_in_two_dimensions_a_constant_is_as_light_as_its_sums(in_two: Drawn) -> None:
    [image] = in_two.panels[3].images
    levels = np.asarray(image.get_array(), float)[:2, :2, 1]
    dark, light = (int(end[3:5], 16) for end in ("#14181f", "#ffffff"))
    shares = (levels - dark) / (light - dark)
    assert shares / shares[0, 0] == pytest.approx(GRID.sums / GRID.sums[0, 0], abs=0.01)


def test_in_two_dimensions_the_highest_replicas_are_listed(in_two: Drawn) -> None:
    assert in_two.texts(5) == [
        "at the replicas", "26\u202f%", "1/2 across", "17\u202f%", "1/2 both ways", "10\u202f%",
        "1/2 down",
    ]  # fmt: skip


@pytest.mark.parametrize("strides", [(1, 1), (2, 2), (3, 2), (4, 4), (1, 5)])
def test_of_replicas_that_mirror_each_other_one_is_shown(strides: tuple[int, int]) -> None:
    places = replica_places(strides)
    residues = [tuple(m % s for m, s in zip(place, strides, strict=True)) for place in places]
    mirrored = [tuple(-m % s for m, s in zip(place, strides, strict=True)) for place in places]
    assert {*residues, *mirrored} == set(np.ndindex(*strides)) - {(0, 0)}
    alone = [one for one, other in zip(residues, mirrored, strict=True) if one == other]
    assert len(alone) + 2 * (len(places) - len(alone)) == np.prod(strides) - 1
    for place, one in zip(places, residues, strict=True):
        assert place == (0, 0) or direction(place, strides)
        assert all(-s < 2 * m <= s for m, s in zip(place, strides, strict=True)), one


@pytest.mark.parametrize(
    ("kernel", "decimals"),
    [([1, 2, 1], 0), ([0.25, 0.75, 0.5], 2), ([0.333, 0.333, 0.333], 3), ([0.004, 0.001, 0], 4)],
)
def test_taps_as_they_are_written_add_up_to_their_sums(kernel: list[float], decimals: int) -> None:
    phases = Phases(np.array(kernel, float), (Axis(len(kernel), 2),))
    assert decimals_of(phases) == decimals


@pytest.mark.parametrize(("stride", "count"), [(2, 2), (4, 4), (5, 4), (8, 4)])
def test_up_to_four_phases_have_a_colour_each_and_more_have_four_tones(
    stride: int, count: int
) -> None:
    inks = colours(row(8, stride), LIGHT.theme)
    assert len(inks) == stride
    assert len(set(inks)) == count


@pytest.mark.usefixtures("inter")
def test_of_a_layer_the_pair_that_makes_most_of_a_pattern_is_shown() -> None:
    kernel = np.ones((2, 3, 4))
    kernel[1, 2, 0] = 9
    layer = Layer(kernel, np.zeros(3), (Axis(4, 2),))
    plot = draw_layer_phases(ChannelPairs(layer), "decoder.up", LIGHT)
    assert "from channel 2 to 3, the most uneven of 6 pairs" in plot.caption.finding
    assert "Pairs of channels that are uneven: 1 of 6, and faintly so 0;" in plot.caption.text
    assert "(B)" in plot.caption.text
    single = Layer(kernel[:1, :1], np.zeros(1), (Axis(4, 2),))
    one = draw_layer_phases(ChannelPairs(single), "It", LIGHT)
    assert one.caption.finding == (
        "It (kernel 4, stride 2) will not checkerboard: all its phases have the same sum"
    )


@pytest.mark.parametrize(
    ("kernel", "title"),
    [
        ([1, 1, 1], "Kernel 3, stride 2: yes, it will checkerboard"),
        ([1, 1.04, 1, 1], "Kernel 4, stride 2: it will checkerboard, faintly"),
        ([1, 2, 1], "Kernel 3, stride 2: no, it will not checkerboard"),
    ],
)
@pytest.mark.usefixtures("inter")
def test_the_title_is_the_verdict(kernel: list[float], title: str) -> None:
    phases = Phases(np.array(kernel, float), (Axis(len(kernel), 2),))
    figure = draw_phases(phases, "A kernel", LIGHT).figure
    assert title in [text.get_text() for axes in figure.axes for text in axes.texts]


@pytest.mark.parametrize(("phases", "inks"), [(MIXED, "in the colours of their phases"),
                                              (ANY["many phases"], "in four tones")])  # fmt: skip
def test_words_tell_colours_from_tones(phases: Phases, inks: str) -> None:
    words = caption(phases, "A kernel", "")
    assert f", {inks}, for the taps of a kernel," in words.alternative
    assert f"The taps of the kernel, {inks}" in words.text


@pytest.mark.parametrize(
    ("kind", "marks"),
    [
        ("zero mean", "dots at multiples of 1/2"),
        ("nothing", "dots at multiples of 1/2"),
        ("zero mean in two", "rings at multiples of 1/stride"),
    ],
)
def test_with_nothing_at_0_words_promise_no_heights_over_it(kind: str, marks: str) -> None:
    replicas = "where replicas of the input's spectrum lie"
    assert f"with {marks}, {replicas}. Sums of" in caption(ANY[kind], "A kernel", "").text
    assert f"{replicas}, its height over that at 0" in caption(MIXED, "A kernel", "").text


@pytest.mark.parametrize(("note", "end"), [("", "1."), ("A note", "1. A note.")])
def test_a_note_follows_the_sums(note: str, end: str) -> None:
    assert caption(MIXED, "A kernel", note).text.endswith(f"taps: 2, 2, {end}")
