"""What decides a network's weights: settings that are strict, frozen and hashed."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter

Seed = Annotated[int, Field(ge=0, lt=2**31)]
Deviation = Annotated[float, Field(ge=0, le=10, allow_inf_nan=False)]
Activation = Literal["tanh", "relu", "identity"]
Schedule = Literal["one-cycle", "constant"]


SERIES_POINTS = {"ecg": 1024}


class Strict(BaseModel):
    """Settings that take no unknown key, no wrong type and no change."""

    model_config = ConfigDict(
        strict=True, frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True
    )


class Data(Strict):
    """The curves that networks are trained on and tested with."""

    seed: Seed = 22
    """Seed of the control points; the held-out curves come from an independent stream."""
    curves: int = Field(16384, ge=1, le=10_000_000)
    """Number of curves to train on."""
    held_out: int = Field(1024, ge=1, le=10_000_000)
    """Number of curves that no network sees in training; every reported loss is on them."""
    points: int = Field(15, ge=2, le=4096)
    """Points of a curve, equally spaced in x."""


class Series(Strict):
    """A measured series to train on and test with, instead of curves."""

    series: Literal["ecg"]
    """ecg: 1024 points of an electrocardiogram, which PyWavelets brings along."""
    held_out: float = Field(0.3, ge=0.1, le=0.9)
    """Share at its end that no network sees in training."""

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
    named = isinstance(data, Series) or (isinstance(data, dict) and "series" in data)
    return SERIES_DATA if named else CURVE_DATA


Signals = Annotated[
    Annotated[Data, Tag(CURVE_DATA)] | Annotated[Series, Tag(SERIES_DATA)], Discriminator(_kind)
]


class Network(Strict):
    """Sizes of the autoencoder."""

    channels: int = Field(3, ge=1, le=64)
    """Components of the code, one filter each."""
    kernel: int = Field(7, ge=2, le=1024)
    """Points of a filter."""
    stride: int = Field(4, ge=1, le=1024)
    """Points between the starts of two windows."""
    activation: Activation = "tanh"
    """Activation of the code."""


class Training(Strict):
    """How long and how fast to train."""

    steps: int = Field(40_000, ge=1, le=10_000_000)
    """Optimiser steps."""
    batch: int = Field(128, ge=1, le=1_000_000)
    """Patches a step."""
    learning_rate: float = Field(0.01, gt=0, le=1)
    """The learning rate of Adam; of the one-cycle schedule its peak."""
    schedule: Schedule = "one-cycle"
    """one-cycle: the learning rate rises and falls to almost nothing; constant: it stays."""


class Run(Strict):
    """Everything that decides the weights of one variant's network but its seed."""

    data: Signals
    network: Network
    training: Training
    code_noise: tuple[Deviation, ...] = Field(strict=False)
    input_noise: Deviation


def signals(raw: object) -> Data | Series:
    """Validate the settings of curves or of a series."""
    return TypeAdapter[Data | Series](Signals).validate_python(raw)


def digest(model: BaseModel) -> str:
    """Hash a model's content: 16 hexadecimal digits, the same for the same settings."""
    canonical = json.dumps(model.model_dump(mode="json"), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
