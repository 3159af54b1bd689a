"""Training many seeds at once is training each alone; noise is where it belongs."""

from __future__ import annotations

import math
from itertools import islice

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from deconviz.config.experiment import (
    Activation,
    CurveSettings,
    Experiment,
    NetworkSettings,
    Schedule,
    TrainingSettings,
)
from deconviz.data import curves
from deconviz.network import training
from deconviz.network.descent import Task
from deconviz.network.history import History
from deconviz.network.torch_model import Weights, flatten, initial
from deconviz.network.training import fit, history_steps, learning_rate

pytestmark = pytest.mark.usefixtures("one_thread")

DATA = CurveSettings(curves=256, held_out=32)
TRAIN, HELD_OUT = (curves.patches(part, 7) for part in curves.dataset(DATA))
SEEDS = (11, 22, 33)
CODE_NOISE = (0.1, 0.01, 0.001)


def experiment(
    *,
    code_noise: tuple[float, ...] = (),
    input_noise: float = 0.0,
    activation: Activation = "tanh",
    steps: int = 300,
    schedule: Schedule = "one-cycle",
) -> Experiment:
    return Experiment(
        data=DATA,
        network=NetworkSettings(activation=activation),
        training=TrainingSettings(steps=steps, batch=64, schedule=schedule),
        code_noise=code_noise,
        input_noise=input_noise,
    )


EXPERIMENTS = {
    "no noise": experiment(),
    "code noise": experiment(code_noise=CODE_NOISE),
    "input noise": experiment(input_noise=0.01),
    "both noises": experiment(code_noise=CODE_NOISE, input_noise=0.01),
    "both noises, relu": experiment(code_noise=CODE_NOISE, input_noise=0.01, activation="relu"),
    "identity": experiment(activation="identity"),
}
every_experiment = pytest.mark.parametrize("settings", EXPERIMENTS.values(), ids=EXPERIMENTS.keys())


def fitted(settings: Experiment, *seeds: int) -> tuple[Weights, History]:
    return fit(TRAIN, HELD_OUT, settings, seeds)


def same(one: Weights, index: int, other: Weights, place: int) -> bool:
    """Tell whether two networks have the same weights, to the last bit."""
    pairs = zip(one.tensors(), other.tensors(), strict=True)
    return all(torch.equal(a[index], b[place]) for a, b in pairs)


def as_bytes(weights: Weights, history: History) -> list[bytes]:
    arrays = [*(tensor.numpy() for tensor in weights.tensors()), *history.arrays().values()]
    return [array.tobytes() for array in arrays]


@every_experiment
@pytest.mark.slow
def test_a_seed_trained_in_an_ensemble_equals_the_same_seed_trained_alone(
    settings: Experiment,
) -> None:
    together, history = fitted(settings, *SEEDS)
    for index, seed in enumerate(SEEDS):
        alone, its_history = fitted(settings, seed)
        assert same(together, index, alone, 0)
        np.testing.assert_allclose(history.loss[index], its_history.loss[0], rtol=2e-6)


@pytest.mark.slow
def test_the_order_of_the_seeds_does_not_matter() -> None:
    forwards, _ = fitted(EXPERIMENTS["both noises"], 11, 22, 33)
    backwards, _ = fitted(EXPERIMENTS["both noises"], 33, 22, 11)
    for index in range(3):
        assert same(forwards, index, backwards, 2 - index)


def test_different_seeds_end_at_different_weights() -> None:
    weights, _ = fitted(EXPERIMENTS["no noise"], 11, 22)
    assert not same(weights, 0, weights, 1)


@every_experiment
@pytest.mark.slow
def test_the_same_call_twice_gives_the_same_bytes(settings: Experiment) -> None:
    assert as_bytes(*fitted(settings, *SEEDS)) == as_bytes(*fitted(settings, *SEEDS))


def test_torchs_global_random_state_is_neither_used_nor_touched() -> None:
    torch.manual_seed(1)
    state = torch.get_rng_state()
    once = as_bytes(*fitted(EXPERIMENTS["both noises"], 11))
    assert torch.equal(torch.get_rng_state(), state)
    torch.manual_seed(2)
    assert as_bytes(*fitted(EXPERIMENTS["both noises"], 11)) == once


@every_experiment
def test_the_last_loss_of_the_history_is_that_of_the_weights(settings: Experiment) -> None:
    weights, history = fitted(settings, *SEEDS)
    for index, network in enumerate(weights.autoencoders(settings.network)):
        error = network.decode(network.encode(HELD_OUT)) - HELD_OUT
        assert history.loss[index, -1] == pytest.approx(np.mean(error**2), rel=1e-5)


def test_the_history_has_a_row_a_seed_and_training_lowers_every_row() -> None:
    _, history = fitted(EXPERIMENTS["no noise"], *SEEDS)
    assert history.loss.shape == (len(SEEDS), len(history.steps))
    assert (history.loss[:, -1] < history.loss[:, 0] / 20).all()


