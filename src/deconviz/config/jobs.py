"""What each job of the pipeline takes of the config, and nothing else of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from pydantic import Field

from deconviz import paths
from deconviz.config.experiment import (
    AnyData,
    CurveSettings,
    Experiment,
    NetworkSettings,
    Seed,
    Strict,
    UpsamplingSettings,
    digest,
)
from deconviz.config.layers import LayerJob
from deconviz.config.names import FilmName
from deconviz.config.schema import (
    AuditVariant,
    Code,
    Config,
    FilmEntry,
    NoiseGrid,
    SvgText,
)
from deconviz.config.talk import Credit
from deconviz.look.theme import ThemeName


class Fingerprints(Strict):
    """Fingerprints of the scripts whose files others read."""

    curves: str = ""
    """Draws curves."""
    train: str = ""
    """Trains networks."""
    tables: str = ""
    """Writes the measurements."""
    claims: str = ""
    """Decides the claims."""
    noise_grid: str = ""
    """Trains with every pair of noises."""
    layer: str = ""
    """Imports layers."""
    upsampling: str = ""
    """Trains small kernels that double images."""


class EvidenceJob(Strict):
    """What the audit depends on."""

    data: CurveSettings
    """Common to all networks."""
    experiments: dict[str, Experiment]
    """What decides the weights, by variant."""
    seeds: tuple[Seed, ...] = Field(strict=False)
    """Of the networks of each variant."""
    fingerprints: Fingerprints
    """What makes the archives."""

    @property
    def sums(self) -> tuple[Path, ...]:
        """The checksums of each variant, which stand for its networks and their history."""
        return tuple(map(_sums_of, self.experiments))

    @property
    def curves(self) -> tuple[Path, ...]:
        """The archives of what they were trained on and are tested with."""
        return tuple(dict.fromkeys(map(self.curves_of, self.experiments)))

    def curves_of(self, variant: str) -> Path:
        """Return the archive of what a variant is trained on and tested with."""
        return _curves_of(variant, self.experiments, self.data)


class FigureEntry(Strict):
    """A figure: the file that draws it, and what it shows."""

    stem: str
    """Of the file in `figures/` that draws it."""
    variants: tuple[str, ...]
    """Whose networks it shows."""
    needs: tuple[str, ...]
    """What it reads: curves, models, histories, claims, and tables as ``"tables/losses"``."""


class FigureJob(Strict):
    """What the drawing of one figure depends on."""

    name: str
    """The figure's, and its files'."""
    figure: FigureEntry
    """Which module draws it, of which variants."""
    data: CurveSettings
    """Common to all networks."""
    network: NetworkSettings
    """Common to all networks that don't override it."""
    experiments: dict[str, Experiment]
    """What decides the weights, by variant."""
    seeds: tuple[Seed, ...] = Field(strict=False)
    """Of the networks of each variant."""
    seed: Seed
    """Of the network that is shown where one stands for all."""
    codes: tuple[Code, ...] = Field(strict=False)
    """To show the decoder with."""
    fingerprints: Fingerprints
    """What makes the archives."""
    records: dict[str, str]
    """What tables and claims must have been made from: by the path of what says so, a hash."""
    svg_text: SvgText = "paths"
    """What text is in an SVG."""

    @property
    def curves(self) -> tuple[Path, ...]:
        """The archives of all curves that the figure needs: the common ones come first."""
        if "curves" not in self.figure.needs:
            return ()
        every = [paths.curves_path(), *map(self.curves_of, self.figure.variants)]
        return tuple(dict.fromkeys(every))

    @property
    def sums(self) -> tuple[Path, ...]:
        """The checksums of each variant, if the figure needs its networks or their history."""
        trained = {"models", "histories"} & set(self.figure.needs)
        return tuple(map(_sums_of, self.figure.variants)) if trained else ()

    @property
    def tables(self) -> tuple[Path, ...]:
        """The tables that the figure needs."""
        needs = (need.split("/") for need in self.figure.needs)
        return tuple(paths.table_path(name) for kind, *names in needs for name in names)

    @property
    def claims(self) -> tuple[Path, ...]:
        """The record of the audit, if the figure needs it."""
        return (Path(paths.CLAIMS),) if "claims" in self.figure.needs else ()

    def curves_of(self, variant: str) -> Path:
        """Return the archive of what a variant is trained on and tested with."""
        return _curves_of(variant, self.experiments, self.data)

    def models_of(self, variant: str) -> tuple[Path, ...]:
        """Return the archives of a variant's networks, if the figure needs them."""
        seeds = self.seeds if "models" in self.figure.needs else ()
        return tuple(paths.model_path(variant, seed) for seed in seeds)

    def histories_of(self, variant: str) -> tuple[Path, ...]:
        """Return the archive of a variant's training, if the figure needs it."""
        return (paths.history_path(variant),) if "histories" in self.figure.needs else ()


