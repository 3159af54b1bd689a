"""Assembled curves are what torch computes, and each remedy mends what it says it does."""

from __future__ import annotations

import itertools
from typing import get_args

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn.functional import conv1d, conv_transpose1d

from deconviz.arrays import Floats
from deconviz.config.experiment import Activation, CurveSettings
from deconviz.data.curves import dataset
from deconviz.data.windows import Windows
from deconviz.network.autoencoder import Autoencoder, perfect
from deconviz.network.overlaps import (
    REMEDIES,
    Reconstruction,
    cropped,
    halved,
    halving,
    normalised,
    padded,
    raw,
    taper,
    tapered,
)
from support.layouts import layouts

REAL = dataset(CurveSettings(curves=1))[1]
AT_BORDER = np.array([True] * 3 + [False] * 9 + [True] * 3)
OF_TORCH = {"tanh": torch.tanh, "relu": torch.relu, "identity": torch.clone}

activations = st.sampled_from(get_args(Activation))


@st.composite
def overlapping(draw: st.DrawFn) -> Windows:
    """Windows without holes between them, on curves with an interior."""
    kernel = draw(st.integers(2, 10))
    return Windows(draw(st.integers(2 * kernel, 40)), kernel, draw(st.integers(1, kernel)))


def drawn(*shape: int) -> Floats:
    return np.random.default_rng(sum(shape)).normal(size=shape)


def network(kernel: int, activation: str = "tanh", channels: int = 3) -> Autoencoder:
    rng = np.random.default_rng(kernel)
    kernels, filters = rng.normal(size=(2, channels, kernel))
    return Autoencoder(kernels, rng.normal(size=channels), filters, 0.3, activation)


def as_torch(array: Floats) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(array))


def errors_of(assembled: Reconstruction) -> tuple[float, float]:
    """Return the mean squared error of real curves, and the share of it at their ends."""
    errors = assembled.point_errors(REAL)
    return assembled.mean_squared_error(REAL), float(errors[AT_BORDER].sum() / errors.sum())


@given(layouts(), activations)
@pytest.mark.slow
def test_codes_are_the_convolution_of_torch(windows: Windows, activation: Activation) -> None:
    own, curves = network(windows.kernel, activation), drawn(2, windows.points)
    before = conv1d(
        as_torch(curves)[:, None],
        as_torch(own.encoder_kernels)[:, None],
        as_torch(own.encoder_bias),
        stride=windows.stride,
    )  # (B, C, W)
    expected = OF_TORCH[activation](before).mT
    np.testing.assert_allclose(own.codes(curves, windows.stride), expected, atol=1e-12)


@given(activations)
def test_a_patch_is_encoded_and_decoded_as_the_only_window_of_a_curve(
    activation: Activation,
) -> None:
    own, patches = network(7, activation), drawn(4, 7)
    codes = own.encode(patches)
    np.testing.assert_allclose(codes, own.codes(patches, 4)[:, 0], atol=1e-12)
    decoded = conv_transpose1d(
        as_torch(codes)[..., None],  # (B, C, 1)
        as_torch(own.decoder_filters)[:, None],
        as_torch(np.array([own.decoder_bias])),
    )  # (B, 1, K)
    np.testing.assert_allclose(own.decode(codes), decoded[:, 0], atol=1e-12)


@given(layouts())
@pytest.mark.slow
def test_the_raw_sum_is_the_transposed_convolution_of_torch(windows: Windows) -> None:
    own, curves = network(windows.kernel), drawn(2, windows.points)
    left_over = windows.points - (windows.starts()[-1] + windows.kernel)
    expected = conv_transpose1d(
        as_torch(own.codes(curves, windows.stride)).mT,  # (B, C, W)
        as_torch(own.decoder_filters)[:, None],
        torch.tensor([own.decoder_bias], dtype=torch.double),
        stride=windows.stride,
        output_padding=int(left_over),
    )[:, 0]  # (B, points)
    np.testing.assert_allclose(raw(own, curves, windows.stride).values, expected, atol=1e-12)


def test_the_raw_sum_of_perfect_patches_has_the_error_of_the_specification() -> None:
    error, at_border = errors_of(raw(perfect(7), REAL, 4))
    assert error == pytest.approx(3.1e-2, rel=0.05)
    assert at_border == 0


def test_halving_leaves_the_error_of_the_specification_all_of_it_at_the_border() -> None:
    error, at_border = errors_of(halved(perfect(7), REAL, 4))
    assert error == pytest.approx(9e-4, rel=0.05)
    assert at_border == 1


@pytest.mark.parametrize("name", ["normalised", "padded", "cropped"])
def test_averaging_perfect_patches_leaves_no_error(name: str) -> None:
    assert REMEDIES[name](perfect(7), REAL, 4).mean_squared_error(REAL) == 0


def test_a_taper_trades_error_at_the_border_for_error_inside() -> None:
    error, at_border = errors_of(tapered(perfect(7), REAL, 4))
    assert error == pytest.approx(5.7e-4, rel=0.05)
    assert at_border == pytest.approx(0.34, abs=0.02)


def test_halving_halves_all_but_the_middle() -> None:
    assert halving(7).tolist() == [0.5, 0.5, 0.5, 1, 0.5, 0.5, 0.5]
    assert halving(4).tolist() == [0.5, 0.5, 1, 0.5]


def test_the_taper_is_the_window_of_welch() -> None:
    np.testing.assert_allclose(taper(7) * 9, [0, 5, 8, 9, 8, 5, 0], atol=1e-14)


