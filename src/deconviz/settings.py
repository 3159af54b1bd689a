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
from deconviz.catalogue import Entry
from deconviz.experiment import (
    Data,
    Deviation,
    Network,
    Run,
    Seed,
    Series,
    Signals,
    Strict,
    Training,
)
from deconviz.theme import ThemeName

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
FilmName = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z0-9]*$", max_length=40)]
Component = Annotated[float, Field(ge=-10, le=10, allow_inf_nan=False)]
Code = Annotated[tuple[Component, ...], Field(strict=False)]
Format = Literal["pdf", "svg", "png"]
Look = Literal["light", "dark", "light-one-column", "dark-one-column"]
Quality = Literal["draft", "web", "talk", "cinema"]

CURVES = Path("results/data/curves.safetensors")
CLAIMS = Path("results/claims.json")


def model_path(variant: str, seed: int) -> Path:
    """Return where a network's archive is."""
    return Path(f"results/models/{variant}/seed{seed}.safetensors")


class Variant(Strict):
    """One way to train: its noise, and what it changes in the network and its training."""

    code_noise: tuple[Deviation, ...] = Field((), strict=False)
    """Standard deviation of the Gaussian noise on each code component; empty for none."""
    input_noise: Deviation = 0.0
    """Standard deviation of the Gaussian noise on the input; the target stays clean."""
    network: Network = Network()
    """The network, where it differs from the common one."""
    training: Training = Training()
    """How long and how fast to train, where that differs from the common way."""

    @model_validator(mode="after")
    def _one_deviation_a_component(self) -> Self:
        if self.code_noise and len(self.code_noise) != self.network.channels:
            raise ValueError(
                f"code_noise has {len(self.code_noise)} values, "
                f"but the network has {self.network.channels} channels: give one a channel"
            )
        return self


class AuditVariant(Variant):
    """A variant that only the audit asks for; it may have signals of its own."""

    data: Signals = Data()
    """The curves, where they differ from the common ones; or a `series` instead of curves."""


class Audit(Strict):
    """What the claim audit trains besides `variants`."""

    variants: dict[Name, AuditVariant] = Field({})
    """Without one of them, claims that need it are not decided."""


class Sweep(Strict):
    """Sizes of the two noises to train with, each with each."""

    code_noise: tuple[Deviation, ...] = Field((0.01, 0.1, 1.0), min_length=1, strict=False)
    """Standard deviations on the first component, the noisiest."""
    fall: float = Field(0.1, gt=0, lt=1)
    """Noise on a component over that on the one before."""
    input_noise: tuple[Deviation, ...] = Field((0.0, 0.01, 0.1), min_length=1, strict=False)
    """Standard deviations on the input."""

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for name in ("code_noise", "input_noise"):
            values = getattr(self, name)
            if len(set(values)) != len(values):
                raise ValueError(f"{name} has the same value twice: name each once")
        return self


class Figures(Strict):
    """Which files the default build writes figures to, and what they show."""

    looks: dict[Look, Annotated[tuple[Format, ...], Field(strict=False)]] = Field(
        {"light": ("pdf", "svg", "png"), "dark": ("png",)}
    )
    """File formats of each look; two columns wide, if not called one-column."""
    seed: Seed | None = None
    """Of the network that is shown where one stands for all; by default the first of `seeds`."""
    codes: tuple[Code, ...] = Field((), strict=False)
    """Codes to show the decoder with."""


class FigureJob(Strict):
    """What the drawing of one figure depends on."""

    name: str
    """The figure's, and its files'."""
    figure: Entry
    """Which module draws it, of which variants."""
    data: Data
    """Common to all networks."""
    network: Network
    """Common to all networks that don't override it."""
    runs: dict[str, Run]
    """What decides the weights, by variant."""
    seeds: tuple[Seed, ...] = Field(strict=False)
    """Of the networks of each variant."""
    seed: Seed
    """Of the network that is shown where one stands for all."""
    codes: tuple[Code, ...] = Field(strict=False)
    """To show the decoder with."""

    @property
    def curves(self) -> tuple[Path, ...]:
        """The archive of the curves, if the figure needs it."""
        return (CURVES,) if "curves" in self.figure.needs else ()

    @property
    def models(self) -> tuple[Path, ...]:
        """The archives of all networks that the figure needs."""
        return tuple(path for name in self.figure.variants for path in self.models_of(name))

    @property
    def histories(self) -> tuple[Path, ...]:
        """The archives of all trainings that the figure needs."""
        return tuple(path for name in self.figure.variants for path in self.histories_of(name))

    @property
    def tables(self) -> tuple[Path, ...]:
        """The tables that the figure needs."""
        return tuple(
            Path(f"results/{need}.csv") for need in self.figure.needs if need.startswith("tables/")
        )

    @property
    def claims(self) -> tuple[Path, ...]:
        """The record of the audit, if the figure needs it."""
        return (CLAIMS,) if "claims" in self.figure.needs else ()

    def models_of(self, variant: str) -> tuple[Path, ...]:
        """Return the archives of a variant's networks, if the figure needs them."""
        seeds = self.seeds if "models" in self.figure.needs else ()
        return tuple(model_path(variant, seed) for seed in seeds)

    def histories_of(self, variant: str) -> tuple[Path, ...]:
        """Return the archive of a variant's training, if the figure needs it."""
        path = Path(f"results/models/{variant}/history.safetensors")
        return (path,) if "histories" in self.figure.needs else ()


