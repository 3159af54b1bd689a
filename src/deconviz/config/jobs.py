"""What each job of the pipeline takes of the config, and nothing else of it."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from deconviz import paths
from deconviz.config.experiment import (
    CurveSettings,
    Experiment,
    NetworkSettings,
    Seed,
    SeriesSettings,
    Strict,
)
from deconviz.config.schema import (
    AuditVariant,
    Code,
    Config,
    FilmEntry,
    FilmName,
    NoiseGrid,
    SvgText,
)
from deconviz.look.theme import ThemeName


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
        needs = (need.split("/") for need in self.figure.needs)
        return tuple(paths.table_path(name) for kind, *names in needs for name in names)

    @property
    def claims(self) -> tuple[Path, ...]:
        """The record of the audit, if the figure needs it."""
        return (Path(paths.CLAIMS),) if "claims" in self.figure.needs else ()

    def curves_of(self, variant: str) -> Path:
        """Return the archive of what a variant is trained on and tested with."""
        own = self.experiments[variant].data != self.data
        return paths.curves_path(variant if own else "")

    def models_of(self, variant: str) -> tuple[Path, ...]:
        """Return the archives of a variant's networks, if the figure needs them."""
        seeds = self.seeds if "models" in self.figure.needs else ()
        return tuple(paths.model_path(variant, seed) for seed in seeds)

    def histories_of(self, variant: str) -> tuple[Path, ...]:
        """Return the archive of a variant's training, if the figure needs it."""
        return (paths.history_path(variant),) if "histories" in self.figure.needs else ()


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

    @property
    def models(self) -> tuple[Path, ...]:
        """The archives of the networks that are shown."""
        return tuple(paths.model_path(name, self.film.seed) for name in self.film.variant_names)

    @property
    def curves(self) -> Path:
        """The archive of the curves that they were trained and tested on."""
        return paths.curves_path()


class NoiseGridJob(Strict):
    """What training with every pair of noises depends on."""

    experiment: Experiment
    """What decides the weights besides the noises."""
    grid: NoiseGrid
    """The noises."""
    seeds: tuple[Seed, ...] = Field(strict=False)
    """One network each, for every pair of noises."""


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


def data_of(config: Config, variant: str) -> CurveSettings | SeriesSettings:
    """Return what a variant is trained on and tested with."""
    settings = config.all_variants[variant]
    return settings.data if isinstance(settings, AuditVariant) else config.data


def noise_grid_job(config: Config) -> NoiseGridJob:
    """Collect what training with every pair of noises depends on, and nothing else."""
    experiment = Experiment(
        data=config.data,
        network=config.network,
        training=config.training,
        code_noise=(),
        input_noise=0.0,
    )
    return NoiseGridJob(experiment=experiment, grid=config.noise_grid, seeds=config.seeds)


def film_job(config: Config, name: str, theme: ThemeName) -> FilmJob:
    """Collect what the rendering of a film depends on, and nothing else."""
    film = config.films.entries[name]
    return FilmJob(name=name, scene=film.scene or name, theme=theme, film=film)


def figure_job(config: Config, name: str, figure: FigureEntry) -> FigureJob:
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
        svg_text=config.figures.svg_text,
    )
