"""What decides a network's weights: settings that are strict, frozen and hashed."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Seed = Annotated[int, Field(ge=0, lt=2**31)]
Deviation = Annotated[float, Field(ge=0, le=10, allow_inf_nan=False)]
Activation = Literal["tanh", "relu", "identity"]


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
    """Peak of the one-cycle schedule."""


class Run(Strict):
    """Everything that decides the weights of one variant's network but its seed."""

    data: Data
    network: Network
    training: Training
    code_noise: tuple[Deviation, ...] = Field(strict=False)
    input_noise: Deviation


def digest(model: BaseModel) -> str:
    """Hash a model's content: 16 hexadecimal digits, the same for the same settings."""
    canonical = json.dumps(model.model_dump(mode="json"), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
