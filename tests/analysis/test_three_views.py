"""Three ways to compute a layer, where its outputs come from, and what of a large one is shown."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from deconviz.analysis.three_views import ThreeWays, shown_part, strongest_pair
from deconviz.errors import UserError
from deconviz.layers.axis import Axis
from deconviz.layers.contributions import Contributions
from deconviz.layers.example import Example, small_example
from deconviz.layers.layer import Layer
from deconviz.layers.scatter import scatter


def ways_of(numbers: list[float], kernel: list[float], **settings: int) -> ThreeWays:
    return shown_part(small_example(numbers, kernel, **settings)).ways


OURS = ways_of([2, 3, 1], [1, 2, 3, 1], stride=2)
CUT = ways_of([2, 3, 1], [1, 2, 3, 1], stride=2, padding=1)
ADDED = ways_of([2, 3, 1], [1, 2], stride=2, padding=0, output_padding=1)
DILATED = ways_of([2, 3], [1, 2, 3], stride=1, dilation=2)


def test_scatter_gather_and_matrix_are_the_same_numbers() -> None:
    expected = [2, 4, 9, 8, 10, 5, 3, 1]
    for way in (OURS.scatter, OURS.gather, OURS.multiply):
        assert way().tolist() == expected


@pytest.mark.parametrize("ways", [OURS, CUT, ADDED, DILATED])
def test_columns_that_are_kept_come_out(ways: ThreeWays) -> None:
    kept = list(ways.kept)
    for way in (ways.scatter, ways.gather, ways.multiply):
        assert way() == pytest.approx(ways.parts.sum(0)[kept])
    assert (ways.matrix @ ways.input)[kept] == pytest.approx(ways.scatter())
    assert ways.parts.shape == ways.matrix.T.shape == (len(ways.input), ways.columns)


def test_padding_cuts_columns_off_and_output_padding_adds_some() -> None:
    assert (list(CUT.kept), CUT.columns) == ([1, 2, 3, 4, 5, 6], 8)
    assert (list(ADDED.kept), ADDED.columns) == ([0, 1, 2, 3, 4, 5, 6], 7)
    assert ADDED.parts[:, 6].tolist() == [0, 0, 0]


def test_a_dilated_kernel_has_zeros_between_its_taps() -> None:
    assert DILATED.kernel.tolist() == [1, 0, 2, 0, 3]
    assert DILATED.stamps.tolist() == [[2, 0, 4, 0, 6], [3, 0, 6, 0, 9]]


def test_the_busiest_column_is_the_first_that_comes_out_and_most_inputs_reach() -> None:
    assert OURS.busiest() == 2
    assert CUT.busiest() == 2
    assert ways_of([1, 1, 1], [1, 1, 1]).busiest() == 2
    assert ways_of([1, 1], [1, 1], stride=3).busiest() == 0
    assert ways_of([1, 1], [1, 1], stride=3, padding=1).busiest() == 1


@pytest.fixture(scope="module")
def grouped() -> Example:
    """Four channels in and six out, in two groups, with a bias and more points than fit."""
    random = np.random.default_rng(0)
    layer = Layer(random.normal(size=(4, 3, 4)), np.ones(6), (Axis(4, 2, (1, 1)),), groups=2)
    return Example(layer, random.normal(size=(4, 30)), "upsample")


def test_of_a_large_layer_the_strongest_pair_is_shown(grouped: Example) -> None:
    part = shown_part(grouped)
    layer = grouped.layer
    assert part.output == (grouped.output**2).sum(1).argmax()
    energies = []
    for channel in range(4):
        alone = np.zeros_like(grouped.given)
        alone[channel] = grouped.given[channel]
        without_bias = Layer(layer.kernel, np.zeros(6), layer.axes, layer.groups)
        energies.append((scatter(without_bias, alone)[part.output] ** 2).sum())
    assert part.channel == int(np.argmax(energies))


def test_a_bias_chooses_no_channel_and_all_films_of_a_layer_choose_the_same(
    grouped: Example,
) -> None:
    free = shown_part(grouped)
    bias = np.zeros(6)
    bias[(free.output + 3) % 6] = 100.0  # of a channel of the other group
    biased = replace(grouped, layer=replace(grouped.layer, bias=bias))
    part = shown_part(biased)
    assert (part.channel, part.output) == (free.channel, free.output)
    assert part.output != (biased.output**2).sum(1).argmax()
    parted = Contributions.of(biased, 4)
    assert (part.channel, part.output) == (parted.alone[0], parted.channel)


def test_of_a_large_layer_the_numbers_are_the_layer_s(grouped: Example) -> None:
    part = shown_part(grouped)
    kernel = grouped.layer.kernel[part.channel, part.output % 3]
    assert part.ways.input.tolist() == grouped.given[part.channel, :4].tolist()
    expected = torch.nn.functional.conv_transpose1d(
        torch.tensor(part.ways.input)[None, None], torch.tensor(kernel)[None, None], None, 2, 1
    )[0, 0].numpy()
    assert part.ways.scatter() == pytest.approx(expected, abs=1e-12)


def test_what_is_left_out_is_said(grouped: Example) -> None:
    part = shown_part(grouped)
    assert part.words == [
        f"in part: channel {part.channel + 1} of 4 to {part.output + 1} of 6",
        "first 4 of 30 points, without bias",
    ]
    assert shown_part(small_example([1, 2], [1, 1])).words == []


def test_of_two_channels_it_is_said_which_is_shown() -> None:
    layer = Layer(np.array([[[1.0], [-2.0]]]), np.zeros(2), (Axis(1),))
    assert shown_part(Example(layer, np.ones((1, 3)))).words == [
        "in part: channel 1 of 1 to 2 of 2"
    ]


def test_a_channel_is_as_strong_as_its_energy_whatever_its_sign() -> None:
    layer = Layer(np.array([[[-5.0]], [[1.0]]]), np.zeros(1), (Axis(1),))
    assert strongest_pair(Example(layer, np.ones((2, 3)))).channel == 0


def test_a_kernel_that_is_longer_than_all_columns_is_shown_with_one_point() -> None:
    layer = Layer(np.ones((1, 1, 10)), np.zeros(1), (Axis(10, 8, (4, 4)),))
    part = shown_part(Example(layer, np.ones((1, 5)), "vocoder"))
    assert part.ways.input.tolist() == [1]
    assert part.words == ["in part: first 1 of 5 points"]


@pytest.mark.parametrize(("padding", "shown"), [(4, 1), (5, 2)])
def test_beyond_ten_columns_no_point_is_shown_that_is_not_needed(padding: int, shown: int) -> None:
    """With a padding of 5 on both sides nothing comes out of one point."""
    layer = Layer(np.ones((1, 1, 10)), np.zeros(1), (Axis(10, 1, (padding, padding)),))
    part = shown_part(Example(layer, np.ones((1, 5)), "vocoder"))
    assert part.ways.columns == 9 + shown
    assert len(part.ways.input) == shown


@pytest.mark.parametrize(
    ("axis", "message"),
    [
        (
            Axis(16, 8, (4, 4)),
            "vocoder: ThreeViews shows kernels that reach over 10 points at most, not 16: choose "
            "Stamp1D",
        ),
        (
            Axis(4, 2, (-1, 0)),
            "vocoder: ThreeViews shows no points before the first stamp: choose Stamp1D",
        ),
    ],
)
def test_what_has_no_room_is_refused_with_the_way_out(axis: Axis, message: str) -> None:
    layer = Layer(np.ones((1, 1, axis.kernel)), np.zeros(1), (axis,))
    with pytest.raises(UserError) as caught:
        shown_part(Example(layer, np.ones((1, 5)), "vocoder"))
    assert str(caught.value) == message


@pytest.mark.parametrize(("size", "decimals"), [(0.05, 3), (1.0, 2), (40.0, 2), (1e-6, 4)])
def test_weights_of_a_file_are_written_with_two_digits(size: float, decimals: int) -> None:
    layer = Layer(np.array([[[size / 100, -size]]]), np.zeros(1), (Axis(2, 2),))
    assert shown_part(Example(layer, np.ones((1, 2)), "mine")).decimals == decimals


def test_columns_that_padding_cuts_off_are_all_others() -> None:
    assert (CUT.cut, ADDED.cut, OURS.cut) == ([0, 7], [], [])


def test_a_layer_of_the_config_is_whole_and_exact_and_says_nothing() -> None:
    part = shown_part(small_example([2, 3, 1], [1, 2]))
    assert (part.words, part.remark, part.aside) == ([], "", "")
    assert part.rounded(np.array([[0.12346, 1.0]])) == [0.1235, 1.0]


def test_a_layer_that_a_user_brings_says_that_its_numbers_are_rounded(grouped: Example) -> None:
    part = shown_part(grouped)
    assert part.remark == f"{part.words[0]}, {part.words[1]}, rounded"
    assert part.aside == f" ({part.remark})"
    kernel = np.array([[[0.5, 0.25]]])
    whole = Example(Layer(kernel, np.zeros(1), (Axis(2),)), np.ones((1, 3)), "mine")
    assert (shown_part(whole).words, shown_part(whole).remark) == ([], "rounded")


def test_what_has_no_room_gets_fewer_points_and_then_fewer_decimals() -> None:
    part = strongest_pair(small_example([2, 3, 1, 4], [1, 2]))
    smaller = [(len(one.ways.input), one.decimals) for one in part.smaller([3, 2], 3)]
    assert smaller == [(3, 4), (2, 4), (3, 3), (2, 3)]
    assert part.first(2, 1).ways.input.tolist() == [2, 3]
