"""What each job that makes a part of the site takes of the config, and nothing else of it."""

from __future__ import annotations

from pydantic import Field

from deconviz.config.experiment import AnyData, Experiment, Seed, Strict
from deconviz.config.jobs import Fingerprints, data_of, experiment_of
from deconviz.config.names import FilmName, Name
from deconviz.config.schema import Config, Quality
from deconviz.config.talk import Credit
from deconviz.look.theme import ThemeName


class SiteFilmJob(Strict):
    """What a film's card depends on, besides the film."""

    film: FilmName
    """The film's name."""
    themes: tuple[ThemeName, ...] = Field(strict=False)
    """Colours that it comes in."""
    quality: Quality
    """Of the film that the others were made of."""


class SiteFigureJob(Strict):
    """What a figure's card depends on, besides the figure."""

    figure: Name
    """The figure's name."""
    pictures: tuple[str, ...] = Field(strict=False)
    """Its files, as the workflow names them."""


class SiteVariantJob(Strict):
    """What the explorer's data of one variant depends on."""

    variant: Name
    """The variant's name."""
    experiment: Experiment
    """What decides its weights."""
    seeds: tuple[Seed, ...] = Field(strict=False)
    """Of its networks."""
    data: AnyData
    """What they were trained on."""
    fingerprints: Fingerprints
    """Of the code that made the archives."""


class SitePagesJob(Strict):
    """What the pages depend on, besides what they show."""

    films: tuple[FilmName, ...] = Field(strict=False)
    """In the order of the config."""
    figures: tuple[Name, ...] = Field(strict=False)
    """In the order of the workflow."""
    variants: tuple[Name, ...] = Field(strict=False)
    """Those that the explorer has."""
    layers: tuple[Name, ...] = Field(strict=False)
    """Layers of the user's own that the explorer has."""
    themes: tuple[ThemeName, ...] = Field(strict=False)
    """Colours that films come in."""
    repository: str
    """Address of the code, or empty."""
    credit: Credit
    """Whose work it is."""


def site_film_job(config: Config, film: str) -> SiteFilmJob:
    """Collect what a film's card depends on."""
    return SiteFilmJob(film=film, themes=config.site.themes, quality=config.films.quality)


def site_variant_job(config: Config, variant: str, fingerprints: Fingerprints) -> SiteVariantJob:
    """Collect what the explorer's data of a variant depends on."""
    return SiteVariantJob(
        variant=variant,
        experiment=experiment_of(config, variant),
        seeds=config.seeds,
        data=data_of(config, variant),
        fingerprints=fingerprints,
    )


def site_pages_job(config: Config, figures: tuple[str, ...]) -> SitePagesJob:
    """Collect what the pages depend on; `figures` are the names of all figures."""
    return SitePagesJob(
        films=tuple(config.films.entries),
        figures=figures,
        variants=tuple(config.variants),
        layers=tuple(config.layers),
        themes=config.site.themes,
        repository=config.site.repository,
        credit=config.talk.credit,
    )