class UpsamplingJob(Strict):
    """What the training of the small kernels that double images depends on."""

    settings: UpsamplingSettings
    """How they are trained."""
    seeds: tuple[Seed, ...] = Field(strict=False)
    """One kernel each, for every way of doubling."""


class FilmJob(Strict):
    """What the rendering of one film depends on."""

    name: FilmName
    """The film's, and its file's."""
    scene: FilmName
    """The class that tells it."""
    theme: ThemeName
    """Colours."""
    film: FilmEntry
    """Whose weights, and which codes."""
    seed: Seed
    """Of the network that is shown where one stands for all."""
    seeds: tuple[Seed, ...] = Field((), strict=False)
    """Of the networks of each variant, for a film that shows all of them along training."""
    experiments: dict[str, Experiment]
    """What decides the weights, by variant."""
    data: CurveSettings
    """Which held-out curves are shown."""
    fingerprints: Fingerprints
    """What makes the archives."""
    layer: LayerJob | None = None
    """What the layer that it is about was imported with, if it is one that a user brings."""
    upsampling: UpsamplingJob | None = None
    """What the small kernels that it is about were trained with, if it is about them."""
    folder: str | None = None
    """Where it goes, into a folder of its quality; by default where manim.cfg says."""
    scene_fingerprint: str = ""
    """Of the scene when the build began; empty for a film that is made by hand."""
    credit: Credit = Credit()
    """Whose work it is."""

    @property
    def models(self) -> tuple[Path, ...]:
        """The archives of the networks that are shown, if they are of one seed."""
        names = () if self.seeds else self.film.variant_names
        return tuple(paths.model_path(name, self.seed) for name in names)

    @property
    def sums(self) -> tuple[Path, ...]:
        """The checksums of each variant, if its networks are shown along training."""
        return tuple(map(_sums_of, self.film.variant_names)) if self.seeds else ()

    @property
    def curves(self) -> tuple[Path, ...]:
        """The archive of the curves that they were trained and tested on, if there are any."""
        return (paths.curves_path(),) if self.film.variant_names else ()

    @property
    def layers(self) -> tuple[Path, ...]:
        """The archive of the layer that it is about, if it is one that a user brings."""
        return (paths.layer_path(self.layer.name),) if self.layer else ()

    @property
    def upsamplings(self) -> tuple[Path, ...]:
        """The archive of the small kernels that it is about, if it is about them."""
        return (Path(paths.UPSAMPLING),) if self.upsampling else ()


class NoiseGridJob(Strict):
    """What training with every pair of noises depends on."""

    experiment: Experiment
    """What decides the weights besides the noises."""
    grid: NoiseGrid
    """The noises."""
    seeds: tuple[Seed, ...] = Field(strict=False)
    """One network each, for every pair of noises."""
    fingerprints: Fingerprints
    """What makes the curves."""


_JobOf = Callable[[Config, Fingerprints], EvidenceJob | NoiseGridJob]


def experiment_of(config: Config, variant: str) -> Experiment:
    """Collect what decides the weights of `variant`, and nothing else."""
    settings = config.all_variants[variant]
    return Experiment(
        data=data_of(config, variant),
        network=settings.network,
        training=settings.training,
        code_noise=settings.code_noise,
        input_noise=settings.input_noise,
    )


def data_of(config: Config, variant: str) -> AnyData:
    """Return what a variant is trained on and tested with."""
    settings = config.all_variants[variant]
    return settings.data if isinstance(settings, AuditVariant) else config.data


def noise_grid_job(config: Config, fingerprints: Fingerprints) -> NoiseGridJob:
    """Collect what training with every pair of noises depends on, and nothing else."""
    experiment = Experiment(
        data=config.data,
        network=config.network,
        training=config.training,
        code_noise=(),
        input_noise=0.0,
    )
    return NoiseGridJob(
        experiment=experiment,
        grid=config.noise_grid,
        seeds=config.seeds,
        fingerprints=Fingerprints(curves=fingerprints.curves),
    )


def film_job(
    config: Config,
    name: str,
    theme: ThemeName,
    fingerprints: Fingerprints,
    scene_fingerprint: str = "",
    *,
    needs_ensemble: bool = False,
) -> FilmJob:
    """Collect what the rendering of a film depends on, and nothing else.

    Parameters
    ----------
    config
        Of everything.
    name, theme
        The film's name, and its colours.
    fingerprints, scene_fingerprint
        As in `FilmJob`.
    needs_ensemble
        Whether the film shows the networks of all seeds, along training.
    """
    film = config.films.entries[name]
    seeds = config.seeds if needs_ensemble else ()
    return _film_job(config, name, theme, film, fingerprints, scene_fingerprint, seeds)