class Film(Strict):
    """Which story a film tells, and of which networks."""

    scene: FilmName | None = None
    """The class in `scenes/` that tells it; by default the one of the film's own name."""
    variant: Name | None = None
    """One of `variants`."""
    variants: tuple[Name, ...] = Field((), strict=False)
    """Instead of `variant`, for a film that compares networks."""
    seed: Seed
    """One of `seeds`."""
    codes: tuple[Code, ...] = Field((), strict=False)
    """Codes to show, for a film that goes through them step by step."""

    @model_validator(mode="after")
    def _one_way_to_name_networks(self) -> Self:
        if (self.variant is None) == (not self.variants):
            raise ValueError("give either variant, or variants for a film that compares networks")
        return self

    @property
    def shown(self) -> tuple[str, ...]:
        """The variants whose networks are shown."""
        return self.variants or (str(self.variant),)


class FilmJob(Strict):
    """What the rendering of one film depends on."""

    name: FilmName
    """The film's, and its file's."""
    scene: FilmName
    """The class that tells it."""
    theme: ThemeName
    """Colours."""
    film: Film
    """Whose weights, and which codes."""

    @property
    def models(self) -> tuple[Path, ...]:
        """The archives of the networks that are shown."""
        return tuple(model_path(variant, self.film.seed) for variant in self.film.shown)

    @property
    def curves(self) -> Path:
        """The archive of the curves that they were trained and tested on."""
        return CURVES


class SweepJob(Strict):
    """What the sweep over noises depends on."""

    run: Run
    """What decides the weights besides the noises."""
    sweep: Sweep
    """The noises."""
    seeds: tuple[Seed, ...] = Field(strict=False)
    """One network each, for every pair of noises."""


class Films(Strict):
    """Which films are made, and how."""

    quality: Quality = "talk"
    """draft 480p15, web 720p30, talk 1080p60, cinema 2160p60."""
    themes: tuple[ThemeName, ...] = Field(("dark",), min_length=1, strict=False)
    """Colours to make every film in; by hand manim takes the first."""
    entries: dict[FilmName, Film] = Field({})
    """A film's name, and what it shows."""


