"""The settings that decide a network's weights: strict, frozen and hashed."""

from __future__ import annotations

import hashlib
import json
import math
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter

Seed = Annotated[int, Field(ge=0, lt=2**31)]
Deviation = Annotated[float, Field(ge=0, le=10)]
Activation = Literal["tanh", "relu", "identity"]
Schedule = Literal["one-cycle", "constant"]
Noise = tuple[tuple[float, ...], float]
"""Standard deviations: on each component of the code, or none; and on the input."""

SERIES_POINTS = {"ecg": 1024}
PHOTOGRAPH_SIDE = 512  # points, of each of PyWavelets' photographs


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


class PhotographSettings(Strict):
    """A photograph to train and test on, instead of curves."""

    photograph: Literal["aero", "ascent", "camera"]
    """512 x 512 points of grey that come with PyWavelets."""
    held_out: float = Field(0.5, ge=0.1, le=0.9)
    """Share at the top of the photograph that no network is trained on."""

    @property
    def split(self) -> int:
        """The first row to train on."""
        return round(PHOTOGRAPH_SIDE * self.held_out)

    @property
    def points(self) -> int:
        """Rows of the smaller of its two parts."""
        return min(self.split, PHOTOGRAPH_SIDE - self.split)


CURVE_DATA, SERIES_DATA, PHOTOGRAPH_DATA = "[curves]", "[series]", "[photograph]"


def _kind(data: Any) -> str:
    for tag, key, model in (
        (SERIES_DATA, "series", SeriesSettings),
        (PHOTOGRAPH_DATA, "photograph", PhotographSettings),
    ):
        if isinstance(data, model) or (isinstance(data, dict) and key in data):
            return tag
    return CURVE_DATA


AnyData = CurveSettings | SeriesSettings | PhotographSettings
DataSettings = Annotated[
    Annotated[CurveSettings, Tag(CURVE_DATA)]
    | Annotated[SeriesSettings, Tag(SERIES_DATA)]
    | Annotated[PhotographSettings, Tag(PHOTOGRAPH_DATA)],
    Discriminator(_kind),
]

Side = Annotated[int, Field(ge=2, le=1024)]
Sides = Annotated[tuple[Side, Side], Field(strict=False)]
ONE_SIDE, TWO_SIDES = "[points]", "[rows and columns]"


def _sides(kernel: Any) -> str:
    return TWO_SIDES if isinstance(kernel, list | tuple) else ONE_SIDE


KernelSettings = Annotated[
    Annotated[Side, Tag(ONE_SIDE)] | Annotated[Sides, Tag(TWO_SIDES)], Discriminator(_sides)
]


class NetworkSettings(Strict):
    """Sizes of the autoencoder."""

    channels: int = Field(3, ge=1, le=64)
    """Components of the code, with one filter each."""
    kernel: KernelSettings = 7
    """Points per filter; on a photograph its rows and columns, such as [8, 8]."""
    stride: int = Field(4, ge=1, le=1024)
    """Points from the start of one window to the start of the next, in each dimension."""
    activation: Activation = "tanh"
    """Activation of the code."""

    @property
    def grid(self) -> tuple[int, ...]:
        """Rows and columns of a filter that is a picture; empty for a curve."""
        return self.kernel if isinstance(self.kernel, tuple) else ()

    @property
    def points(self) -> int:
        """Points per filter, in all."""
        return self.kernel if isinstance(self.kernel, int) else math.prod(self.kernel)


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


def data_settings(raw: object) -> AnyData:
    """Validate the settings of curves, of a series or of a photograph."""
    return TypeAdapter[AnyData](DataSettings).validate_python(raw)


def digest(model: BaseModel) -> str:
    """Hash a model's content: 16 hexadecimal digits, the same for the same settings."""
    canonical = json.dumps(model.model_dump(mode="json"), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
