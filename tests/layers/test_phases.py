"""Phases tell what a constant input comes out as, and so whether a kernel checkerboards."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconviz.layers import phases as module
from deconviz.layers.axis import Axis
from deconviz.layers.layer import Layer
from deconviz.layers.phases import Phases, finite_or_none, spectrum
from deconviz.layers.scatter import scatter


@st.composite
def kernels(draw: st.DrawFn) -> Phases:
    axes = tuple(
        Axis(
            kernel=draw(st.integers(1, 6)),
            stride=draw(st.integers(1, 4)),
            crop=(draw(st.integers(0, 3)), 0),
            dilation=draw(st.integers(1, 3)),
        )
        for _ in range(draw(st.integers(1, 2)))
    )
    taps = tuple(axis.kernel for axis in axes)
    return Phases(np.random.default_rng(draw(st.integers(0, 99))).normal(size=taps), axes)


@given(phases=kernels())
def test_sums_are_what_a_constant_comes_out_as_away_from_the_ends(phases: Phases) -> None:
    layer = Layer(phases.kernel[None, None], np.zeros(1), phases.axes)
    inputs = [2 * (axis.reach // axis.stride + 3) for axis in phases.axes]
    [out] = scatter(layer, np.ones((1, *inputs)))
    for point in np.ndindex(*phases.strides):
        inside = tuple(
            p + axis.stride * (axis.reach // axis.stride + 1)
            for p, axis in zip(point, phases.axes, strict=True)
        )
        assert out[inside] == pytest.approx(phases.sums[point], abs=1e-12)


@given(phases=kernels())
def test_replicas_vanish_if_and_only_if_sums_are_equal(phases: Phases) -> None:
    equal = Phases(levelled(phases), phases.axes)
    reached = np.all(phases.cover > 0)
    if reached:
        others = np.delete(equal.replicas.ravel(), 0)
        assert others == pytest.approx(0, abs=1e-9)
        assert equal.verdict == "no"
    if phases.unevenness > 0.05 and len(phases.sums.ravel()) > 1:
        assert np.delete(phases.replicas.ravel(), 0).max() > 1e-6


def levelled(phases: Phases) -> np.ndarray:
    """A kernel whose phases all have the sum 1, where they have taps."""
    missing = (1 - phases.sums) / np.maximum(phases.cover, 1)
    return np.asarray(phases.kernel + missing[np.ix_(*phases.of_taps)])


@given(phases=kernels().filter(lambda phases: len(phases.axes) == 1))
def test_replicas_are_heights_of_the_spectrum(phases: Phases) -> None:
    [axis] = phases.axes
    frequencies = np.arange(axis.stride) / axis.stride
    heights = spectrum(phases.kernel, axis.dilation, frequencies)
    assert phases.replicas * heights[0] == pytest.approx(heights, abs=1e-9)


@pytest.mark.parametrize(
    ("kernel", "stride", "sums", "cover", "verdict"),
    [
        ([1, 1, 1], 2, [2, 1], [2, 1], "yes"),
        ([1, 2, 1], 2, [2, 2], [2, 1], "no"),  # uneven cover, and no pattern
        ([1, 1, 1, 1], 2, [2, 2], [2, 2], "no"),
        ([1, 1.1, 1, 1], 2, [2, 2.1], [2, 2], "faintly"),  # even cover, and a pattern
        ([3, 1], 2, [3, 1], [1, 1], "yes"),
        ([1, 1], 3, [1, 1, 0], [1, 1, 0], "yes"),
        ([5], 1, [5], [1], "no"),
    ],
)
def test_even_cover_is_neither_enough_nor_needed(
    kernel: list[float], stride: int, sums: list[float], cover: list[float], verdict: str
) -> None:
    phases = Phases(np.array(kernel, float), (Axis(len(kernel), stride),))
    assert phases.sums == pytest.approx(sums)
    assert phases.cover.tolist() == cover
    assert phases.verdict == verdict


def test_a_kernel_just_at_a_limit_is_beyond_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EVEN", 0.5)
    monkeypatch.setattr(module, "FAINT", 1.0)
    verdicts = [
        Phases(np.array(kernel, float), (Axis(2, 2),)).verdict for kernel in ([3, 5], [1, 3])
    ]
    assert verdicts == ["faintly", "yes"]  # uneven by 2 / 4, and 2 / 2


def test_padding_turns_the_order_of_the_phases() -> None:
    kernel = np.array([1.0, 2.0, 4.0])
    assert Phases(kernel, (Axis(3, 2),)).sums.tolist() == [5, 2]
    assert Phases(kernel, (Axis(3, 2, (1, 1)),)).sums.tolist() == [2, 5]


def test_sums_that_cancel_checkerboard_without_bound() -> None:
    phases = Phases(np.array([1.0, -1.0]), (Axis(2, 2),))
    assert phases.unevenness == float("inf")
    assert phases.verdict == "yes"


def test_phases_without_any_sum_have_no_replicas() -> None:
    phases = Phases(np.array([1.0, 1.0, -1.0, -1.0]), (Axis(4, 2),))
    assert phases.unevenness == 0
    assert phases.replicas.tolist() == [0, 0]


def test_replicas_are_infinite_where_the_spectrum_is_0_at_0() -> None:
    assert Phases(np.array([1.0, -1.0]), (Axis(2, 2),)).replicas.tolist() == [0, np.inf]


def test_a_spectrum_that_is_0_at_0_but_for_rounding_counts_as_0() -> None:
    almost = Phases(np.array([0.1 + 0.2, -0.3]), (Axis(2, 2),))
    assert almost.sums.sum() != 0
    assert almost.replicas.tolist() == [0, np.inf]


@pytest.mark.parametrize(
    ("kernel", "words"),
    [
        (
            [1, 1, 1],
            "It will checkerboard: the sums of its phases differ by 67\u202f% of their mean",
        ),
        (
            [3, 1],
            "It will checkerboard: the sums of its phases differ by 100\u202f% of their mean, "
            "though each has as many taps",
        ),
        ([1, -1, 0], "It will checkerboard: the sums of its phases differ, and their mean is 0"),
        (
            [1, 1.04, 1, 1],
            "It will checkerboard faintly: the sums of its phases differ by 2.0\u202f% of their "
            "mean, though each has as many taps",
        ),
        (
            [1, 1.01, 1, 1],
            "It will not checkerboard: the sums of its phases differ by only 0.5\u202f% of their "
            "mean",
        ),
        (
            [1, 2, 1],
            "It will not checkerboard: all its phases have the same sum, though not as many taps",
        ),
        ([1, 1, 1, 1], "It will not checkerboard: all its phases have the same sum"),
    ],
)
def test_the_verdict_is_a_sentence(kernel: list[float], words: str) -> None:
    assert Phases(np.array(kernel, float), (Axis(len(kernel), 2),)).words() == words


def test_an_unevenness_in_facts_is_finite_or_none() -> None:
    assert [finite_or_none(0.5), finite_or_none(np.inf)] == [0.5, None]
