"""The config as strict, frozen models, and its messages.

What `workflow/config.yaml` may say stands here and nowhere else; the JSON Schema for
editors is exported from these models (``python -m deconviz.settings``).
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from deconviz import messages

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
FilmName = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z0-9]*$", max_length=40)]
Seed = Annotated[int, Field(ge=0, lt=2**31)]
Deviation = Annotated[float, Field(ge=0, le=10, allow_inf_nan=False)]
Activation = Literal["tanh", "relu", "identity"]
Theme = Literal["dark", "light"]
Format = Literal["pdf", "svg", "png"]
Quality = Literal["draft", "web", "talk", "cinema"]


class _Strict(BaseModel):
    model_config = ConfigDict(
        strict=True, frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True
    )


class Data(_Strict):
    """The curves that networks are trained on and tested with."""

    seed: Seed = 22
    """Seed of the control points; the held-out curves come from an independent stream."""
    curves: int = Field(16384, ge=1, le=10_000_000)
    """Number of curves to train on."""
    held_out: int = Field(1024, ge=1, le=10_000_000)
    """Number of curves that no network sees in training; every reported loss is on them."""
    points: int = Field(15, ge=2, le=4096)
    """Points of a curve, equally spaced in x."""


class Network(_Strict):
    """Sizes of the autoencoder."""

    channels: int = Field(3, ge=1, le=64)
    """Components of the code, one filter each."""
    kernel: int = Field(7, ge=2, le=1024)
    """Points of a filter."""
    stride: int = Field(4, ge=1, le=1024)
    """Points between the starts of two windows."""
    activation: Activation = "tanh"
    """Activation of the code."""


class Training(_Strict):
    """How long and how fast to train."""

    steps: int = Field(40_000, ge=1, le=10_000_000)
    """Optimiser steps."""
    batch: int = Field(128, ge=1, le=1_000_000)
    """Patches a step."""
    learning_rate: float = Field(0.01, gt=0, le=1)
    """Peak of the one-cycle schedule."""


class Variant(_Strict):
    """One way to train: its noise, and what it changes in the network."""

    code_noise: tuple[Deviation, ...] = Field((), strict=False)
    """Standard deviation of the Gaussian noise on each code component; empty for none."""
    input_noise: Deviation = 0.0
    """Standard deviation of the Gaussian noise on the input; the target stays clean."""
    network: Network = Network()
    """The network, where it differs from the common one."""

    @model_validator(mode="after")
    def _one_deviation_a_component(self) -> Self:
        if self.code_noise and len(self.code_noise) != self.network.channels:
            raise ValueError(
                f"code_noise has {len(self.code_noise)} values, "
                f"but the network has {self.network.channels} channels: give one a channel"
            )
        return self


class Figures(_Strict):
    """Which files a figure is written to."""

    formats: tuple[Format, ...] = Field(("pdf", "svg", "png"), min_length=1, strict=False)
    """File formats."""


class Film(_Strict):
    """Whose weights a film shows."""

    variant: Name
    """One of `variants`."""
    seed: Seed
    """One of `seeds`."""


class FilmJob(Film):
    """What the rendering of one film depends on."""

    theme: Theme
    """Colours."""

    @property
    def model(self) -> Path:
        """The archive of the network that is shown."""
        return Path(f"results/models/{self.variant}/seed{self.seed}.safetensors")

    @property
    def curves(self) -> Path:
        """The archive of the curves that it was trained and tested on."""
        return Path("results/data/curves.safetensors")


class Films(_Strict):
    """Which films are made, and how."""

    quality: Quality = "talk"
    """draft 480p15, web 720p30, talk 1080p60, cinema 2160p60."""
    theme: Theme = "dark"
    """Colours of the films."""
    entries: dict[FilmName, Film] = Field({})
    """A film's scene class, and whose weights it shows."""


class Config(_Strict):
    """All of `workflow/config.yaml`."""

    data: Data = Data()
    network: Network = Network()
    training: Training = Training()
    seeds: tuple[Seed, ...] = Field((11,), min_length=1, strict=False)
    """Seeds of the networks; all seeds of a variant train at once."""
    variants: dict[Name, Variant] = Field(min_length=1)
    figures: Figures = Figures()
    films: Films = Films()

    @model_validator(mode="before")
    @classmethod
    def _variants_inherit_the_network(cls, raw: Any) -> Any:
        common = raw.get("network") if isinstance(raw, dict) else None
        variants = raw.get("variants") if isinstance(raw, dict) else None
        if not isinstance(common, dict) or not isinstance(variants, dict):
            return raw
        return raw | {"variants": {name: _inherit(v, common) for name, v in variants.items()}}

    @model_validator(mode="after")
    def _names_refer_to_something(self) -> Self:
        if len(set(self.seeds)) != len(self.seeds):
            raise ValueError("seeds has the same seed twice: name each once")
        for name, film in self.films.entries.items():
            if film.variant not in self.variants:
                hint = messages.nearest(film.variant, self.variants)
                raise ValueError(f"films.entries.{name}.variant is {film.variant!r}{hint}")
            if film.seed not in self.seeds:
                known = ", ".join(map(str, self.seeds))
                raise ValueError(f"films.entries.{name}.seed is {film.seed}: use one of {known}")
        for name, variant in self.variants.items():
            if variant.network.kernel > self.data.points:
                raise ValueError(
                    f"variants.{name} has a kernel of {variant.network.kernel} points, "
                    f"but a curve has {self.data.points}: lower kernel or raise data.points"
                )
        return self


class Run(_Strict):
    """Everything that decides the weights of one variant's network but its seed."""

    data: Data
    network: Network
    training: Training
    code_noise: tuple[Deviation, ...] = Field(strict=False)
    input_noise: Deviation


def run_of(config: Config, variant: str) -> Run:
    """Collect what decides the weights of `variant`, and nothing else."""
    chosen = config.variants[variant]
    return Run(
        data=config.data,
        network=chosen.network,
        training=config.training,
        code_noise=chosen.code_noise,
        input_noise=chosen.input_noise,
    )


def digest(model: BaseModel) -> str:
    """Hash a model's content: 16 hexadecimal digits, the same for the same settings."""
    canonical = json.dumps(model.model_dump(mode="json"), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def json_schema() -> str:
    """Return the JSON Schema of the config as text, for `workflow/schemas`."""
    return json.dumps(Config.model_json_schema(), indent=2) + "\n"


def _inherit(variant: Any, common: dict[str, Any]) -> Any:
    if variant is None:
        variant = {}
    if not isinstance(variant, dict):
        return variant
    own = variant.get("network", {})
    return variant | {"network": common | own} if isinstance(own, dict) else variant


if __name__ == "__main__":
    print(json_schema(), end="")