@every_experiment
def test_the_history_ends_with_the_weights_filters_and_biases(settings: Experiment) -> None:
    weights, history = fitted(settings, *SEEDS)
    for index, network in enumerate(weights.autoencoders(settings.network)):
        assert (history.encoder_kernels[index, -1] == network.encoder_kernels).all()
        assert (history.encoder_bias[index, -1] == network.encoder_bias).all()
        assert (history.decoder_filters[index, -1] == network.decoder_filters).all()
        assert history.decoder_bias[index, -1] == network.decoder_bias


def test_a_history_is_that_of_a_training_which_stops_earlier() -> None:
    constant = experiment(steps=300, schedule="constant")
    whole, half = (
        fitted(constant.model_copy(update={"training": t}), *SEEDS)[1]
        for t in (constant.training, constant.training.model_copy(update={"steps": 100}))
    )
    shared = np.intersect1d(whole.steps, half.steps)
    assert len(shared) > 20
    at, before = np.searchsorted(whole.steps, shared), np.searchsorted(half.steps, shared)
    assert (whole.decoder_filters[:, at] == half.decoder_filters[:, before]).all()
    assert (whole.encoder_kernels[:, at] == half.encoder_kernels[:, before]).all()
    assert (whole.encoder_bias[:, at] == half.encoder_bias[:, before]).all()
    assert (whole.decoder_bias[:, at] == half.decoder_bias[:, before]).all()
    assert not (whole.decoder_filters[:, 0] == whole.decoder_filters[:, -1]).all()


def test_progress_reports_the_history_while_it_grows() -> None:
    reports: list[tuple[int, float]] = []

    def progress(step: int, loss: float) -> None:
        reports.append((step, loss))

    _, history = fit(TRAIN, HELD_OUT, experiment(steps=50), SEEDS, progress)
    assert [step for step, _ in reports] == history.steps.tolist()
    np.testing.assert_allclose([loss for _, loss in reports], history.loss.mean(0), rtol=1e-6)


def test_trained_weights_take_no_more_gradients() -> None:
    weights, _ = fitted(experiment(steps=2), 11)
    assert not any(tensor.requires_grad for tensor in weights.tensors())


def test_a_batch_may_be_larger_than_all_patches() -> None:
    _, history = fit(TRAIN[:5], HELD_OUT, experiment(steps=20), SEEDS)
    assert np.isfinite(history.loss).all()


@given(st.integers(1, 10_000_000))
def test_history_begins_at_the_first_step_and_ends_at_the_last(steps: int) -> None:
    measured = history_steps(steps)
    assert (measured[0], measured[-1]) == (1, steps)
    assert (np.diff(measured) > 0).all()
    assert len(measured) <= training.HISTORY


