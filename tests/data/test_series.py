"""Measured series: scaled as curves are, split in time, and nothing of one part in the other."""

from __future__ import annotations

import numpy as np
import pytest
import pywt.data
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from deconviz.config.experiment import SERIES_POINTS, SeriesSettings
from deconviz.data import curves, series

ECG = SeriesSettings(series="ecg")


def test_the_settings_know_how_long_a_series_is() -> None:
    assert {name: len(read()) for name, read in series.MEASURED.items()} == SERIES_POINTS


@given(st.floats(0.1, 0.9))
def test_the_parts_follow_each_other_and_are_the_whole(held_out: float) -> None:
    settings = SeriesSettings(series="ecg", held_out=held_out)
    train, test = series.dataset(settings)
    assert test.shape[1] == pytest.approx(held_out * 1024, abs=0.5)
    assert min(train.shape[1], test.shape[1]) == settings.points
    whole = np.concatenate([train[0], test[0]])
    measured = pywt.data.ecg()
    assert np.corrcoef(whole, measured)[0, 1] == pytest.approx(1, abs=1e-12)


def test_no_patch_of_one_part_shares_a_point_with_the_other() -> None:
    train, test = series.dataset(ECG)
    assert train.shape[1] + test.shape[1] == len(pywt.data.ecg())


def test_the_part_to_train_on_has_the_mean_and_deviation_of_curves() -> None:
    train, _ = series.dataset(ECG)
    assert train.mean() == pytest.approx(0, abs=1e-12)
    assert train.std() == pytest.approx(curves.deviation(), rel=1e-12)


def test_the_held_out_part_does_not_decide_the_scale(monkeypatch: pytest.MonkeyPatch) -> None:
    train, test = series.dataset(ECG)
    louder = pywt.data.ecg().astype(float)
    louder[ECG.split :] *= 10
    monkeypatch.setitem(series.MEASURED, "ecg", lambda: louder)
    same, other = series.dataset(ECG)
    assert (same == train).all()
    assert other.std() == pytest.approx(10 * test.std())


def test_the_deviation_of_curves_is_that_of_many() -> None:
    many = curves.bezier_curves(20_000, 201, np.random.default_rng(0))
    assert curves.deviation() == pytest.approx(many.std(), rel=0.01)


def test_the_deviation_of_curves_is_an_integral() -> None:
    """Over t, with dx/dt = 3/2 - 3t + 3t**2: the mean over x of (b1**2 + b2**2) / 3."""

    def integrand(t: float) -> float:
        first, second = 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2
        return (first**2 + second**2) / 3 * (1.5 - 3 * t + 3 * t**2)

    assert curves.deviation() == pytest.approx(quad(integrand, 0, 1)[0] ** 0.5, rel=1e-3)
