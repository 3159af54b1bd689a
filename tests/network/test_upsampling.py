"""Small kernels that learn to double images: torch's layers, torch's start, and true steps."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from deconviz.analysis.upsampling import uneven_along
from deconviz.arrays import Floats
from deconviz.config.experiment import UpsamplingSettings
from deconviz.data.discs import discs, halved
from deconviz.network import upsampling
from deconviz.network.upsampling import doubled, fit, starts
from deconviz.network.upsampling_history import (
    SIDES,
    WAYS,
    UpsamplingHistory,
    Way,
    snapshot_steps,
    stops,
)

pytestmark = pytest.mark.usefixtures("one_thread")

SEEDS = (11, 22)
RATE = 0.003
every_way = pytest.mark.parametrize("way", WAYS)


@pytest.fixture(scope="module")
def history() -> UpsamplingHistory:
    return fit(UpsamplingSettings(steps=60, batch=8, held_out=16), SEEDS)


def of_torch(way: Way, kernel: torch.Tensor, images: torch.Tensor) -> torch.Tensor:
    """Double images (B, 1, n, n) as a user of torch would, with a layer of one channel."""
    if way == "resize":
        convolution = torch.nn.Conv2d(1, 1, 3, padding=1, bias=False)
        convolution.weight.data = kernel[None]
        resized: torch.Tensor = convolution(torch.nn.Upsample(scale_factor=2)(images))
        return resized
    side = SIDES[way]
    layer = torch.nn.ConvTranspose2d(
        1, 1, side, stride=2, padding=1, output_padding=side % 2, bias=False
    )
    layer.weight.data = kernel[None]
    made: torch.Tensor = layer(images)
    return made


@every_way
def test_each_seed_doubles_as_torch_s_layer_of_one_channel_does(way: Way) -> None:
    kernels = starts([np.random.default_rng(seed) for seed in SEEDS])[way]  # (S, 1, K, K)
    images = torch.rand(3, len(SEEDS), 8, 8)
    together = doubled(way, kernels, images)
    for place in range(len(SEEDS)):
        alone = of_torch(way, kernels[place].detach(), images[:, place : place + 1])
        assert together[:, place : place + 1].allclose(alone, atol=1e-6)


@every_way
def test_kernels_start_in_the_range_in_which_torch_starts(way: Way) -> None:
    bound = 1 / SIDES[way]
    drawn = starts([np.random.default_rng(seed) for seed in range(200)])[way]
    assert float(drawn.detach().abs().max()) <= bound
    assert float(drawn.detach().abs().max()) > 0.98 * bound
    layer = torch.nn.ConvTranspose2d(1, 1, SIDES[way])
    assert float(layer.weight.detach().abs().max()) <= bound


def test_phases_that_start_equal_have_one_number_over_each_block() -> None:
    kernels = starts([np.random.default_rng(3)])["equal_start"][0, 0].detach().numpy()
    blocks = kernels.reshape(2, 2, 2, 2)
    assert np.ptp(blocks, axis=(1, 3)).max() == 0
    assert len(np.unique(kernels)) == 4


def slope(way: Way, kernel: Floats, wanted: Floats) -> Floats:
    """Return the slope of the error by hand: the output is a sum of each number's own image."""
    side, given = len(kernel), torch.tensor(halved(wanted))[:, None]  # (B, 1, 8, 8)
    own = [
        of_torch(way, torch.tensor(tap).reshape(1, side, side), given)[:, 0].detach().numpy()
        for tap in np.eye(side * side)
    ]  # each (B, 16, 16)
    error = np.tensordot(kernel.ravel(), own, 1) - wanted
    return np.array([2 * (error * image).mean() for image in own]).reshape(side, side)


@every_way
def test_the_first_step_is_adam_s(way: Way) -> None:
    """It goes down the slope, by the learning rate in every number."""
    settings = UpsamplingSettings(steps=2, batch=4, held_out=1, learning_rate=RATE)
    history = fit(settings, SEEDS[:1])
    generator = np.random.default_rng(SEEDS[0])
    starts([generator])
    batch = discs(settings.batch, generator)  # (B, 16, 16)
    before, after = history.kernels[way][0, :2].astype(float)  # (K, K)
    gradient = slope(way, before, batch)
    expected = before - RATE * gradient / (np.abs(gradient) + 1e-8)
    assert after == pytest.approx(expected, abs=2e-6)


@every_way
def test_the_loss_is_the_mean_squared_error_on_held_out_discs(
    history: UpsamplingHistory, way: Way
) -> None:
    settings = UpsamplingSettings(steps=60, batch=8, held_out=16)
    wanted = discs(settings.held_out, np.random.default_rng(settings.seed))  # (M, 16, 16)
    images = torch.tensor(halved(wanted), dtype=torch.float32)[:, None]  # (M, 1, 8, 8)
    for kernels, loss in zip(history.kernels[way], history.loss[way], strict=True):
        made = [of_torch(way, torch.tensor(kernel)[None], images)[:, 0] for kernel in kernels]
        errors = [np.mean((one.detach().numpy() - wanted) ** 2) for one in made]
        assert loss == pytest.approx(np.array(errors), rel=1e-4)


@every_way
def test_the_error_on_held_out_discs_falls(history: UpsamplingHistory, way: Way) -> None:
    loss = history.loss[way]  # (S, T)
    assert (loss[:, -1] < 0.7 * loss[:, 0]).all()


def test_a_seed_learns_the_same_in_any_company(history: UpsamplingHistory) -> None:
    alone = fit(UpsamplingSettings(steps=60, batch=8, held_out=16), SEEDS[1:])
    for way in WAYS:
        assert alone.kernels[way][0] == pytest.approx(history.kernels[way][1], abs=1e-6)


def test_a_seed_learns_the_same_in_any_company_where_slopes_are_slight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There Adam's steps depend on the size of a slope."""
    monkeypatch.setattr(upsampling, "discs", lambda *given: 1e-4 * discs(*given))
    together, alone = (
        fit(UpsamplingSettings(steps=5, batch=4, held_out=1), seeds) for seeds in (SEEDS, SEEDS[1:])
    )
    for way in WAYS:
        assert alone.kernels[way][0] == pytest.approx(together.kernels[way][1], abs=1e-6)


def test_kernels_are_kept_at_the_start_and_where_films_stop() -> None:
    for steps in (2, 9, 1000):
        kept = snapshot_steps(steps)
        assert {0, 1, *stops(steps)} <= set(kept.tolist())
        assert kept[-1] == steps
    assert stops(1000) == (100, 1000)


@pytest.mark.slow
def test_uneven_kernels_even_out_while_they_learn() -> None:
    """The real training, of two seeds and a part of its length."""
    history = fit(UpsamplingSettings(steps=300, batch=8), SEEDS)
    ends = np.array([np.searchsorted(history.steps, 30), len(history.steps) - 1])
    along = {way: uneven_along(history, way)[:, ends] for way in WAYS}  # each (S, 2)
    for way in ("kernel_3", "kernel_4"):
        early, late = along[way].T
        assert (late < early / 2).all()
        assert (early > 0.1).all()
    assert along["equal_start"].max() < 0.1
    assert along["resize"].max() < 1e-9
