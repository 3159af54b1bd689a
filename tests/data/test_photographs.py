"""Photographs: those of the package, scaled as curves are, and nothing of one part in the other."""

from __future__ import annotations

import numpy as np
import pytest
import pywt.data
from hypothesis import given, settings
from hypothesis import strategies as st

from deconviz.config.experiment import (
    PHOTOGRAPH_SIDE,
    CurveSettings,
    PhotographSettings,
    SeriesSettings,
)
from deconviz.data import curves, photographs, series, sources

CAMERA = PhotographSettings(photograph="camera")


def test_the_settings_know_how_large_a_photograph_is() -> None:
    assert {take().shape for take in photographs.TAKEN.values()} == {(PHOTOGRAPH_SIDE,) * 2}


@pytest.mark.parametrize("name", photographs.TAKEN)
def test_the_parts_lie_one_above_the_other_and_are_the_whole(name: str) -> None:
    asked = PhotographSettings.model_validate({"photograph": name, "held_out": 0.25})
    train, held_out = photographs.dataset(asked)
    assert (held_out.shape, train.shape) == ((128, 512), (384, 512))
    whole = np.concatenate([held_out, train])
    taken = getattr(pywt.data, name)().astype(float)
    slope, level = np.polyfit(taken.ravel(), whole.ravel(), 1)
    assert slope > 0
    np.testing.assert_allclose(whole, slope * taken + level, atol=1e-9)


@given(st.floats(0.1, 0.9))
@settings(max_examples=10)
def test_no_row_is_in_both_parts(held_out: float) -> None:
    asked = PhotographSettings(photograph="camera", held_out=held_out)
    train, test = photographs.dataset(asked)
    assert len(train) + len(test) == PHOTOGRAPH_SIDE
    assert min(len(train), len(test)) == asked.points
    assert len(test) == asked.split


def test_the_part_to_train_on_has_the_mean_and_deviation_of_curves() -> None:
    train, _ = photographs.dataset(CAMERA)
    assert train.mean() == pytest.approx(0, abs=1e-12)
    assert train.std() == pytest.approx(curves.deviation(), rel=1e-12)


def test_the_held_out_part_does_not_decide_the_scale(monkeypatch: pytest.MonkeyPatch) -> None:
    train, _ = photographs.dataset(CAMERA)
    other = pywt.data.camera().astype(float)
    other[: CAMERA.split] *= 10
    monkeypatch.setitem(photographs.TAKEN, "camera", lambda: other)
    assert (photographs.dataset(CAMERA)[0] == train).all()


def test_settings_of_any_kind_find_their_data() -> None:
    few, ecg = CurveSettings(curves=2, held_out=3), SeriesSettings(series="ecg")
    for found, expected in (
        (sources.dataset(few), curves.dataset(few)),
        (sources.dataset(ecg), series.dataset(ecg)),
        (sources.dataset(CAMERA), photographs.dataset(CAMERA)),
    ):
        np.testing.assert_array_equal(found[0], expected[0])
        np.testing.assert_array_equal(found[1], expected[1])