def layer_film_job(
    config: Config,
    layer: str,
    scene: str,
    theme: ThemeName,
    fingerprints: Fingerprints,
    scene_fingerprint: str = "",
) -> FilmJob:
    """Collect what a film of a layer that a user brings depends on; it is called as its scene."""
    film = FilmEntry(layer=layer)
    job = _film_job(config, scene, theme, film, fingerprints, scene_fingerprint)
    return job.model_copy(update={"folder": paths.layer_films(layer).as_posix()})


def layer_job(config: Config, name: str) -> LayerJob:
    """Collect what importing a layer depends on."""
    return LayerJob(name=name, entry=config.layers[name])


def upsampling_job(config: Config) -> UpsamplingJob:
    """Collect what the training of the small kernels depends on."""
    return UpsamplingJob(settings=config.upsampling, seeds=config.seeds)


def evidence_job(config: Config, fingerprints: Fingerprints) -> EvidenceJob:
    """Collect what the audit depends on, and nothing else."""
    return EvidenceJob(
        data=config.data,
        experiments={variant: experiment_of(config, variant) for variant in config.all_variants},
        seeds=config.seeds,
        fingerprints=_of_archives(fingerprints),
    )


def records(config: Config, needs: tuple[str, ...], fingerprints: Fingerprints) -> dict[str, str]:
    """Return what tables and claims that a figure needs must have been made from.

    Returns
    -------
    dict
        By the path of the file that says what they were made from, the hash that it must have.
    """
    made_by: dict[str, tuple[str, _JobOf, str]] = {
        "claims": (paths.CLAIMS, evidence_job, fingerprints.claims),
        "tables": (paths.TABLES_RECORD, evidence_job, fingerprints.tables),
        "tables/noise-grid": (paths.NOISE_GRID, noise_grid_job, fingerprints.noise_grid),
    }
    kinds = [need if need in made_by else need.split("/")[0] for need in needs]
    asked = [made_by[kind] for kind in dict.fromkeys(kinds) if kind in made_by]
    return {path: made_from_hash(job(config, fingerprints), code) for path, job, code in asked}


def made_from_hash(job: EvidenceJob | NoiseGridJob, code: str) -> str:
    """Hash what tables or claims are made from, and the code that makes them."""
    return hashlib.sha256(f"{digest(job)} {code}".encode()).hexdigest()[:16]


def figure_job(
    config: Config, name: str, figure: FigureEntry, fingerprints: Fingerprints
) -> FigureJob:
    """Collect what the drawing of a figure depends on, and nothing else."""
    seed = config.figures.seed
    return FigureJob(
        name=name,
        figure=figure,
        data=config.data,
        network=config.network,
        experiments={variant: experiment_of(config, variant) for variant in figure.variants},
        seeds=config.seeds,
        seed=config.seeds[0] if seed is None else seed,
        codes=config.figures.codes,
        fingerprints=_of_archives(fingerprints),
        records=records(config, figure.needs, fingerprints),
        svg_text=config.figures.svg_text,
    )


def _film_job(
    config: Config,
    name: str,
    theme: ThemeName,
    film: FilmEntry,
    fingerprints: Fingerprints,
    scene_fingerprint: str,
    seeds: tuple[Seed, ...] = (),
) -> FilmJob:
    return FilmJob(
        name=name,
        scene=film.scene or name,
        theme=theme,
        film=film,
        experiments={variant: experiment_of(config, variant) for variant in film.variant_names},
        data=config.data,
        seed=config.seeds[0] if film.seed is None else film.seed,
        seeds=seeds,
        layer=layer_job(config, film.layer) if isinstance(film.layer, str) else None,
        upsampling=upsampling_job(config) if film.upsampling else None,
        fingerprints=_of_archives(
            fingerprints, layer=isinstance(film.layer, str), upsampling=film.upsampling
        ),
        scene_fingerprint=scene_fingerprint,
        credit=config.talk.credit,
    )


def _of_archives(
    fingerprints: Fingerprints, *, layer: bool = False, upsampling: bool = False
) -> Fingerprints:
    """Return those of the scripts that write archives of arrays, and no other."""
    return Fingerprints(
        curves=fingerprints.curves,
        train=fingerprints.train,
        layer=fingerprints.layer if layer else "",
        upsampling=fingerprints.upsampling if upsampling else "",
    )


def _sums_of(variant: str) -> Path:
    return paths.sums_path(paths.history_path(variant))


def _curves_of(variant: str, experiments: Mapping[str, Experiment], common: CurveSettings) -> Path:
    own = experiments[variant].data != common
    return paths.curves_path(variant if own else "")
