"""What `workflow/config.yaml` may contain, as strict, frozen models.

It is defined here and nowhere else. The JSON Schema for editors is exported from these models:
``python -m deconviz.config.schema``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from deconviz.config import names
from deconviz.config.experiment import (
    CurveSettings,
    DataSettings,
    Deviation,
    NetworkSettings,
    PhotographSettings,
    Seed,
    SeriesSettings,
    Strict,
    TrainingSettings,
    UpsamplingSettings,
)
from deconviz.config.layers import FilmLayer, LayerEntry
from deconviz.config.names import FilmName, Name
from deconviz.config.site import Site
from deconviz.config.talk import Talks
from deconviz.errors import nearest, one_of
from deconviz.look.theme import ThemeName

Component = Annotated[float, Field(ge=-10, le=10)]
Code = Annotated[tuple[Component, ...], Field(strict=False)]
Format = Literal["pdf", "svg", "png"]
Look = Literal["light", "dark", "light-one-column", "dark-one-column"]
SvgText = Literal["paths", "text"]
Quality = Literal["draft", "web", "talk", "cinema"]


class Variant(Strict):
    """One way to train: its noise, and what it changes of the network and of the training."""

    code_noise: tuple[Deviation, ...] = Field((), strict=False)
    """Standard deviation of the Gaussian noise on each code component; empty for no noise."""
    input_noise: Deviation = 0.0
    """Standard deviation of the Gaussian noise on the input; the target stays clean."""
    network: NetworkSettings = NetworkSettings()
    """Settings that differ from the common `network`."""
    training: TrainingSettings = TrainingSettings()
    """Settings that differ from the common `training`."""

    @model_validator(mode="after")
    def _one_deviation_a_component(self) -> Self:
        if self.code_noise and len(self.code_noise) != self.network.channels:
            raise ValueError(
                f"code_noise has {len(self.code_noise)} values, "
                f"but the network has {self.network.channels} channels: give one per channel"
            )
        return self


class AuditVariant(Variant):
    """A variant that only the audit needs; it may have data of its own."""

    data: DataSettings = CurveSettings()
    """Settings that differ from the common `data`; or a `series` or `photograph` instead."""


class Audit(Strict):
    """What the claim audit trains in addition to `variants`."""

    variants: dict[Name, AuditVariant] = Field({})
    """Without one of these, the claims that need it stay undecided."""


class NoiseGrid(Strict):
    """Sizes of the noise on the code and on the input; each pair is trained with."""

    code_noise: tuple[Annotated[Deviation, Field(gt=0)], ...] = Field(
        (0.01, 0.1, 1.0), min_length=1, strict=False
    )
    """Standard deviations on the first component, the noisiest."""
    fall: float = Field(0.1, gt=0, lt=1)
    """Noise on each component, relative to the one before."""
    input_noise: tuple[Deviation, ...] = Field((0.0, 0.01, 0.1), min_length=1, strict=False)
    """Standard deviations on the input."""

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for name in ("code_noise", "input_noise"):
            values = getattr(self, name)
            if len(set(values)) != len(values):
                raise ValueError(f"{name} lists a value twice: list each once")
        return self


class Figures(Strict):
    """Which figure files the default build makes, and what they show."""

    looks: dict[Look, Annotated[tuple[Format, ...], Field(min_length=1, strict=False)]] = Field(
        {"light": ("pdf", "svg", "png"), "dark": ("png",)}, min_length=1
    )
    """File formats of each look; two columns wide unless it is called one-column."""
    svg_text: SvgText = "paths"
    """paths: text in SVG looks the same everywhere; text: it can be edited, and needs Inter."""
    seed: Seed | None = None
    """Whose network is shown where one is enough; by default the first of `seeds`."""
    codes: tuple[Code, ...] = Field((), strict=False)
    """Codes to show the decoder with."""


class FilmEntry(Strict):
    """Which story a film tells, and about which networks or which layer."""

    scene: FilmName | None = None
    """The class in `scenes/` that tells it; by default the class with the film's name."""
    variant: Name | None = None
    """One of `variants`."""
    variants: tuple[Name, ...] = Field((), strict=False)
    """Instead of `variant`, for a film that compares networks."""
    layer: FilmLayer | None = None
    """Instead of `variant`, for a film about one layer: one of `layers`, its numbers, or its
    channels."""
    upsampling: bool = False
    """Instead of `variant`, for a film about the small kernels that double images."""
    seed: Seed | None = None
    """One of `seeds`; by default the first."""
    codes: tuple[Code, ...] = Field((), strict=False)
    """Codes to show, for a film that goes through them one by one."""
    bare: bool = False
    """Whether the film goes without words, for a slide with a title of its own."""

    @model_validator(mode="after")
    def _one_way_to_say_what_it_is_about(self) -> Self:
        ways = [self.variant is not None, bool(self.variants), self.layer is not None]
        if [*ways, self.upsampling].count(True) != 1:
            raise ValueError(
                "give a variant, variants for a film that compares networks, a layer, or "
                "upsampling: true"
            )
        return self

    @property
    def variant_names(self) -> tuple[str, ...]:
        """The variants whose networks the film is about."""
        return self.variants or ((self.variant,) if self.variant else ())


class Films(Strict):
    """Which films are made, and how."""

    quality: Quality = "talk"
    """draft 480p15, web 720p30, talk 1080p60, cinema 2160p60."""
    themes: tuple[ThemeName, ...] = Field(("dark",), min_length=1, strict=False)
    """Colours to make every film in; `manim` by hand uses the first."""
    entries: dict[FilmName, FilmEntry] = Field({})
    """What each film shows, by its name."""