@given(st.integers(3, 60))
def test_the_taper_falls_ever_more_steeply_from_the_middle_to_the_edge(kernel: int) -> None:
    falls = -np.diff(taper(kernel)[kernel // 2 :])
    assert (falls > 0).all()
    assert (np.diff(falls) > 0).all()


def sums_inside(weights: Floats, stride: int) -> Floats:
    windows = Windows(10 * len(weights), len(weights), stride)
    count = len(windows.starts())
    return windows.add(np.tile(weights, (count, 1)))[windows.interior()]


def test_halving_is_exact_inside_only_where_neighbours_share_all_but_the_middle() -> None:
    for kernel, stride in itertools.product(range(1, 16), range(1, 16)):
        exact = np.allclose(sums_inside(halving(kernel), stride), 1)
        assert exact == (kernel == 2 * stride - 1)


def off_by(power: float) -> float:
    weights = 1 - np.abs(np.linspace(-1, 1, 7)) ** power
    return float(np.abs(sums_inside(weights, 4) - 1).max())


def test_no_other_whole_power_tapers_as_exactly() -> None:
    assert np.abs(sums_inside(taper(7), 4) - 1).max() == pytest.approx(1 / 9)
    assert off_by(1) == pytest.approx(1 / 3)
    assert all(off_by(power) > 1 / 3 for power in range(3, 20))


@given(layouts())
def test_normalised_perfect_patches_are_exact_wherever_a_window_is(windows: Windows) -> None:
    curves = drawn(3, windows.points)
    found = normalised(perfect(windows.kernel), curves, windows.stride).values
    expected = np.where(windows.cover() > 0, curves, 0)
    np.testing.assert_allclose(found, expected, atol=1e-14)


@given(overlapping())
def test_padding_covers_points_left_over_too(windows: Windows) -> None:
    curves = drawn(3, windows.points)
    found = padded(perfect(windows.kernel), curves, windows.stride).values
    np.testing.assert_allclose(found, curves, atol=1e-13)


@given(overlapping())
def test_remedies_that_average_agree_in_the_interior(windows: Windows) -> None:
    own, curves = network(windows.kernel), drawn(2, windows.points)
    inside = cropped(own, curves, windows.stride)
    np.testing.assert_array_equal(inside.points, windows.interior())
    for remedy in (normalised, padded):
        values = remedy(own, curves, windows.stride).values[..., inside.points]
        np.testing.assert_allclose(values, inside.values, atol=1e-12)


@given(st.integers(1, 6), st.integers(0, 20))
def test_halving_averages_in_the_interior_of_windows_that_share_all_but_the_middle(
    stride: int, more: int
) -> None:
    own = network(2 * stride - 1)
    curves = drawn(2, own.kernel + more)
    inside = cropped(own, curves, stride)
    values = halved(own, curves, stride).values[..., inside.points]
    np.testing.assert_allclose(values, inside.values, atol=1e-12)


def test_padding_encodes_the_curve_turned_about_its_ends() -> None:
    own, curve = network(7), drawn(15)
    turned = np.concatenate([
        2 * curve[0] - curve[4:0:-1], curve, 2 * curve[-1] - curve[-2:-6:-1]
    ])  # fmt: skip
    expected = normalised(own, turned, 4).values[4:-4]
    np.testing.assert_allclose(padded(own, curve, 4).values, expected)


@pytest.mark.parametrize("name", REMEDIES)
def test_the_bias_is_added_once_a_point_whatever_the_remedy(name: str) -> None:
    silent = Autoencoder(np.zeros((3, 7)), np.zeros(3), drawn(3, 7), 0.3, "tanh")
    np.testing.assert_allclose(REMEDIES[name](silent, REAL[:2], 4).values, 0.3)


@pytest.mark.parametrize("name", REMEDIES)
def test_one_curve_is_assembled_as_it_is_among_others(name: str) -> None:
    remedy, own = REMEDIES[name], network(7)
    among = remedy(own, REAL[:4].reshape(2, 2, 15), 4)
    alone = remedy(own, REAL[2], 4)
    np.testing.assert_array_equal(alone.points, among.points)
    np.testing.assert_allclose(alone.values, among.values[1, 0], atol=1e-14)


def test_errors_are_those_of_the_points_that_a_remedy_gives_back() -> None:
    targets = np.array([[9.0, 1.0, 2.0, 9.0], [9.0, 0.0, 0.0, 9.0]])
    assembled = Reconstruction(
        np.array([[1.0, 4.0], [4.0, 0.0]]), np.array([False, True, True, False])
    )
    assert assembled.point_errors(targets).tolist() == [8, 2]
    assert assembled.mean_squared_error(targets) == 5


@pytest.mark.parametrize("name", REMEDIES)
def test_a_curve_shorter_than_the_kernel_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="kernel is 7 on a curve of 6 points: use a kernel of 1"):
        REMEDIES[name](network(7), drawn(2, 6), 4)


@pytest.mark.parametrize("name", REMEDIES)
def test_a_stride_of_zero_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="stride is 0: use 1 or more"):
        REMEDIES[name](network(7), drawn(2, 15), 0)


def test_of_a_curve_that_is_all_border_cropping_keeps_no_point() -> None:
    assembled = cropped(network(7), drawn(2, 12), 1)
    assert assembled.values.shape == (2, 0)
    assert not assembled.points.any()
    assert cropped(network(7), drawn(2, 13), 1).points.any()
