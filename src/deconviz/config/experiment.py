"""The settings that decide a network's weights: strict, frozen and hashed."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter

Seed = Annotated[int, Field(ge=0, lt=2**31)]
Deviation = Annotated[float, Field(ge=0, le=10, allow_inf_nan=False)]
Activation = Literal["tanh", "relu", "identity"]
Schedule = Literal["one-cycle", "constant"]
Noise = tuple[tuple[float, ...], float]
"""Standard deviations: on each component of the code, or none; and on the input."""

SERIES_POINTS = {"ecg": 1024}


class Strict(BaseModel):
    """Settings that accept no unknown key, no wrong type and no change."""

    model_config = ConfigDict(
        strict=True, frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True
    )


class CurveSettings(Strict):
    """The curves that networks are trained and tested on."""

    seed: Seed = 22
    """Seed of the control points; held-out curves come from an independent stream."""
    curves: int = Field(16384, ge=1, le=10_000_000)
    """Number of curves to train on."""
    held_out: int = Field(1024, ge=1, le=10_000_000)
    """Number of curves that no network is trained on; all losses are on these."""
    points: int = Field(15, ge=2, le=4096)
    """Points per curve, equally spaced in x."""


class SeriesSettings(Strict):
    """A measured series to train and test on, instead of curves."""

    series: Literal["ecg"]
    """ecg: 1024 points of an electrocardiogram that comes with PyWavelets."""
    held_out: float = Field(0.3, ge=0.1, le=0.9)
    """Share at the end of the series that no network is trained on."""

    @property
    def split(self) -> int:
        """The first held-out point."""
        return round(SERIES_POINTS[self.series] * (1 - self.held_out))

    @property
    def points(self) -> int:
        """Points of the shorter of its two parts."""
        return min(self.split, SERIES_POINTS[self.series] - self.split)


CURVE_DATA, SERIES_DATA = "[curves]", "[series]"


def _kind(data: Any) -> str:
    series = isinstance(data, SeriesSettings) or (isinstance(data, dict) and "series" in data)
    return SERIES_DATA if series else CURVE_DATA


DataSettings = Annotated[
    Annotated[CurveSettings, Tag(CURVE_DATA)] | Annotated[SeriesSettings, Tag(SERIES_DATA)],
    Discriminator(_kind),
]


class NetworkSettings(Strict):
    """Sizes of the autoencoder."""

    channels: int = Field(3, ge=1, le=64)
    """Components of the code, with one filter each."""
    kernel: int = Field(7, ge=2, le=1024)
    """Points per filter."""
    stride: int = Field(4, ge=1, le=1024)
    """Points from the start of one window to the start of the next."""
    activation: Activation = "tanh"
    """Activation of the code."""


class TrainingSettings(Strict):
    """How long and how fast to train."""

    steps: int = Field(40_000, ge=1, le=10_000_000)
    """Optimiser steps."""
    batch: int = Field(128, ge=1, le=1_000_000)
    """Patches per step."""
    learning_rate: float = Field(0.01, gt=0, le=1)
    """Learning rate of Adam; with the one-cycle schedule, its peak."""
    schedule: Schedule = "one-cycle"
    """one-cycle: the learning rate rises, then falls to almost zero; constant: it stays."""


class UpsamplingSettings(Strict):
    """How the small kernels are trained that double images."""

    seed: Seed = 22
    """Seed of the held-out discs; `seeds` decide initial kernels and the discs to train on."""
    held_out: int = Field(256, ge=1, le=100_000)
    """Number of discs that no kernel is trained on."""
    steps: int = Field(1000, ge=2, le=1_000_000)
    """Optimiser steps."""
    batch: int = Field(32, ge=1, le=10_000)
    """Discs per step."""
    learning_rate: float = Field(0.003, gt=0, le=1)
    """Learning rate of Adam, which stays."""


class Experiment(Strict):
    """Everything that decides the weights of a variant's networks, except their seeds."""

    data: DataSettings
    network: NetworkSettings
    training: TrainingSettings
    code_noise: tuple[Deviation, ...] = Field(strict=False)
    input_noise: Deviation


def data_settings(raw: object) -> CurveSettings | SeriesSettings:
    """Validate the settings of curves or of a series."""
    return TypeAdapter[CurveSettings | SeriesSettings](DataSettings).validate_python(raw)


def digest(model: BaseModel) -> str:
    """Hash a model's content: 16 hexadecimal digits, the same for the same settings."""
    canonical = json.dumps(model.model_dump(mode="json"), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