def _or_none(entries: Any) -> Any:
    return {} if entries is None else entries


class Config(Strict):
    """All of `workflow/config.yaml`."""

    data: CurveSettings = CurveSettings()
    network: NetworkSettings = NetworkSettings()
    training: TrainingSettings = TrainingSettings()
    seeds: tuple[Seed, ...] = Field((11,), min_length=1, strict=False)
    """Seeds of the networks; all seeds of a variant train at once."""
    variants: dict[Name, Variant] = Field(min_length=1)
    audit: Audit = Audit()
    noise_grid: NoiseGrid = NoiseGrid()
    upsampling: UpsamplingSettings = UpsamplingSettings()
    """How the small kernels are trained that double images."""
    figures: Figures = Figures()
    films: Films = Films()
    layers: Annotated[dict[Name, LayerEntry], BeforeValidator(_or_none)] = Field(
        {}, json_schema_extra={"type": ["object", "null"]}
    )
    """Layers that users bring, by name; a key without entries is one that waits for them."""
    talk: Talks = Talks()
    site: Site = Site()

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
            raise ValueError("seeds lists a seed twice: list each once")
        for problem in [
            *names.unusable("variants", self.variants),
            *names.unusable("audit.variants", self.audit.variants),
            *names.unusable("films.entries", self.films.entries),
            *names.unusable("layers", self.layers),
            *names.unusable("talk.decks", self.talk.decks),
            *self._unknown_films_of_decks(),
        ]:
            raise ValueError(problem)
        if self.network.grid:
            raise ValueError("network.kernel is that of a photograph: give it to audit.variants")
        self._check_figures()
        for name, film in self.films.entries.items():
            self._check_film(f"films.entries.{name}", film)
        for name, variant in self.variants.items():
            _check_kernel(f"variants.{name}", variant, self.data)
        for name, audited in self.audit.variants.items():
            if name in self.variants:
                raise ValueError(f"audit.variants.{name} is in variants too: rename one of them")
            _check_kernel(f"audit.variants.{name}", audited, audited.data)
        return self

    @property
    def all_variants(self) -> dict[str, Variant]:
        """All variants by name, those of the audit last."""
        return {**self.variants, **self.audit.variants}

    def _unknown_films_of_decks(self) -> Iterator[str]:
        known = self.films.entries
        for name, deck in self.talk.decks.items():
            for film in deck.films:
                if film not in known:
                    yield f"talk.decks.{name}: there is no film {film}{nearest(film, known)}"

    def _check_figures(self) -> None:
        figures = self.figures
        if figures.seed is not None and figures.seed not in self.seeds:
            known = one_of(self.seeds)
            raise ValueError(f"figures.seed is {figures.seed}: use one of {known}")
        for code in figures.codes:
            if len(code) != self.network.channels:
                raise ValueError(
                    f"figures.codes has a code of {len(code)} numbers, but network has "
                    f"{self.network.channels} channels: give one per channel"
                )

    def _check_film(self, where: str, film: FilmEntry) -> None:
        if isinstance(film.layer, str) and film.layer not in self.layers:
            raise ValueError(f"{where}.layer has {film.layer!r}{nearest(film.layer, self.layers)}")
        for variant in film.variant_names:
            if variant not in self.variants:
                key = "variants" if film.variants else "variant"
                hint = nearest(variant, self.variants)
                raise ValueError(f"{where}.{key} has {variant!r}{hint}")
            channels = self.variants[variant].network.channels
            for code in film.codes:
                if len(code) != channels:
                    raise ValueError(
                        f"{where}.codes has a code of {len(code)} numbers, "
                        f"but {variant} has {channels} components: give one per component"
                    )
        if film.seed is not None and film.seed not in self.seeds:
            known = one_of(self.seeds)
            raise ValueError(f"{where}.seed is {film.seed}: use one of {known}")


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
        and own.keys().isdisjoint(("series", "photograph"))
    }


def _check_kernel(where: str, variant: Variant, data: DataSettings) -> None:
    kernel = variant.network.kernel
    if isinstance(data, PhotographSettings):
        _check_sides(where, kernel, data)
        return
    if not isinstance(kernel, int):
        raise ValueError(
            f"{where} has a kernel of {kernel[0]} x {kernel[1]} points, "
            "but no photograph: give one number, or a photograph under data"
        )
    on_series = isinstance(data, SeriesSettings)
    if kernel > data.points:
        signal = "a part of its series" if on_series else "a curve"
        raise ValueError(
            f"{where} has a kernel of {kernel} points, "
            f"but {signal} has {data.points}: lower kernel or raise data.points"
        )
    if kernel == data.points and (on_series or data.held_out == 1):
        raise ValueError(
            f"{where} has a kernel of {kernel} points, so the held-out data is a single window, "
            "which varies in nothing: lower kernel or raise data.held_out"
        )


def _check_sides(where: str, kernel: int | tuple[int, int], data: PhotographSettings) -> None:
    if isinstance(kernel, int):
        raise ValueError(
            f"{where} has a kernel of {kernel} points on a photograph: "
            "give its rows and columns, such as [8, 8]"
        )
    if max(kernel) >= data.points:
        raise ValueError(
            f"{where} has a kernel of {kernel[0]} x {kernel[1]} points, but a part of its "
            f"photograph has {data.points} rows: lower kernel or change data.held_out"
        )


if __name__ == "__main__":
    print(json_schema(), end="")