@given(st.integers(20, 100_000), st.floats(1e-4, 1))
def test_the_learning_rate_rises_to_its_peak_in_a_tenth_and_falls_to_almost_nothing(
    steps: int, peak: float
) -> None:
    cycle = TrainingSettings(steps=steps, learning_rate=peak)
    rates = np.array([learning_rate(step, cycle) for step in range(1, steps + 1, steps // 20)])
    top = int(rates.argmax())
    assert (np.diff(rates[: top + 1]) > 0).all()
    assert (np.diff(rates[top:]) < 0).all()
    assert learning_rate(round(steps * 0.1), cycle) == pytest.approx(peak, rel=0.5)
    assert 0 < learning_rate(steps, cycle) < 2e-7


@given(st.integers(1, 1000).map(lambda tenth: 10 * tenth))
def test_the_learning_rate_is_a_line_and_then_half_a_cosine_above_almost_nothing(
    steps: int,
) -> None:
    cycle = TrainingSettings(steps=20 * steps, learning_rate=0.01)
    for twentieth in range(21):
        share = twentieth / 20
        falling = 0.01 * 0.5 * (1 + math.cos(math.pi * (share - 0.1) / 0.9)) + 1e-7
        expected = 0.01 * 10 * share if twentieth < 2 else falling
        assert learning_rate(twentieth * steps, cycle) == pytest.approx(expected, rel=1e-9)


@given(st.integers(1, 100_000), st.floats(1e-4, 1))
def test_a_constant_learning_rate_stays(step: int, rate: float) -> None:
    constant = TrainingSettings(steps=100_000, learning_rate=rate, schedule="constant")
    assert learning_rate(step, constant) == rate


def test_input_noise_with_a_clean_target_teaches_to_shrink_as_wiener_says() -> None:
    """On white patches with as much white noise the best linear map is half the identity.

    With a noisy target, or without noise, it would be the identity.
    """
    white = np.random.default_rng(0).normal(size=(4096, 3))
    settings = Experiment(
        data=DATA,
        network=NetworkSettings(channels=3, kernel=3, activation="identity"),
        training=TrainingSettings(steps=400, batch=256),
        code_noise=(),
        input_noise=1.0,
    )
    weights, _ = fit(white, white[:10], settings, (1, 2))
    for network in weights.autoencoders(settings.network):
        product = network.decoder_filters.T @ network.encoder_kernels  # (3, 3)
        np.testing.assert_allclose(product, np.eye(3) / 2, atol=0.03)


@pytest.mark.parametrize("noisy", [0, 1, 2])
def test_code_noise_silences_the_component_that_it_drowns_and_no_other(noisy: int) -> None:
    drowning = tuple(10.0 if component == noisy else 0.0 for component in range(3))
    weights, _ = fitted(experiment(code_noise=drowning), *SEEDS)
    sizes = weights.decoder_filters.norm(dim=1).numpy()  # (S, C)
    assert (sizes[:, noisy] < 0.01).all()
    assert (np.delete(sizes, noisy, 1) > 0.3).all()


def tasks(settings: Experiment, patches: Tensor, count: int) -> list[Task]:
    generators = [torch.Generator().manual_seed(seed) for seed in SEEDS]
    noises = [(settings.code_noise, settings.input_noise)]
    return list(islice(training._tasks(patches, settings, noises, generators), count))


def test_noise_has_mean_0_and_deviation_1_before_it_is_sized() -> None:
    noisy = experiment(code_noise=(0.1, 0.0, 2.0), input_noise=0.3)
    many = tasks(noisy, torch.from_numpy(TRAIN).float(), 5)
    on_input = np.concatenate([task.on_input for task in many], 1)  # (S, T, K, B)
    on_code = np.concatenate([task.on_code for task in many], 1)  # (S, T, C, B)
    for noise in (on_input, on_code):
        np.testing.assert_allclose(noise.std((0, 1, 3)), 1, rtol=0.03)
        np.testing.assert_allclose(noise.mean((0, 1, 3)), 0, atol=0.03)
    assert many[0].input_deviations.tolist() == pytest.approx([0.3])
    assert many[0].code_deviations.tolist() == [pytest.approx([0.1, 0.0, 2.0])]


def test_no_two_steps_and_no_two_seeds_share_their_noise() -> None:
    many = tasks(experiment(input_noise=1.0), torch.from_numpy(TRAIN).float(), 5)
    firsts = np.concatenate([task.on_input[:, :, 0, 0] for task in many], 1)  # (S, T)
    assert len(np.unique(firsts)) == firsts.size >= 150


def test_an_epoch_shows_every_seed_every_patch_once_and_the_next_in_another_order() -> None:
    patches = torch.arange(5 * 64.0)[:, None].expand(-1, 7)
    first, second = tasks(experiment(), patches, 2)
    for cuts, order in zip(first.batches, first.order, strict=True):
        assert order.shape == (5,)
        assert np.array_equal(np.sort(cuts[order][:, 0], axis=None), patches[:, 0])
    assert not np.array_equal(first.batches[0, :, 0], first.batches[1, :, 0])
    assert not np.array_equal(first.order, second.order)


def test_noises_trained_side_by_side_are_what_each_is_alone() -> None:
    noises = ((CODE_NOISE, 0.01), ((0.3, 0.02, 0.01), 0.02))
    together, history = training.fit_noises(TRAIN, HELD_OUT, experiment(), noises, (11, 22))
    assert history.loss.shape[0] == len(together.decoder_bias) == 4
    for index, (code_noise, input_noise) in enumerate(noises):
        alone, its_history = fitted(
            experiment(code_noise=code_noise, input_noise=input_noise), 11, 22
        )
        for seed in range(2):
            place = 2 * index + seed
            assert same(together, place, alone, seed)
            np.testing.assert_allclose(history.loss[place], its_history.loss[seed], rtol=2e-6)


def test_beside_others_a_network_may_have_no_noise() -> None:
    noises = (((), 0.0), (CODE_NOISE, 0.01))
    together, _ = training.fit_noises(TRAIN, HELD_OUT, experiment(), noises, (11,))
    noisy, _ = fitted(experiment(code_noise=CODE_NOISE, input_noise=0.01), 11)
    assert same(together, 1, noisy, 0)
    quiet, _ = fitted(experiment(), 11)
    assert not same(together, 0, together, 1)
    np.testing.assert_allclose(together.decoder_filters[0], quiet.decoder_filters[0], atol=0.3)


def test_the_first_step_goes_by_the_learning_rate_in_every_number_as_adams_does() -> None:
    settings = experiment(steps=1, schedule="constant")
    generators = [torch.Generator().manual_seed(seed) for seed in SEEDS]
    before = flatten(initial(settings.network, generators))  # (S, P)
    moved = (flatten(fitted(settings, *SEEDS)[0]) - before).abs()
    np.testing.assert_allclose(moved, settings.training.learning_rate, rtol=1e-3)


def test_steps_lead_from_stop_to_stop_and_from_task_to_task() -> None:
    epochs = iter(tasks(experiment(), torch.zeros(5 * 64, 7), 4))  # of five steps each
    spans = training._between(epochs, np.array([2, 5, 7, 12]))
    assert [(first, last) for _, first, last in spans] == [(0, 2), (2, 5), (0, 2), (2, 5), (0, 2)]
