"""The config as strict, frozen models, and its messages.

What `workflow/config.yaml` may say stands here and nowhere else; the JSON Schema for
editors is exported from these models (``python -m deconviz.settings``).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from deconviz import messages
from deconviz.experiment import Data, Deviation, Network, Run, Seed, Strict, Training
from deconviz.theme import ThemeName

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
FilmName = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z0-9]*$", max_length=40)]
Format = Literal["pdf", "svg", "png"]
Quality = Literal["draft", "web", "talk", "cinema"]


class Variant(Strict):
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


class Figures(Strict):
    """Which files a figure is written to."""

    formats: tuple[Format, ...] = Field(("pdf", "svg", "png"), min_length=1, strict=False)
    """File formats."""


class Film(Strict):
    """Whose weights a film shows."""

    variant: Name
    """One of `variants`."""
    seed: Seed
    """One of `seeds`."""


class FilmJob(Film):
    """What the rendering of one film depends on."""

    theme: ThemeName
    """Colours."""

    @property
    def model(self) -> Path:
        """The archive of the network that is shown."""
        return Path(f"results/models/{self.variant}/seed{self.seed}.safetensors")

    @property
    def curves(self) -> Path:
        """The archive of the curves that it was trained and tested on."""
        return Path("results/data/curves.safetensors")


class Films(Strict):
    """Which films are made, and how."""

    quality: Quality = "talk"
    """draft 480p15, web 720p30, talk 1080p60, cinema 2160p60."""
    theme: ThemeName = "dark"
    """Colours of the films."""
    entries: dict[FilmName, Film] = Field({})
    """A film's scene class, and whose weights it shows."""


class Config(Strict):
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


def film_job(config: Config, film: str) -> FilmJob:
    """Collect what the rendering of `film` depends on, and nothing else."""
    chosen = config.films.entries[film]
    return FilmJob(variant=chosen.variant, seed=chosen.seed, theme=config.films.theme)


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