class Config(Strict):
    """All of `workflow/config.yaml`."""

    data: Data = Data()
    network: Network = Network()
    training: Training = Training()
    seeds: tuple[Seed, ...] = Field((11,), min_length=1, strict=False)
    """Seeds of the networks; all seeds of a variant train at once."""
    variants: dict[Name, Variant] = Field(min_length=1)
    audit: Audit = Audit()
    sweep: Sweep = Sweep()
    figures: Figures = Figures()
    films: Films = Films()

    @model_validator(mode="before")
    @classmethod
    def _variants_inherit_what_is_common(cls, raw: Any) -> Any:
        if not isinstance(raw, dict):
            return raw
        common = {part: raw.get(part) for part in ("data", "network", "training")}
        audit = raw.get("audit")
        if isinstance(audit, dict):
            raw = raw | {"audit": _inherit_all(audit, common)}
        del common["data"]  # only in the audit may variants have their own
        return _inherit_all(raw, common)

    @model_validator(mode="after")
    def _names_refer_to_something(self) -> Self:
        if len(set(self.seeds)) != len(self.seeds):
            raise ValueError("seeds has the same seed twice: name each once")
        self._check_figures()
        for name, film in self.films.entries.items():
            self._check_film(f"films.entries.{name}", film)
        for name, variant in self.variants.items():
            _check_kernel(f"variants.{name}", variant, self.data)
        for name, audited in self.audit.variants.items():
            if name in self.variants:
                raise ValueError(f"audit.variants.{name} is in variants too: rename one of the two")
            _check_kernel(f"audit.variants.{name}", audited, audited.data)
        return self

    @property
    def networks(self) -> dict[str, Variant]:
        """All variants by name, those of the audit last."""
        return {**self.variants, **self.audit.variants}

    def _check_figures(self) -> None:
        figures = self.figures
        if figures.seed is not None and figures.seed not in self.seeds:
            known = ", ".join(map(str, self.seeds))
            raise ValueError(f"figures.seed is {figures.seed}: use one of {known}")
        for code in figures.codes:
            if len(code) != self.network.channels:
                raise ValueError(
                    f"figures.codes has a code of {len(code)} numbers, but network has "
                    f"{self.network.channels} channels: give one a channel"
                )

    def _check_film(self, where: str, film: Film) -> None:
        for variant in film.shown:
            if variant not in self.variants:
                key = "variants" if film.variants else "variant"
                hint = messages.nearest(variant, self.variants)
                raise ValueError(f"{where}.{key} has {variant!r}{hint}")
            channels = self.variants[variant].network.channels
            for code in film.codes:
                if len(code) != channels:
                    raise ValueError(
                        f"{where}.codes has a code of {len(code)} numbers, "
                        f"but {variant} has {channels} components: give one a component"
                    )
        if film.seed not in self.seeds:
            known = ", ".join(map(str, self.seeds))
            raise ValueError(f"{where}.seed is {film.seed}: use one of {known}")


def run_of(config: Config, variant: str) -> Run:
    """Collect what decides the weights of `variant`, and nothing else."""
    chosen = config.networks[variant]
    return Run(
        data=signals_of(config, variant),
        network=chosen.network,
        training=chosen.training,
        code_noise=chosen.code_noise,
        input_noise=chosen.input_noise,
    )


def signals_of(config: Config, variant: str) -> Data | Series:
    """Return what a variant is trained on and tested with."""
    chosen = config.networks[variant]
    return chosen.data if isinstance(chosen, AuditVariant) else config.data


def sweep_job(config: Config) -> SweepJob:
    """Collect what the sweep over noises depends on, and nothing else."""
    run = Run(
        data=config.data,
        network=config.network,
        training=config.training,
        code_noise=(),
        input_noise=0.0,
    )
    return SweepJob(run=run, sweep=config.sweep, seeds=config.seeds)


def film_job(config: Config, name: str, theme: ThemeName) -> FilmJob:
    """Collect what the rendering of a film depends on, and nothing else."""
    film = config.films.entries[name]
    return FilmJob(name=name, scene=film.scene or name, theme=theme, film=film)


def figure_job(config: Config, name: str, figure: Entry) -> FigureJob:
    """Collect what the drawing of a figure depends on, and nothing else."""
    seed = config.figures.seed
    return FigureJob(
        name=name,
        figure=figure,
        data=config.data,
        network=config.network,
        runs={variant: run_of(config, variant) for variant in figure.variants},
        seeds=config.seeds,
        seed=config.seeds[0] if seed is None else seed,
        codes=config.figures.codes,
    )


def json_schema() -> str:
    """Return the JSON Schema of the config as text, for `workflow/schemas`."""
    return json.dumps(Config.model_json_schema(), indent=2) + "\n"


def _inherit_all(holder: dict[str, Any], common: dict[str, Any]) -> dict[str, Any]:
    """Let the variants in `holder` inherit each part that they don't override as a whole."""
    variants = holder.get("variants")
    if not isinstance(variants, dict):
        return holder
    return holder | {"variants": {name: _inherit(v, common) for name, v in variants.items()}}


def _inherit(variant: Any, common: dict[str, Any]) -> Any:
    if variant is None:
        variant = {}
    if not isinstance(variant, dict):
        return variant
    return variant | {
        part: inherited | own
        for part, inherited in common.items()
        if isinstance(inherited, dict)
        and isinstance(own := variant.get(part, {}), dict)
        and "series" not in own
    }


def _check_kernel(where: str, variant: Variant, data: Signals) -> None:
    if variant.network.kernel > data.points:
        signal = "a part of its series" if isinstance(data, Series) else "a curve"
        raise ValueError(
            f"{where} has a kernel of {variant.network.kernel} points, "
            f"but {signal} has {data.points}: lower kernel or raise data.points"
        )


if __name__ == "__main__":
    print(json_schema(), end="")
